"""Finds date phrases in a text by the tables in ``files/dating``.

Finds words and what they mean ("day -2"), not days; ``reckoning`` turns meanings into days. A
phrase is tried only where a word stands that it cannot do without, so that a text without any costs
one look at its words. ``files/dating/SOURCES.md`` says how the tables are written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data.reading.dating.months import MONTHS_IN, WEEKDAY_ADJECTIVES_IN, WEEKDAYS_IN, one_of
from geocode.text import APOSTROPHES

_TABLES = Path(__file__).parents[2] / "files" / "dating"
LANGUAGES = ("en", "uk", "ru")
# How far before and behind its word a phrase may reach; the longest of the tables fit.
_REACH = 48
_LEAST_NAME = 5  # "mar" and "сб" are names only beside a number, days of the week never are
# What stands before and behind words; splitting at blanks takes a third of the time of a pattern.
_ROUND_WORDS = ".,:;!?()[]{}<>«»„“”\"'…*_|#"
_BETWEEN_WORDS = "-–—/"
_YEAR = re.compile(r"(?<!\w)(?:19|20)[0-9]{2}(?![0-9])")
_YEARS = "{yy}"
_HEAD_IN_FIGURES = re.compile(
    r"(?:^|\n)\s{0,3}(?P<all>(?P<d>0[1-9]|[12][0-9]|3[01])\.(?P<m>0[1-9]|1[0-2]))(?=,?\s[^\W\d])"
)

NUMBERS = {
    "en": "a,an,one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10",
    "uk": "один,одну,одним:1 два,дві,двома:2 три,трьома:3 чотири,чотирма:4 п'ять,п'ятьма:5 "
    "шість:6 сім:7 вісім:8 дев'ять:9 десять:10",
    "ru": "один,одну,одним:1 два,две,двумя:2 три,тремя:3 четыре,четырьмя:4 пять,пятью:5 "
    "шесть:6 семь:7 восемь:8 девять:9 десять:10",
}
_ORDINALS = {
    "en": "first:1 second:2 third:3 fourth,last,final:4",
    "uk": "перший,першого,першому:1 другий,другого,другому:2 третій,третього,третьому:3 "
    "четвертий,четвертого,останній,останнього,останньому:4",
    "ru": "первую,первой,первая:1 вторую,второй:2 третью,третьей:3 четвертую,последнюю,последней:4",
}
_DAYS_IN_WORDS = {
    "uk": "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого "
    "одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого "
    "сімнадцятого вісімнадцятого дев'ятнадцятого двадцятого",
    "ru": "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого "
    "семнадцатого восемнадцатого девятнадцатого двадцатого",
}
_TENS_IN_WORDS = {
    "uk": ("двадцять", "тридцятого", "тридцять"),
    "ru": ("двадцать", "тридцатого", "тридцать"),
}
_YEAR_SLOT = {
    "en": r"(?:,? (?P<y>(?:19|20)[0-9]{2})(?![0-9])|,? (?:of )?(?P<rel>last year|this year))?",
    "uk": r"(?: (?P<y>(?:19|20)[0-9]{2})(?![0-9])(?:-го|-му)?(?: року| рік| р\.?(?!\w))?"
    r"|,? (?P<rel>позаминулого року|минулого року|торік|цього року))?",
    "ru": r"(?: (?P<y>(?:19|20)[0-9]{2})(?![0-9])(?:-го|-м)?(?: года| год| г\.?(?!\w))?"
    r"|,? (?P<rel>позапрошлого года|прошлого года|этого года))?",
}
RELATIVE_YEARS = {
    "last year": -1, "this year": 0,
    "позаминулого року": -2, "минулого року": -1, "торік": -1, "цього року": 0,
    "позапрошлого года": -2, "прошлого года": -1, "этого года": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text that say when, and what they mean."""

    start: int
    end: int
    meaning: str
    lang: str
    slots: Mapping[str, str] = field(default_factory=dict)
    """What stands in the phrase's slots, in lower case."""


@dataclass(frozen=True, slots=True)
class _Family:
    """The phrases that share their needed words, as one pattern and one by one."""

    lang: str
    any_of: re.Pattern[str]
    each: tuple[tuple[re.Pattern[str], str], ...]


def phrases(text: str, lang: str = "") -> list[Phrase]:
    """The phrases of ``text`` in order, none over another; all languages' where it is not one."""
    lowered = _lowered(text)
    table = _table(lang if lang in LANGUAGES else "")
    found: list[Phrase] = []
    for word in _words_of(lowered) & table.keys():
        for start in _places(lowered, word):
            found.extend(_tried(lowered, start, start + len(word), table[word]))
    if _YEARS in table:
        for year in _YEAR.finditer(lowered):
            found.extend(_tried(lowered, *year.span(), table[_YEARS]))
    if lang in _DAYS_IN_WORDS:
        found.extend(_heads_in_figures(lowered, lang))
    return _apart(found)


def _heads_in_figures(text: str, lang: str) -> Iterator[Phrase]:
    """Days such as "03.05" at the head of a line, where they are no version and no amount."""
    for match in _HEAD_IN_FIGURES.finditer(text):
        month = next(name for name, n in MONTHS_IN[lang].items() if n == int(match["m"]))
        yield Phrase(*match.span("all"), "date", lang, {"d": match["d"], "m": month})


def number(words: str, lang: str) -> int:
    """The number that ``words`` are in that language; 1 where there are none."""
    return int(words) if words.isdigit() else _numbers(NUMBERS[lang]).get(words, 1)


def day_number(words: str, lang: str) -> int:
    """The number of the day that ``words`` are: "14", "шостого", "двадцять першого"."""
    return int(words) if words.isdigit() else _days_in_words(lang)[" ".join(words.split())]


def ordinal(words: str, lang: str) -> int:
    """1 to 4; the last week of a month counts as the fourth."""
    return _numbers(_ORDINALS[lang])[words]


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals have two small letters, and offsets must stay
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for sign in APOSTROPHES:
        lowered = lowered.replace(sign, "'")
    return lowered


def _words_of(text: str) -> set[str]:
    text = text.replace("'s", " ")
    for sign in _BETWEEN_WORDS:
        text = text.replace(sign, " ")
    return {word.strip(_ROUND_WORDS) for word in set(text.split())}


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalpha() or after.isalpha()):
            yield at
        at = text.find(word, end)


def _tried(text: str, start: int, end: int, families: tuple[_Family, ...]) -> Iterator[Phrase]:
    last = min(len(text), end + _REACH)
    while last < len(text) and text[last].isalnum() and last < end + 2 * _REACH:
        last += 1
    for family in families:
        first = max(0, start - _REACH)
        while match := family.any_of.search(text, first, last):
            if match.end() >= end:
                if match.start() <= start:
                    yield _phrase(text, match, family)
                break
            first = max(match.end(), first + 1)


def _phrase(text: str, match: re.Match[str], family: _Family) -> Phrase:
    pattern, meaning = family.each[(match.lastindex or 1) - 1]
    exact = pattern.match(text, match.start())
    found = exact.groupdict() if exact else {}
    slots = {name.removesuffix("_words"): said for name, said in found.items() if said}
    return Phrase(match.start(), match.end(), meaning, family.lang, slots)


def _apart(found: list[Phrase]) -> list[Phrase]:
    """Those that do not lie over one another; of two that do, the longer."""
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or kept[-1].end <= phrase.start:
            kept.append(phrase)
        elif phrase.end - phrase.start > kept[-1].end - kept[-1].start:
            kept[-1] = phrase
    return kept


@cache
def _table(lang: str) -> dict[str, tuple[_Family, ...]]:
    """By word, what to try around it; the year's own entry under ``{yy}``."""
    table: dict[str, tuple[_Family, ...]] = {}
    for each in (lang,) if lang else LANGUAGES:
        for words, family in _families(each):
            for word in words:
                table[word] = (*table.get(word, ()), family)
    return table


def _families(lang: str) -> Iterator[tuple[list[str], _Family]]:
    text = (_TABLES / f"{lang}.tsv").read_text(encoding="utf-8")
    for block in text.split("@ ")[1:]:
        head, *lines = block.strip().splitlines()
        rows = [tuple(line.split("\t")) for line in lines]
        sources = [_with_slots(pattern, lang) for pattern, _ in rows]
        bare = ("(" + re.sub(r"\(\?P<\w+>", "(?:", source) + ")" for source in sources)
        any_of = re.compile(rf"(?<!\w)(?:{'|'.join(bare)})(?!\w)")
        each = tuple(
            (re.compile(rf"{source}(?!\w)"), meaning)
            for source, (_, meaning) in zip(sources, rows, strict=True)
        )
        yield _words(head.split(), lang), _Family(lang, any_of, each)


def _words(head: list[str], lang: str) -> list[str]:
    words = {
        "{m}": MONTHS_IN[lang],
        "{w}": _weekdays(lang),
        "{a}": WEEKDAY_ADJECTIVES_IN[lang],
    }
    return [word for name in head for word in words.get(name, [name])]


def _weekdays(lang: str) -> dict[str, int]:
    return {name: n for name, n in WEEKDAYS_IN[lang].items() if len(name) >= _LEAST_NAME}


def _with_slots(pattern: str, lang: str) -> str:
    day = r"(?<![0-9])(?P<%s>[0-3]?[0-9])(?:st|nd|rd|th|-го|-е)?(?![0-9:%%]|[,.][0-9])"
    if lang in _DAYS_IN_WORDS:
        words = "|".join(sorted(_days_in_words(lang), key=len, reverse=True))
        day = rf"(?:{day}|(?P<%s_words>{words}))"
    months, dot = one_of(MONTHS_IN[lang]), r"(?:\.(?=\s?[0-9]))?"
    slots = {
        "{d}": day.replace("%s", "d").replace("%%", "%"),
        "{e}": day.replace("%s", "e").replace("%%", "%"),
        "{m}": rf"(?P<m>{months}){dot}",
        "{k}": rf"(?:{months}){dot}",
        "{y}": _YEAR_SLOT[lang],
        "{yy}": r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?![0-9])",
        "{w}": rf"(?P<w>{one_of(_weekdays(lang))})",
        "{v}": rf"(?P<v>{one_of(_weekdays(lang))})",
        "{a}": rf"(?P<w>{one_of(WEEKDAY_ADJECTIVES_IN[lang])})",
        "{n}": rf"(?P<n>[0-9]{{1,3}}|{one_of(_numbers(NUMBERS[lang]))})",
        "{o}": rf"(?P<o>{one_of(_numbers(_ORDINALS[lang]))})",
    }
    for slot, source in slots.items():
        # The second of a kind in one phrase ("{w} night into {w}") is not kept.
        pattern = pattern.replace(slot, source, 1)
        pattern = pattern.replace(slot, re.sub(r"\(\?P<\w+>", "(?:", source))
    return pattern.replace(" ", r"\s+")


@cache
def _days_in_words(lang: str) -> dict[str, int]:
    single = _DAYS_IN_WORDS[lang].split()
    twenty, thirtieth, thirty = _TENS_IN_WORDS[lang]
    found = {word: number for number, word in enumerate(single, 1)}
    found |= {f"{twenty} {word}": 20 + number for number, word in enumerate(single[:9], 1)}
    return found | {thirtieth: 30, f"{thirty} {single[0]}": 31}


@cache
def _numbers(words: str) -> dict[str, int]:
    pairs = (entry.split(":") for entry in words.split())
    return {word: int(n) for names, n in pairs for word in names.split(",")}
