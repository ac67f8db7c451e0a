"""Names to places: the interface, the compiled file, and what builds it."""
