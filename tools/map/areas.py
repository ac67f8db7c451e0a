"""Make ``data/files/areas/areas.geojson``: outlines of areas, rivers, seas and units by place id.

Decides how each outline comes about and whether it is ``approximate``: units and countries are
Natural Earth's own lines, raions are drawn from the settlements that belong to them (nearest
settlement wins, inside the oblast), areas come from ``tools.map.hand_drawn``. Refuses to write a
file in which Crimea is not Ukraine's.

Used by hand when a source changes: ``python -m tools.map.areas``. It reads the basemap and, for
country ids and settlements, the gazetteer's committed tables. Coordinates inside are longitude,
latitude in degrees, as in GeoJSON.
"""

import csv
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Point, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from data.errors import LayerError
from tools.map import hand_drawn as table
from tools.map.raions import Spot, raions

ROOT = Path(__file__).resolve().parents[2]
BASEMAP = ROOT / "data" / "files" / "basemap"
THEATRE_BASEMAP = ROOT / "theatres" / "ukraine" / "basemap"
GAZETTEER = ROOT / "geocode" / "files" / "gazetteer"
TARGET = ROOT / "data" / "files" / "areas" / "areas.geojson"

UNIT_DETAIL = 0.008
"""Degrees, about 700 m: less than a pixel at the zoom that shows a whole oblast."""
COUNTRY_DETAIL = 0.02
FAR_DETAIL = 0.08
FAR_FROM = Point(32.0, 48.5)
FAR_DEGREES = 15.0
DIGITS = 4
KM_PER_DEGREE = 111.2
SIMFEROPOL = Point(34.10, 44.95)
UKRAINE = "geonames:690791"
RAION_DIGITS = 6
"""Of a codifier code; the first four name the oblast."""

Row = tuple[str, BaseGeometry, bool]
"""Place id, geometry, approximate."""


def make(target: Path = TARGET) -> int:
    """Write every outline to ``target``, ordered by place id; returns how many there are."""
    units = {code: shape_ for code, shape_ in _units(THEATRE_BASEMAP / "regions.geojson")}
    smooth = dict(zip(units, _coverage(units.values(), UNIT_DETAIL), strict=True))
    countries = {
        properties["iso"]: geometry
        for properties, geometry in _features(BASEMAP / "countries.geojson")
    }
    seas = dict(_seas(countries.values()))
    rows = [
        *((f"iso:{code}", geometry, False) for code, geometry in smooth.items()),
        *_neighbours(),
        *_countries(countries, smooth),
        *_raions(units),
        *_areas(smooth, seas),
        *((place_id, geometry.simplify(UNIT_DETAIL), True) for place_id, geometry in seas.items()),
        *_waters(),
    ]
    _check(rows)
    features = [_feature(*row) for row in sorted(rows, key=lambda row: row[0])]
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    target.write_text(
        '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8"
    )
    return len(features)


def _features(path: Path) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    """Properties and geometry of a basemap file's features."""
    for feature in _read(path)["features"]:
        yield feature["properties"], shape(feature["geometry"]).buffer(0)


def _units(path: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """ISO 3166-2 code and outline; codes that Natural Earth crossed are put right."""
    for properties, geometry in _features(path):
        code = properties["iso_3166_2"]
        yield table.CROSSED_CODES.get(code, code), geometry


def _neighbours() -> Iterator[Row]:
    units = dict(_units(THEATRE_BASEMAP / "neighbours.geojson"))
    pieces = [units.pop(code) for code in table.TRANSNISTRIA]
    yield "frontline:transnistria", shapely.union_all(pieces).simplify(UNIT_DETAIL), True
    for code, geometry in zip(units, _coverage(units.values(), UNIT_DETAIL), strict=True):
        yield f"iso:{code}", geometry, False


def _countries(countries: dict[str, BaseGeometry], units: dict[str, BaseGeometry]) -> Iterator[Row]:
    """Countries by the gazetteer's ids; Ukraine is the union of its units, so that lines agree."""
    ids = {
        row["country"]: row["place_id"]
        for row in _table(GAZETTEER / "handmade" / "places_world.csv")
        if row["kind"] == "country"
    }
    for iso, geometry in countries.items():
        if iso not in ids:
            continue
        if iso == "UA":
            yield ids[iso], shapely.union_all(list(units.values())), False
            continue
        far = geometry.distance(FAR_FROM) > FAR_DEGREES
        yield ids[iso], geometry.simplify(FAR_DETAIL if far else COUNTRY_DETAIL), False
    baltic = shapely.union_all([countries[iso] for iso in ("EE", "LV", "LT")])
    yield "frontline:baltic-states", baltic.simplify(COUNTRY_DETAIL), False


def _areas(units: dict[str, BaseGeometry], seas: dict[str, BaseGeometry]) -> Iterator[Row]:
    for place_id, codes in table.UNIONS.items():
        whole = shapely.union_all([units[code] for code in codes])
        yield place_id, whole, place_id not in table.EXACT_UNIONS
    kherson = units["UA-65"]
    banks = split(kherson, LineString(table.DNIPRO_IN_KHERSON))
    left = [part for part in banks.geoms if _is_left(part.representative_point())]
    right = [part for part in banks.geoms if not _is_left(part.representative_point())]
    yield "frontline:left-bank", shapely.union_all(left), True
    yield "frontline:right-bank", shapely.union_all(right), True
    for place_id, (sea, codes, degrees) in table.COASTS.items():
        land = shapely.union_all([units[code] for code in codes])
        shore = seas[sea].simplify(0.05).buffer(degrees).intersection(land)
        yield place_id, shore.simplify(2 * UNIT_DETAIL), True
    for place_id, ring in table.HAND_POLYGONS.items():
        yield place_id, Polygon(ring), True
    for place_id, circle in table.CIRCLES.items():
        yield place_id, _circle(*circle), True


def _is_left(spot: Point) -> bool:
    """Whether a point of the oblast lies south-east of the Dnipro's middle line."""
    line = table.DNIPRO_IN_KHERSON
    south_east = Polygon([*line, (36.0, 47.5), (36.0, 45.5), (31.0, 45.5)])
    return bool(south_east.contains(spot))


def _circle(longitude: float, latitude: float, radius_km: float) -> BaseGeometry:
    """A circle on the ground, as a polygon of 32 corners."""
    high = radius_km / KM_PER_DEGREE
    wide = high / math.cos(math.radians(latitude))
    turns = [math.tau * step / 32 for step in range(32)]
    return Polygon([(longitude + wide * math.cos(t), latitude + high * math.sin(t)) for t in turns])


def _raions(units: dict[str, BaseGeometry]) -> Iterator[Row]:
    """Every raion as the ground nearer to its settlements than to another raion's."""
    ids = {
        row["katottg"][:RAION_DIGITS]: f"katottg:{row['katottg']}"
        for row in _table(GAZETTEER / "generated" / "ua_units.csv")
        if row["category"] == "P"
    }
    settlements: dict[Spot, str] = {}
    for row in _table(GAZETTEER / "generated" / "ua_settlements.csv"):
        if row["where_prec"] == "1" and row["katottg"][:RAION_DIGITS] in ids:
            spot = (float(row["longitude"]), float(row["latitude"]))
            settlements[spot] = row["katottg"][:RAION_DIGITS]
    for raion, ground in raions(settlements, list(units.values()), 2 * UNIT_DETAIL):
        yield ids[raion], ground, True


def _seas(countries: Iterable[BaseGeometry]) -> Iterator[tuple[str, BaseGeometry]]:
    """Water that is left of a box when the countries are cut out; the Azov is no Black Sea."""
    land = shapely.union_all(list(countries))
    taken: BaseGeometry = Polygon()
    for place_id, (corners, spot) in table.SEAS.items():
        water = box(*corners).difference(land).difference(taken)
        (sea,) = [part for part in _parts(water) if part.contains(Point(spot))]
        taken = taken.union(box(*corners))
        yield place_id, sea


def _waters() -> Iterator[Row]:
    """Rivers of Natural Earth, and rivers and reservoirs drawn by hand."""
    lines = [
        (feature["properties"].get("name"), shape(feature["geometry"]))
        for feature in _read(THEATRE_BASEMAP / "rivers.geojson")["features"]
    ]
    for place_id, names in table.RIVERS.items():
        course = shapely.union_all([line for name, line in lines if name in names])
        yield place_id, shapely.line_merge(course).simplify(UNIT_DETAIL), False
    for place_id, spots in table.HAND_RIVERS.items():
        yield place_id, LineString(spots), True
    for place_id, (half_width, middle) in table.RESERVOIRS.items():
        shore = LineString(middle).buffer(half_width, quad_segs=2, cap_style="flat")
        yield place_id, shore, True


def _coverage(shapes: Iterable[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """The shapes simplified together, so that neighbours keep sharing their border."""
    simple = shapely.coverage_simplify(list(shapes), tolerance)
    return list(simple)


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return list(geometry.geoms) if hasattr(geometry, "geoms") else [geometry]


def _check(rows: list[Row]) -> None:
    """Refuse a place that is drawn twice, an empty outline, and a Crimea that is not Ukraine's."""
    outlines: dict[str, BaseGeometry] = {}
    for place_id, geometry, _ in rows:
        if place_id in outlines:
            raise LayerError(f"{place_id} has two outlines; take one out of hand_drawn.py")
        if geometry.is_empty:
            raise LayerError(f"{place_id} has an empty outline; look at its source")
        outlines[place_id] = geometry
    for place_id in (UKRAINE, "iso:UA-43"):
        if not outlines[place_id].contains(SIMFEROPOL):
            raise LayerError(f"{place_id} does not hold Simferopol; take another view of Crimea")


def _feature(place_id: str, geometry: BaseGeometry, approximate: bool) -> dict[str, object]:
    rounded = shapely.set_precision(geometry, 10**-DIGITS)
    return {
        "type": "Feature",
        "properties": {"place_id": place_id, "approximate": approximate},
        "geometry": _plain(mapping(rounded)),
    }


def _plain(value: object) -> object:
    """The mapping with lists for tuples and numbers of ``DIGITS`` decimals."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    print(f"{make()} outlines in {TARGET}")
