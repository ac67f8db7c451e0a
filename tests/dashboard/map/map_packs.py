"""Small packs of control and places round one town, for tests of the map's layers.

Three squares lie beside one another from west to east, each half a degree wide: Westove, Midove,
Eastove. On the first day the east is Russia's and the rest Ukraine's; ten days later the middle
changes hands. Places: a town in the middle square, named on the first day and five days later, a
village two kilometres beside it, a site, an estimated spot and a region.
"""

from datetime import date

import numpy as np

from data.packs import packed

FIRST_DAY = date(2022, 3, 1)
TOWN, VILLAGE, SITE, SPOT, REGION = "t:town", "t:village", "t:site", "t:spot", "iso:UA-14"
WEST, MIDDLE, EAST = (48.5, 37.25), (48.5, 37.75), (48.5, 38.25)
"""Latitude and longitude of the middle of each square."""
TOWN_AT = (48.6, 37.6)
_HOLDERS = ["", "RU", "UA", "contested"]
_RU, _UA = 1, 2


def control_pack() -> bytes:
    """Who holds the squares."""
    x = [37.0, 37.5, 38.0, 38.5]
    corners = [(lon, lat) for lon in x for lat in (48.2, 48.8)]  # below, above, from west to east
    rings = [[2 * n, 2 * n + 1, 2 * n + 3, 2 * n + 2] for n in range(3)]
    arrays = {
        "vertices": np.array(corners, "<f4"),
        "ring_start": np.array([0, 4, 8, 12], "<u4"),
        "ring_vertex": np.array(rings, "<u4").ravel(),
        "cell_start": np.arange(4, dtype="<u4"),
        "cell_place": np.arange(3, dtype="<u4"),
        "cell_point": np.array([(lon, lat) for lat, lon in (WEST, MIDDLE, EAST)], "<f4"),
        "constant": np.full(3, 255, "u1"),
        "home": np.full(3, _UA, "u1"),
        "arcs": np.array([(2, 3, 0, 1), (4, 5, 1, 2)], "<u4"),
        "border": np.zeros((2, 2), "u1"),
        "changes": np.array([(0, 0, _UA), (0, 1, _UA), (0, 2, _RU), (10, 1, _RU)], "<i4"),
        "stated": np.array([0, 0, 0, 1], "u1"),
        "said": np.array([(0, 0, _UA), (0, 1, _UA), (10, 1, _RU), (0, 2, _RU)], "<i4"),
        "said_point": np.array([(lon, lat) for lat, lon in (WEST, MIDDLE, EAST)], "<f4"),
    }
    head = {
        "first_day": FIRST_DAY.isoformat(), "last_day": "2022-03-31", "reaches": None,
        "holders": _HOLDERS, "invader": _RU,
        "places": ["c:west", "c:middle", "c:east"], "names": ["Westove", "Midove", "Eastove"],
    }  # fmt: skip
    return packed(head, arrays)


def places_pack(town: str = "Town") -> bytes:
    """The places; ``town`` is the town's name."""
    kinds = ["city", "village", "site", "spot", "region"]
    head = {
        "kinds": kinds,
        "ids": [TOWN, VILLAGE, SITE, SPOT, REGION],
        "names": [town, "Village", "Site", "Spot", "Region"],
        "local": ["Місто", None, None, None, None],
        "earlier": {},
        "countries": ["UA"] * 5,
        "admin1": ["Donetsk"] * 5,
    }
    arrays = {
        "lat": np.array([48.6, 48.6, 48.4, 48.3, 48.5], "<f4"),
        "lon": np.array([37.6, 37.63, 37.2, 38.2, 37.8], "<f4"),
        "kind": np.arange(5, dtype="u1"),
        "prec": np.array([1, 1, 1, 2, 4], "u1"),
        "reach": np.array([3000, 1000, 500, 10_000, 120_000], "<f4"),
    }
    return packed(head, arrays)


def counts_pack() -> bytes:
    """Mentions: the town 30 on the first day and 2 five days later, the others 1 to 6."""
    rows = [[(0, 30), (5, 2)], [(0, 1)], [(3, 6)], [(3, 2)], [(0, 4)]]
    flat = [row for place in rows for row in place]
    head = {
        "first_day": FIRST_DAY.isoformat(), "days": 31, "unit": "day", "by": "published",
        "languages": ["en"], "source_kinds": ["news"], "stated": 45, "silent": 7, "places": 5,
    }  # fmt: skip
    by_day = np.zeros((1, 31), "<u4")
    for day, count in flat:
        by_day[0, day] += count
    arrays = {
        "place": np.arange(5, dtype="<u4"),
        "row_start": np.cumsum([0, *(len(place) for place in rows)]).astype("<u4"),
        "day": np.array([day for day, _ in flat], "<u2"),
        "count": np.array([count for _, count in flat], "<u2"),
        "undated": np.array([7, 0, 0, 0, 0], "<u4"),
        "covered": np.ones(31, "u1"),
        "by_language": by_day,
        "by_source_kind": by_day,
    }
    return packed(head, arrays)
