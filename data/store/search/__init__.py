"""Writes and rebuilds the full-text index of both engines."""
