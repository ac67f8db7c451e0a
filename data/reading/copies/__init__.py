"""Finds copies of a story: fingerprints find candidates, a comparison decides.

A store indexes ``fingerprint(text)`` of each article. Those that share ``ENOUGH_KEYS`` keys, and
were published within ``REPRINT_DAYS`` days of each other as far as is known, are compared; a story
is all articles that such pairs connect.
"""
