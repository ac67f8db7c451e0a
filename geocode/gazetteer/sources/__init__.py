"""What the gazetteer is built from: one module a source, each yielding records."""
