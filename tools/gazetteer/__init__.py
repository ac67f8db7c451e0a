"""Makes the generated tables of the gazetteer from published packages."""
