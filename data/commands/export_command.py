"""``python -m data export``: writes places, mentions or claims to a file."""

import argparse
from dataclasses import replace

from data.areas import outlines
from data.commands.console import DONE, WRONG_USAGE, counted, deliver, open_store, say
from data.export.csv_table import claims_csv, mentions_csv, places_csv
from data.export.geojson import places_geojson
from data.model import ClaimEvent, DateRange, DayBy, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.area_choice import areas_named
from data.queries.claims import claims
from data.settings import Settings


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write what the filter leaves; the exit status."""
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
        associative=chosen.roles == "all",
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
            rows, unit = queries.places(engine, wanted), "place"
            content = places_geojson(rows, outlines=known)
        elif chosen.rows == "places":
            rows, unit = queries.places(engine, wanted), "place"
            content = places_csv(rows)
        elif chosen.rows == "claims":
            rows, unit = claims(engine, wanted), "claim"
            content = claims_csv(rows)
        else:
            rows, unit = holdings.mentions(engine, wanted), "mention"
            content = mentions_csv(rows)
    deliver(chosen.output, content, holds=counted(len(rows), unit), replace=chosen.force)
    return DONE
