"""Finds the names of places in a text, and whether each is used for the place or for people.

A recogniser knows the text, the gazetteer's names and the cue tables; which of several namesakes a
name means is the business of ``geocode.resolution``.
"""
