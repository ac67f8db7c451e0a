"""``ingest --watch``: folders and web addresses, taken again whenever something is new there."""
