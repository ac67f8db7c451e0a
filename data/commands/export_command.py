"""``python -m data export``: writes places, mentions or claims to a file."""

import argparse
from dataclasses import replace
from pathlib import Path

from data.areas import outlines
from data.commands.console import (
    DONE,
    WRONG_USAGE,
    day,
    give,
    open_store,
    say,
    write,
)
from data.export.csv_table import claims_csv, mentions_csv, places_csv
from data.export.geojson import places_geojson
from data.model import ClaimEvent, DateRange, DayBy, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.area_choice import areas_named
from data.queries.claims import claims
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--format", required=True, choices=("geojson", "csv"))
    parser.add_argument(
        "--rows", choices=("mentions", "places", "claims"), default="mentions", help="of a CSV"
    )
    parser.add_argument("--outlines", action="store_true", help="areas as polygons, in GeoJSON")
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="YYYY-MM-DD, included")
    parser.add_argument(
        "--by",
        choices=tuple(DayBy),
        default=DayBy.PUBLISHED,
        help="compare --from and --to with the day of publication (default) or of the event that "
        "the sentence tells of (the first day of a longer one; what states none is left out)",
    )
    parser.add_argument("--source", action="append", default=[], help="may be given several times")
    parser.add_argument("--lang", action="append", default=[], help="may be given several times")
    parser.add_argument(
        "--inside", metavar="AREA", help="only places inside: a name ('Kharkiv Oblast') or an id"
    )
    parser.add_argument("--search", default="", help="words that title or text must contain")
    parser.add_argument(
        "--claim",
        action="append",
        default=[],
        choices=tuple(ClaimEvent),
        help="only where such a claim is made; may be given several times",
    )
    parser.add_argument("--no-briefs", action="store_true", help="leave the project's briefs out")
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="- is standard output")
    parser.set_defaults(command=_export)


def _export(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.first and chosen.last and chosen.first > chosen.last:
        say(f"error: --from {chosen.first} is after --to {chosen.last}; give the earlier day first")
        return WRONG_USAGE
    wanted = Filter(
        days=DateRange(chosen.first, chosen.last),
        by=DayBy(chosen.by),
        sources=tuple(chosen.source),
        languages=tuple(chosen.lang),
        search=chosen.search,
        briefs=settings.briefs and not chosen.no_briefs,
        claims=tuple(ClaimEvent(event) for event in chosen.claim),
    )
    with open_store(settings, read_only=True) as engine:
        if chosen.inside is not None:
            areas = areas_named(engine, chosen.inside)
            if not areas:
                say(
                    f"error: --inside {chosen.inside!r}: no place of the store lies in an area of "
                    "this name; give a country, oblast or raion, or its id"
                )
                return WRONG_USAGE
            wanted = replace(wanted, inside=areas[0])
        if chosen.format == "geojson":
            known = outlines() if chosen.outlines else None
            content = places_geojson(queries.places(engine, wanted), outlines=known)
        elif chosen.rows == "places":
            content = places_csv(queries.places(engine, wanted))
        elif chosen.rows == "claims":
            content = claims_csv(claims(engine, wanted))
        else:
            content = mentions_csv(holdings.mentions(engine, wanted))
    if chosen.output == "-":
        give(content)
    else:
        write(Path(chosen.output), content)
    return DONE
