"""Finds the places that lie inside an area, or in a box, by their rows in the store.

What a country, a first-level unit (oblast) or a second-level unit (raion) holds, the units of each
place say: a city with the rank of an oblast lies in no oblast (Kyiv, Sevastopol). Described places
("17 km north-east of Chernihiv") may have no such unit; they lie where their point does, by the
area's outline. So do all places for areas that are no unit (Donbas), if they are smaller than it.
An area lies inside itself. One without unit and outline holds nothing else. A unit need not be in
the store itself: the geocoder's tables know it. Coordinates are degrees WGS84.
"""

from typing import Any

import shapely
import sqlalchemy as sa
from shapely.geometry import shape

from data.areas import outlines
from data.model import Box, Filter
from data.storable import storable
from data.store.schema import PLACE
from geocode.display_names import Unit, unit_of
from geocode.gazetteer.earth import distance_km
from geocode.model import RELATIVE_CODE, Kind

_P = PLACE.c
_UNITS = {
    Kind.COUNTRY.value: ("country",),
    Kind.REGION.value: ("country", "admin1"),
    Kind.DISTRICT.value: ("country", "admin1", "admin2"),
}
"""Columns that an area of the kind shares with what it holds."""
UNIT_KINDS = tuple(_UNITS)


def places_within(connection: sa.Connection, chosen: Filter) -> list[int] | None:
    """``place_no`` of the places that lie where the filter says, ascending; None: anywhere.

    Nothing lies inside an area that is not known.
    """
    found: set[int] | None = None
    if chosen.inside is not None:
        found = _inside(connection, chosen.inside)
    if chosen.box is not None:
        in_box = set(connection.scalars(sa.select(_P.place_no).where(*_in_box(chosen.box))))
        found = in_box if found is None else found & in_box
    return None if found is None else sorted(found)


def _inside(connection: sa.Connection, place_id: str) -> set[int]:
    query = sa.select(PLACE).where(_P.place_id == storable(place_id))
    area = connection.execute(query).one_or_none()
    unit = unit_of(place_id) if area is None else unit_of_row(area)
    if unit is not None:
        known = {name: value for name, value in unit._asdict().items() if value is not None}
        members = sa.select(_P.place_no).where(*(_P[name] == known[name] for name in known))
        unknown = sa.and_(_P.feature_code == RELATIVE_CODE, _P[list(known)[-1]].is_(None))
        return set(connection.scalars(members)) | _in_outline(connection, place_id, unknown)
    if area is None:
        return set()
    return {area.place_no} | _in_outline(connection, place_id, sa.true())


def unit_of_row(area: sa.Row[Any]) -> Unit | None:
    """What the place is the unit of; None where it is none, or the row does not say."""
    columns = _UNITS.get(area.kind, ())
    values = [getattr(area, column) for column in columns]
    return Unit(*values) if values and None not in values else None


def _in_outline(
    connection: sa.Connection, place_id: str, which: sa.ColumnElement[bool]
) -> set[int]:
    """Places of ``which`` that are smaller than the area and have their point in its outline."""
    outline = outlines().get(place_id)
    if outline is None:
        return set()
    ground = shape(dict(outline.geometry))
    west, south, east, north = ground.bounds
    near = _in_box(Box(south=south, west=west, north=north, east=east))
    smaller = _P.uncertainty_m < 500 * distance_km(south, west, north, east)
    query = sa.select(_P.place_no, _P.longitude, _P.latitude).where(which, smaller, *near)
    rows = connection.execute(query).all()
    if not rows:
        return set()
    numbers, longitudes, latitudes = zip(*rows, strict=True)
    inside = shapely.contains_xy(ground, longitudes, latitudes)
    return {number for number, within in zip(numbers, inside, strict=True) if within}


def _in_box(box: Box) -> tuple[sa.ColumnElement[bool], ...]:
    across = sa.or_ if box.west > box.east else sa.and_  # over the 180th meridian
    return (
        _P.latitude.between(box.south, box.north),
        across(_P.longitude >= box.west, _P.longitude <= box.east),
    )
