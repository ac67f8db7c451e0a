"""Decides whether a text gives a place's name to a person or a thing: a drink, ship or film.

Such names are associative. Known by an article, which no town takes, by the noun behind the name,
by what the text says that it is, and by what only persons do.
"""

from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span

_INDEFINITE = frozenset(["a", "an", "another", "every", "his", "her", "their"])
_DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "my", "our", "your"])
_AND = frozenset(["and", "or"])
_NAMED = frozenset(["named", "called", "christened", "nicknamed"])
_NAMED_ONE = frozenset(["him", "her", "it", "them"])
_BE = frozenset(["is", "was"])
_TOWN_FROM = 15_000
"""Residents of a town that an English reader knows without an article."""
_NOUN_REACH = 4
_WITH = frozenset(["з", "із", "зі", "с", "со"])
_INSTRUMENTAL = ("ом", "ем", "єм", "ою", "ею", "єю", "ой", "ами", "ями")
_STOPS = ".,;:!?"


def bears_article(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it has a determiner and no noun to which that belongs: "a Manhattan", "his Munich".

    Also where somebody was given it: "they named her Florence".
    """
    i, j = span.first, span.end
    if i == 0 or span.sort is not None or not span.hits or reading.gaps[i - 1] != " ":
        return False
    if j - i > 1 or reading.sentence[i - 1] != reading.sentence[i]:
        return False
    article = reading.forms[i - 1]
    if i > 1 and article in _NAMED_ONE and reading.forms[i - 2] in _NAMED:
        return True
    if article in _INDEFINITE:
        if reading.forms[j : j + 1] and reading.forms[j] in _AND and reading.gaps[j - 1] == " ":
            return not reading.capital[min(j + 1, len(reading.capital) - 1)]
        return _is_closed(j, reading, cues)
    # "the Saratov exploded"; but "a Delaware limited company"
    acts = j < len(reading.forms) and reading.gaps[j - 1] == " " and reading.forms[j].endswith("ed")
    closed = acts or _is_closed(j, reading, cues)
    return article == "the" and closed and _is_town_alone(span)


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
    return form in cues.verb_helpers or form in cues.function_words


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


def is_consumed(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is drunk, eaten, worn or sung: "he drank Bordeaux", "a glass of Burgundy"."""
    k = span.first - 1
    known = cues.consuming_words
    if k > 0 and reading.forms[k] == "of":
        k, known = k - 1, cues.vessels
    if k < 0 or reading.sentence[k] != reading.sentence[span.first] or span.sort is not None:
        return False
    return reading.forms[k] in known and reading.gaps[k] == " "


def acts_as_person(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a given name does something: "Adelaide baked bread", but "Adelaide was shelled"."""
    i, j = span.first, span.end
    if j - i > 1 or j >= len(reading.forms) or reading.gaps[j - 1] != " ":
        return False
    form, verb = reading.forms[i], reading.forms[j]
    if form not in cues.first_names and form not in cues.dual_names:
        return False
    before = reading.forms[i - 1] if i > 0 else ""
    if before in cues.place_prepositions or before in cues.function_words:
        return False
    acts = verb.endswith("ed") and not verb.startswith(cues.fate_stems)
    return acts and not reading.capital[j] and reading.sentence[j] == reading.sentence[i]


def is_company_of(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is whom something is done with: «З Ковелем ніхто не сперечався».

    Only at the start of a sentence: «поруч із Ковелем», «пункт із Єгиптом» are beside a place.
    """
    i = span.first
    form = reading.forms[span.end - 1]
    if i == 0 or reading.forms[i - 1] not in _WITH or not form.endswith(_INSTRUMENTAL):
        return False
    if not reading.first[i - 1] or span.sort is not None:
        return False
    if any(not hit.inflected for hit in span.hits):
        return False
    j = span.end
    while j < len(reading.forms) and reading.sentence[j] == reading.sentence[i]:
        if reading.forms[j].startswith(cues.beside_words):
            return False
        j += 1
    return True


def follows_calling(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a trade or a kinship is before it: «тренер Бровар», «тітка Вінниця»."""
    i = span.first
    if i == 0 or span.sort is not None or reading.gaps[i - 1] != " ":
        return False
    return reading.forms[i - 1] in cues.callings and reading.sentence[i - 1] == reading.sentence[i]
