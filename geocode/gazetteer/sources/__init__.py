"""The sources that the gazetteer is built from: one module each, yielding entries."""
