"""Full-text search: words, their stems, what a search means, and the index on both engines."""
