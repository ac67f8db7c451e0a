"""Loaders: one module a format, behind one protocol and one registry."""
