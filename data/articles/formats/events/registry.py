"""Which known table of events a table is, by its columns. A new one is one line here."""

from collections.abc import Iterable

from data.articles.formats.events.acled import Acled
from data.articles.formats.events.event_table import EventTable
from data.articles.formats.events.ucdp import UcdpGed
from data.articles.formats.events.viina import Viina

EVENT_TABLES: tuple[EventTable, ...] = (Acled(), UcdpGed(), Viina())


def event_table(columns: Iterable[str]) -> EventTable | None:
    """The data set with these columns, in letters of either case, or None."""
    names = {name.strip().casefold() for name in columns}
    return next((table for table in EVENT_TABLES if table.recognises(names)), None)
