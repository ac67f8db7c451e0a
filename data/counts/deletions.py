"""Articles that were changed or removed since their part was packed, and how to count without them.

Counts are corrected by subtracting their mentions. Whether a source still names a place in a period
cannot be subtracted: those bits are computed again from the mentions that are left, for the places
that a deleted article named and the stratum that it was of.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.counts.raw import Array

if TYPE_CHECKING:
    from data.counts.part import FilteredPart


@dataclass(frozen=True, slots=True)
class BitPatch:
    """Replaces the packed bits of some entries of a role."""

    entries: Array
    """Ascending."""
    bits: Array

    def between(self, first: int, end: int) -> tuple[Array, Array]:
        """The entries from ``first`` to before ``end``, counted from ``first``, and their bits."""
        low, high = np.searchsorted(self.entries, (first, end))
        return self.entries[low:high] - first, self.bits[low:high]


@dataclass(frozen=True, slots=True)
class Deletions:
    """Some articles of one part."""

    articles: Array
    """By index, ascending."""
    earlier: "Deletions | None" = None
    """Fewer of them, whose patches may be known already."""
    patches: dict[str, BitPatch] = field(default_factory=dict)
    """By role, as far as they were asked for."""

    def with_more(self, articles: Array) -> "Deletions":
        """These and others."""
        more = np.setdiff1d(articles, self.articles)
        if not more.size:
            return self
        known = self if self.patches else self.earlier
        return Deletions(np.union1d(self.articles, more), known)


NO_DELETIONS = Deletions(np.empty(0, np.int64))
_NO_PATCH = BitPatch(np.empty(0, np.int64), np.empty(0, np.uint64))


def bit_patch(part: "FilteredPart", role: str) -> BitPatch:
    """What the part's deleted articles change of ``entry_bits_*``."""
    deletions = part.deletions
    if not deletions.articles.size:
        return _NO_PATCH
    if role not in deletions.patches:
        earlier = (
            deletions.earlier if deletions.earlier and role in deletions.earlier.patches else None
        )
        known = earlier.patches[role] if earlier else _NO_PATCH
        more = np.setdiff1d(
            deletions.articles, earlier.articles if earlier else NO_DELETIONS.articles
        )
        deletions.patches[role] = _with_new(known, _recomputed(part, role, deletions, more))
    return deletions.patches[role]


def _with_new(known: BitPatch, new: BitPatch) -> BitPatch:
    stays = ~np.isin(known.entries, new.entries)
    entries = np.concatenate((known.entries[stays], new.entries))
    order = np.argsort(entries)
    return BitPatch(entries[order], np.concatenate((known.bits[stays], new.bits))[order])


def _recomputed(part: "FilteredPart", role: str, deletions: Deletions, more: Array) -> BitPatch:
    alive = np.ones(part.head.articles, np.bool_)
    alive[deletions.articles] = False
    stratum_of = part.array("stratum")[more]
    brief = part.array("brief")
    entries, bits = [_NO_PATCH.entries], [_NO_PATCH.bits]
    for stratum in np.unique(stratum_of):
        gone = np.unique(_pairs(part, role, more[stratum_of == stratum])[0])
        if gone.size and not brief[stratum]:
            low, high = (int(i) for i in part.array(f"entry_from_{role}")[stratum : stratum + 2])
            known = part.array(f"entry_pair_{role}")[low:high]
            entries.append(low + np.searchsorted(known, gone))
            bits.append(_bits_left(part, role, int(stratum), gone, alive))
    return BitPatch(np.concatenate(entries), np.concatenate(bits))


def _bits_left(part: "FilteredPart", role: str, stratum: int, gone: Array, alive: Array) -> Array:
    """Bits of the pairs ``gone``, from the articles of the stratum that live."""
    first, end = (int(at) for at in part.array("stratum_from")[stratum : stratum + 2])
    places = np.zeros(part.head.places, np.bool_)
    places[gone % part.head.places] = True
    at = part.array(f"first_row_{role}")
    rows = part.array(f"row_{role}")[at[first] : at[end]] >> 1
    naming = np.flatnonzero(places[rows]) + int(at[first])
    articles = np.unique(np.searchsorted(at, naming, side="right") - 1)
    pairs, article = _pairs(part, role, articles[alive[articles]])
    where = np.minimum(np.searchsorted(gone, pairs), len(gone) - 1)
    same = gone[where] == pairs
    days = part.array("day")[article[same]]
    period = np.searchsorted(part.head.edges, days, side="right") - 1
    left = np.zeros(len(gone), np.uint64)
    np.bitwise_or.at(left, where[same], np.left_shift(np.uint64(1), period.astype(np.uint64)))
    return left


def _pairs(part: "FilteredPart", role: str, articles: Array) -> tuple[Array, Array]:
    """Pairs of first_source and place that articles make, and the article of each."""
    rows, counted = part.rows(role, articles)
    first_sources = np.repeat(part.array("first_source")[articles].astype(np.int64), counted)
    return first_sources * part.head.places + (rows >> 1), np.repeat(articles, counted)
