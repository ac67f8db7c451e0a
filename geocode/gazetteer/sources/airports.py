"""Reads the airports that have an IATA code, with their full names and the short ones in use.

"Toronto Pearson International Airport" is also Pearson Airport and, for ``lookup`` only, Pearson:
in a text the bare word is rather a person. The id is ``frontline:airport-`` with the code in small
letters; codes are given for good. Ukraine's airports are in the tables that people edit.
"""

import re
from collections.abc import Iterator

from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.tables import GENERATED, rows_of
from geocode.model import Kind, Place
from geocode.precision import WherePrec

AIRPORTS = GENERATED / "world_airports.csv"

_RADIUS_M = 2_500
_NAME = re.compile(r"(.+?) (International )?(Airport|Aerodrome)\Z")
_NAMED_BEHIND = re.compile(r"(.+) Airport ([A-Z]\w+)\Z")
_LAST_WORDS = 2


def airports() -> Iterator[Entry]:
    """All airports of the table."""
    for row in rows_of(AIRPORTS):
        place = Place(
            f"frontline:airport-{row['iata'].lower()}", row["name"], float(row["latitude"]),
            float(row["longitude"]), Kind.SITE, "AIRP", row["country"],
            where_prec=WherePrec.EXACT, uncertainty_m=_RADIUS_M,
        )  # fmt: skip
        yield Entry(place, list(short_names(row["name"], row["city"])))


def short_names(name: str, city: str) -> Iterator[Name]:
    """What else the airport is called, each name once."""
    named_behind = _NAMED_BEHIND.fullmatch(name)
    if named_behind:  # "Amsterdam Airport Schiphol"
        yield Name(f"{named_behind[2]} Airport", NameSort.VARIANT, ours=True)
        yield Name(named_behind[2], NameSort.LOOKUP)
    match = _NAME.fullmatch(name)
    if match is None:
        return
    own, international, _ = match.groups()
    words = own.split()
    tails = {own, *(" ".join(words[-n:]) for n in range(1, min(_LAST_WORDS + 1, len(words))))}
    stem = own.removeprefix(f"{city} ")
    texts = {f"{tail} Airport" for tail in (*tails, stem)}
    if international:
        texts |= {f"{tail} International Airport" for tail in (*tails, stem)}
        texts |= {f"{stem} International"}
    for text in sorted(texts - {name}):
        yield Name(text, NameSort.VARIANT, ours=True)
    if normal_form(stem) != normal_form(city):
        yield Name(stem, NameSort.LOOKUP)
