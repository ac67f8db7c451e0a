"""Finds days: when an article was published, and when its events happened (UCDP date_prec)."""

from data.reading.dating.events import event_days
from data.reading.dating.finding import find_published
from data.reading.dating.instants import settled
from data.reading.dating.stated import Published, day_in, published, published_day
from data.reading.dating.two_ways import either_day, in_day_order

__all__ = [
    "Published",
    "day_in",
    "either_day",
    "event_days",
    "find_published",
    "in_day_order",
    "published",
    "published_day",
    "settled",
]
