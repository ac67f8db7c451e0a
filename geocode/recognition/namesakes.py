"""Decides whether English text gives a place's name to a thing: a drink, ship, film or breed.

Such names are associative. Known by an article, which no town takes, by the noun behind the name,
or by what the text says that it is.
"""

from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span

_INDEFINITE = frozenset(["a", "an"])
_DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "my", "our", "your"])
_AND = frozenset(["and", "or"])
_BE = frozenset(["is", "was"])
_TOWN_FROM = 15_000
"""Residents of a town that an English reader knows without an article."""
_NOUN_REACH = 4
_STOPS = ".,;:!?"


def bears_article(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it has an article and no noun to which that belongs: "a Manhattan", "the Saratov"."""
    i, j = span.first, span.end
    if i == 0 or span.sort is not None or not span.hits or reading.gaps[i - 1] != " ":
        return False
    if reading.sentence[i - 1] != reading.sentence[i]:
        return False
    article = reading.forms[i - 1]
    if article in _INDEFINITE:
        if reading.forms[j : j + 1] and reading.forms[j] in _AND and reading.gaps[j - 1] == " ":
            return not reading.capital[min(j + 1, len(reading.capital) - 1)]
        return _is_closed(j, reading, cues)
    return article == "the" and _is_town_alone(span) and _is_closed(j, reading, cues)


def _is_town_alone(span: Span) -> bool:
    """Whether it is a town and nothing but units are called so besides, and none "The Hague"."""
    places = [hit.place for hit in span.hits]
    units = (Kind.REGION, Kind.DISTRICT)
    return (
        any(p.kind in SETTLEMENT_KINDS and p.population >= _TOWN_FROM for p in places)
        and all(place.kind in SETTLEMENT_KINDS or place.kind in units for place in places)
        and not any(place.name.lower().startswith("the ") for place in places)
    )


def _is_closed(j: int, reading: Reading, cues: Cues) -> bool:
    """Whether the noun phrase ends before token ``j``: a stop, a preposition or a verb follows."""
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[j - 1]:
        return True
    mark = reading.gaps[j - 1].strip()
    if mark:
        return mark[0] in _STOPS and not (mark[0] == "," and reading.capital[j])
    form = reading.forms[j]
    if reading.gaps[j - 1] != " " or form in _AND or reading.capital[j]:
        return False
    return form in cues.verb_helpers or form in cues.function_words or form.endswith("ed")


def names_goods(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a product, breed or idea follows that bears the name: "Brazil nuts"."""
    i, j = span.first, span.end
    if j >= len(reading.forms) or reading.gaps[j - 1] != " " or span.sort is not None:
        return False
    if reading.sentence[j] != reading.sentence[i] or reading.forms[j] not in cues.goods:
        return False
    return i == 0 or reading.forms[i - 1] not in cues.near_prepositions


def is_called_a_work(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether the text says that it is a work, an animal or a ship: "Fargo, the series, ..."."""
    i, j = span.first, span.end
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[i]:
        return False
    if i > 0 and reading.forms[i - 1] in cues.place_prepositions:
        return False
    said = reading.gaps[j - 1] == " " and reading.forms[j] in _BE
    if not said and reading.gaps[j - 1] != ", ":
        return False
    start = j + said
    if start >= len(reading.forms) or reading.forms[start] not in _DETERMINERS:
        return False
    for k in range(start + 1, min(start + _NOUN_REACH, len(reading.forms))):
        if reading.gaps[k - 1] not in (" ", "-") or reading.sentence[k] != reading.sentence[i]:
            return False
        if reading.forms[k] in cues.works:
            return _is_closed(k + 1, reading, cues)
    return False
