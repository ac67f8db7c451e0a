"""Writes the front of a day: a row for each settlement, or GeoJSON of areas and line."""

from collections.abc import Iterator

from shapely.geometry import mapping

from data.frontline.front import FrontOnDay

_DIGITS = 5
"""Of degrees: a metre."""


def settlement_rows(front: FrontOnDay) -> Iterator[dict[str, object]]:
    """A row for each settlement of the mesh; ``holder`` is None where it is unknown."""
    for one in front.settlements():
        yield {
            "place_id": one.settlement.place_id,
            "name": one.settlement.name,
            "lat": round(one.settlement.latitude, _DIGITS),
            "lon": round(one.settlement.longitude, _DIGITS),
            "holder": one.holder or None,
            "confidence": round(one.confidence, 3),
            "since": one.since.isoformat() if one.since else None,
            "inferred": one.inferred,
            "stale_days": one.stale_days,
            "evidence": list(one.evidence),
        }


def front_geojson(front: FrontOnDay) -> dict[str, object]:
    """A FeatureCollection (RFC 7946): areas by holder, then the line in pieces."""
    features: list[dict[str, object]] = [
        _feature(area.geometry.__geo_interface__, kind="area", holder=area.holder)
        for area in front.areas()
    ]
    features += [
        _feature(
            mapping(piece.geometry),
            kind="line",
            evidence=list(piece.evidence),
            age_days=piece.age_days,
            apart_km=round(piece.apart_km, 1),
        )
        for piece in front.line()
    ]
    return {
        "type": "FeatureCollection",
        "day": front.day.isoformat(),
        "features": features,
    }


def _feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": _rounded(geometry)}


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return value
