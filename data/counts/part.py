"""A packed part under a filter: its arrays are read when first needed, kept, shared by threads.

A part never changes. Articles that were changed or removed since it was packed are listed beside
it as deleted; another part holds their present state.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from data.counts import event_days
from data.counts.deletions import Deletions
from data.counts.limits import MEASURED, Limits
from data.counts.packed_filter import PackedFilter
from data.counts.packing import BY_PLACE_CHUNK, Head, brief_strata
from data.counts.raw import UNDATED, Array
from data.errors import StoreError


class Fetch(Protocol):
    """Reads one array of a part by number and name, or some chunks of it."""

    def __call__(
        self, number: int, name: str, chunks: tuple[int, int] | None = None
    ) -> Array | None:
        """None where the part has none of that name."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One packed part and what was read of it so far."""

    number: int
    head: Head
    known: dict[str, Array | None] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    asked: set[str] = field(default_factory=set)
    """What was asked for once and answered without reading all of it."""

    def memory_bytes(self) -> int:
        """What its arrays take in memory."""
        return sum(array.nbytes for array in list(self.known.values()) if array is not None)


class FilteredPart:
    """A part as one question sees it: under a filter, without its deleted articles."""

    def __init__(
        self,
        part: Part,
        deletions: Deletions,
        chosen: PackedFilter,
        fetch: Fetch,
        kind_of: Array,
        limits: Limits = MEASURED,
    ) -> None:
        self.packed, self.head, self.chosen, self.limits = part, part.head, chosen, limits
        self.deletions, self.deleted = deletions, deletions.articles
        self.strata = chosen.strata(part.head.strata)
        self.kind_of = kind_of
        """Index into ``KINDS`` by ``place_no``."""
        self._fetch = fetch

    def array(self, name: str) -> Array:
        """A packed array, or one made of them."""
        found = self.optional(name)
        if found is None:
            raise StoreError(
                f"the packed columns of the database lack {name}; restore a backup, "
                "or delete the rows of rollup and rollup_part"
            )
        return found

    def optional(self, name: str) -> Array | None:
        """A packed array; None where the part has none of that name."""
        known = self.packed.known
        if name not in known:
            with self.packed.lock:
                if name not in known:
                    make = _MADE.get(name)
                    array = make(self) if make else self._fetch(self.packed.number, name)
                    known[name] = _widened(name, array)
        return known[name]

    def made(self, name: str, make: Callable[[], Array]) -> Array:
        """An array made of others, kept under a name that no packed array has."""
        known = self.packed.known
        found = known.get(name)
        if found is None:
            found = known[name] = make()
        return found

    def mentions_of(self, place: int, name: str = "by_place") -> Array:
        """The values of ``by_place`` that are the place's; the first time read alone.

        ``name`` is another array that lies beside it.
        """
        first, end = (int(at) for at in self.array("by_place_from")[place : place + 2])
        known = self.packed.known.get(name) is not None or f"{name} of one" in self.packed.asked
        if not known and first < end:
            self.packed.asked.add(f"{name} of one")
            low = first // BY_PLACE_CHUNK
            some = self._fetch(self.packed.number, name, (low, (end - 1) // BY_PLACE_CHUNK))
            if some is not None:
                return some[first - low * BY_PLACE_CHUNK : end - low * BY_PLACE_CHUNK]
        return self.array(name)[first:end]

    @cached_property
    def event_mentions(self) -> event_days.EventMentions:
        """The mentions of places that count by the day of the event, whatever the kind."""
        return event_days.mentions(self)

    def place_flags(self) -> Array:
        """By ``place_no`` whether the place counts."""
        return self.chosen.place_flags(self.kind_of[: self.head.places])

    def slices(self, strata: Array, first: int, end: int) -> tuple[Array, Array]:
        """Articles of each of ``strata`` (flags) from day ``first`` to before ``end``."""
        codes = np.flatnonzero(strata)
        begins = self.array("stratum_from")
        if (first, end) == (0, UNDATED + 1):
            return begins[codes], begins[codes + 1]
        keys = self.array("stratum_day")
        low = np.searchsorted(keys, (codes << 23) + first)
        return low, np.maximum(low, np.searchsorted(keys, (codes << 23) + end))

    def chosen_slices(self) -> tuple[Array, Array]:
        """``slices`` of the filter, whatever was searched for."""
        return self.slices(self.strata, self.chosen.first, self.chosen.end)

    def passing(self) -> Array:
        """By article whether it counts, kinds apart."""
        flags = np.zeros(self.head.articles, np.bool_)
        for low, high in zip(*self.chosen_slices(), strict=True):
            flags[low:high] = True
        flags[self.deleted] = False
        if self.chosen.hits is not None:
            flags &= self.chosen.hits.among(self.array("doc"))
        return flags

    def rank_range(self) -> tuple[int, int]:
        """Ranks of the articles of the chosen days."""
        first, end = self.chosen.first, self.chosen.end
        if (first, end) == (0, UNDATED + 1):
            return 0, self.head.articles
        keys = self.array("rank_key")
        low = int(np.searchsorted(keys, -end, side="right"))
        return low, max(low, int(np.searchsorted(keys, -first, side="right")))

    def ranks_passing(self) -> Array:
        """By rank whether the article counts, kinds apart."""
        if self.chosen.hits is not None:
            return self.passing()[self.array("newest")]
        low, high = self.rank_range()
        flags = np.zeros(self.head.articles, np.bool_)
        flags[low:high] = self.strata[self.array("rank_stratum")[low:high]]
        if self.deleted.size:
            flags[self.array("rank")[self.deleted]] = False
        return flags

    def naming(self, flags: Array) -> Array:
        """``flags``, but False for articles that name no place that counts."""
        return flags & self.naming_flags() if self.chosen.chooses_places else flags

    def naming_flags(self) -> Array:
        """By article whether it names a place that counts."""
        if self.chosen.within is not None:
            return self._naming_within()
        wanted = np.uint16(sum(1 << code for code in self.chosen.kinds))  # the arrays may be uint8
        named = np.zeros(self.head.articles, np.bool_)
        for role in self.chosen.roles:
            named |= (self.array(f"kinds_{role}") & wanted) != 0
        return named

    def _naming_within(self) -> Array:
        named = np.zeros(self.head.articles, np.bool_)
        places = np.flatnonzero(self.place_flags())
        begins = self.array("by_place_from")[places].astype(np.int64)
        ends = self.array("by_place_from")[places + 1]
        values = self.array("by_place")[spread(begins, ends - begins)]
        if len(self.chosen.roles) == 1:
            values = values[(values & 1) != 0]
        named[self.array("newest")[values >> 1]] = True
        return named

    def deleted_passing(self) -> Array:
        """The deleted articles that would count."""
        if not self.deleted.size:
            return self.deleted
        days = self.array("day")[self.deleted]
        counts = self.strata[self.array("stratum")[self.deleted]]
        return self.deleted[counts & (days >= self.chosen.first) & (days < self.chosen.end)]

    def rows(self, role: str, articles: Array) -> tuple[Array, Array]:
        """Mentions of some articles: their row values, and how many each article has."""
        first = self.array(f"first_row_{role}")
        begins = first[articles].astype(np.int64)
        counts = first[articles + 1] - begins
        return self.array(f"row_{role}")[spread(begins, counts)], counts


def spread(begins: Array, counts: Array) -> Array:
    """All numbers of the ranges that start at ``begins``."""
    total = int(counts.sum())
    if not total:
        return np.empty(0, np.int64)
    before = np.cumsum(counts) - counts
    numbers: Array = np.arange(total) + np.repeat(begins - before, counts)
    return numbers


def _widened(name: str, array: Array | None) -> Array | None:
    """What is used to index with, in the type that numpy indexes with: it is twice as fast."""
    if array is not None and name.startswith("entry_pair"):
        return array.astype(np.intp)
    return array


def _stratum_day(part: FilteredPart) -> Array:
    return (part.array("stratum").astype(np.int64) << 23) | part.array("day")


def _stratum(part: FilteredPart) -> Array:
    begins = part.array("stratum_from").astype(np.int64)
    return np.repeat(np.arange(len(part.head.strata), dtype=np.int32), np.diff(begins))


def _rank(part: FilteredPart) -> Array:
    rank = np.empty(part.head.articles, np.int32)
    rank[part.array("newest")] = np.arange(part.head.articles, dtype=np.int32)
    return rank


def _rank_day(part: FilteredPart) -> Array:
    return part.array("day")[part.array("newest")]


def _rank_key(part: FilteredPart) -> Array:
    """Ascends with rank: the day below nought, and above it for articles without a day."""
    days = part.array("rank_day")
    return np.where(days == UNDATED, 1, -days)


def _rank_first_source(part: FilteredPart) -> Array:
    return part.array("first_source")[part.array("newest")]


def _rank_stratum(part: FilteredPart) -> Array:
    return part.array("stratum")[part.array("newest")]


_MADE: Mapping[str, Callable[[FilteredPart], Array]] = {
    "brief": lambda part: brief_strata(part.head.strata),
    "rank": _rank,
    "rank_day": _rank_day,
    "rank_first_source": _rank_first_source,
    "rank_key": _rank_key,
    "rank_stratum": _rank_stratum,
    "stratum": _stratum,
    "stratum_day": _stratum_day,
}
