"""Every spelling of an entry that the compiled gazetteer files, with its flags."""

from collections.abc import Iterable, Iterator

from geocode.gazetteer.inflect import case_forms
from geocode.gazetteer.layout import AFTER_COMMA, INFLECTED, LOOKUP_ONLY, OFFICIAL
from geocode.gazetteer.names import normal_form
from geocode.gazetteer.offering import is_offered
from geocode.gazetteer.records import Entry, Name, NameSort
from geocode.gazetteer.romanise import BY_LANGUAGE
from geocode.gazetteer.spelling import skeleton
from geocode.model import Kind, Place

_ROMANISED = frozenset({"UA", "RU", "BY", "MD", "KZ", None})
"""Elsewhere a Cyrillic name is itself a transcription: Нью-Йорк in America is never Niu-York."""

_CLOSE_FROM_POPULATION = 100_000
"""Where a name of another land may be misspelt: its large cities; of its villages nobody knows."""

Spelling = tuple[str, int, str | None]


def spellings(entry: Entry) -> Iterator[Spelling]:
    """``(normal form, flags, note)``; the same form may come more than once."""
    place = entry.place
    yield from _spellings_of(Name(place.name, NameSort.OFFICIAL), place)
    local_lang = "uk" if place.country == "UA" else None
    if place.name_local:
        yield from _spellings_of(Name(place.name_local, NameSort.OFFICIAL, local_lang), place)
    for name in entry.names:
        yield from _spellings_of(name, place)


def skeletons(entry: Entry) -> frozenset[str]:
    """What the names of the place are filed under for ``lookup_close``.

    All names of Ukraine that a newspaper may have misspelt, but no former ones; elsewhere the
    official ones of large cities; of nothing but settlements, regions and countries.
    """
    place = entry.place
    names = [place.name, place.name_local or ""]
    if place.kind not in (Kind.CITY, Kind.VILLAGE, Kind.REGION, Kind.COUNTRY):
        return frozenset()
    if place.country == "UA":
        current = [name for name in entry.names if name.sort is not NameSort.FORMER]
        names += [name.text for name in current if name.lang in BY_LANGUAGE or name.ours]
    elif place.kind in (Kind.CITY, Kind.VILLAGE) and place.population < _CLOSE_FROM_POPULATION:
        return frozenset()
    return frozenset(map(skeleton, names)) - {""}


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
    latin = BY_LANGUAGE[name.lang](name.text) if place.country in _ROMANISED else frozenset()
    return {name.text} | latin, case_forms(name.text, name.lang)
