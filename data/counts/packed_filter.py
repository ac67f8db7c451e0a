"""A filter as the packed parts apply it: days, strata, roles, places, found documents, claims.

Its SQL form is in ``data.queries.conditions``; a test keeps the two equal. The words of a search
are looked up in the full-text index first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from data.counts.packing import KIND_CODE, KINDS, ROLES
from data.counts.raw import UNDATED, Array, Stratum
from data.model import ClaimEvent, DayBy, Filter, SourceKind
from data.reading.search.query import Term, read_search
from data.storable import storable
from data.store.search.index import documents

LAST = UNDATED + 1
"""The end of all days, undated articles among them."""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The documents of the full-text index that a search finds."""

    wanted: Array | None
    """The article's document must be among them; None: any may be."""
    unwanted: Array | None = None

    def among(self, docs: Array) -> Array:
        """Which of ``docs`` are found; 0 is no document and never found."""
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
class PackedFilter:
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
    events: tuple[int, int] | None = None
    """As ``first`` and ``end``, which then leave nothing out, of the days of events; None: they do
    not count."""
    within: Array | None = None
    """By ``place_no`` whether the place lies where it must; None: anywhere."""
    hits: SearchHits | None = None
    """None: nothing is searched for."""
    claims: frozenset[ClaimEvent] = frozenset()
    """Asked of a part that holds only what makes such a claim; empty: of all parts."""

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
    def chooses_places(self) -> bool:
        """Whether some places do not count."""
        return bool(self.kinds) or self.within is not None

    def place_flags(self, kind_of: Array) -> Array:
        """Which of the first places, whose indices into ``KINDS`` are given, count."""
        flags: Array = self.kind_flags[kind_of]
        return flags if self.within is None else flags & self.within[: len(kind_of)]

    @property
    def kind_flags(self) -> Array:
        """By index into ``KINDS`` whether places of the kind count."""
        flags = np.zeros(len(KINDS), np.bool_)
        flags[list(self.kinds) or slice(None)] = True
        return flags


def pack_filter(
    chosen: Filter,
    hits: SearchHits | None = None,
    *,
    within: Array | None = None,
    without: str = "",
) -> PackedFilter:
    """What ``chosen`` means; ``without`` names one field of the filter that does not count."""
    days = _days(chosen, every=without == "days")
    by_event = chosen.by is DayBy.EVENT
    first, end = (0, LAST) if by_event else days
    sources = () if without == "sources" else chosen.sources
    languages = () if without == "languages" else chosen.languages
    kinds = () if without == "kinds" else chosen.kinds
    return PackedFilter(
        first=first,
        end=end,
        sources=frozenset(storable(source) for source in sources),
        languages=frozenset(storable(lang) for lang in languages),
        briefs=chosen.briefs,
        roles=ROLES if chosen.associative else ROLES[:1],
        kinds=tuple(KIND_CODE[kind.value] for kind in kinds),
        events=days if by_event else None,
        within=within,
        hits=hits,
        claims=frozenset(chosen.claims),
    )


def _days(chosen: Filter, *, every: bool) -> tuple[int, int]:
    if every:
        return 0, LAST
    first, last = chosen.days.first, chosen.days.last
    if first is None and last is None:
        return 0, LAST if chosen.undated else UNDATED
    return first.toordinal() if first else 0, last.toordinal() + 1 if last else UNDATED


def search_hits(connection: sa.Connection, search: str) -> SearchHits | None:
    """What ``search`` finds; None where it leaves nothing out."""
    asked = read_search(search)
    if not asked.terms:
        return None
    return SearchHits(
        wanted=_documents(connection, asked.wanted, all_of=True),
        unwanted=_documents(connection, asked.unwanted, all_of=False),
    )


def _documents(connection: sa.Connection, terms: Sequence[Term], *, all_of: bool) -> Array | None:
    if not terms:
        return None
    asked = documents(terms, connection.dialect.name, all_of=all_of).subquery()
    (doc,) = asked.c
    # As one text: of 360,000 documents, a row each takes 150 ms and this takes 40.
    numbers = connection.scalar(sa.select(sa.func.aggregate_strings(sa.cast(doc, sa.Text), ",")))
    return np.fromstring(numbers or "", np.int64, sep=",")
