"""Exports: what a query answered, as a file for other programs."""
