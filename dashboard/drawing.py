"""Turns the places under a filter into what the map draws. Pure: no Streamlit, files, clock.

Decides sizes, colours and what is drawn as a point, an area or a line; dashboard/browser/map.js
draws it. Here, as in export, positions meet the browser; payloads keep latitude before longitude,
and GeoJSON geometries longitude before latitude. Radii of markers are pixels, of areas metres.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import folium
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from dashboard import markup
from dashboard.words import KIND_WORDS, counted, kind_words
from geocode.model import AREAL_KINDS, Kind
from geocode.precision import WherePrec

KIND_COLOURS: Mapping[Kind, str] = {
    Kind.CITY: "#b4500f",
    Kind.VILLAGE: "#d99a1c",
    Kind.SITE: "#7b4fa3",
    Kind.SPOT: "#b0457f",
    Kind.REGION: "#2a7f7a",
    Kind.DISTRICT: "#5c9a3f",
    Kind.AREA: "#8a6d3b",
    Kind.COUNTRY: "#5d6b78",
    Kind.WATER: "#2f7fb3",
}
_AREA_ORDER = (Kind.COUNTRY, Kind.REGION, Kind.AREA, Kind.DISTRICT, Kind.WATER)
"""Drawn in this order, so that the smaller area lies above and can be clicked."""
_AREA_FILL = {Kind.COUNTRY: 0.02, Kind.WATER: 0.12}
_USUAL_FILL = 0.05
"""Faint: a village lies in district, region, country and perhaps an area, one above the other."""
_WIDEST_REACH_M = 300_000
"""A wider circle (Europe, Siberia) would only cross the map; it shows while its place is chosen."""
_GREY = "#777777"
_SMALLEST_PX = 3.5
_PX_PER_DOUBLING = 1.7
_CUT = 0.1
"""Share of mentions at each end that the first view may leave out."""


@dataclass(frozen=True, slots=True)
class Focus:
    """A request to centre the map on a place; ``number`` tells a new request from a handled one."""

    number: int
    latitude: float
    longitude: float
    zoom: int


@dataclass(frozen=True, slots=True)
class Holder:
    """How the map shows a party of the theatre, or contested ground."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the map shows over its basemap."""

    places: pd.DataFrame
    """From ``data.places``."""
    front: Mapping[str, Any] | None = None
    """From ``front_drawing.front``; None: switched off."""
    file: Mapping[str, Any] | None = None
    """From ``front_drawing.file``; None: none chosen."""
    holders: Mapping[str, Holder] | None = None
    """By place id, who holds it that day, where known; colours the markers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What changes without anything being drawn anew."""

    selected: str | None = None
    """Place id of the chosen place."""
    focus: Focus | None = None
    tiles_url: str | None = None


class Shown(MacroElement):
    """What is to be shown, as a child of a folium FeatureGroup.

    Only the address of the drawing is in it: a click then sends a hundred bytes to the browser,
    and ten thousand markers stay as they are.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.frontline.show({{ this.data_url }}, {{ this.choice }});"
        "{% endmacro %}"
    )

    def __init__(self, data_url: str, choice: Choice) -> None:
        super().__init__()
        self._name = "Shown"
        self.data_url = script_json(data_url)
        self.choice = script_json(_choice(choice))


def script_json(value: object) -> str:
    """JSON that cannot end a script or a line of one early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def feature_group(data_url: str, choice: Choice) -> folium.FeatureGroup:
    """The layer that ``st_folium`` swaps without making the map anew."""
    group = folium.FeatureGroup(name="places")
    group.add_child(Shown(data_url, choice))
    return group


def _choice(choice: Choice) -> dict[str, Any]:
    focus, tiles = choice.focus, choice.tiles_url
    osm = "openstreetmap.org" in (tiles or "")
    credit = "© OpenStreetMap contributors" if osm else "online tiles"
    return {
        "selected": choice.selected,
        "focus": focus and asdict(focus),
        "tiles": tiles and {"url": tiles, "attribution": credit},
    }


def payload(drawing: Drawing) -> dict[str, Any]:
    """What map.js draws, as plain values."""
    is_area = drawing.places["kind"].isin(list(AREAL_KINDS))
    areas = drawing.places[is_area].to_dict("records")
    areas.sort(key=lambda row: (_AREA_ORDER.index(Kind(row["kind"])), -row["uncertainty_m"]))
    points = drawing.places[~is_area].to_dict("records")
    # Few mentions above many: the small marker stays clickable.
    points.sort(key=lambda row: -row["mentions"])
    holders = drawing.holders or {}
    return {
        "areas": [_area(row, faint=drawing.front is not None) for row in areas],
        "points": [_point(row, holders.get(row["place_id"])) for row in points],
        "bounds": _bounds(drawing.places[is_area if not points else ~is_area]),
        "front": drawing.front and _without_doubles(drawing.front, points),
        "file": drawing.file,
    }


def _without_doubles(
    front: Mapping[str, Any], points: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Settlements that articles name have a marker in their holder's colour already."""
    named = {row["place_id"] for row in points}
    return {**front, "dots": [dot for dot in front["dots"] if dot["pid"] not in named]}


def legend(places: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Shape, colour and words of each kind that is on the map."""
    present = {Kind(kind) for kind in places["kind"].unique()}
    entries = [
        (_swatch(kind), colour, KIND_WORDS[kind])
        for kind, colour in KIND_COLOURS.items()
        if kind in present
    ]
    if present - AREAL_KINDS:
        entries.append(("hollow", _GREY, "hollow: near it, not the exact place"))
    if present & AREAL_KINDS:
        entries.append(("dashed", _GREY, "dashed: approximate"))
    if (places["uncertainty_m"] > _WIDEST_REACH_M).any():
        words = "large areas: shown when selected"
        entries.append(("dashed", _GREY, words))
    return entries


def _swatch(kind: Kind) -> str:
    if kind in AREAL_KINDS:
        return "area"
    return "hollow" if kind is Kind.SPOT else "dot"


def radius_px(mentions: int) -> float:
    """Grows by the same step with every doubling of mentions."""
    return round(_SMALLEST_PX + _PX_PER_DOUBLING * math.log2(1 + mentions), 1)


def _area(row: Mapping[str, Any], *, faint: bool) -> dict[str, Any]:
    kind = Kind(row["kind"])
    return {
        "pid": row["place_id"],
        "lat": round(row["latitude"], 5),
        "lng": round(row["longitude"], 5),
        "metres": int(row["uncertainty_m"]),
        "colour": KIND_COLOURS[kind],
        "line": 1.2 if kind is Kind.COUNTRY else 1.6 if kind is not Kind.WATER else 2.5,
        "fill": 0.01 if faint else _AREA_FILL.get(kind, _USUAL_FILL),
        "wide": int(row["uncertainty_m"]) > _WIDEST_REACH_M,
        "tip": _tip(row),
    }


def _point(row: Mapping[str, Any], holder: Holder | None) -> dict[str, Any]:
    return {
        "pid": row["place_id"],
        "lat": round(row["latitude"], 5),
        "lng": round(row["longitude"], 5),
        "radius": radius_px(int(row["mentions"])),
        "colour": holder.colour if holder else KIND_COLOURS[Kind(row["kind"])],
        "hollow": int(row["where_prec"]) > WherePrec.EXACT,
        "label": markup.visible(row["name"]),
        "tip": _tip(row, holder.words if holder else ""),
    }


def _tip(row: Mapping[str, Any], more: str = "") -> str:
    mentions, articles = int(row["mentions"]), int(row["articles"])
    days = row.get("first_day"), row.get("last_day")
    local = row.get("name_local")
    name = row["name"] if not _text(local) or local == row["name"] else f"{row['name']} · {local}"
    where = ", ".join(part for part in (row.get("admin1"), row.get("country")) if _text(part))
    lines = [
        ", ".join(part for part in (kind_words(row), where) if part),
        f"{counted(mentions, 'mention')} in {counted(articles, 'article')}",
        " to ".join(dict.fromkeys(day for day in days if _text(day))),
        more,
    ]
    return markup.tooltip(name, [line for line in lines if line])


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _bounds(places: pd.DataFrame) -> list[list[float]] | None:
    """South-west and north-east corner of the middle four fifths of mentions.

    Few mentions far away shrink no map: of 9,000 articles on one war this shows its country,
    where all their places show three continents.
    """
    if places.empty:
        return None
    left_out = _CUT * places["mentions"].sum()

    def edge(axis: str, *, low: bool) -> float:
        ordered = places.sort_values([axis, "mentions"], ascending=low)
        inside = ordered["mentions"].cumsum() > left_out
        return round(float(ordered.loc[inside, axis].iloc[0]), 4)

    return [[edge(axis, low=low) for axis in ("latitude", "longitude")] for low in (True, False)]
