"""Lists every spelling under which a place is filed, and decides which are matched to texts.

Half a million names of far villages match every capitalised word. Two sorts are therefore found by
``lookup`` only: words that are written small in running text ("Of", "Said", "Перемога"), unless the
place is a country or a large town of just that name; and names beside the official one of small
places of far countries ("Clinton", once a name of Wilmington).
"""

from collections.abc import Iterable, Iterator
from functools import cache

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.layout import AFTER_COMMA, INFLECTED, LOOKUP_ONLY, OFFICIAL
from geocode.gazetteer.names.inflection import case_forms
from geocode.gazetteer.names.languages_uk_ru import (
    EVERY_NAME_MATCHED,
    LOCAL_LANGUAGE,
    ROMANISED,
)
from geocode.gazetteer.names.normal_form import as_written, normal_form, skeleton
from geocode.gazetteer.names.romanisation import BY_LANGUAGE
from geocode.gazetteer.tables import WORDS, rows_of
from geocode.model import Kind, Place

_CLOSE_FROM_POPULATION = 100_000
"""In other countries only large cities are named often enough to be misspelt."""

_OFFICIAL_FROM_POPULATION = 5_000
_OFFICIAL_ELSEWHERE_FROM = 100_000
"""Nice, Reading, Mobile, Split and Щастя are meant when written with a capital; Of is not."""
_ALTERNATE_FROM_POPULATION = 20_000
"""Auschwitz (38,000) is named by its exonym; of 400,000 names of smaller places hardly one is."""

Spelling = tuple[str, int, str | None]


def spellings(entry: Entry) -> Iterator[Spelling]:
    """``(normal form, flags, note)``; the same form may come more than once."""
    place = entry.place
    yield from _spellings_of(Name(place.name, NameSort.OFFICIAL), place)
    if place.name_local:
        language = LOCAL_LANGUAGE.get(place.country or "")
        yield from _spellings_of(Name(place.name_local, NameSort.OFFICIAL, language), place)
    for name in entry.names:
        yield from _spellings_of(name, place)


def skeletons(entry: Entry) -> frozenset[str]:
    """What the names of the place are filed under for ``lookup_close``.

    All names but former ones where the local language is one of ours; elsewhere the official ones
    of large cities; only settlements, regions and countries.
    """
    place = entry.place
    names = [place.name, place.name_local or ""]
    if place.kind not in (Kind.CITY, Kind.VILLAGE, Kind.REGION, Kind.COUNTRY):
        return frozenset()
    if place.country in LOCAL_LANGUAGE:
        current = [name for name in entry.names if name.sort is not NameSort.FORMER]
        names += [name.text for name in current if name.lang in BY_LANGUAGE or name.ours]
    elif place.kind in (Kind.CITY, Kind.VILLAGE) and place.population < _CLOSE_FROM_POPULATION:
        return frozenset()
    return frozenset(map(skeleton, names)) - {""}


def written(entry: Entry) -> frozenset[str]:
    """The names of a town as they are written, case forms too, for ``lookup_close``.

    Only of towns whose local language is one of ours; villages have their skeletons.
    """
    place = entry.place
    town = place.kind is Kind.CITY and place.population >= _OFFICIAL_FROM_POPULATION
    if not town or place.country not in LOCAL_LANGUAGE:
        return frozenset()
    offered = (form for form, flags, _ in spellings(entry) if not flags & LOOKUP_ONLY)
    return frozenset(map(as_written, offered)) - {""}


def _spellings_of(name: Name, place: Place) -> Iterator[Spelling]:
    official = name.sort is NameSort.OFFICIAL
    dictionary, oblique = _texts(name, place)
    for texts, inflected in ((dictionary, False), (oblique, True)):
        for form in sorted(set(map(normal_form, texts)) - {""}):
            flags = official * OFFICIAL | inflected * INFLECTED
            if not is_offered(form, place, official=official, inflected=inflected, local=name.ours):
                flags |= LOOKUP_ONLY
            if name.sort is NameSort.LOOKUP:
                flags |= LOOKUP_ONLY
            if name.sort is NameSort.AFTER_COMMA:
                flags |= LOOKUP_ONLY | AFTER_COMMA
            yield form, flags, name.note


def _texts(name: Name, place: Place) -> tuple[Iterable[str], Iterable[str]]:
    """The name with its Latin spellings, and its case forms."""
    if name.lang not in BY_LANGUAGE:
        return (name.text,), ()
    latin = BY_LANGUAGE[name.lang](name.text) if place.country in ROMANISED else frozenset()
    return {name.text} | latin, case_forms(name.text, name.lang)


@cache
def common_words() -> dict[str, bool]:
    """Normal form to whether it is written with a capital more often than small."""
    return {
        row["word"]: int(row["written_capital"]) > int(row["written_small"])
        for row in rows_of(WORDS / "common_words.csv")
    }


def is_offered(form: str, place: Place, *, official: bool, inflected: bool, local: bool) -> bool:
    """Whether ``longest`` offers the normal form for the place.

    Args:
        form: The normal form.
        place: What bears it.
        official: It is the official name or its transliteration.
        inflected: It is a case form.
        local: The name comes from a table of ours, not from a list of alternates.
    """
    words = common_words()
    if form in words:
        if place.kind is Kind.COUNTRY:
            return words[form]
        local_country = place.country in LOCAL_LANGUAGE
        least = _OFFICIAL_FROM_POPULATION if local_country else _OFFICIAL_ELSEWHERE_FROM
        return official and not inflected and place.population >= least
    if place.country in EVERY_NAME_MATCHED:
        return True
    if place.kind is Kind.DISTRICT and place.place_id.startswith("geonames:"):
        return " " in form  # "Laurel County", not "Laurel": thousands of them are also words
    if official or local:
        return True
    settlement = place.kind in (Kind.CITY, Kind.VILLAGE)
    return not settlement or place.population >= _ALTERNATE_FROM_POPULATION
