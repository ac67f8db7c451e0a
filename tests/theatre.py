"""The theatre that ships, for tests and benches."""

from datetime import date, timedelta

from data.reading.dating import settled
from data.theatre import load_theatre
from geocode.focus import Focus

UKRAINE = load_theatre("ukraine")


def shipped_focus() -> Focus:
    """What it adds to the geocoder."""
    return UKRAINE.focus


def day_in_kyiv(article):
    """The published day that an ingest stores."""
    return settled(article, UKRAINE, today=date.max - timedelta(days=9)).published
