"""The geocoder's values as rows of the store, and the reason of a mention without a place."""

from typing import Any

from data.store.relatives import LOCATING, as_stored, locates, pin_of, relative_json
from geocode.model import Candidate, Place, Resolution

NO_SUCH_NAME = "no place of that name in the gazetteer"


def place_row(place: Place, gazetteer_version: str) -> dict[str, Any]:
    """The place's row."""
    return {
        "place_id": place.place_id,
        "name": place.name,
        "name_local": place.name_local,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "kind": place.kind.value,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": place.population,
        "where_prec": int(place.where_prec),
        "uncertainty_m": place.uncertainty_m,
        "gazetteer_version": gazetteer_version,
    }


def mention_row(resolution: Resolution) -> dict[str, Any]:
    """The mention's row, but for its article, day and versions."""
    mention, place = resolution.mention, pin_of(resolution)
    shown = as_stored(resolution)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": LOCATING if locates(resolution) else mention.role.value,
        "generic": mention.generic,
        "place_id": place.place_id if place else None,
        "reason": None if place else _reason(resolution),
        "confidence": resolution.confidence,
        "where_prec": None if shown.where_prec is None else int(shown.where_prec),
        "uncertainty_m": shown.uncertainty_m,
        "candidates": [_candidate_json(candidate) for candidate in resolution.candidates],
        "relative": relative_json(resolution),
    }


def _reason(resolution: Resolution) -> str:
    if not resolution.candidates:
        return NO_SUCH_NAME
    best = resolution.candidates[0]
    return f"not certain enough; the best candidate is {best.place.name}"


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "score": round(candidate.score, 4),
        "why": list(candidate.why),
    }
