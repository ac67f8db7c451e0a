"""Counts and lists by the day of the event: each mention goes by the day that its text tells of.

Of a longer period that is the first day. A mention whose text states no day counts while all days
are chosen. An article counts where a mention in it does, with or without a place; while all days
are chosen, one without any mention counts too. All mentions of a part are compared: of
1,000,000, the table of places takes 11 ms for a week and 55 ms for all days.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.counts.packing import event_ordinals
from data.counts.raw import UNDATED, Array

if TYPE_CHECKING:
    from data.counts.part import FilteredPart

EVERY = (0, UNDATED + 1)
"""All days, and mentions that state none."""


@dataclass(frozen=True, slots=True)
class EventMentions:
    """Mentions of places that count, by place and then by rank of their article."""

    counts: Array
    """How many each place has, by ``place_no``."""
    rank: Array
    day: Array
    """As ``event_day`` is packed: 0 where the text states none."""

    @property
    def place(self) -> Array:
        """``place_no`` of each."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def articles(self) -> Array:
        """How many articles name each place, by ``place_no``."""
        new = np.diff(self.rank, prepend=-1) != 0
        return self._by_place(np.add, self._with_starts(new).astype(np.int64))

    def spans(self) -> tuple[Array, Array]:
        """First and last packed day by ``place_no``; 0 where no mention states one."""
        day = self.day.astype(np.int64)
        first = self._by_place(np.minimum, np.where(day == 0, UNDATED, day))
        return np.where(first == UNDATED, 0, first), self._by_place(np.maximum, day)

    def only(self, flags: Array) -> "EventMentions":
        """Those that ``flags`` is set of."""
        bounds = np.concatenate(([0], np.cumsum(self.counts)))
        kept = np.flatnonzero(flags)
        counts = np.diff(np.searchsorted(kept, bounds))
        return EventMentions(counts, self.rank[kept], self.day[kept])

    def _starts(self) -> tuple[Array, Array]:
        """Places that have mentions, and where those of each begin."""
        places = np.flatnonzero(self.counts)
        return places, (np.cumsum(self.counts) - self.counts)[places]

    def _with_starts(self, flags: Array) -> Array:
        flags[self._starts()[1]] = True
        return flags

    def _by_place(self, combine: np.ufunc, values: Array) -> Array:
        total = np.zeros(len(self.counts), np.int64)
        places, starts = self._starts()
        if places.size:
            total[places] = combine.reduceat(values, starts)
        return total


def mentions(part: "FilteredPart") -> EventMentions:
    """The mentions of places in the part that count, whatever the kind of the place."""
    value, day = part.array("by_place"), part.array("event_day")
    chosen = np.flatnonzero(_within(part, value, day))
    value, day = value[chosen], day[chosen]
    counts = np.diff(np.searchsorted(chosen, part.array("by_place_from")))
    found = EventMentions(counts, value >> 1, day)
    if part.chosen.within is not None:
        found = found.only(np.repeat(part.chosen.within[: part.head.places], counts))
    passing = part.ranks_passing()
    return found if passing.all() else found.only(passing[found.rank])


def mentions_of(part: "FilteredPart", place: int) -> tuple[Array, Array]:
    """Rank and packed day of the mentions of one place that count."""
    if not 0 <= place < part.head.places:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    value, day = part.mentions_of(place), part.mentions_of(place, "event_day")
    flags = _within(part, value, day)
    flags &= part.ranks_passing()[value >> 1]
    return value[flags] >> 1, day[flags]


def pairs(part: "FilteredPart") -> Array:
    """First source * places + place of the mentions that count, without those of briefs."""
    found = part.event_mentions
    brief = part.array("brief")[part.array("rank_stratum")]
    if brief.any():
        found = found.only(~brief[found.rank])
    source = part.array("rank_first_source").astype(np.int64)[found.rank]
    return source * part.head.places + found.place


def of_chosen_kinds(part: "FilteredPart") -> EventMentions:
    """The mentions that count, of places of the chosen kinds."""
    found = part.event_mentions
    if not part.chosen.kinds:
        return found
    return found.only(np.repeat(part.place_flags(), found.counts))


def unplaced(part: "FilteredPart") -> tuple[Array, Array]:
    """Rank and packed day of mentions without a place that count and state a day."""
    value, day = part.array("unplaced"), part.array("unplaced_day")
    if part.chosen.chooses_places:
        return value[:0], day[:0]
    flags = _within(part, value, day)
    flags &= part.ranks_passing()[value >> 1]
    return value[flags] >> 1, day[flags]


def placed_days(part: "FilteredPart") -> Array:
    """Ordinals of the days that mentions of places of the chosen kinds state."""
    day = of_chosen_kinds(part).day
    return ordinals(part, day[day > 0])


def days(part: "FilteredPart") -> Array:
    """Ordinals of the days that mentions state, with and without a place."""
    return np.concatenate((placed_days(part), ordinals(part, unplaced(part)[1])))


def articles(part: "FilteredPart") -> tuple[Array, Array]:
    """Ranks of the articles that count, and the last day of the events in each.

    The day is that of the mentions that count, packed; 0 where none states one.
    """
    flags = np.zeros(part.head.articles, np.bool_)
    if part.chosen.events == EVERY and not part.chosen.chooses_places:
        flags |= part.ranks_passing()
    last = np.zeros(part.head.articles, np.int64)
    placed = of_chosen_kinds(part)
    for rank, day in ((placed.rank, placed.day), unplaced(part)):
        flags[rank] = True
        np.maximum.at(last, rank, day.astype(np.int64))
    ranks = np.flatnonzero(flags)
    return ranks, last[ranks]


def ordinals(part: "FilteredPart", packed: Array) -> Array:
    """Packed days as ordinals; ``UNDATED`` where the text states none."""
    return event_ordinals(packed, part.array("event_from"))


def _within(part: "FilteredPart", value: Array, day: Array) -> Array:
    """Which of some mentions count by role and day."""
    first, end = part.chosen.events or EVERY
    before = int(part.array("event_from")[0])
    flags = (value & 1) != 0 if len(part.chosen.roles) == 1 else np.ones(len(value), np.bool_)
    if (first, end) != EVERY:
        flags &= day >= max(1, first - before)
    if end < UNDATED:
        flags &= day < max(1, end - before)
    return flags
