"""Copies of a story: their fingerprints, and the comparison that decides.

A store indexes ``fingerprint(text).bands`` of each article. Articles with the same ``exact`` are
one story. Those that share ``ENOUGH_KEYS`` keys, and were published within ``REPRINT_DAYS`` days of
each other as far as is known, are compared by ``same_story``; ``story_of`` puts together what
hangs together.
"""

from data.copies.comparison import (
    REPRINT_DAYS,
    Comparison,
    Reason,
    Told,
    compare,
    same_story,
)
from data.copies.fingerprint import ENOUGH_KEYS, Fingerprint, fingerprint
from data.copies.stories import story_of

__all__ = [
    "ENOUGH_KEYS",
    "REPRINT_DAYS",
    "Comparison",
    "Fingerprint",
    "Reason",
    "Told",
    "compare",
    "fingerprint",
    "same_story",
    "story_of",
]
