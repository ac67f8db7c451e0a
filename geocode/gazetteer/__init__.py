"""Names to places: the protocol, the compiled file, and what builds it."""
