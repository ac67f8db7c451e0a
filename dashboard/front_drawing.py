"""Turns the front of a day and front-line files into what the map draws. Pure.

Only ground, the line and settlements with evidence: no positions of units. Geometries are GeoJSON,
longitude before latitude, thinned to what a screen shows.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard import markup, words
from dashboard.drawing import Holder
from data import (
    CONTESTED,
    Evidence,
    FrontOnDay,
    Layer,
    LinePiece,
    Provider,
    SettlementOnDay,
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
PROVIDER_WORDS: Mapping[Provider, str] = {
    Provider.TABLE: "table",
    Provider.ARTICLES: "articles",
    Provider.VIINA: "your tables",
    Provider.FILES: "your files",
}
FRESH_DAYS, OLD_DAYS = 180, 730
NEAR_KM, FAR_KM = 8.0, 40.0
_FAINTEST = 0.35
"""Opacity of the line where its evidence is ``OLD_DAYS`` old or ``FAR_KM`` away."""
MOST_DOTS = 1500
"""Tables of every village would hide the map; those that changed hands last are drawn."""
_THIN_DEGREES = 0.0008
_DECIMALS = 4


def holders(theatre: Theatre) -> dict[str, Holder]:
    """How the map shows each holder that evidence may name."""
    shown = {
        party.id: Holder(party.colour.light, f"{party.adjective.en} forces")
        for party in theatre.parties
    }
    return shown | {CONTESTED: Holder(_GREY, "contested")}


def front(day: FrontOnDay, theatre: Theatre) -> dict[str, Any]:
    """Areas by holder, the line in pieces, and the settlements that evidence speaks of."""
    shown = holders(theatre)
    areas = [
        {"geometry": _geojson(area.geometry), "colour": shown[area.holder].colour}
        for area in day.areas()
    ]
    settlements = sorted(day.with_evidence(), key=lambda one: str(one.since), reverse=True)
    return {
        "areas": areas,
        "lines": [_line(piece, day, shown) for piece in day.line()],
        "dots": [_dot(one, shown[one.holder]) for one in settlements[:MOST_DOTS]],
    }


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


def legend(theatre: Theatre, *, front: bool, layer: Layer | None) -> list[tuple[str, str, str]]:
    """Shape, colour and words of what is on the map of the front."""
    entries = []
    if front:
        entries = [("area", one.colour, one.words) for one in holders(theatre).values()]
        # As dark as the words beside it; on the map it has a white edge, a dark page has none.
        line = "front line; fainter where its evidence is old or far"
        entries.append(("line", "currentColor", line))
    if layer is not None:
        shown = {area.status for area in layer.areas}
        entries += [
            ("dotted", colour, f"{layer.source.value}: {status.value}")
            for status, colour in STATUS_COLOURS.items()
            if status in shown
        ]
    return entries


def held_words(one: SettlementOnDay, day: FrontOnDay, theatre: Theatre) -> str:
    """Who holds a settlement on the day, how surely, and whether that is inferred."""
    if not one.holder:
        return f"On {day.day.isoformat()}: holder unknown, no evidence is near"
    said = f"On {day.day.isoformat()}: {holders(theatre)[one.holder].words}"
    sure = f"{one.confidence:.0%} sure"
    if one.since is None:
        return f"{said}, inferred from the settlements round it ({sure}); none names this one"
    parts = [f"{said} since {one.since.isoformat()}", sure]
    if one.stale_days:
        parts.append(f"no statement about it for {words.counted(one.stale_days, 'day')}")
    return ", ".join(parts)


def evidence(statements: Iterable[Evidence]) -> list[tuple[str, str, str, str, int | None]]:
    """Day, place, holder, who says what, and article of each statement, as words."""
    return [
        (
            day_text(one.day, one.day_prec),
            one.name,
            one.holder,
            _says(one),
            one.article_id,
        )
        for one in statements
    ]


def _says(one: Evidence) -> str:
    modality = "" if one.modality.value == "asserted" else f" ({one.modality.value})"
    who = f"{PROVIDER_WORDS[one.provider]}, {one.said_by or one.source}{modality}"
    return ": ".join(part for part in (who, one.note) if part)


def _dot(one: SettlementOnDay, holder: Holder) -> dict[str, Any]:
    known = [f"since {one.since}, {one.confidence:.0%} sure"]
    if one.stale_days:
        known.append(f"no statement about it for {words.counted(one.stale_days, 'day')}")
    return {
        "lat": round(one.settlement.latitude, 5),
        "lng": round(one.settlement.longitude, 5),
        "pid": one.settlement.place_id,
        "label": markup.visible(one.settlement.name),
        "colour": holder.colour,
        "tip": markup.tooltip(one.settlement.name, [holder.words, *known]),
    }


def _line(piece: LinePiece, day: FrontOnDay, shown: Mapping[str, Holder]) -> dict[str, Any]:
    sides = [side for side in map(day.settlement, piece.between) if side is not None]
    lines = [
        f"{side.settlement.name}: {shown[side.holder].words} since {side.since}" for side in sides
    ]
    lines.append(
        f"newest change {words.counted(piece.age_days, 'day')} old, "
        f"evidence within {max(1, round(piece.apart_km))} km"
    )
    return {
        "geometry": _geojson(piece.geometry),
        "held": list(piece.between),
        "opacity": opacity(piece.age_days, piece.apart_km),
        "tip": markup.tooltip("Front line, rests on", lines),
    }


def opacity(age_days: int, apart_km: float) -> float:
    """How strongly a stretch of the line is drawn: 1 where its evidence is new and near."""
    age = (age_days - FRESH_DAYS) / (OLD_DAYS - FRESH_DAYS)
    apart = (apart_km - NEAR_KM) / (FAR_KM - NEAR_KM)
    worst = min(1.0, max(0.0, age, apart))
    return round(1 - (1 - _FAINTEST) * worst, 2)


def _geojson(geometry: Any) -> dict[str, Any]:  # noqa: ANN401  # shapely is the data layer's
    shape = geometry.simplify(_THIN_DEGREES).__geo_interface__
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401  # nested as deep as its type says
    if isinstance(coordinates[0], (int, float)):
        return [round(float(number), _DECIMALS) for number in coordinates[:2]]
    return [_rounded(part) for part in coordinates]
