"""Every spelling of an entry that the compiled gazetteer files, with its flags."""

from collections.abc import Iterator

from geocode.gazetteer.inflect import case_forms
from geocode.gazetteer.layout import INFLECTED, LOOKUP_ONLY, OFFICIAL
from geocode.gazetteer.names import normal_form
from geocode.gazetteer.records import Entry, Name, NameSort
from geocode.gazetteer.romanise import BY_LANGUAGE

Spelling = tuple[str, int, str | None]


def spellings(entry: Entry) -> Iterator[Spelling]:
    """``(normal form, flags, note)``; the same form may come more than once."""
    place = entry.place
    yield from _spellings_of(Name(place.name, NameSort.OFFICIAL))
    local_lang = "uk" if place.country == "UA" else None
    if place.name_local:
        yield from _spellings_of(Name(place.name_local, NameSort.OFFICIAL, local_lang))
    for name in entry.names:
        yield from _spellings_of(name)


def _spellings_of(name: Name) -> Iterator[Spelling]:
    official = OFFICIAL if name.sort is NameSort.OFFICIAL else 0
    hidden = 0 if name.offered else LOOKUP_ONLY
    form = normal_form(name.text)
    if form:
        yield form, official | hidden, name.note
    romanise = BY_LANGUAGE.get(name.lang or "")
    if romanise is None:
        return
    for spelling in romanise(name.text):
        yield normal_form(spelling), official | hidden, name.note
    for case_form in case_forms(name.text, name.lang or ""):
        yield normal_form(case_form), official | hidden | INFLECTED, name.note
