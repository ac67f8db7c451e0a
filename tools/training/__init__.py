"""Trains the weights of the geocoder: the tagger of names and the ranker of candidates."""
