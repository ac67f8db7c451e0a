"""Finds villages whose names are common words, in lists of villages: "Калинового, *Мирного*".

The gazetteer does not offer such words by themselves. Here one is proposed where a comma or "and"
joins it to a known name that may lie in the same district; whether it is taken is weighed like
any other name. Only words in Cyrillic letters, in which lists of villages are read so.
"""

from collections.abc import Callable, Sequence

from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS
from geocode.recognition.generics import CONJUNCTIONS
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span, text_of

Lookup = Callable[[str], Sequence[NameHit]]


def with_listed_words(reading: Reading, spans: list[Span], lookup: Lookup, home: str) -> list[Span]:
    """``spans`` and, behind each that goes on in a list, the words that are villages too."""
    starts = {span.first for span in spans}
    found: list[Span] = []
    for span in spans:
        found.append(span)
        last = span
        while (i := _next_in_list(reading, last.end)) is not None and i not in starts:
            hits = lookup(text_of(reading, i, i + 1))
            word = Span(i, i + 1, hits)
            if not hits or not in_one_raion(last, word, home):
                break
            found.append(word)
            last = word
    return found


def _next_in_list(reading: Reading, end: int) -> int | None:
    """The Cyrillic word with a capital that a list goes on with behind token ``end``, if any."""
    i = end
    if i < len(reading.forms) and reading.forms[i] in CONJUNCTIONS:
        if reading.gaps[i - 1].strip() not in ("", ","):
            return None
        i += 1
    elif reading.gaps[i - 1] != ", ":
        return None
    if i >= len(reading.forms) or not reading.capital[i] or reading.forms[i].isascii():
        return None
    return i if reading.sentence[i] == reading.sentence[end - 1] else None


def in_one_raion(one: Span, other: Span, home: str) -> bool:
    """Whether both may be settlements of one district: "Новоєгорівка та Надія"."""
    return not _raions(one, home).isdisjoint(_raions(other, home))


def _raions(span: Span, home: str) -> set[tuple[str, str]]:
    return {
        (hit.place.admin1, hit.place.admin2)
        for hit in span.hits
        if hit.place.admin1
        and hit.place.admin2
        and hit.place.kind in SETTLEMENT_KINDS
        and (hit.official or hit.place.country == home)
    }
