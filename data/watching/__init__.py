"""Implements ``ingest --watch``: folders and URLs, ingested again whenever something is new."""
