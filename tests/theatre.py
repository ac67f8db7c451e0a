"""The theatre that ships, for tests and benches that need what it adds to the geocoder."""

from functools import cache

from geocode.focus import DEFAULT_THEATRE, Focus, read_focus


@cache
def shipped_focus() -> Focus:
    """Its countries, front line and words, read once a process."""
    return read_focus(DEFAULT_THEATRE)
