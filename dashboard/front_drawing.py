"""Turns the estimated front and front-line files into what the map draws. Pure.

Only holders of settlements, areas and the line between them: no positions of units. Whatever is
estimated says so in its words. Geometries are GeoJSON, longitude before latitude, thinned to what
a screen shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard import markup
from dashboard.drawing import Holder
from data import (
    CONTESTED,
    ControlRow,
    ControlState,
    FrontEstimate,
    Layer,
    LineStretch,
    Status,
    Theatre,
    day_text,
)

_GREY = "#6a6a6a"
STATUS_COLOURS: Mapping[Status, str] = {
    Status.OCCUPIED: "#7c1747",
    Status.UNKNOWN: "#5c5c5c",
    Status.LIBERATED: "#2e7d46",
    Status.HELD_ABROAD: "#14506e",
    Status.HELD: "#3c5a78",
}
"""Of what is shown; areas of other wars are not."""
_THIN_DEGREES = 0.0008
_DECIMALS = 4


def holders(theatre: Theatre) -> dict[str, Holder]:
    """How the map shows each holder that the control table may name."""
    shown = {
        party.id: Holder(party.colour.light, f"{party.adjective.en} forces (estimated)")
        for party in theatre.parties
    }
    return shown | {CONTESTED: Holder(_GREY, "contested (estimated)")}


def front(
    states: Sequence[ControlState], estimate: FrontEstimate, theatre: Theatre
) -> dict[str, Any]:
    """Areas by holder, the line in stretches, and the settlements they rest on."""
    shown = holders(theatre)
    by_id = {state.row.row_id: state.row for state in states}
    areas = [
        {"geometry": _geojson(area.geometry), "colour": shown[area.holder].colour}
        for area in estimate.areas
    ]
    dots = [_dot(state, shown[state.holder]) for state in states]
    return {"areas": areas, "lines": [_line(one, by_id) for one in estimate.line], "dots": dots}


def file(layer: Layer) -> dict[str, Any]:
    """The areas of a front-line file, each with whose map it is and of which day."""
    whose = f"{layer.source.value}, {layer.assessment_day.isoformat()}"
    return {
        "areas": [
            {
                "geometry": _geojson(area.geometry),
                "colour": STATUS_COLOURS[area.status],
                "tip": markup.tooltip(area.status.value, [whose]),
            }
            for area in layer.areas
            if area.status in STATUS_COLOURS
        ]
    }


def legend(theatre: Theatre, *, estimated: bool, layer: Layer | None) -> list[tuple[str, str, str]]:
    """Shape, colour and words of what is on the map of the front."""
    entries = []
    if estimated:
        entries = [("area", one.colour, one.words) for one in holders(theatre).values()]
        # As dark as the words beside it; on the map it has a white edge, a dark page has none.
        entries.append(("line", "currentColor", "front line (estimated)"))
    if layer is not None:
        shown = {area.status for area in layer.areas}
        entries += [
            ("dotted", colour, f"{layer.source.value}: {status.value}")
            for status, colour in STATUS_COLOURS.items()
            if status in shown
        ]
    return entries


def held_words(state: ControlState, theatre: Theatre) -> str:
    """Who holds a settlement on the day asked about, and which row says so."""
    row, holder = state.row, holders(theatre)[state.holder]
    since = f"since {day_text(row.day, row.day_prec)} ({_source(row)})"
    return f"On {state.day.isoformat()}: {holder.words}, {since}"


def evidence(rows: Iterable[ControlRow]) -> list[tuple[str, str, str, str]]:
    """Day, place, holder and source of each row, as words."""
    return [(day_text(row.day, row.day_prec), row.name, row.holder, _source(row)) for row in rows]


def _source(row: ControlRow) -> str:
    return ": ".join(part for part in (row.source_kind, row.note) if part)


def _dot(state: ControlState, holder: Holder) -> dict[str, Any]:
    row = state.row
    since = f"since {day_text(row.day, row.day_prec)}"
    return {
        "lat": row.latitude,
        "lng": row.longitude,
        "pid": row.place_id,
        "row": row.row_id,
        "label": markup.visible(row.name),
        "colour": holder.colour,
        "tip": markup.tooltip(row.name, [holder.words, since, row.source_kind]),
    }


def _line(stretch: LineStretch, by_id: Mapping[str, ControlRow]) -> dict[str, Any]:
    rows = [by_id[row_id] for row_id in stretch.row_ids if row_id in by_id]
    lines = [f"{row.name}: {row.holder}, {day_text(row.day, row.day_prec)}" for row in rows]
    return {
        "geometry": _geojson(stretch.geometry),
        "rows": list(stretch.row_ids),
        "tip": markup.tooltip("Front line (estimated), rests on", lines),
    }


def _geojson(geometry: Any) -> dict[str, Any]:  # noqa: ANN401  # shapely is the data layer's
    shape = geometry.simplify(_THIN_DEGREES).__geo_interface__
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401  # nested as deep as its type says
    if isinstance(coordinates[0], (int, float)):
        return [round(float(number), _DECIMALS) for number in coordinates[:2]]
    return [_rounded(part) for part in coordinates]
