"""The folded form of text in which searching compares: case, apostrophes, composed letters.

The same folding is applied to what is stored and to what is asked for, so that "КУП'ЯНСЬК" finds
"Куп’янськ". Offsets do not survive it; nothing but search uses it.
"""

import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`‘ʹ′", "'"))
_MAX_WORDS = 20
_MAX_CHARACTERS = 100


def folded(text: str) -> str:
    """``text`` as search compares it."""
    return unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)


def search_words(search: str) -> list[str]:
    """The folded words that must all occur; at most 20, each cut at 100 characters.

    A search box is open to anybody: the limits keep one query from costing minutes.
    """
    clean = search.replace("\x00", " ")
    return [word[:_MAX_CHARACTERS] for word in folded(clean).split()[:_MAX_WORDS]]
