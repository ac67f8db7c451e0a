"""Packs the candidates of an article's mentions into one value: JSON, deflated.

They explain a choice and are asked for one article at a time, so they lie apart from ``mention``.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from geocode.model import Candidate, Resolution

# Of 9,175 real reports, level 1 packs to a quarter and level 6 to a fifth, at thrice the time.
_LEVEL = 1


def packed(resolutions: Iterable[Resolution]) -> bytes:
    """All candidates of all mentions; ``unpacked`` gives them back."""
    kept = {
        str(resolution.mention.start): [_candidate_json(c) for c in resolution.candidates]
        for resolution in resolutions
        if resolution.candidates
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), _LEVEL)


def unpacked(packed_bytes: bytes) -> Mapping[int, list[dict[str, Any]]]:
    """Candidates by the mention's start: ``{place_id, name, latitude, longitude, score, why}``.

    Raises ``ValueError`` where the bytes are damaged.
    """
    try:
        kept = json.loads(zlib.decompress(packed_bytes))
    except zlib.error as exc:
        raise ValueError("the candidates of an article are damaged") from exc
    return {int(start): candidates for start, candidates in kept.items()}


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
