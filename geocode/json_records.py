"""Reads articles from JSON lines and makes the JSON objects that the commands print.

Nothing here reads a file or prints. Input is not trusted: what does not fit is an ``InputError``
that says what was wrong and what would be right.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geocode.errors import InputError
from geocode.model import Candidate, Place, Relative, Resolution
from geocode.text import language_of

_SCORE_DIGITS = 4
_PLACE_FIELDS = ("place_id", "name", "lat", "lon", "kind", "feature_code", "country", "admin1")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as given."""

    record_id: str
    text: str
    title: str | None = None
    published: date | None = None
    lang: str | None = None
    note: str | None = None
    """What of the input could not be used."""


def record_of(line: str) -> Record:
    """The article in one JSON line.

    Raises:
        InputError: The line is not a JSON object with texts ``id`` and ``text``.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise InputError(f"not JSON ({exc})") from exc
    if not isinstance(fields, dict):
        raise InputError("not a JSON object; an article has 'id' and 'text'")
    record_id = fields.get("id")
    if not isinstance(record_id, str | int) or isinstance(record_id, bool):
        raise InputError("no 'id'; an article has 'id' and 'text'")
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError("'text' is missing or not text")
    published, note = _day(fields.get("published"))
    return Record(
        str(record_id), text, _text(fields, "title"), published, _text(fields, "lang"), note
    )


def records_of(lines: Iterable[bytes], origin: str) -> Iterator[Record | str]:
    """An article for each line that is not empty, or a message that says why it is skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield record_of(line.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield f"{origin} line {number}: not UTF-8; skipped"
        except InputError as exc:
            yield f"{origin} line {number}: {exc}; skipped"


def _text(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    return value if isinstance(value, str) and value else None


def _day(value: object) -> tuple[date | None, str | None]:
    if value is None or value == "":
        return None, None
    try:
        return date.fromisoformat(str(value)[:10]), None
    except ValueError:
        return None, f"published {str(value)[:40]!r} is not a day; use YYYY-MM-DD; taken as unknown"


def article_object(record: Record, found: Sequence[Resolution]) -> dict[str, Any]:
    """What ``parse`` prints for one article."""
    return {
        "id": record.record_id,
        "title": record.title,
        "published": record.published.isoformat() if record.published else None,
        "lang": record.lang or language_of(record.text),
        "mentions": [mention_object(resolution) for resolution in found],
    }


def mention_object(found: Resolution) -> dict[str, Any]:
    """One mention with its place; all of the place's fields are null where there is none."""
    mention, place = found.mention, found.place
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        **place_fields(place),
        "where_prec": int(found.where_prec) if found.where_prec is not None else None,
        "uncertainty_m": found.uncertainty_m,
        "confidence": round(found.confidence, _SCORE_DIGITS),
        "role": mention.role.value,
        "candidates": [_candidate(candidate) for candidate in found.candidates],
        **({"relative": relative_object(found.relative)} if found.relative else {}),
    }


def relative_object(relative: Relative) -> dict[str, Any]:
    """The described location of the event, relative to a named place."""
    return {
        "phrase": relative.phrase,
        "start": relative.start,
        "end": relative.end,
        "kind": relative.kind.value,
        "name": relative.name,
        "lat": round(relative.latitude, 5),
        "lon": round(relative.longitude, 5),
        "where_prec": int(relative.where_prec),
        "uncertainty_m": relative.uncertainty_m,
        "anchors": list(relative.anchors),
        "describes": relative.describes,
    }


def place_fields(place: Place | None) -> dict[str, Any]:
    """A place flat, or the same keys with nulls."""
    if place is None:
        return dict.fromkeys(_PLACE_FIELDS)
    values = (
        place.place_id, place.name, round(place.latitude, 5), round(place.longitude, 5),
        place.kind.value, place.feature_code, place.country, place.admin1,
    )  # fmt: skip
    return dict(zip(_PLACE_FIELDS, values, strict=True))


def _candidate(candidate: Candidate) -> dict[str, Any]:
    """A candidate as ``parse`` prints it."""
    return {
        "place_id": candidate.place.place_id,
        "name": candidate.place.name,
        "score": round(candidate.score, _SCORE_DIGITS),
        "why": list(candidate.why),
    }


def candidate_object(candidate: Candidate) -> dict[str, Any]:
    """What ``lookup`` prints for one candidate."""
    return {
        **place_fields(candidate.place),
        "admin2": candidate.place.admin2,
        "population": candidate.place.population,
        "score": round(candidate.score, _SCORE_DIGITS),
        "why": list(candidate.why),
    }


def json_line(value: dict[str, Any]) -> str:
    """One line of JSON that every output can carry, lone surrogates escaped."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return line
