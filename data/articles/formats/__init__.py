"""Loads articles from files: one module a format, listed in ``loading``."""
