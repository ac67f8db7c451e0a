"""Which place a name means: candidates from the gazetteer, weighed by clues of the whole text.

Knows the text and the gazetteer; never the article, its source or a store.
"""
