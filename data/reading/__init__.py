"""Reads one article: its day, language, mentions, events, fingerprint and search words."""
