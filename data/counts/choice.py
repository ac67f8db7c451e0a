"""A filter as the columns understand it: one run of days, chosen strata, roles, kinds, articles.

The words of a search are answered by its index; what came of them is ``found``.
"""

from dataclasses import dataclass

import numpy as np

from data.counts.packing import KIND_CODE, KINDS, ROLES
from data.counts.raw import UNDATED, Array, Stratum
from data.model import Filter, SourceKind
from data.storable import storable

LAST = UNDATED + 1
"""The end of all days, undated articles among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: documents of the index."""

    wanted: Array | None
    """Those that an article's must be one of; None: any."""
    unwanted: Array | None = None
    field: str = "doc"
    """The array of a part that holds them."""

    def among(self, docs: Array) -> Array:
        """Which of ``docs`` are found; 0, no document at all, never is."""
        highest = int(docs.max()) if docs.size else 0
        flags = np.zeros(highest + 1, np.bool_)
        flags[slice(1, None) if self.wanted is None else _within(self.wanted, highest)] = True
        if self.unwanted is not None:
            flags[_within(self.unwanted, highest)] = False
        found: Array = flags[docs]
        return found


def _within(docs: Array, highest: int) -> Array:
    return docs[(docs > 0) & (docs <= highest)]


@dataclass(frozen=True, slots=True)
class Choice:
    """What an article or a mention must be to count."""

    first: int
    """Lowest day that counts."""
    end: int
    """First day after those that count; above ``UNDATED`` where undated articles count."""
    sources: frozenset[str]
    languages: frozenset[str]
    briefs: bool
    roles: tuple[str, ...]
    kinds: tuple[int, ...]
    """Indices into ``KINDS``; empty means all."""
    found: Found | None = None
    """None: nothing is searched for."""

    def strata(self, known: tuple[Stratum, ...]) -> Array:
        """Which of ``known`` count."""
        return np.array([self._counts(stratum) for stratum in known], np.bool_)

    def _counts(self, stratum: Stratum) -> bool:
        return (
            (not self.sources or stratum.source in self.sources)
            and (not self.languages or stratum.lang in self.languages)
            and (self.briefs or stratum.source_kind != SourceKind.BRIEF.value)
        )

    @property
    def kind_flags(self) -> Array:
        """By index into ``KINDS`` whether places of the kind count."""
        flags = np.zeros(len(KINDS), np.bool_)
        flags[list(self.kinds) or slice(None)] = True
        return flags


def choose(chosen: Filter, found: Found | None = None, *, without: str = "") -> Choice:
    """What ``chosen`` means; ``without`` names one field of the filter that does not count."""
    first, end = _days(chosen, every=without == "days")
    sources = () if without == "sources" else chosen.sources
    languages = () if without == "languages" else chosen.languages
    kinds = () if without == "kinds" else chosen.kinds
    return Choice(
        first=first,
        end=end,
        sources=frozenset(storable(source) for source in sources),
        languages=frozenset(storable(lang) for lang in languages),
        briefs=chosen.briefs,
        roles=ROLES if chosen.associative else ROLES[:1],
        kinds=tuple(KIND_CODE[kind.value] for kind in kinds),
        found=found,
    )


def _days(chosen: Filter, *, every: bool) -> tuple[int, int]:
    if every:
        return 0, LAST
    first, last = chosen.days.first, chosen.days.last
    if first is None and last is None:
        return 0, LAST if chosen.undated else UNDATED
    return first.toordinal() if first else 0, last.toordinal() + 1 if last else UNDATED
