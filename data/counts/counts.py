"""Counts a place: mentions, articles, independent sources; nothing is sorted, nothing copied whole.

Mentions are counted row by row only where that is least work: where more than half of a class of
sources is chosen, the rest is subtracted from the sums that are kept over periods. Measured with
10M mentions on one core: a row takes 1.3 ns (``make bench ONLY=scale`` gives whole answers).
"""

from dataclasses import dataclass

import numpy as np

from data.counts.dead import mend
from data.counts.packing import CLASSES
from data.counts.part import Held, spread
from data.counts.raw import Array

_BLOCK_ROWS = 1 << 18
"""Counted at once: 2 MB of them stay in the processor's cache while they are widened."""
_MOST_FLAGS = 1 << 28
"""Pairs of voice and place that are told apart by a byte each; beyond, by sorting what was met."""


@dataclass(frozen=True, slots=True)
class Counts:
    """By ``place_no``."""

    mentions: Array
    articles: Array
    sources: Array
    by_part: list[Array]
    """Mentions of each part."""


def counts(parts: list[Held], places: int) -> Counts:
    """What passes the parts' choice; arrays of length ``places``."""
    by_part = [rows_counted(held).reshape(-1, 2) for held in parts]
    total = np.zeros((places, 2), np.int64)
    for rows in by_part:
        total[: len(rows)] += rows
    return Counts(
        mentions=total[:, 0] + total[:, 1],
        articles=total[:, 1].copy(),
        sources=_sources(parts, places),
        by_part=[rows[:, 0] + rows[:, 1] for rows in by_part],
    )


def rows_counted(held: Held) -> Array:
    """How often each row value occurs among mentions that count."""
    total = np.zeros(2 * held.head.places, np.int64)
    if not total.size:
        return total
    if held.choice.found is not None:
        articles = np.flatnonzero(held.passing())
        for role in held.choice.roles:
            total += np.bincount(held.rows(role, articles)[0], minlength=total.size)
        return total
    brief = held.array("brief")
    for role in held.choice.roles:
        for name, of_class in zip(CLASSES, (~brief, brief), strict=True):
            total += _of_class(held, f"sum_{name}_{role}", role, of_class)
        dead = held.dead_passing()
        if dead.size:
            total -= np.bincount(held.rows(role, dead)[0], minlength=total.size)
    return total


def _of_class(held: Held, sums: str, role: str, of_class: Array) -> Array | int:
    first, end = held.choice.first, held.choice.end
    wanted = _row_slices(held, role, held.strata & of_class, first, end)
    rest = _row_slices(held, role, ~held.strata & of_class, first, end)
    if _size(wanted) <= _size(rest):
        return _row_counts(held, role, wanted)
    return _class_counts(held, sums, role, of_class) - _row_counts(held, role, rest)


def _class_counts(held: Held, sums: str, role: str, of_class: Array) -> Array | int:
    """All of a class of sources between the chosen days."""
    low, high, partial = periods(held)
    total = _row_counts_in(held, role, of_class, partial)
    if high > low:
        until, before = held.optional(f"{sums}/{high}"), held.optional(f"{sums}/{low}")
        if until is not None:
            total = total + until
        if before is not None:
            total = total - before
    return total


def periods(held: Held) -> tuple[int, int, list[tuple[int, int]]]:
    """Edges of the whole periods among the chosen days, and the runs of days left at the ends."""
    first, end = held.choice.first, held.choice.end
    edges = held.head.edges
    low = int(np.searchsorted(edges, first))
    high = int(np.searchsorted(edges, end, side="right")) - 1
    if high <= low:
        return 0, 0, [(first, end)]
    runs = [(first, edges[low]), (edges[high], end)]
    return low, high, [run for run in runs if run[0] < run[1]]


def _row_counts_in(
    held: Held, role: str, strata: Array, runs: list[tuple[int, int]]
) -> Array | int:
    total: Array | int = 0
    for run in runs:
        total = total + _row_counts(held, role, _row_slices(held, role, strata, *run))
    return total


def _row_slices(held: Held, role: str, strata: Array, first: int, end: int) -> tuple[Array, Array]:
    low, high = held.slices(strata, first, end)
    at = held.array(f"first_row_{role}")
    return at[low], at[high]


def _size(slices: tuple[Array, Array]) -> int:
    return int((slices[1].astype(np.int64) - slices[0]).sum())


def _row_counts(held: Held, role: str, slices: tuple[Array, Array]) -> Array | int:
    if not _size(slices):
        return 0
    rows = held.array(f"row_{role}")
    length = 2 * held.head.places
    total = np.zeros(length, np.int64)
    block = np.empty(min(_BLOCK_ROWS, _size(slices)), np.int64)
    filled = 0
    for low, high in zip(*(ends.tolist() for ends in slices), strict=True):
        while low < high:
            taken = min(high - low, len(block) - filled)
            block[filled : filled + taken] = rows[low : low + taken]
            low, filled = low + taken, filled + taken
            if filled == len(block):
                total += np.bincount(block, minlength=length)
                filled = 0
    if filled:
        total += np.bincount(block[:filled], minlength=length)
    return total


def _sources(parts: list[Held], places: int) -> Array:
    """Of the largest part pairs are told apart by flags; other parts add what these lack."""
    total = np.zeros(places, np.int64)
    if not parts:
        return total
    largest = max(parts, key=lambda held: held.head.articles)
    voices = {voice: code for code, voice in enumerate(largest.head.voices)}
    reach = largest.head.places
    if len(voices) * reach > _MOST_FLAGS:
        return _sources_by_sorting(parts, places)
    flags = _flags(largest)
    lacking = [np.empty(0, np.int64)]
    for held in parts:
        if held is largest:
            continue
        code = np.array([voices.setdefault(v, len(voices)) for v in held.head.voices], np.int64)
        voice, place = _met(held)
        voice = code[voice]
        inside = (voice < len(largest.head.voices)) & (place < reach)
        flags[voice[inside] * reach + place[inside]] = 1
        lacking.append(voice[~inside] * places + place[~inside])
    table = flags.reshape(len(largest.head.voices), reach)
    for first in range(0, len(table), 255):  # a byte holds no more
        total[:reach] += np.add.reduce(table[first : first + 255], axis=0, dtype=np.uint8)
    new = np.unique(np.concatenate(lacking))
    return total + np.bincount(new % max(1, places), minlength=places)


def _flags(held: Held) -> Array:
    """By pair of voice and place whether the voice names it, in an article that counts."""
    flags = np.zeros(len(held.head.voices) * held.head.places, np.uint8)
    for pairs, hits in _pairs(held):
        if hits is None:
            flags[pairs] = 1
        else:
            np.maximum.at(flags, pairs, hits.view(np.uint8))
    return flags


def _met(held: Held) -> tuple[Array, Array]:
    """Voices and places of the pairs that count, some more than once."""
    kept = [pairs if hits is None else pairs[hits] for pairs, hits in _pairs(held)]
    pairs = np.concatenate([np.empty(0, np.int64), *kept])
    voice, place = np.divmod(pairs, max(1, held.head.places))
    return voice, place


def _sources_by_sorting(parts: list[Held], places: int) -> Array:
    voices: dict[str, int] = {}
    found = [np.empty(0, np.int64)]
    for held in parts:
        code = np.array([voices.setdefault(v, len(voices)) for v in held.head.voices], np.int64)
        voice, place = _met(held)
        found.append(np.unique(code[voice] * places + place))
    return np.bincount(np.unique(np.concatenate(found)) % max(1, places), minlength=places)


def _pairs(held: Held) -> list[tuple[Array, Array | None]]:
    """Pairs of voice and place, and which of them count; None: all."""
    news = held.strata & ~held.array("brief")
    if held.choice.found is not None:
        of_news = held.passing() & news[held.array("stratum")]
        return [_pairs_of(held, role, np.flatnonzero(of_news)) for role in held.choice.roles]
    low, high, runs = periods(held)
    found: list[tuple[Array, Array | None]] = []
    for role in held.choice.roles:
        for run in runs:
            begins, ends = held.slices(news, *run)
            articles = spread(begins.astype(np.int64), ends.astype(np.int64) - begins)
            found.append(_pairs_of(held, role, _alive(held, articles)))
        if high > low:
            found += _entries(held, role, news, low, high)
    return found


def _alive(held: Held, articles: Array) -> Array:
    if not held.dead.size:
        return articles
    flags = np.ones(held.head.articles, np.bool_)
    flags[held.dead] = False
    return articles[flags[articles]]


def _pairs_of(held: Held, role: str, articles: Array) -> tuple[Array, None]:
    rows, counted = held.rows(role, articles)
    voices = np.repeat(held.array("voice")[articles].astype(np.int64), counted)
    return voices * held.head.places + (rows >> 1), None


def _entries(
    held: Held, role: str, strata: Array, low: int, high: int
) -> list[tuple[Array, Array | None]]:
    begins = held.array(f"entry_from_{role}").tolist()
    every = (low, high) == (0, len(held.head.edges) - 1)
    wanted = np.uint64((1 << high) - (1 << low))
    mended = mend(held, role)
    found: list[tuple[Array, Array | None]] = []
    for first, end in _runs(strata):
        taken = slice(begins[first], begins[end])
        pairs = held.array(f"entry_pair_{role}")[taken]
        entries, bits = mended.between(taken.start, taken.stop)
        hits = None if every else (held.array(f"entry_bits_{role}")[taken] & wanted) != 0
        if entries.size and (hits is not None or not bits.all()):
            hits = np.ones(len(pairs), np.bool_) if hits is None else hits
            hits[entries] = (bits & wanted) != 0
        found.append((pairs, hits))
    return found


def _runs(flags: Array) -> list[tuple[int, int]]:
    """Where flags are set, as ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]
