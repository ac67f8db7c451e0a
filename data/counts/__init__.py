"""Counted mentions as columns: packed parts, and the answers that are counted from them."""
