"""Finds what the other names of a text could mean near a candidate, before any name is settled.

"Paris" and "Henry County" have thirty candidates between them, and one pair of those belongs
together. A name counts less the more candidates it has: one of fifty Washingtons is always near.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS, Kind, Place

_CELLS_PER_DEGREE = 2.5
"""A cell and those round it reach 45 to 90 km north and south."""
POINT_KINDS = SETTLEMENT_KINDS | {Kind.SITE, Kind.DISTRICT}
"""What is small enough to be near something."""
_AROUND = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))

Cell = tuple[int, int]
Unit = tuple[str | None, str | None, str | None]


def _cell(place: Place) -> Cell:
    return round(place.latitude * _CELLS_PER_DEGREE), round(place.longitude * _CELLS_PER_DEGREE)


def _unit(place: Place) -> Unit | None:
    """The second-level unit that a place lies in, or is."""
    return (place.country, place.admin1, place.admin2) if place.admin2 is not None else None


@dataclass(slots=True)
class Possible:
    """The candidates of all names of a text by where they lie."""

    points: dict[Cell, set[object]] = field(default_factory=dict)
    """Names, by their keys, with a settlement, site or district in each cell."""
    districts: dict[Unit, set[object]] = field(default_factory=dict)
    """Names that could mean each second-level unit."""
    settlements: dict[Unit, set[object]] = field(default_factory=dict)
    """Names that could mean a settlement in each second-level unit."""
    weights: dict[object, float] = field(default_factory=dict)
    """How much a name counts: one divided by the number of its candidates."""

    def near(self, place: Place, own: object) -> float:
        """How many other names could mean what lies near ``place``."""
        north, east = _cell(place)
        points = self.points
        found: set[object] = set()
        for i, k in _AROUND:
            names = points.get((north + i, east + k))
            if names is not None:
                found |= names
        return self._sum(found, own)

    def in_district(self, place: Place, own: object) -> float:
        """How many other names could mean the district of ``place``, or for one what it holds."""
        unit = _unit(place)
        if unit is None:
            return 0.0
        table = self.settlements if place.kind is Kind.DISTRICT else self.districts
        return self._sum(table.get(unit, ()), own)

    def _sum(self, names: Iterable[object], own: object) -> float:
        return sum(self.weights[name] for name in names if name != own)


def possible(names: Iterable[tuple[object, Sequence[NameHit]]]) -> Possible:
    """The tables for the names of a text, each with its key and its candidates."""
    made = Possible()
    for key, hits in names:
        if not hits or key in made.weights:
            continue
        made.weights[key] = 1 / len(hits)
        for hit in hits:
            place = hit.place
            if place.kind not in POINT_KINDS:
                continue
            made.points.setdefault(_cell(place), set()).add(key)
            unit = _unit(place)
            if unit is not None:
                table = made.districts if place.kind is Kind.DISTRICT else made.settlements
                table.setdefault(unit, set()).add(key)
    return made
