"""The trained tagger: what it is asked about, its features and its weights."""
