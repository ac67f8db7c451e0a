"""Which words of a text are names of places, and whether they stand for the place or for people.

A recogniser knows the text, the gazetteer's names and the cue tables; which of several namesakes a
name means is the business of ``geocode.resolution``.
"""
