"""Reads GeoNames' Ukrainian and Russian names of towns and units of the world.

GeoNames' cities500 mixes its alternate names in one untagged list, so no case form can be made of
them. This table has the one name that GeoNames prefers in each language. A town without a Ukrainian
name gets the Russian one in Ukrainian spelling: press transcriptions differ by few letters.
"""

from functools import cache

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.ukrainian_forms import ukrainian_forms
from geocode.gazetteer.tables import GENERATED, rows_of

TAGGED_NAMES = GENERATED / "world_tagged_names.csv"
_DERIVED = "Ukrainian form derived from the Russian"


@cache
def _rows() -> dict[str, tuple[str, str]]:
    return {row["place_id"]: (row["name_uk"], row["name_ru"]) for row in rows_of(TAGGED_NAMES)}


def tagged_names(place_id: str) -> list[Name]:
    """The place's names in the two languages; empty where GeoNames has none."""
    name_uk, name_ru = _rows().get(place_id, ("", ""))
    names = []
    if name_uk:
        names.append(Name(name_uk, NameSort.EXONYM, "uk", "exonym", ours=True))
    if name_ru:
        names.append(Name(name_ru, NameSort.EXONYM, "ru", "exonym", ours=True))
        if not name_uk:
            names += [
                Name(form, NameSort.VARIANT, "uk", _DERIVED, ours=True)
                for form in ukrainian_forms(name_ru)
            ]
    return names


def with_tagged_names(entry: Entry) -> Entry:
    """The entry with those names too."""
    names = tagged_names(entry.place.place_id)
    return Entry(entry.place, [*entry.names, *names]) if names else entry
