"""The theatre that ships, for tests and benches."""

from data.reading.dating import in_zone
from data.theatre import load_theatre
from geocode.focus import Focus

UKRAINE = load_theatre("ukraine")


def shipped_focus() -> Focus:
    """What it adds to the geocoder."""
    return UKRAINE.focus


def day_in_kyiv(article):
    """The published day that an ingest stores."""
    return in_zone(article, UKRAINE.time_zone).published
