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
