"""Articles of a part that count no more, and what of its sums that changes.

Counts are put right by subtracting their mentions. Whether a voice still names a place in a period
cannot be subtracted: those bits are made anew from the mentions that are left, for the places that
a dead article named and the stratum that it was of.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.counts.raw import Array

if TYPE_CHECKING:
    from data.counts.part import Held


@dataclass(frozen=True, slots=True)
class Mend:
    """What takes the place of the packed bits of some entries of a role."""

    entries: Array
    """Ascending."""
    bits: Array

    def between(self, first: int, end: int) -> tuple[Array, Array]:
        """The entries from ``first`` to before ``end``, counted from ``first``, and their bits."""
        low, high = np.searchsorted(self.entries, (first, end))
        return self.entries[low:high] - first, self.bits[low:high]


@dataclass(frozen=True, slots=True)
class Dead:
    """Some articles of one part."""

    articles: Array
    """By index, ascending."""
    earlier: "Dead | None" = None
    """Fewer of them, whose mends may be known already."""
    mends: dict[str, Mend] = field(default_factory=dict)
    """By role, as far as they were asked for."""

    def with_more(self, articles: Array) -> "Dead":
        """These and others."""
        more = np.setdiff1d(articles, self.articles)
        if not more.size:
            return self
        known = self if self.mends else self.earlier
        return Dead(np.union1d(self.articles, more), known)


NONE = Dead(np.empty(0, np.int64))
_NO_MEND = Mend(np.empty(0, np.int64), np.empty(0, np.uint64))


def mend(held: "Held", role: str) -> Mend:
    """What the part's dead articles change of ``entry_bits_*``."""
    dead = held.dead_set
    if not dead.articles.size:
        return _NO_MEND
    if role not in dead.mends:
        earlier = dead.earlier if dead.earlier and role in dead.earlier.mends else None
        known = earlier.mends[role] if earlier else _NO_MEND
        more = np.setdiff1d(dead.articles, earlier.articles if earlier else NONE.articles)
        dead.mends[role] = _with_new(known, _mended(held, role, dead, more))
    return dead.mends[role]


def _with_new(known: Mend, new: Mend) -> Mend:
    stays = ~np.isin(known.entries, new.entries)
    entries = np.concatenate((known.entries[stays], new.entries))
    order = np.argsort(entries)
    return Mend(entries[order], np.concatenate((known.bits[stays], new.bits))[order])


def _mended(held: "Held", role: str, dead: Dead, more: Array) -> Mend:
    alive = np.ones(held.head.articles, np.bool_)
    alive[dead.articles] = False
    stratum_of = held.array("stratum")[more]
    brief = held.array("brief")
    entries, bits = [_NO_MEND.entries], [_NO_MEND.bits]
    for stratum in np.unique(stratum_of):
        gone = np.unique(_pairs(held, role, more[stratum_of == stratum])[0])
        if gone.size and not brief[stratum]:
            low, high = (int(i) for i in held.array(f"entry_from_{role}")[stratum : stratum + 2])
            known = held.array(f"entry_pair_{role}")[low:high]
            entries.append(low + np.searchsorted(known, gone))
            bits.append(_bits_left(held, role, int(stratum), gone, alive))
    return Mend(np.concatenate(entries), np.concatenate(bits))


def _bits_left(held: "Held", role: str, stratum: int, gone: Array, alive: Array) -> Array:
    """Bits of the pairs ``gone``, from the articles of the stratum that live."""
    first, end = (int(at) for at in held.array("stratum_from")[stratum : stratum + 2])
    places = np.zeros(held.head.places, np.bool_)
    places[gone % held.head.places] = True
    at = held.array(f"first_row_{role}")
    rows = held.array(f"row_{role}")[at[first] : at[end]] >> 1
    naming = np.flatnonzero(places[rows]) + int(at[first])
    articles = np.unique(np.searchsorted(at, naming, side="right") - 1)
    pairs, article = _pairs(held, role, articles[alive[articles]])
    where = np.minimum(np.searchsorted(gone, pairs), len(gone) - 1)
    same = gone[where] == pairs
    days = held.array("day")[article[same]]
    period = np.searchsorted(held.head.edges, days, side="right") - 1
    left = np.zeros(len(gone), np.uint64)
    np.bitwise_or.at(left, where[same], np.left_shift(np.uint64(1), period.astype(np.uint64)))
    return left


def _pairs(held: "Held", role: str, articles: Array) -> tuple[Array, Array]:
    """Pairs of voice and place that articles make, and the article of each."""
    rows, counted = held.rows(role, articles)
    voices = np.repeat(held.array("voice")[articles].astype(np.int64), counted)
    return voices * held.head.places + (rows >> 1), np.repeat(articles, counted)
