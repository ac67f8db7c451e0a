"""The drawer at the right: a place, an article, or ground and who holds it."""
