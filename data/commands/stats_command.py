"""``python -m data stats``: counts what the store holds."""

import argparse
from datetime import date

from data.commands.console import DONE, give, open_store
from data.model import DayBy, Filter
from data.queries import holdings, tables
from data.settings import Settings


def run(_chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the counts; the exit status."""
    with open_store(settings, read_only=True) as engine:
        totals = holdings.totals(engine)
        events = tables.facets(engine, Filter(by=DayBy.EVENT, associative=True))
    give(
        f"articles   {totals.articles} ({totals.briefs} briefs, {totals.undated} undated, "
        f"{totals.older_versions} older versions kept)\n"
        f"published  {_span(totals.first_day, totals.last_day)}\n"
        f"events     {_span(events.first_day, events.last_day)} "
        f"(articles without: {events.undated_articles})\n"
        f"mentions   {totals.mentions} ({totals.mentions - totals.mapped} not mapped)\n"
        f"places     {totals.places}\n"
        f"runs       {totals.runs}\n"
    )
    return DONE


def _span(first: date | None, last: date | None) -> str:
    return f"{first} to {last}" if first else "none"
