"""Answers counting questions about a million articles from packed arrays, in milliseconds.

``Counts`` is the way in; nothing outside of this room imports anything deeper. The room has a
packed format, compaction and caching of its own because it has to: DuckDB took 15 to 20 times the
processor time for the same answers.
"""

from data.counts.checking import discard, problems
from data.counts.compaction import AT_LEAST, compact
from data.counts.counts import Counts, Facets
from data.counts.facets import Totals
from data.counts.limits import Limits
from data.counts.listing import MentionPage, Neighbours
from data.counts.place_days import PlaceDays
from data.counts.places import PLACES, Places

__all__ = [
    "AT_LEAST",
    "PLACES",
    "Counts",
    "Facets",
    "Limits",
    "MentionPage",
    "Neighbours",
    "PlaceDays",
    "Places",
    "Totals",
    "compact",
    "discard",
    "problems",
]
