"""Articles of a part that count no more, and what of its sums that changes.

Counts are put right by subtracting their mentions. Whether a voice still names a place in a period
cannot be subtracted: those bits are made anew from the mentions that are left, for the places that
a dead article named and the stratum that it was of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.columns.packing import ROLES
from data.columns.raw import Array

if TYPE_CHECKING:
    from data.columns.part import Held


@dataclass(frozen=True, slots=True)
class Mend:
    """Bits of a role's entries that differ from the packed ones."""

    entries: Array
    bits: Array

    def applied(self, packed: Array) -> Array:
        """The packed bits, mended."""
        bits = packed.copy()
        bits[self.entries] = self.bits
        return bits


@dataclass(frozen=True, slots=True)
class Dead:
    """Some articles of one part."""

    articles: Array
    """By index, ascending."""
    earlier: "Dead | None" = None
    """Fewer of them, for whom bits may have been made already."""
    bits: dict[str, Array] = field(default_factory=dict)
    mends: Mapping[str, "Mend"] = field(default_factory=dict)
    """By role what to change in the packed bits, where it was found out before."""

    def with_more(self, articles: Array) -> "Dead":
        """These and others."""
        more = np.setdiff1d(articles, self.articles)
        if not more.size:
            return self
        known = self if self.bits or self.mends else self.earlier
        return Dead(np.union1d(self.articles, more), known)


NONE = Dead(np.empty(0, np.int64))


def entry_bits(held: "Held", role: str) -> Array:
    """``entry_bits_*`` of the articles that live."""
    return _bits(held.dead_set, held, role)


def mends(held: "Held") -> dict[str, Mend]:
    """What the dead articles change, by role."""
    found = {}
    for role in ROLES:
        packed, bits = held.array(f"entry_bits_{role}"), entry_bits(held, role)
        entries = np.flatnonzero(bits != packed)
        found[role] = Mend(entries, bits[entries])
    return found


def _bits(dead: Dead, held: "Held", role: str) -> Array:
    if not dead.articles.size:
        return held.array(f"entry_bits_{role}")
    if role in dead.mends and role not in dead.bits:
        dead.bits[role] = dead.mends[role].applied(held.array(f"entry_bits_{role}"))
    if role not in dead.bits:
        earlier = dead.earlier
        known = earlier if earlier and (role in earlier.bits or role in earlier.mends) else NONE
        more = np.setdiff1d(dead.articles, known.articles)
        dead.bits[role] = _mended(held, role, _bits(known, held, role).copy(), dead, more)
    return dead.bits[role]


def _mended(held: "Held", role: str, bits: Array, dead: Dead, more: Array) -> Array:
    alive = np.ones(held.head.articles, np.bool_)
    alive[dead.articles] = False
    stratum_of = held.array("stratum")[more]
    brief = held.array("brief")
    for stratum in np.unique(stratum_of):
        if not brief[stratum]:
            gone = _pairs(held, role, more[stratum_of == stratum])[0]
            _mend_stratum(held, role, bits, int(stratum), np.unique(gone), alive)
    return bits


def _mend_stratum(
    held: "Held", role: str, bits: Array, stratum: int, gone: Array, alive: Array
) -> None:
    if not gone.size:
        return
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
    low, high = (int(i) for i in held.array(f"entry_from_{role}")[stratum : stratum + 2])
    entries = held.array(f"entry_pair_{role}")[low:high]
    bits[low + np.searchsorted(entries, gone)] = left


def _pairs(held: "Held", role: str, articles: Array) -> tuple[Array, Array]:
    """Pairs of voice and place that articles make, and the article of each."""
    rows, counted = held.rows(role, articles)
    voices = np.repeat(held.array("voice")[articles].astype(np.int64), counted)
    return voices * held.head.places + (rows >> 1), np.repeat(articles, counted)
