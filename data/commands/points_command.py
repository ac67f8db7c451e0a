"""``python -m data points``: compares coordinates that inputs state with our places.

A table by source, and with ``--worst N`` the points that lie farthest from ours. Nothing is
changed by it: what an input states is evidence of its own, not a correction.
"""

import argparse

from data.commands.console import DONE, give, open_store
from data.queries.points import NEAR_KM, Agreement, Apart, Comparison, compare_points
from data.settings import Settings
from geocode.text import escaped

_SHOWN_SOURCES = 30
_SHOWN_CHARACTERS = 40
_SHOWN_TITLE = 60


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the comparison; the exit status."""
    with open_store(settings, read_only=True) as engine:
        found = compare_points(engine, source=chosen.source, worst=chosen.worst)
    give("".join(f"{escaped(line)}\n" for line in _lines(found)))
    return DONE


def _lines(found: Comparison) -> list[str]:
    if not found.sources:
        return ["no article here states a point"]
    within = "".join(f"{f'{km} km':>8}" for km in NEAR_KM)
    lines = [f"{'points':>8}{'no place':>10}{within}{'median':>10}  source"]
    lines += [_row(row) for row in (found.total, *found.sources[:_SHOWN_SOURCES])]
    more = len(found.sources) - _SHOWN_SOURCES
    if more > 0:
        lines.append(f"and {more} sources with fewer points; choose one with --source")
    if found.total.countries:
        lines.append(f"{found.total.countries} points that stand for a country are not measured")
    return lines + [_far(apart) for apart in found.worst]


def _row(row: Agreement) -> str:
    shares = "".join(f"{share:>8.1%}" for share in row.shares)
    median = "-" if row.median_km is None else f"{row.median_km:,.1f} km"
    name = row.source[:_SHOWN_CHARACTERS]
    return f"{row.points:>8}{row.unplaced:>10}{shares}{median:>10}  {name}"


def _far(apart: Apart) -> str:
    stated = apart.stated
    where = f"{stated.latitude:.4f}, {stated.longitude:.4f}"
    named = f"{stated.name[:_SHOWN_CHARACTERS]} ({where})" if stated.name else where
    return (
        f"{apart.distance_km:>10,.1f} km  article {apart.article_id} "
        f"{apart.title[:_SHOWN_TITLE]!r}: stated {named}, ours {apart.place[:_SHOWN_CHARACTERS]}"
    )
