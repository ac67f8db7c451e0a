"""``python -m data claims``: what articles say of who took, held, left, attacked or struck a place.

One JSON object an article, in input order; nothing is stored. A claim whose name the gazetteer
could not place has no place id and no point.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.commands.console import DONE, SOME_FAILED, give, say
from data.errors import LoadError
from data.model import Article, Claim
from data.reading.article import events
from data.reading.claims import find_claims
from data.reading.language import guess_language
from data.settings import Settings
from data.theatre import Theatre, load_theatre
from geocode import Geoparser, open_gazetteer
from geocode.json_records import Record, json_line, records_of
from geocode.model import Resolution

_STDIN = "-"


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the claims of each article; the exit status."""
    theatre = load_theatre(settings.theatre)
    parser = Geoparser(open_gazetteer(settings.gazetteer_path), focus=theatre.focus)
    skipped = False
    for record in _records(chosen.jsonl):
        if isinstance(record, str):
            say(record)
            skipped = True
            continue
        if record.note:
            say(f"{record.record_id}: {record.note}")
            skipped = True
        give(json_line(_object(record, parser, theatre)) + "\n")
    return SOME_FAILED if skipped else DONE


def _records(name: str) -> Iterator[Record | str]:
    """An article a line, or a message that says why not."""
    shown = "stdin" if name == _STDIN else name
    if name == _STDIN:
        yield from records_of(sys.stdin.buffer, shown)
        return
    try:
        with Path(name).open("rb") as lines:
            yield from records_of(lines, shown)
    except OSError as exc:
        raise LoadError(f"{shown}: cannot be read ({exc.strerror or exc})") from exc


def _object(record: Record, parser: Geoparser, theatre: Theatre) -> dict[str, Any]:
    article = Article(
        source="",
        text=record.text,
        published=record.published,
        lang=record.lang or guess_language(record.text),
    )
    found = parser.parse(article.text, published=article.published, lang=article.lang or None)
    spans = [(one.mention.start, one.mention.end) for one in found]
    claims = find_claims(
        article.text,
        found,
        lang=article.lang,
        theatre=theatre,
        published=article.published,
        published_prec=article.published_prec,
        events=events(article, spans, theatre=theatre),
    )
    placed = {one.mention.start: one for one in found}
    return {
        "id": record.record_id,
        "claims": [_claim_object(claim, placed[claim.start]) for claim in claims],
    }


def _claim_object(claim: Claim, named: Resolution) -> dict[str, Any]:
    place = named.place
    return {
        "start": claim.start,
        "end": claim.end,
        "text": named.mention.text,
        "place_id": place and place.place_id,
        "name": place and place.name,
        "lat": place and round(place.latitude, 5),
        "lon": place and round(place.longitude, 5),
        "event": claim.event.value,
        "actor": claim.actor,
        "modality": claim.modality.value,
        "source": claim.source,
        "event_date": claim.event_date.isoformat() if claim.event_date else None,
        "date_prec": claim.date_prec,
        "cue": claim.cue,
    }
