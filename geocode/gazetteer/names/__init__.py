"""Names of places: when two are the same, and every way in which one is written."""
