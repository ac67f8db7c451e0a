"""Which country, first- and second-level unit each place lies in, read once while places stay."""

from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from data.counts.raw import Array
from data.store.schema import PLACE
from data.store.within import UNIT_KINDS, unit_of_row
from geocode.display_names import Unit

_P = PLACE.c
_UNITS = sa.select(_P.place_no, _P.country, _P.admin1, _P.admin2).where(_P.country.is_not(None))


@dataclass(frozen=True, slots=True)
class PlaceUnits:
    """The units of all places of the store."""

    smallest: tuple[Unit, ...]
    """Each the smallest that some place names."""
    code: Array
    """By ``place_no``: index into ``smallest``; its length where the place is in no country."""
    own: dict[Unit, tuple[str, str]]
    """Id and name of the units that are places of the store themselves."""


def read_units(connection: sa.Connection, places: int) -> PlaceUnits:
    """The units of the places, whose numbers are below ``places``."""
    own: dict[Unit, tuple[str, str]] = {}
    for row in connection.execute(sa.select(PLACE).where(_P.kind.in_(UNIT_KINDS))):
        unit = unit_of_row(row)
        if unit is not None:
            own.setdefault(unit, (row.place_id, row.name))
    known: dict[tuple[str, ...], int] = {}
    code = np.full(places, -1, np.int32)
    for number, *names in connection.execute(_UNITS).all():
        until = names.index(None) if None in names else len(names)
        code[number] = known.setdefault(tuple(names[:until]), len(known))
    code[code < 0] = len(known)
    return PlaceUnits(tuple(Unit(*names) for names in known), code, own)
