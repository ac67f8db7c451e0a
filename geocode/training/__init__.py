"""What the tagger and the ranker learn from; nothing here runs when a text is parsed."""
