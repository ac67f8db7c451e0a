"""Which encoding bytes without a mark are in, where that is sure; nothing where it is not.

Decides between UTF-16 without its mark and the Cyrillic code pages; a text in a Western one has
too few other letters to tell by, and stays refused: a wrong guess turns every name into other
letters. A code page is sure where both judges agree: the letters as Ukrainian, Russian and
Belarusian use them (pairs that are common, cases as words have them, one script a word), and
charset-normalizer.
"""

import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

LABELS = {
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-U",
    "cp866": "DOS 866",
    "utf-16-le": "UTF-16 without its mark",
    "utf-16-be": "UTF-16 without its mark",
}
"""The encodings that can be found, by Python's name, as people call them."""

_CODE_PAGES = ("cp1251", "koi8-u", "cp866")  # KOI8-U has all letters of KOI8-R in their places
_RIVALS = ["cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1250", "cp1252", "cp1253"]
_SAMPLE_BYTES = 8192
# Of 3,000 cuts of 40 and more letters out of ../shared/news and the gold texts of tests/quality,
# read rightly, 99.9% had .54 of their pairs among these and 99% .62; read by another code page,
# none had over .53, nor three in ten of what the right one had.
_PAIRS = (
    "ов ро ст ра на по ко ск ер но ни то ли ьк он ві ор ре сь во кр ал ти ні та ен не ос ки об ас "
    "ом ол ла ій од ло ел ин їн аї за ан пр ва ка вк ук ил ой сі ле ри ід тр бо го ви ів до ны от "
    "ет ев ве ог ть рі ат ит со ар ль да се де ці ке йс іл их ме ав им ку ня нн ся ма мі ми кі те "
    "лі ий вс ив іс пі мо ії нс ед ут па ое ну ок бе ої ис оп ті ес пе ад ін ак ах ик бл ру ди ля "
    "ез нт ув бу му йн дн ее ія що іт ту аг ді рс сл ры ам ем ят уп ба др тс ие сс из як чи гр вы "
    "ои ян рн же га св зн ют оч шл ча ур пи вн ає ул бс жи аю че ир си уж нк ою аз бі ду ае ая ек "
    "ты ид оз сп ай лю це тн ше чт сн лу ей ьн"
)
_COMMON_PAIRS = frozenset(_PAIRS.split())
_LEAST_PAIRS = 16
_LEAST_COMMON = 0.62
_LEAST_LEAD = 0.2
_MOST_ODD = 0.02
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[а-яёіїєґў]+", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[А-ЭЁІЇЄҐЎ](?:[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+)\b")
_ORDINARY = re.compile("[\t\n\r\\x20-\\x7eа-яёіїєґўА-ЯЁІЇЄҐЎ«»“”„‘’‚–—…№§°€ \u00a0\u00ad]")
_LETTERS_UTF_16 = re.compile("[\t\n\r\\x20-\\x7e\u00a0-\u024f\u0400-\u04ff\u2010-\u2044€№]")
_LEAST_UTF_16 = 8
_MOSTLY = 0.9


def sure_encoding(content: bytes) -> str | None:
    """A key of ``LABELS``, or None where no encoding is sure; ``content`` is no UTF-8."""
    return _utf_16(content[:_SAMPLE_BYTES]) or _code_page(content)


def advice(head: bytes) -> str:
    """What to do about a text that is no UTF-8 and not surely anything else."""
    if len(head.decode("utf-8", errors="ignore").encode()) > _MOSTLY * len(head):
        return "save it as UTF-8"
    for encoding in ("cp1251", "koi8-u"):
        letters = head.decode(encoding, errors="replace")
        small = len(re.findall("[а-яіїєґё]", letters))
        # Each of the two encodings shows the other's text with the cases swapped.
        if small > len(re.findall("[А-ЯІЇЄҐЁ]", letters)) and small > len(head) / 4:
            likely = f"it looks like {LABELS[encoding]}, but that is not sure"
            return f"{likely}: convert it with iconv -f {encoding} -t utf-8"
    return "save it as UTF-8"


def _utf_16(sample: bytes) -> str | None:
    if len(sample) < 2 * _LEAST_UTF_16:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
        ordinary = len(_LETTERS_UTF_16.findall(text)) / len(text)
        # Read with the bytes the other way round, letters are ideographs and signs.
        if ordinary > 1 - _MOST_ODD and (" " in text or "\n" in text):
            return encoding
    return None


def _code_page(content: bytes) -> str | None:
    first = re.search(rb"[\x80-\xff]", content)
    if not first:
        return None
    start = max(0, first.start() - _SAMPLE_BYTES // 8)
    sample = content[start : start + _SAMPLE_BYTES]
    shares = {page: _common(sample.decode(page, errors="replace")) for page in _CODE_PAGES}
    best, second, *_rest = sorted(shares, key=lambda page: shares[page], reverse=True)
    if shares[best] < _LEAST_COMMON or shares[best] - shares[second] < _LEAST_LEAD:
        return None
    text = sample.decode(best, errors="replace")
    found = from_bytes(sample, cp_isolation=_RIVALS).best()
    agreed = found is not None and str(found) == text
    if (
        not agreed
        or not _written_like_a_text(text)
        or (best == "cp1251" and _may_be_a_macs(sample, text))
    ):
        return None
    return best


def _common(text: str) -> float:
    """Share of the pairs of letters that are common ones; 0 where there are too few to tell."""
    pairs = list(_pairs(text))
    if len(pairs) < _LEAST_PAIRS:
        return 0.0
    return sum(pair in _COMMON_PAIRS for pair in pairs) / len(pairs)


def _pairs(text: str) -> Iterator[str]:
    for word in _CYRILLIC.findall(text.lower()):
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def _written_like_a_text(text: str) -> bool:
    """Cases and scripts do not change within words, and signs are those that texts have."""
    words, odd, signs = _oddities(text)
    other = sum(ord(letter) > 0x7F for letter in text)
    # One damaged word in a headline is no other encoding.
    return odd <= max(1, _MOST_ODD * words) and signs <= max(1, _MOST_ODD * other)


def _oddities(text: str) -> tuple[int, int, int]:
    """Words with Cyrillic letters, those of them that no text has, and such signs."""
    words = [word for word in _WORD.findall(text) if _CYRILLIC.search(word)]
    odd = sum(
        not (word.islower() or word.isupper() or word.istitle()) or not _CYRILLIC.fullmatch(word)
        for word in words
    )
    signs = sum(ord(letter) > 0x7F and not _ORDINARY.match(letter) for letter in text)
    return len(words), odd, signs


def _may_be_a_macs(sample: bytes, text: str) -> bool:
    """Whether a Mac's code page, which has most small letters where cp1251 has them, fits too."""
    by_mac = sample.decode("mac-cyrillic")
    strange = sum(_oddities(text)[1:])
    if strange and sum(_oddities(by_mac)[1:]) <= strange:
        return True
    # A Mac's capitals are signs of cp1251, and its common "і" is the rare "ґ".
    capitals = _CAPITALISED.search(text) or by_mac == text
    return not capitals or ("ґ" in text and "і" not in text)
