"""A text taken apart once: tokens with their normal forms, capitals, sentences and gaps.

Every later step reads from here by token number; offsets stay those of the text as given.
"""

from dataclasses import dataclass
from itertools import pairwise

from geocode.gazetteer.names import normal_form
from geocode.text import Token, sentences, tokens

_GAP_SHOWN = 4
"""Characters kept of what lies between two tokens; more says no more."""
_FIRST_AFTER = frozenset('“"«„‘:•*…|\n')
"""After these a capital letter says as little as at the start of a sentence."""
_HEADLINE_SHARE = 0.7
"""A line with this share of its words capitalised, and no full stop, is set like a headline."""
_HEADLINE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in tokens; all lists run in parallel."""

    text: str
    tokens: list[Token]
    forms: list[str]
    """Each token's normal form."""
    capital: list[bool]
    """The token begins with a capital letter."""
    first: list[bool]
    """The token begins a sentence, a quotation or a line."""
    sentence: list[int]
    """The number of the token's sentence."""
    headline: list[bool]
    """The token's sentence is set in title case or capitals: capitals tell nothing there."""
    gaps: list[str]
    """What stands between the token and the next, cut to four characters."""
    run_end: list[int]
    """The token after the last that a name beginning here could hold."""


def read(text: str) -> Reading:
    """Take ``text`` apart."""
    found = tokens(text)
    forms = [normal_form(token.text) for token in found]
    capital = [token.text[0].isupper() for token in found]
    gaps = [text[a.end : min(b.start, a.end + _GAP_SHOWN)] for a, b in pairwise(found)]
    gaps.append(text[found[-1].end : found[-1].end + _GAP_SHOWN] if found else "")
    sentence = _sentence_numbers(text, found)
    first = [
        i == 0 or sentence[i] != sentence[i - 1] or not _FIRST_AFTER.isdisjoint(gaps[i - 1])
        for i in range(len(found))
    ]
    headline = _headlines(found, capital, sentence, gaps)
    run_end = _run_ends(found, sentence, gaps)
    return Reading(text, found, forms, capital, first, sentence, headline, gaps, run_end)


def _sentence_numbers(text: str, found: list[Token]) -> list[int]:
    spans = sentences(text)
    numbers = []
    number = 0
    for token in found:
        while number + 1 < len(spans) and token.start >= spans[number][1]:
            number += 1
        numbers.append(number)
    return numbers


def _headlines(
    found: list[Token], capital: list[bool], sentence: list[int], gaps: list[str]
) -> list[bool]:
    flags = [False] * len(found)
    start = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and sentence[end] == sentence[start]:
            continue
        words = [i for i in range(start, end) if found[i].text[0].isalpha()]
        long_words = [i for i in words if len(found[i].text) > 3] or words
        capitals = sum(capital[i] for i in long_words)
        stopped = end < len(found) and gaps[end - 1].startswith((".", ";"))
        stopped = stopped or (end == len(found) and gaps[-1].startswith("."))
        many = len(words) >= _HEADLINE_WORDS and not stopped
        if many and capitals >= _HEADLINE_SHARE * len(long_words):
            flags[start:end] = [True] * (end - start)
        start = end
    return flags


_DOTTED = frozenset(["st", "mt", "ft", "ste"])
_JOINTS = frozenset([" ", "\u00a0", "-", "‑", "\n", "  ", "\r\n", "–"])


def _run_ends(found: list[Token], sentence: list[int], gaps: list[str]) -> list[int]:
    """For each token the end of the run of tokens that nothing but a space or hyphen parts."""
    ends = [0] * len(found)
    end = len(found)
    for i in range(len(found) - 1, -1, -1):
        if i + 1 < len(found):
            text = found[i + 1].text
            possessive = not gaps[i] and not text[0].isalnum()
            dotted = gaps[i] == ". " and found[i].text.lower() in _DOTTED
            joint = gaps[i] in _JOINTS or possessive or dotted
            if not joint or sentence[i] != sentence[i + 1]:
                end = i + 1
        ends[i] = end
    return ends
