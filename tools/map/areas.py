"""Makes ``areas.geojson``: outlines of areas, rivers, seas and units by place id.

Units and countries are Natural Earth's own lines. Raions are drawn from the settlements that belong
to them (nearest settlement wins, inside the oblast). What is drawn by hand is in
``hand_drawn.toml``. All but Natural Earth's lines are marked ``approximate``. Refuses to write a
file in which Crimea is not Ukraine's. Coordinates are longitude, latitude in degrees.
"""

import json
import math
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from data.areas import FILE
from data.errors import LayerError
from data.frontline.land import COUNTRIES
from data.theatre import THEATRES
from geocode.gazetteer.sources.ukraine import read_settlements, read_units
from geocode.gazetteer.tables import HANDMADE, rows_of
from tools.map.countries import SIMFEROPOL
from tools.map.raions import Spot, raions

BASEMAP = THEATRES / "ukraine" / "basemap"

UNIT_DETAIL = 0.008
"""Degrees, about 700 m: less than a pixel at the zoom that shows a whole oblast."""
COUNTRY_DETAIL = 0.02
FAR_DETAIL = 0.08
FAR_FROM = Point(32.0, 48.5)
FAR_DEGREES = 15.0
DIGITS = 4
KM_PER_DEGREE = 111.2
UKRAINE = "geonames:690791"

Row = tuple[str, BaseGeometry, bool]
"""Place id, geometry, approximate."""


def make(folder: Path = FILE.parent) -> int:
    """Writes every outline into ``folder``, ordered by place id; returns how many there are."""
    table = tomllib.loads(Path(__file__).with_name("hand_drawn.toml").read_text(encoding="utf-8"))
    crossed = table["crossed_codes"]
    units = dict(_units(BASEMAP / "regions.geojson", crossed))
    smooth = dict(zip(units, _coverage(units.values(), UNIT_DETAIL), strict=True))
    countries = {properties["iso"]: geometry for properties, geometry in _polygons(COUNTRIES)}
    seas = dict(_seas(table["seas"], countries.values()))
    rows = [
        *((f"iso:{code}", geometry, False) for code, geometry in smooth.items()),
        *_neighbours(table["transnistria"], crossed),
        *_countries(countries, smooth),
        *_raions(units),
        *_areas(table, smooth, seas),
        *((place_id, geometry.simplify(UNIT_DETAIL), True) for place_id, geometry in seas.items()),
        *_waters(table),
    ]
    _check(rows)
    lines = ",\n".join(
        json.dumps(_feature(*row), ensure_ascii=False, separators=(",", ":"))
        for row in sorted(rows, key=lambda row: row[0])
    )
    text = '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"
    (folder / FILE.name).write_text(text, encoding="utf-8")
    return len(rows)


def _features(path: Path) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    """Properties and geometry of the features of a file of the basemap."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        yield feature["properties"], shape(feature["geometry"])


def _polygons(path: Path) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    """The same with valid polygons."""
    for properties, geometry in _features(path):
        yield properties, geometry.buffer(0)


def _units(path: Path, crossed: dict[str, str]) -> Iterator[tuple[str, BaseGeometry]]:
    """ISO 3166-2 code and outline; codes that Natural Earth crossed are corrected."""
    for properties, geometry in _polygons(path):
        code = properties["iso_3166_2"]
        yield crossed.get(code, code), geometry


def _neighbours(transnistria: list[str], crossed: dict[str, str]) -> Iterator[Row]:
    units = dict(_units(BASEMAP / "neighbours.geojson", crossed))
    pieces = [units.pop(code) for code in transnistria]
    yield "frontline:transnistria", shapely.union_all(pieces).simplify(UNIT_DETAIL), True
    for code, geometry in zip(units, _coverage(units.values(), UNIT_DETAIL), strict=True):
        yield f"iso:{code}", geometry, False


def _countries(countries: dict[str, BaseGeometry], units: dict[str, BaseGeometry]) -> Iterator[Row]:
    """Countries by the gazetteer's ids; Ukraine is the union of its units, so that lines agree."""
    ids = {
        row["country"]: row["place_id"]
        for row in rows_of(HANDMADE / "places_world.csv")
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


def _areas(
    table: dict[str, Any], units: dict[str, BaseGeometry], seas: dict[str, BaseGeometry]
) -> Iterator[Row]:
    for place_id, union in table["unions"].items():
        whole = shapely.union_all([units[code] for code in union["units"]])
        yield place_id, whole, not union.get("exact", False)
    river = table["dnipro_in_kherson"]
    south_east = Polygon([*river, (36.0, 47.5), (36.0, 45.5), (31.0, 45.5)])
    banks = split(units["UA-65"], LineString(river)).geoms
    left = [part for part in banks if south_east.contains(part.representative_point())]
    right = [part for part in banks if not south_east.contains(part.representative_point())]
    yield "frontline:left-bank", shapely.union_all(left), True
    yield "frontline:right-bank", shapely.union_all(right), True
    for place_id, coast in table["coasts"].items():
        land = shapely.union_all([units[code] for code in coast["units"]])
        shore = seas[coast["sea"]].simplify(0.05).buffer(coast["degrees"]).intersection(land)
        yield place_id, shore.simplify(2 * UNIT_DETAIL), True
    for place_id, ring in table["hand_polygons"].items():
        yield place_id, Polygon(ring), True
    for place_id, circle in table["circles"].items():
        yield place_id, _circle(*circle), True


def _circle(longitude: float, latitude: float, radius_km: float) -> BaseGeometry:
    """A circle on the ground, as a polygon of 32 corners."""
    high = radius_km / KM_PER_DEGREE
    wide = high / math.cos(math.radians(latitude))
    turns = [math.tau * step / 32 for step in range(32)]
    return Polygon([(longitude + wide * math.cos(t), latitude + high * math.sin(t)) for t in turns])


def _raions(units: dict[str, BaseGeometry]) -> Iterator[Row]:
    """Every raion as the ground nearer to its settlements than to another raion's."""
    ids = {u.katottg[:6]: f"katottg:{u.katottg}" for u in read_units() if u.category == "P"}
    settlements: dict[Spot, str] = {
        (row.longitude, row.latitude): row.raion
        for row in read_settlements()
        if row.where_prec == 1 and row.raion in ids
    }
    for raion, ground in raions(settlements, list(units.values()), 2 * UNIT_DETAIL):
        yield ids[raion], ground, True


def _seas(
    table: dict[str, Any], countries: Iterable[BaseGeometry]
) -> Iterator[tuple[str, BaseGeometry]]:
    """What is left of a box when the countries, and the boxes before it, are cut out."""
    land = shapely.union_all(list(countries))
    taken: BaseGeometry = Polygon()
    for place_id, sea in table.items():
        water = box(*sea["box"]).difference(land).difference(taken)
        (part,) = [part for part in shapely.get_parts(water) if part.contains(Point(sea["inside"]))]
        taken = taken.union(box(*sea["box"]))
        yield place_id, part


def _waters(table: dict[str, Any]) -> Iterator[Row]:
    """Rivers of Natural Earth, and rivers and reservoirs drawn by hand."""
    lines = [(line.get("name"), course) for line, course in _features(BASEMAP / "rivers.geojson")]
    for place_id, names in table["rivers"].items():
        course = shapely.union_all([line for name, line in lines if name in names])
        yield place_id, shapely.line_merge(course).simplify(UNIT_DETAIL), False
    for place_id, spots in table["hand_rivers"].items():
        yield place_id, LineString(spots), True
    for place_id, lake in table["reservoirs"].items():
        middle = LineString(lake["middle"])
        shore = middle.buffer(lake["half_width"], quad_segs=2, cap_style="flat")
        yield place_id, shore, True


def _coverage(shapes: Iterable[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """The shapes simplified together, so that neighbours keep sharing their border."""
    simple = shapely.coverage_simplify(list(shapes), tolerance)
    return list(simple)


def _check(rows: list[Row]) -> None:
    """Refuse a place that is drawn twice, an empty outline, and a Crimea that is not Ukraine's."""
    outlines: dict[str, BaseGeometry] = {}
    for place_id, geometry, _ in rows:
        if place_id in outlines:
            raise LayerError(f"{place_id} has two outlines; remove one from hand_drawn.toml")
        if geometry.is_empty:
            raise LayerError(f"{place_id} has an empty outline; look at its source")
        outlines[place_id] = geometry
    for place_id in (UKRAINE, "iso:UA-43"):
        if not outlines[place_id].contains(SIMFEROPOL):
            raise LayerError(f"{place_id} does not hold Simferopol; take another view of Crimea")


def _feature(place_id: str, geometry: BaseGeometry, approximate: bool) -> dict[str, object]:
    rounded = shapely.to_geojson(shapely.set_precision(geometry, 10**-DIGITS))
    return {
        "type": "Feature",
        "properties": {"place_id": place_id, "approximate": approximate},
        "geometry": json.loads(rounded, parse_float=lambda digits: round(float(digits), DIGITS)),
    }
