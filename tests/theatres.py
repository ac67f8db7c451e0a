"""The theatres that tests use."""

from data.theatre import load_theatre

UKRAINE = load_theatre("ukraine")
