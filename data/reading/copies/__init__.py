"""Finds copies of a story: fingerprints find candidates, a comparison decides.

A store indexes ``fingerprint(text).bands`` of each article. Those that share ``ENOUGH_KEYS`` keys,
and were published within ``REPRINT_DAYS`` days of each other as far as is known, are compared by
``same_story``; a story is what such pairs tie together.
"""

from data.reading.copies.comparison import (
    REPRINT_DAYS,
    Comparison,
    Reason,
    Told,
    compare,
    same_story,
)
from data.reading.copies.fingerprint import ENOUGH_KEYS, Fingerprint, fingerprint

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
]
