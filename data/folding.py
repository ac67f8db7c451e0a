"""Text as the store holds it, and its folded form in which searching compares.

Folding evens out case, apostrophes and composed letters. The same is applied to what is stored and
to what is asked for, so that "КУП'ЯНСЬК" finds "Куп’янськ". Offsets do not survive it; nothing but
search uses it.
"""

import re
import unicodedata

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`‘ʹ′", "'"))
_MAX_WORDS = 20
_MAX_CHARACTERS = 100


def storable(text: str) -> str:
    """``text`` with what no database holds (NUL, lone surrogates) replaced one for one."""
    return _UNSTORABLE.sub("\ufffd", text)


def folded(text: str) -> str:
    """``text`` as search compares it."""
    return unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)


def search_words(search: str) -> list[str]:
    """The folded words that must all occur; at most 20, each cut at 100 characters.

    A search box is open to anybody: the limits keep one query from costing minutes.
    """
    return [word[:_MAX_CHARACTERS] for word in folded(storable(search)).split()[:_MAX_WORDS]]
