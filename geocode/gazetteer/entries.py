"""Defines what a source yields to the build: a place with its names, before variants are made."""

from dataclasses import dataclass, field
from enum import StrEnum

from geocode.model import Place


class NameSort(StrEnum):
    """How a name relates to its place."""

    OFFICIAL = "official"
    """The current official name, or its official transliteration."""
    FORMER = "former"
    """An official name of earlier years."""
    EXONYM = "exonym"
    """What another language calls it: Kiev, Lwów."""
    RUSSIAN = "russian"
    """The Russian name of a Ukrainian place, or its transliteration."""
    VARIANT = "variant"
    """Another spelling or a name beside the official one."""
    ABBREVIATION = "abbreviation"
    """A short or informal form: US, Britain, РФ."""
    LOOKUP = "lookup"
    """Found by ``lookup`` only, never offered for the words of a text: Pearson, an airport."""
    AFTER_COMMA = "after_comma"
    """An abbreviation that counts only after a place and a comma: Ky., B.C."""


SHOWN_SORTS = frozenset({NameSort.OFFICIAL, NameSort.RUSSIAN})
EARLIER_SORTS = frozenset({NameSort.FORMER, NameSort.EXONYM, NameSort.RUSSIAN})
"""Names that are shown to readers of their language."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a place, as its source writes it."""

    text: str
    sort: NameSort = NameSort.VARIANT
    lang: str | None = None
    """``uk`` and ``ru`` names get romanisations and case forms; others are taken as they are."""
    note: str | None = None
    """Why it is a name of the place, shown to the reader; None where that is plain."""
    ours: bool = False
    """From a table of this project, where somebody judged it worth finding in a text."""


@dataclass(slots=True)
class Entry:
    """A place with its names; sources may add to the names of an entry of another."""

    place: Place
    names: list[Name] = field(default_factory=list)
