"""Which names a text's words are offered for, and which only ``lookup`` finds.

Half a million names of far villages meet every capitalised word. Two sorts are kept from
``longest``: words that are written small in running text ("Of", "Said", "Перемога"), unless the
place is a country or a large town of just that name; and names beside the official one of small
places far from the war ("Clinton", once a name of Wilmington).
"""

import csv
from functools import cache
from pathlib import Path

import geocode
from geocode.errors import SourceError
from geocode.model import Kind, Place

TABLE = Path(geocode.__file__).parent / "files" / "gazetteer" / "words" / "common_words.csv"

_NEAR = frozenset({"UA", "RU", "BY", "MD"})
_OFFICIAL_FROM_POPULATION = {"UA": 5_000}
_OFFICIAL_ELSEWHERE_FROM = 100_000
"""Nice, Reading, Mobile, Split and Щастя are meant when written with a capital; Of is not."""
_ALTERNATE_FROM_POPULATION = 20_000
"""Auschwitz (38,000) is named by its exonym; of 400,000 names of smaller places hardly one is."""


@cache
def common_words() -> dict[str, bool]:
    """Normal form to whether it is written with a capital more often than small."""
    try:
        with TABLE.open(encoding="utf-8", newline="") as file:
            return {
                row["word"]: int(row["written_capital"]) > int(row["written_small"])
                for row in csv.DictReader(file)
            }
    except (OSError, KeyError, ValueError, TypeError) as exc:
        raise SourceError(f"{TABLE}: cannot be read ({exc})") from exc


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
        least = _OFFICIAL_FROM_POPULATION.get(place.country or "", _OFFICIAL_ELSEWHERE_FROM)
        return official and not inflected and place.population >= least
    if place.country in _NEAR:
        return True
    if place.kind is Kind.DISTRICT and place.place_id.startswith("geonames:"):
        return " " in form  # "Laurel County", not "Laurel": thousands of them are also words
    if official or local:
        return True
    settlement = place.kind in (Kind.CITY, Kind.VILLAGE)
    return not settlement or place.population >= _ALTERNATE_FROM_POPULATION
