"""Splits a text into tokens with their normal forms, capitals, sentences and gaps.

Every later step reads from here by token number; offsets stay those of the text as given.
"""

from dataclasses import dataclass
from itertools import compress, count, islice

from geocode.gazetteer.names.normal_form import normal_form
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
    """A text in tokens; all lists but the last run in parallel."""

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
    """The token's sentence is set in title case or capitals: capitals mean nothing there."""
    gaps: list[str]
    """The text between the token and the next, cut to four characters."""
    run_end: list[int]
    """The token after the last that a name beginning here could hold."""
    capitals: list[int]
    """The numbers of the tokens with a capital letter: one in six, and names begin with them."""


def read(text: str) -> Reading:
    """Take ``text`` apart."""
    found = tokens(text)
    forms = [normal_form(token[2]) for token in found]
    capital = [token[2][0].isupper() for token in found]
    gaps = _gaps(text, found)
    sentence = _sentence_numbers(text, found)
    first = _firsts(sentence, gaps)
    headline = _headlines(found, capital, sentence, gaps)
    run_end = _run_ends(found, sentence, gaps)
    capitals = list(compress(count(), capital))
    return Reading(text, found, forms, capital, first, sentence, headline, gaps, run_end, capitals)


def _gaps(text: str, found: list[Token]) -> list[str]:
    if not found:
        return []
    gaps = []
    end = found[0][1]
    for start, after, _ in islice(found, 1, None):
        gaps.append(text[end : start if start - end < _GAP_SHOWN else end + _GAP_SHOWN])
        end = after
    gaps.append(text[end : end + _GAP_SHOWN])
    return gaps


def _firsts(sentence: list[int], gaps: list[str]) -> list[bool]:
    found = []
    before, gap = -1, ""
    for number, after in zip(sentence, gaps, strict=True):
        plain = gap == " " or _FIRST_AFTER.isdisjoint(gap)
        found.append(number != before or not plain)
        before, gap = number, after
    return found


def _sentence_numbers(text: str, found: list[Token]) -> list[int]:
    ends = [end for _, end in sentences(text)]
    numbers = []
    number, last = 0, len(ends) - 1
    end = ends[0] if ends else 0
    for start, _, _ in found:
        while number < last and start >= end:
            number += 1
            end = ends[number]
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
        stops = (".", ";") if end < len(found) else (".",)
        if end - start >= _HEADLINE_WORDS and not gaps[end - 1].startswith(stops):
            words = [i for i in range(start, end) if found[i][2][0].isalpha()]
            long_words = [i for i in words if len(found[i][2]) > 3] or words
            capitals = sum([capital[i] for i in long_words])
            many = len(words) >= _HEADLINE_WORDS
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
        if i + 1 < len(found) and not (
            sentence[i] == sentence[i + 1] and _joins(gaps[i], found[i][2], found[i + 1][2])
        ):
            end = i + 1
        ends[i] = end
    return ends


def _joins(gap: str, before: str, after: str) -> bool:
    """Whether two tokens of a sentence may belong to one name."""
    if gap in _JOINTS:
        return True
    if not gap:
        return not after[0].isalnum()  # a possessive ending
    return gap == ". " and before.lower() in _DOTTED
