"""A part of the columns under a choice: arrays read when first needed, kept, shared by threads.

A part never changes. What has changed in the store since it was packed is told apart: ``dead``
articles, which count no more, and another part that holds those that took their place.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from data.counts.choice import Choice
from data.counts.dead import Dead
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
    """What was wanted once and done without."""

    def bytes_held(self) -> int:
        """What its arrays take in memory."""
        return sum(array.nbytes for array in list(self.known.values()) if array is not None)


class Held:
    """A part as one question sees it: under a choice, without its dead articles."""

    def __init__(
        self, part: Part, dead: Dead, choice: Choice, fetch: Fetch, kind_of_place: Array
    ) -> None:
        self.part, self.head, self.choice = part, part.head, choice
        self.dead_set, self.dead = dead, dead.articles
        self.strata = choice.strata(part.head.strata)
        self.kind_of_place = kind_of_place
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
        known = self.part.known
        if name not in known:
            with self.part.lock:
                if name not in known:
                    make = _MADE.get(name)
                    array = make(self) if make else self._fetch(self.part.number, name)
                    known[name] = _widened(name, array)
        return known[name]

    def made(self, name: str, make: Callable[[], Array]) -> Array:
        """An array made of others, kept under a name that no packed array has."""
        known = self.part.known
        found = known.get(name)
        if found is None:
            found = known[name] = make()
        return found

    def mentions_of(self, place: int) -> Array:
        """The values of ``by_place`` that are the place's; the first time read alone."""
        first, end = (int(at) for at in self.array("by_place_from")[place : place + 2])
        known = self.part.known.get("by_place") is not None or "mentions" in self.part.asked
        if not known and first < end:
            self.part.asked.add("mentions")
            low = first // BY_PLACE_CHUNK
            some = self._fetch(self.part.number, "by_place", (low, (end - 1) // BY_PLACE_CHUNK))
            if some is not None:
                return some[first - low * BY_PLACE_CHUNK : end - low * BY_PLACE_CHUNK]
        return self.array("by_place")[first:end]

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
        """``slices`` of the choice, which knows nothing of what was searched for."""
        return self.slices(self.strata, self.choice.first, self.choice.end)

    def passing(self) -> Array:
        """By article whether it counts, kinds apart."""
        flags = np.zeros(self.head.articles, np.bool_)
        for low, high in zip(*self.chosen_slices(), strict=True):
            flags[low:high] = True
        flags[self.dead] = False
        if self.choice.found is not None:
            flags &= self.choice.found.among(self.array(self.choice.found.field))
        return flags

    def rank_range(self) -> tuple[int, int]:
        """Ranks of the articles of the chosen days."""
        first, end = self.choice.first, self.choice.end
        if (first, end) == (0, UNDATED + 1):
            return 0, self.head.articles
        keys = self.array("rank_key")
        low = int(np.searchsorted(keys, -end, side="right"))
        return low, max(low, int(np.searchsorted(keys, -first, side="right")))

    def ranks_passing(self) -> Array:
        """By rank whether the article counts, kinds apart."""
        if self.choice.found is not None:
            return self.passing()[self.array("newest")]
        low, high = self.rank_range()
        flags = np.zeros(self.head.articles, np.bool_)
        flags[low:high] = self.strata[self.array("rank_stratum")[low:high]]
        if self.dead.size:
            flags[self.array("rank")[self.dead]] = False
        return flags

    def naming(self, flags: Array) -> Array:
        """``flags``, but False for articles that name no place of a chosen kind."""
        return flags & self.naming_flags() if self.choice.kinds else flags

    def naming_flags(self) -> Array:
        """By article whether it names a place of a chosen kind."""
        wanted = sum(1 << code for code in self.choice.kinds)
        named = np.zeros(self.head.articles, np.bool_)
        for role in self.choice.roles:
            named |= (self.array(f"kinds_{role}") & wanted) != 0
        return named

    def dead_passing(self) -> Array:
        """The dead articles that would count."""
        if not self.dead.size:
            return self.dead
        days = self.array("day")[self.dead]
        counts = self.strata[self.array("stratum")[self.dead]]
        return self.dead[counts & (days >= self.choice.first) & (days < self.choice.end)]

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


def _stratum_day(held: Held) -> Array:
    return (held.array("stratum").astype(np.int64) << 23) | held.array("day")


def _stratum(held: Held) -> Array:
    begins = held.array("stratum_from").astype(np.int64)
    return np.repeat(np.arange(len(held.head.strata), dtype=np.int32), np.diff(begins))


def _rank(held: Held) -> Array:
    rank = np.empty(held.head.articles, np.int32)
    rank[held.array("newest")] = np.arange(held.head.articles, dtype=np.int32)
    return rank


def _rank_day(held: Held) -> Array:
    return held.array("day")[held.array("newest")]


def _rank_key(held: Held) -> Array:
    """Ascends with rank: the day below nought, and above it for articles without a day."""
    days = held.array("rank_day")
    return np.where(days == UNDATED, 1, -days)


def _rank_stratum(held: Held) -> Array:
    return held.array("stratum")[held.array("newest")]


_MADE: Mapping[str, Callable[[Held], Array]] = {
    "brief": lambda held: brief_strata(held.head.strata),
    "rank": _rank,
    "rank_day": _rank_day,
    "rank_key": _rank_key,
    "rank_stratum": _rank_stratum,
    "stratum": _stratum,
    "stratum_day": _stratum_day,
}
