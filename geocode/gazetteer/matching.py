"""Finds the longest name that begins at a token of a text.

Works on normal forms, so a hyphenated token counts as its words: "Ivano-Frankivsk" is one token and
two words. A token without a letter or digit (a comma, a dash of its own) ends every name. A
possessive ending may stand inside a name ("Land's End") but never ends one.
"""

from collections.abc import Callable, Sequence

from geocode.gazetteer.names.normal_form import normal_form
from geocode.text import APOSTROPHES

_ENDINGS = tuple(APOSTROPHES)


def longest_name(
    tokens: Sequence[str],
    start: int,
    *,
    most_words: Callable[[str], int],
    is_name: Callable[[str], bool],
) -> int:
    """How many tokens from ``start`` make the longest name; 0 when none does.

    Args:
        tokens: Raw tokens of a text.
        start: Where the name begins.
        most_words: Given a first word, the words of the longest name that begins with it, or 0.
        is_name: Whether a whole normal form is a name.
    """
    if not 0 <= start < len(tokens):
        return 0
    form = ""
    limit = best = 0
    for end in range(start, len(tokens)):
        token = tokens[end]
        word = normal_form(token)
        if not word:
            break
        possessive = token.startswith(_ENDINGS)
        form = form + word if possessive or not form else f"{form} {word}"
        if " " not in form or end == start:
            limit = max(limit, most_words(form.split(" ", 1)[0]))
        elif form.count(" ") >= limit:
            break
        if not possessive and is_name(form):
            best = end - start + 1
        if not limit and not (end + 1 < len(tokens) and tokens[end + 1].startswith(_ENDINGS)):
            break
    return best
