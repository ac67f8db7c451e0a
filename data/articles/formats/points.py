"""A point that an input states, from the text of its cells. Degrees, WGS84."""

import math

from data.model import StatedPoint


def point(
    latitude: str, longitude: str, *, name: str = "", where_prec: int | None = None
) -> StatedPoint | None:
    """The point, or None where the two are no latitude and longitude, or are both nought.

    The point at 0, 0 lies in the sea off Ghana and is how programs write that they know none.
    """
    try:
        north = float(latitude.strip().replace(",", "."))
        east = float(longitude.strip().replace(",", "."))
    except ValueError:
        return None
    if not (math.isfinite(north) and math.isfinite(east)):
        return None
    if abs(north) > 90 or abs(east) > 180 or (north == 0 and east == 0):
        return None
    return StatedPoint(north, east, " ".join(name.split()), where_prec)


POINT_ROLES = ("latitude", "longitude", "place")
"""What columns give a point, in the order of ``stated_points``."""
_SHOWN_CHARACTERS = 20


def stated_points(
    latitude: str, longitude: str, place: str, *, where: str
) -> tuple[tuple[StatedPoint, ...], tuple[str, ...]]:
    """The point that a row states, if any, and a note where what stands there is none."""
    if not (latitude or longitude):
        return (), ()
    stated = point(latitude, longitude, name=place)
    if stated is not None:
        return (stated,), ()
    shown = f"{latitude[:_SHOWN_CHARACTERS]!r}, {longitude[:_SHOWN_CHARACTERS]!r}"
    return (), (f"{where}: {shown} is no latitude and longitude; left out",)
