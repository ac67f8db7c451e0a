"""What the analyst changed by hand; a new reading of the article keeps it."""
