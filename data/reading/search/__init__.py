"""Prepares full-text search: words, their stems, and the parsed query."""
