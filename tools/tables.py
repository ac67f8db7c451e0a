"""Lists the generated tables that are committed, and what makes each.

A maker writes its files into the folder that it is given. Two more tables (``countries.geojson``,
``world_units.csv``) need an input that is too large to be a requirement; the ``SOURCES.md`` beside
the table says where to get it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.areas import FILE as AREAS
from geocode.gazetteer.sources import airports as airport_names
from geocode.gazetteer.sources.ukraine import SETTLEMENTS, UNITS
from geocode.gazetteer.sources.united_states import CITIES, COUNTIES, PLACES
from geocode.gazetteer.sources.world import (
    ADMIN1,
    DISTRICTS,
    FIRST_UNITS,
    LOCALITIES,
    UNIT_NAMES,
)
from geocode.gazetteer.tables import GENERATED
from tools.gazetteer import airports, localities, united_states, world_units
from tools.gazetteer.ukraine import tables as ukraine
from tools.map import areas, front


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes one or more tables."""

    files: tuple[Path, ...]
    """The committed files; all in one folder."""
    make: Callable[[Path], object]
    """Writes them into a folder."""


MAKERS = {
    "world": Maker((ADMIN1, UNIT_NAMES, DISTRICTS, FIRST_UNITS), world_units.make),
    "united-states": Maker(
        (GENERATED / COUNTIES, GENERATED / PLACES, GENERATED / CITIES), united_states.make
    ),
    "ukraine": Maker((GENERATED / SETTLEMENTS, GENERATED / UNITS), ukraine.make),
    "localities": Maker((LOCALITIES,), localities.make),
    "airports": Maker((airport_names.AIRPORTS,), airports.make),
    "areas": Maker((AREAS,), areas.make),
    "front": Maker((front.TARGET,), front.make),
}
"""By name, in the order in which they build on each other."""
