"""Draws raions from the settlements that belong to them.

A raion is the part of its oblast that is nearer to one of its settlements than to another raion's.
No open file with the true borders is at hand, so users mark the result as approximate; it is some
kilometres off where settlements are few. Coordinates are longitude, latitude in degrees.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import shapely
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

Spot = tuple[float, float]

NEIGHBOURS_ASKED = 6
"""A settlement most of whose six nearest are of another raion is a homonym in the wrong place."""
NEAREST_WITHIN = 0.2
"""Degrees; neighbours farther off are ignored."""
SMALLEST_PART = 0.1
"""Of a raion's largest part; smaller ones come from a misplaced settlement."""
OBLAST_DIGITS = 4
"""Of a raion's code: the oblast."""


def raions(
    settlements: Mapping[Spot, str], oblasts: Sequence[BaseGeometry], tolerance: float
) -> Iterator[tuple[str, BaseGeometry]]:
    """Raion code and ground, oblast by oblast.

    Args:
        settlements: where each settlement lies, and the code of its raion.
        oblasts: outlines; a settlement outside its own raion's oblast is left out.
        tolerance: how much a border may be straightened, in degrees.
    """
    everywhere = Counter(raion[:OBLAST_DIGITS] for raion in settlements.values())
    for oblast in oblasts:
        shapely.prepare(oblast)
        inside = {
            spot: raion for spot, raion in settlements.items() if oblast.contains(Point(spot))
        }
        if not inside:
            continue
        codes = Counter(raion[:OBLAST_DIGITS] for raion in inside.values())
        code, count = codes.most_common(1)[0]
        if count * 2 < everywhere[code]:  # Kyiv and Sevastopol hold a few of their neighbour's
            continue
        own = {spot: raion for spot, raion in inside.items() if raion.startswith(code)}
        yield from _split(oblast, _without_strays(own), tolerance)


def _split(
    oblast: BaseGeometry, owner: Mapping[Spot, str], tolerance: float
) -> Iterator[tuple[str, BaseGeometry]]:
    spots = list(owner)
    diagram = shapely.voronoi_polygons(MultiPoint(spots), extend_to=oblast, ordered=True)
    cells: dict[str, list[BaseGeometry]] = defaultdict(list)
    for spot, cell in zip(spots, diagram.geoms, strict=True):
        cells[owner[spot]].append(cell)
    codes = sorted(cells)
    grounds = [shapely.union_all(cells[code]).intersection(oblast) for code in codes]
    simple = shapely.coverage_simplify(grounds, tolerance)
    for code, ground in zip(codes, simple, strict=True):
        yield code, _without_specks(ground)


def _without_strays(owner: Mapping[Spot, str]) -> dict[Spot, str]:
    """The settlements without those that stand among another raion's."""
    spots = list(owner)
    points = [Point(spot) for spot in spots]
    tree = shapely.STRtree(points)
    kept = {}
    for spot, point in zip(spots, points, strict=True):
        around = tree.query(point, predicate="dwithin", distance=NEAREST_WITHIN)
        nearest = sorted((points[i].distance(point), spots[i]) for i in around)
        same = [owner[near] == owner[spot] for _, near in nearest[1 : NEIGHBOURS_ASKED + 1]]
        if sum(same) * 2 >= len(same):
            kept[spot] = owner[spot]
    return kept


def _without_specks(ground: BaseGeometry) -> BaseGeometry:
    parts = list(shapely.get_parts(ground))
    largest = max(part.area for part in parts)
    return shapely.union_all([part for part in parts if part.area >= SMALLEST_PART * largest])
