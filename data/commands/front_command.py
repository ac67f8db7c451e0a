"""``python -m data front``: say who holds what on a day, and where the front line runs."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.commands.console import DONE, SOME_FAILED, day, give, open_store, say, write
from data.export.front_rows import front_geojson, settlement_rows
from data.frontline.evidence.claims import claim_evidence
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.gathering import open_front
from data.queries.claims import stored_claims
from data.settings import Settings
from data.theatre import load_theatre


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--day", type=day, required=True, metavar="DAY", help="YYYY-MM-DD")
    parser.add_argument(
        "--sources",
        type=_providers,
        default=(Provider.TABLE,),
        metavar="NAMES",
        help=f"of {','.join(Provider)}, separated by commas; default: table",
    )
    parser.add_argument("--format", choices=("settlements", "geojson"), default="settlements")
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="- is standard output")
    parser.set_defaults(command=_front)


def _providers(raw: str) -> tuple[Provider, ...]:
    try:
        return tuple(Provider(name.strip()) for name in raw.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{raw!r}: sources are {', '.join(Provider)}, separated by commas"
        ) from None


def _front(chosen: argparse.Namespace, settings: Settings) -> int:
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
    if chosen.format == "geojson":
        content = json.dumps(front_geojson(front), ensure_ascii=False) + "\n"
    else:
        content = "".join(_lines(settlement_rows(front)))
    if chosen.output == "-":
        give(content)
    else:
        write(Path(chosen.output), content)
    return SOME_FAILED if notes else DONE


def _lines(rows: Iterator[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
