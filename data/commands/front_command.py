"""``python -m data front``: say who holds what on a day, and where the front line runs."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence

from data.commands.console import DONE, SOME_FAILED, counted, deliver, open_store, say
from data.export.front_rows import front_geojson, settlement_rows
from data.frontline.evidence.claims import claim_evidence
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.gathering import open_front
from data.queries.claims import stored_claims
from data.settings import Settings
from data.theatre import load_theatre


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write who holds what on the day; the exit status."""
    theatre = load_theatre(settings.theatre)
    providers: Sequence[Provider] = chosen.sources
    claims: list[Evidence] = []
    if Provider.ARTICLES in providers:
        with open_store(settings, read_only=True) as engine:
            claims += claim_evidence(stored_claims(engine), theatre)
    whole, notes = open_front(
        theatre,
        providers,
        gazetteer_path=settings.gazetteer_path,
        folder=settings.layers_folder,
        claims=claims,
    )
    for note in notes:
        say(note)
    front = whole.on(chosen.day)
    rows = list(settlement_rows(front))
    if chosen.format == "geojson":
        content = json.dumps(front_geojson(front), ensure_ascii=False) + "\n"
    else:
        content = "".join(_lines(rows))
    settled = counted(len(rows), "settlement")
    deliver(chosen.output, content, holds=f"{settled} on {chosen.day}", replace=chosen.force)
    return SOME_FAILED if notes else DONE


def _lines(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
