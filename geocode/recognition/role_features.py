"""Describes how a text uses a place's name: features that the trained roles weigh.

What the name is called tells nothing, as what holds of Moscow holds of every capital; what sort of
place it is, the words round it, and what governs it do. A name in a list is seen where the list
stands: in "Kerala and Karnataka asked" both ask.
"""

from collections.abc import Iterator
from functools import lru_cache

from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.recognition.cues import Cues
from geocode.recognition.lexicon import load_lexicon
from geocode.recognition.reading import Reading
from geocode.recognition.role_clues import CLUES
from geocode.recognition.spans import Span, is_adjective
from geocode.recognition.tagging.word_features import parsed

_GREAT, _LARGE = 1_000_000, 100_000
_AND = frozenset(["and", "or", "та", "і", "й", "и", "або", "или", "but", "nor"])
_ARTICLES = frozenset(["the", "a", "an"])
_OPENING, _CLOSING = "«“„\"‘'", "»”\"’'"
_LIST_MOST = 8
"""Tokens of a list of names that is looked through."""
_WINDOW = 6
"""Tokens on each side whose stems are looked at."""
_STEM = 5
_POSSESSIVE = "s"
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


def role_features(span: Span, reading: Reading, cues: Cues) -> list[str]:
    """What there is to say of the name's use, as short strings; deterministic."""
    kind = _kind(span)
    first, end = _list_of(span.first, span.end, reading)
    found = ["bias", f"kind={kind}", *_form(span, reading)]
    left = [*_left(first, reading, cues)]
    right = [*_right(end, reading, cues)]
    found += left
    found += right
    found += [f"{kind}|{name}" for name in (*left, *right) if name.startswith(_WITH_KIND)]
    found += [f"clue={name}" for name, holds in CLUES if holds(span, reading, cues)]
    found += _beside(span, reading, cues)
    if first != span.first or end != span.end:
        found.append("list")
    found += [f"{a}|{b}" for a in left[:2] for b in right if b.startswith(("v", "a1t", "gap>"))]
    found += _window(first, end, reading)
    return found


_WITH_KIND = ("article", "left=", "prep=", "v", "gap>", "a1=", "a1t", "head5=")


def may_rule(span: Span) -> bool:
    """Whether the name may be that of a country, a capital or a first-level unit."""
    return _kind(span) in ("country", "capital", "region")


def _kind(span: Span) -> str:
    """The greatest place of the name, or the sort of its generic word."""
    if span.sort is not None:
        return f"sort {span.sort}"
    places = [hit.place for hit in span.hits]
    if not places:
        return "unknown"
    if any(place.kind is Kind.COUNTRY for place in places):
        return "country"
    if any(place.feature_code == "PPLC" for place in places):
        return "capital"
    people = max((p.population for p in places if p.kind in SETTLEMENT_KINDS), default=0)
    if any(place.kind is Kind.REGION for place in places) and people < _GREAT:
        return "region"
    if people >= _LARGE:
        return "great city" if people >= _GREAT else "city"
    if any(place.kind in SETTLEMENT_KINDS for place in places):
        return "town"
    return places[0].kind.value


def _form(span: Span, reading: Reading) -> Iterator[str]:
    """How the name is written, and the case it may be in."""
    text = reading.tokens[span.first].text
    last = reading.forms[span.end - 1]
    script = "latin" if last.isascii() else "cyrillic"
    yield f"script={script}"
    if text.isupper():
        yield "upper" if len(text) > 3 else "short upper"
    if script == "cyrillic":
        if is_adjective(reading.forms[span.first]):
            yield "adjective"
        yield "base" if any(not hit.inflected for hit in span.hits) else "inflected"
        yield f"x2={last[-2:]}"
        yield f"x1={last[-1:]}"
    if reading.headline[span.first]:
        yield "headline"
    start, end = reading.tokens[span.first].start, reading.tokens[span.end - 1].end
    before, after = reading.text[start - 1 : start], reading.text[end : end + 1]
    if before and after and before in _OPENING and after in _CLOSING:
        yield "quoted"


def _list_of(first: int, end: int, reading: Reading) -> tuple[int, int]:
    """The tokens of the list of names that the name is one of; the name's own where it is none.

    A comma alone makes no list: in "It fell near Chisinau, Kyiv protests" two clauses meet.
    """
    start, links_before = _list_first(first, reading)
    stop, links_after = _list_end(end, reading)
    links = links_before + links_after
    return (start, stop) if links and links != [","] else (first, end)


def _list_first(i: int, reading: Reading) -> tuple[int, list[str]]:
    """The first token of the list that the name at ``i`` ends or continues, and its links."""
    links: list[str] = []
    least = max(0, i - _LIST_MOST)
    while i > least and reading.sentence[i - 1] == reading.sentence[i]:
        k, link = i - 1, reading.gaps[i - 1].strip()
        if reading.forms[k] in _AND and not link:
            link = reading.forms[k]
            k -= 1
            if k < least or reading.gaps[k].strip() not in ("", ","):
                break
        elif link != ",":
            break
        if k < least or not reading.capital[k]:
            break
        while k > least and reading.capital[k - 1] and reading.gaps[k - 1] in (" ", "-"):
            k -= 1
        i = k
        links.append(link)
    return i, links


def _list_end(j: int, reading: Reading) -> tuple[int, list[str]]:
    """The token after the list that the name before ``j`` begins or continues, and its links."""
    links: list[str] = []
    count = len(reading.forms)
    most = min(count, j + _LIST_MOST)
    while j < most and reading.sentence[j] == reading.sentence[j - 1]:
        k, link = j, reading.gaps[j - 1].strip()
        if reading.forms[k] in _AND and link in ("", ","):
            link = reading.forms[k]
            k += 1
        elif link != ",":
            break
        if k < most and reading.forms[k] in _ARTICLES:
            k += 1
        if k >= most or not reading.capital[k] or reading.sentence[k] != reading.sentence[j - 1]:
            break
        k += 1
        while k < most and reading.capital[k] and reading.gaps[k - 1] in (" ", "-"):
            k += 1
        j = k
        links.append(link)
    return j, links


def _left(i: int, reading: Reading, cues: Cues) -> Iterator[str]:
    """What stands before the list: the start of a clause, a preposition with its head, a verb."""
    k = i - 1
    if k < 0 or reading.sentence[k] != reading.sentence[i]:
        yield "left=start"
        return
    gap = reading.gaps[k].strip()
    article = reading.forms[k] in _ARTICLES and not gap
    if article:
        k -= 1
        yield "article"
    if k < 0 or reading.sentence[k] != reading.sentence[i]:
        yield "left=start"
        return
    form, gap = reading.forms[k], reading.gaps[k].strip()
    if gap and gap not in ("-", "–"):
        yield f"left=gap {gap[0]}"
        return
    if form in cues.clause_starts:
        yield "left=clause"
        yield f"b1={form}"
        return
    if form in cues.governing_prepositions:
        yield f"prep={form}"
        yield from _head("head", k - 1, reading, form)
        return
    yield "left=" + ("name" if reading.capital[k] and not reading.first[k] else "word")
    yield from _word("b1", k, reading, cues)
    yield from _word("b2", k - 1, reading, cues)


def _head(name: str, k: int, reading: Reading, prep: str) -> Iterator[str]:
    """The word that a preposition belongs to, behind articles."""
    sentence = reading.sentence[k + 1]
    while k >= 0 and reading.sentence[k] == sentence and reading.forms[k] in _ARTICLES:
        k -= 1
    if k < 0 or reading.sentence[k] != sentence:
        yield f"{name}=start|{prep}"
        return
    if reading.gaps[k].strip():
        yield f"{name}=gap|{prep}"
        return
    form = reading.forms[k]
    yield f"{name}={form}"
    yield f"{name}5={form[:_STEM]}"
    yield f"{name}5={form[:_STEM]}|{prep}"
    if reading.capital[k] and not reading.first[k]:
        yield f"{name}=Capital|{prep}"
    yield from _classes(name, form, reading.capital[k], f"|{prep}")


def _right(j: int, reading: Reading, cues: Cues) -> Iterator[str]:
    """What follows the list: a possessive, a noun, or the verb behind its helpers."""
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[j - 1]:
        yield "gap>end"
        return
    gap = reading.gaps[j - 1]
    if not gap and reading.forms[j] == _POSSESSIVE:
        yield "owner"
        for k in range(j + 1, min(j + 4, len(reading.forms))):
            if reading.gaps[k - 1].strip() or reading.sentence[k] != reading.sentence[j]:
                return
            yield from _word("own", k, reading, cues)
        return
    mark = gap.strip()
    if mark:
        yield f"gap>{mark[0]}"
        if mark[0] in "-–—" and not gap[0].isspace():
            yield f"joined={reading.forms[j]}"
        if mark[0] not in "»”\"’'":
            return
    yield from _word("a1", j, reading, cues)
    k, helped = j, False
    while k < len(reading.forms) - 1 and k < j + 4 and reading.sentence[k] == reading.sentence[j]:
        form = reading.forms[k]
        behind_be = form == "to" and k > j
        if form not in cues.verb_helpers and not form.endswith("ly") and not behind_be:
            break
        helped = True
        k += 1
    if reading.sentence[k] == reading.sentence[j]:
        if helped:
            yield f"helper={reading.forms[j]}"
            if reading.forms[k - 1] in _BE and reading.forms[k].endswith(("ed", "en")):
                yield "v passive"
        yield from _word("v", k, reading, cues)
        yield from _word("o", k + 1, reading, cues, brief=True)


def _word(
    name: str, k: int, reading: Reading, cues: Cues, *, brief: bool = False
) -> tuple[str, ...]:
    """A word's form, stem, ending, class and tables."""
    if k < 0 or k >= len(reading.forms):
        return ()
    return _word_of(name, reading.forms[k], reading.capital[k], brief, cues)


@lru_cache(maxsize=16384)
def _word_of(name: str, form: str, capital: bool, brief: bool, cues: Cues) -> tuple[str, ...]:
    """The same of a form, kept: the words beside names are few."""
    if form in cues.focus.services:
        # the war's own word: without its focus it tells nothing
        return (f"{name}t=services",)
    found = [f"{name}={form}", f"{name}5={form[:_STEM]}", *_classes(name, form, capital, "")]
    if brief:
        return tuple(found)
    if not form.isascii():
        found += [f"{name}x2={form[-2:]}", f"{name}x3={form[-3:]}"]
    if capital:
        found.append(f"{name}t=Capital")
    found += [f"{name}t={table}" for table in _TABLES if form in getattr(cues, table)]
    return tuple(found)


_TABLES = (
    "speech_verbs",
    "saying_verbs",
    "organisation_heads",
    "government_nouns",
    "place_nouns",
    "titles",
    "verb_helpers",
    "clubs",
)


def _classes(name: str, form: str, capital: bool, suffix: str) -> list[str]:
    line = load_lexicon().get(form)
    if line is None:
        return []
    word = parsed(line)
    number = (word.capital_class if capital else word.lower_class) or word.lower_class
    return [
        f"{name}c={number}{suffix}",
        f"{name}c8={number & 255}{suffix}",
        f"{name}c6={number & 63}{suffix}",
    ]


def _beside(span: Span, reading: Reading, cues: Cues) -> Iterator[str]:
    """The word right before the name, and the last word of a capitalised run behind it."""
    i, j = span.first, span.end
    if i > 0 and reading.sentence[i - 1] == reading.sentence[i]:
        yield f"p1={reading.forms[i - 1]}{reading.gaps[i - 1].strip()[:1]}"
    head = None
    for k in range(j, min(j + 5, reading.run_end[j] if j < len(reading.forms) else j)):
        if reading.sentence[k] != reading.sentence[i]:
            break
        if reading.capital[k]:
            head = k
        elif reading.forms[k] not in ("of", "for", "the", "and"):
            break
    if head is not None and reading.gaps[j - 1] == " ":
        yield "longer"
        yield from _word("last", head, reading, cues)


def _window(first: int, end: int, reading: Reading) -> Iterator[str]:
    """Stems of the words of the sentence near the list."""
    sentence = reading.sentence[first]
    for k in range(max(0, first - _WINDOW), min(len(reading.forms), end + _WINDOW)):
        if first <= k < end or reading.sentence[k] != sentence or len(reading.forms[k]) < 4:
            continue
        yield f"w={reading.forms[k][:_STEM]}"
