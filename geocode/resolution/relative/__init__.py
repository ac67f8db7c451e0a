"""Relative places: where "10 km south of Bakhmut" or "the road from A to B" is."""
