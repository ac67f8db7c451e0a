"""Parses a search query: words, "phrases", beginnings* and -excluded words.

All words must occur, in any case form and any order; words in quotes, or joined by anything but a
space ("Івано-Франківськ", "155-мм", "10:30"), in this order side by side. A star after three
letters or more asks for all words that begin so; a hyphen before a word leaves its articles out.
Nothing typed is an error: a quote that nobody closed ends with the search, other signs mean
nothing, and from the twenty-first word on nothing is read.
"""

import re
from dataclasses import dataclass

from data.reading.search.words import stem, words

MOST_WORDS = 20
"""A search box is open to anybody: the limit keeps one search from costing minutes."""
LEAST_BEGINNING = 3
"""Letters before a star. Fewer ask for half of all words; the star is then not read."""
_MOST_CHARACTERS = 10_000

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur in an article, or must not."""

    stems: tuple[str, ...]
    """Side by side in this order; one of them for a single word."""
    beginning: str = ""
    """What a word must begin with that stands where the last of ``stems`` would; "" for none."""
    without: bool = False
    """Articles with it are left out."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search, read; empty where nothing typed was a word, and then it leaves nothing out."""

    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """What must occur."""
        return tuple(term for term in self.terms if not term.without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """What must not."""
        return tuple(term for term in self.terms if term.without)


def read_search(typed: str) -> Search:
    """What ``typed`` asks for; never an error."""
    found: dict[Term, None] = {}
    left = MOST_WORDS
    for part in _PART.finditer(typed[:_MOST_CHARACTERS].translate(_QUOTES)):
        said = part["chunk"] if part["phrase"] is None else part["phrase"]
        spelled = words(said)[:left]
        if not spelled:
            continue
        left -= len(spelled)
        found[_term(spelled, starred=_starred(said), without=bool(part["without"]))] = None
        if not left:
            break
    return Search(tuple(found))


def _starred(said: str) -> bool:
    return said.rstrip().endswith("*")


def _term(spelled: list[str], *, starred: bool, without: bool) -> Term:
    beginning = spelled[-1] if starred and len(spelled[-1]) >= LEAST_BEGINNING else ""
    return Term(tuple(map(stem, spelled)), beginning=beginning, without=without)
