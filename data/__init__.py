"""The data layer: what is known, how it got here, and what can be asked of it."""
