"""Turns the geocoder's values into rows of the store; says why a mention has no place."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.model import EventDay
from data.reading.relatives import LOCATING, as_stored, locates, pin_of, relative_json
from geocode.model import Candidate, Place, Resolution, Role

# Of 9,175 real reports, level 1 packs to a quarter and level 6 to a fifth, at thrice the time.
_LEVEL = 1
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


def pins(resolutions: Iterable[Resolution]) -> tuple[Place, ...]:
    """The places that the mentions are shown at, each once, in text order."""
    found = [pin for resolution in resolutions if (pin := pin_of(resolution)) is not None]
    return tuple({pin.place_id: pin for pin in found}.values())


def mention_rows(
    resolutions: Sequence[Resolution],
    events: Sequence[EventDay | None],
    languages: Sequence[str],
) -> tuple[dict[str, Any], ...]:
    """The mentions' rows in text order, but for their article and its day.

    ``place_id`` stands where the table has ``place_no``, which only the store knows.
    """
    rows = tuple(
        {**_mention_row(resolution), **event_columns(event), "lang": lang}
        for resolution, event, lang in zip(resolutions, events, languages, strict=True)
    )
    leading = leads((row["place_id"], row["role"], row["confidence"], row["start"]) for row in rows)
    return tuple({**row, "lead": row["start"] in leading} for row in rows)


def event_columns(event: EventDay | None) -> dict[str, Any]:
    """The columns of ``mention`` that say when it happened."""
    return {
        "event_day": event and event.first,
        "event_prec": event and event.day_prec,
        "event_words": event and event.words,
    }


def _mention_row(resolution: Resolution) -> dict[str, Any]:
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
        "candidate_count": len(resolution.candidates),
        "relative": relative_json(resolution),
    }


def leads(mentions: Iterable[tuple[object, str, float, int]]) -> set[int]:
    """Where the best mention of each place starts: literal, then surest, then first.

    Args:
        mentions: Place, role, confidence and start of each; one without a place leads nowhere.
    """
    best: dict[object, tuple[bool, float, int]] = {}
    for place, role, confidence, start in mentions:
        if place is not None:
            rank = (role == Role.LITERAL.value, confidence, -start)
            best[place] = max(rank, best.get(place, rank))
    return {-start for _literal, _confidence, start in best.values()}


def packed_candidates(resolutions: Iterable[Resolution]) -> bytes:
    """The candidates of an article's mentions as one value: JSON, deflated.

    They explain a choice and are asked for one article at a time, so that they are stored apart
    from ``mention``.
    """
    kept = {
        str(resolution.mention.start): [_candidate_json(c) for c in resolution.candidates]
        for resolution in resolutions
        if resolution.candidates
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), _LEVEL)


def unpacked_candidates(packed_bytes: bytes) -> Mapping[int, list[dict[str, Any]]]:
    """Candidates by the mention's start: ``{place_id, name, latitude, longitude, score, why}``.

    Raises ``ValueError`` where the bytes are damaged.
    """
    try:
        kept = json.loads(zlib.decompress(packed_bytes))
    except zlib.error as exc:
        raise ValueError("the candidates of an article are damaged") from exc
    return {int(start): candidates for start, candidates in kept.items()}


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
