"""Tables of events that are known by their columns: one module a data set, and one registry."""
