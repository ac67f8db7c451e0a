"""The counts of a store at one moment, under any filter: the one class that other rooms use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import sqlalchemy as sa

from data.counts import day_spans, facets, listing, places, storage
from data.counts.deletions import NO_DELETIONS
from data.counts.facets import Totals
from data.counts.limits import MEASURED, Limits
from data.counts.listing import MentionPage, Neighbours
from data.counts.one_place import OnePlace, one_place
from data.counts.packed_filter import PackedFilter, pack_filter, search_hits
from data.counts.packing import FORMAT, KINDS
from data.counts.part import FilteredPart
from data.counts.per_place import place_counts, rows_counted
from data.counts.place_days import PlaceDays, day_bounds, place_days
from data.counts.place_units import PlaceUnits, read_units
from data.counts.places import Places
from data.counts.raw import UNDATED, Array
from data.counts.snapshot import IN_MEMORY, Snapshot, current, part_read_apart
from data.model import Filter
from data.storable import storable
from data.store.schema import ARTICLE, PLACE, RUN
from data.store.within import places_within

EVERYTHING = Filter(associative=True)
"""Leaves nothing out."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from; each list is by count, most first, ties by name."""

    sources: list[tuple[str, int]]
    """Articles a source; the filter's own choice of sources does not count."""
    languages: list[tuple[str, int]]
    """Articles a language ("" where unknown); the choice of languages does not count."""
    kinds: list[tuple[str, int]]
    """Mentions a kind of place; the choice of kinds does not count."""
    first_day: date | None
    """Of all dated articles, or days of events, that pass but for their day; None without any."""
    last_day: date | None
    undated_articles: int
    """Articles without a day that pass but for it, whether they are hidden or not; by the day of
    the event, those of which no mention that counts states one."""


class Counts:
    """The counts at one state of the store; ``connection`` reads rows of the same state."""

    def __init__(self, connection: sa.Connection, snapshot: Snapshot, limits: Limits) -> None:
        self.connection = connection
        self._snapshot = snapshot
        self._limits = limits

    @classmethod
    @contextmanager
    def of(cls, engine: sa.Engine, *, limits: Limits = MEASURED) -> "Iterator[Counts]":
        """The counts of the store as it is now."""
        with current(engine, limits) as (connection, snapshot):
            yield cls(connection, snapshot, limits)

    def places(self, chosen: Filter) -> pd.DataFrame:
        """Places named, with their counts (``PLACES``): most mentions first, ties by id."""
        packed = self._packed(chosen)
        parts = self._parts(packed)
        known = self._snapshot.places.rows(self._packed_places)
        place_count = len(self._kind_of)
        counted = place_counts(parts, place_count)
        first, last = day_spans.day_spans(parts, counted.by_part, place_count)
        named = counted.mentions[known.number] > 0
        shown = np.flatnonzero(named & packed.place_flags(self._kind_of)[known.number])
        return places.counted(known, shown, counted, first, last)

    def mentions_by_day(self, chosen: Filter) -> list[tuple[date, int]]:
        """Mentions of places a day, in order; the chosen days do not count."""
        parts = self._parts(self._packed(chosen, without="days"))
        days, mentions = facets.mentions_by_day(parts)
        return [(_day(day), n) for day, n in zip(days.tolist(), mentions.tolist(), strict=True)]

    def place_days(self, chosen: Filter) -> PlaceDays:
        """Mentions of each place a day; the chosen days do not count."""
        everything = self._parts(pack_filter(replace(EVERYTHING, by=chosen.by)))
        source = replace(chosen, claims=(), kinds=(), inside=None, box=None)
        return place_days(
            self._parts(self._packed(chosen, without="days")),
            self._parts(pack_filter(source, without="days")),
            day_bounds(everything),
        )

    def published_days(self) -> tuple[date, date] | None:
        """First and last day on which an article was published; None: none has a day."""
        first, last = day_bounds(self._parts(pack_filter(EVERYTHING)))
        return (_day(first), _day(last)) if first <= last else None

    def mentions_by_place(self, chosen: Filter) -> tuple[Array, Array]:
        """Numbers (``place_no``) of the places named, ascending, and the mentions of each."""
        packed = self._packed(chosen)
        total = np.zeros(len(self._kind_of), np.int64)
        for part in self._parts(packed):
            total[: part.head.places] += rows_counted(part).reshape(-1, 2).sum(axis=1)
        total[~packed.place_flags(self._kind_of)] = 0
        named = np.flatnonzero(total)
        return named, total[named]

    def place_units(self) -> PlaceUnits:
        """The country, first- and second-level unit of every place."""
        known = self._snapshot.places.units
        if not known:
            known.append(read_units(self.connection, len(self._kind_of)))
        return known[-1]

    def place_numbers(self) -> Array:
        """``place_no`` of every place of the store, ascending."""
        return np.sort(self._snapshot.places.rows(self._packed_places).number)

    def known_places(self) -> Places:
        """Every place of the store, by ``place_no``, named or not."""
        known = self._snapshot.places.rows(self._packed_places)
        order = np.argsort(known.number, kind="stable")
        return Places(known.rows.take(order), known.number[order])

    def facets(self, chosen: Filter) -> Facets:
        """What there is to choose from under the rest of the filter."""
        hits, within = search_hits(self.connection, chosen.search), self._within(chosen)

        def parts(without: str) -> list[FilteredPart]:
            return self._parts(pack_filter(chosen, hits, within=within, without=without))

        span = facets.span(parts("days"))
        kinds = facets.mentions_by_kind(parts("kinds")).tolist()
        return Facets(
            sources=_ranked(facets.articles_by(parts("sources"), "source")),
            languages=_ranked(facets.articles_by(parts("languages"), "lang")),
            kinds=_ranked({kind.value: n for kind, n in zip(KINDS, kinds, strict=True) if n}),
            first_day=_day(span.first) if span.first else None,
            last_day=_day(span.last) if span.last else None,
            undated_articles=span.undated,
        )

    def one_place(self, place_id: str, chosen: Filter) -> OnePlace:
        """What counts of one place; nothing where there is no such place, or it does not count."""
        number = self._place_number(place_id, chosen)
        return one_place([] if number is None else self._parts(self._packed(chosen)), number or 0)

    def mention_count(self, place_id: str, chosen: Filter) -> int:
        """How many mentions of the place count."""
        number = self._place_number(place_id, chosen)
        if number is None:
            return 0
        return listing.mention_count(self._parts(self._packed(chosen)), number)

    def mention_page(
        self, place_id: str, chosen: Filter, *, limit: int, offset: int
    ) -> MentionPage | None:
        """Articles of the mentions of the place, newest first, undated last; None: no place."""
        number = self._place_number(place_id, chosen)
        if number is None:
            return None
        parts = self._parts(self._packed(chosen))
        return listing.mention_page(parts, number, limit=limit, offset=offset)

    def article_count(self, chosen: Filter) -> int:
        """How many articles pass; where places are chosen, only those naming one."""
        return listing.article_count(self._parts(self._packed(chosen)))

    def article_page(
        self, chosen: Filter, *, limit: int, offset: int
    ) -> list[tuple[int, date | None]]:
        """The articles that pass, newest first, undated last; with the day of the event by it."""
        parts = self._parts(self._packed(chosen))
        return listing.article_page(parts, limit=limit, offset=offset)

    def neighbours(self, article_id: int, chosen: Filter) -> Neighbours | None:
        """What stands beside an article in the list of ``article_ids``; None: no such article."""
        query = sa.select(ARTICLE.c.published).where(ARTICLE.c.article_id == article_id)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            return None
        day = row.published.toordinal() if row.published else UNDATED
        return listing.neighbours(self._parts(self._packed(chosen)), article_id, day)

    def totals(self) -> Totals:
        """What the store holds."""
        parts = self._parts(pack_filter(EVERYTHING))
        runs = self.connection.scalars(sa.select(sa.func.count()).select_from(RUN)).one()
        return facets.totals(parts, len(self._kind_of), runs=runs)

    def memory_bytes(self) -> int:
        """What the arrays that were read so far take in memory."""
        return sum(part.memory_bytes() for part, _deletions in self._snapshot.parts)

    @property
    def _kind_of(self) -> Array:
        """Index into ``KINDS`` by ``place_no``, of all places."""
        return self._snapshot.places.kind_of

    def _packed(self, chosen: Filter, *, without: str = "") -> PackedFilter:
        hits = search_hits(self.connection, chosen.search)
        return pack_filter(chosen, hits, within=self._within(chosen), without=without)

    def _within(self, chosen: Filter) -> Array | None:
        numbers = places_within(self.connection, chosen)
        if numbers is None:
            return None
        flags = np.zeros(len(self._kind_of), np.bool_)
        flags[numbers] = True
        return flags

    def _parts(self, chosen: PackedFilter) -> list[FilteredPart]:
        parts = self._snapshot.parts
        old = chosen.events is not None and any(part.head.format < FORMAT for part, _ in parts)
        if chosen.claims or old:
            part = part_read_apart(self.connection, self._snapshot, chosen.claims, self._limits)
            parts = ((part, NO_DELETIONS),)
        return [
            FilteredPart(part, deletions, chosen, self._fetch, self._kind_of, self._limits)
            for part, deletions in parts
            if part.head.articles
        ]

    def _place_number(self, place_id: str, chosen: Filter) -> int | None:
        """The place's number; None where there is no such place, or it does not count."""
        query = sa.select(PLACE.c.place_no).where(PLACE.c.place_id == storable(place_id))
        number: int | None = self.connection.scalar(query)
        counts = pack_filter(chosen, within=self._within(chosen)).place_flags(self._kind_of)
        return number if number is not None and counts[number] else None

    def _fetch(self, number: int, name: str, chunks: tuple[int, int] | None = None) -> Array | None:
        if number == IN_MEMORY:
            return None
        return storage.read_array(self.connection, number, name, chunks)

    def _packed_places(self) -> Array | None:
        stored = self._snapshot.stored
        return self._fetch(stored[-1][0].number, places.PACKED) if stored else None


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _ranked(numbers: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda entry: (-entry[1], entry[0]))
