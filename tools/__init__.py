"""Makes the tables and weights that are committed; nothing here is imported at run time."""
