"""Reads tables of conflict events: one module a data set, recognised by its columns."""
