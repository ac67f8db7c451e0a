"""Counts the mentions, articles and independent sources of each place, without sorting them.

Mentions are counted row by row only where that is least work: where more than half of a class of
sources is chosen, the rest is subtracted from the sums that are kept over periods. Measured with
10M mentions on one core: a row takes 1.3 ns (``make bench ONLY=scale`` gives whole answers).
"""

from dataclasses import dataclass

import numpy as np

from data.counts import event_days
from data.counts.deletions import bit_patch
from data.counts.packing import CLASSES
from data.counts.part import FilteredPart, spread
from data.counts.raw import Array

_BLOCK_ROWS = 1 << 18
"""Counted at once: 2 MB of them stay in the processor's cache while they are widened."""


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """By ``place_no``."""

    mentions: Array
    articles: Array
    sources: Array
    by_part: list[Array]
    """Mentions of each part."""


def place_counts(parts: list[FilteredPart], places: int) -> PlaceCounts:
    """What passes the parts' filter; arrays of length ``places``."""
    by_part = [rows_counted(part).reshape(-1, 2) for part in parts]
    total = np.zeros((places, 2), np.int64)
    for rows in by_part:
        total[: len(rows)] += rows
    return PlaceCounts(
        mentions=total[:, 0] + total[:, 1],
        articles=total[:, 1].copy(),
        sources=_sources(parts, places),
        by_part=[rows[:, 0] + rows[:, 1] for rows in by_part],
    )


def rows_counted(part: FilteredPart) -> Array:
    """How often each row value occurs among mentions that count."""
    total = np.zeros(2 * part.head.places, np.int64)
    if not total.size:
        return total
    if part.chosen.events is not None:
        articles = part.event_mentions.articles()
        return np.stack((part.event_mentions.counts - articles, articles), axis=1).ravel()
    if part.chosen.hits is not None:
        articles = np.flatnonzero(part.passing())
        for role in part.chosen.roles:
            total += np.bincount(part.rows(role, articles)[0], minlength=total.size)
        return total
    brief = part.array("brief")
    for role in part.chosen.roles:
        for name, of_class in zip(CLASSES, (~brief, brief), strict=True):
            total += _of_class(part, f"sum_{name}_{role}", role, of_class)
        deleted = part.deleted_passing()
        if deleted.size:
            total -= np.bincount(part.rows(role, deleted)[0], minlength=total.size)
    return total


def _of_class(part: FilteredPart, sums: str, role: str, of_class: Array) -> Array | int:
    first, end = part.chosen.first, part.chosen.end
    wanted = _row_slices(part, role, part.strata & of_class, first, end)
    rest = _row_slices(part, role, ~part.strata & of_class, first, end)
    if _size(wanted) <= _size(rest):
        return _row_counts(part, role, wanted)
    return _class_counts(part, sums, role, of_class) - _row_counts(part, role, rest)


def _class_counts(part: FilteredPart, sums: str, role: str, of_class: Array) -> Array | int:
    """All of a class of sources between the chosen days."""
    low, high, partial = periods(part)
    total = _row_counts_in(part, role, of_class, partial)
    if high > low:
        until, before = part.optional(f"{sums}/{high}"), part.optional(f"{sums}/{low}")
        if until is not None:
            total = total + until
        if before is not None:
            total = total - before
    return total


def periods(part: FilteredPart) -> tuple[int, int, list[tuple[int, int]]]:
    """Edges of the whole periods among the chosen days, and the runs of days left at the ends."""
    first, end = part.chosen.first, part.chosen.end
    edges = part.head.edges
    low = int(np.searchsorted(edges, first))
    high = int(np.searchsorted(edges, end, side="right")) - 1
    if high <= low:
        return 0, 0, [(first, end)]
    runs = [(first, edges[low]), (edges[high], end)]
    return low, high, [run for run in runs if run[0] < run[1]]


def _row_counts_in(
    part: FilteredPart, role: str, strata: Array, runs: list[tuple[int, int]]
) -> Array | int:
    total: Array | int = 0
    for run in runs:
        total = total + _row_counts(part, role, _row_slices(part, role, strata, *run))
    return total


def _row_slices(
    part: FilteredPart, role: str, strata: Array, first: int, end: int
) -> tuple[Array, Array]:
    low, high = part.slices(strata, first, end)
    at = part.array(f"first_row_{role}")
    return at[low], at[high]


def _size(slices: tuple[Array, Array]) -> int:
    return int((slices[1].astype(np.int64) - slices[0]).sum())


def _row_counts(part: FilteredPart, role: str, slices: tuple[Array, Array]) -> Array | int:
    if not _size(slices):
        return 0
    rows = part.array(f"row_{role}")
    length = 2 * part.head.places
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


def _sources(parts: list[FilteredPart], places: int) -> Array:
    """Pairs of the largest part are marked by flags; other parts add what these lack."""
    total = np.zeros(places, np.int64)
    if not parts:
        return total
    largest = max(parts, key=lambda part: part.head.articles)
    first_sources = {
        first_source: code for code, first_source in enumerate(largest.head.first_sources)
    }
    place_count = largest.head.places
    if len(first_sources) * place_count > largest.limits.most_flags:
        return _sources_by_sorting(parts, places)
    flags = _flags(largest)
    lacking = [np.empty(0, np.int64)]
    for part in parts:
        if part is largest:
            continue
        code = np.array(
            [first_sources.setdefault(v, len(first_sources)) for v in part.head.first_sources],
            np.int64,
        )
        first_source, place = _met(part)
        first_source = code[first_source]
        inside = (first_source < len(largest.head.first_sources)) & (place < place_count)
        flags[first_source[inside] * place_count + place[inside]] = 1
        lacking.append(first_source[~inside] * places + place[~inside])
    table = flags.reshape(len(largest.head.first_sources), place_count)
    for first in range(0, len(table), 255):  # a byte holds no more
        total[:place_count] += np.add.reduce(table[first : first + 255], axis=0, dtype=np.uint8)
    new = np.unique(np.concatenate(lacking))
    return total + np.bincount(new % max(1, places), minlength=places)


def _flags(part: FilteredPart) -> Array:
    """By pair of first source and place whether it names the place in an article that counts."""
    flags = np.zeros(len(part.head.first_sources) * part.head.places, np.uint8)
    for pairs, hits in _pairs(part):
        if hits is None:
            flags[pairs] = 1
        else:
            np.maximum.at(flags, pairs, hits.view(np.uint8))
    return flags


def _met(part: FilteredPart) -> tuple[Array, Array]:
    """Voices and places of the pairs that count, some more than once."""
    kept = [pairs if hits is None else pairs[hits] for pairs, hits in _pairs(part)]
    pairs = np.concatenate([np.empty(0, np.int64), *kept])
    first_source, place = np.divmod(pairs, max(1, part.head.places))
    return first_source, place


def _sources_by_sorting(parts: list[FilteredPart], places: int) -> Array:
    first_sources: dict[str, int] = {}
    found = [np.empty(0, np.int64)]
    for part in parts:
        code = np.array(
            [first_sources.setdefault(v, len(first_sources)) for v in part.head.first_sources],
            np.int64,
        )
        first_source, place = _met(part)
        found.append(np.unique(code[first_source] * places + place))
    return np.bincount(np.unique(np.concatenate(found)) % max(1, places), minlength=places)


def _pairs(part: FilteredPart) -> list[tuple[Array, Array | None]]:
    """Pairs of first source and place, and which of them count; None: all."""
    if part.chosen.events is not None:
        return [(event_days.pairs(part), None)]
    news = part.strata & ~part.array("brief")
    if part.chosen.hits is not None:
        of_news = part.passing() & news[part.array("stratum")]
        return [_pairs_of(part, role, np.flatnonzero(of_news)) for role in part.chosen.roles]
    low, high, runs = periods(part)
    found: list[tuple[Array, Array | None]] = []
    for role in part.chosen.roles:
        for run in runs:
            begins, ends = part.slices(news, *run)
            articles = spread(begins.astype(np.int64), ends.astype(np.int64) - begins)
            found.append(_pairs_of(part, role, _alive(part, articles)))
        if high > low:
            found += _entries(part, role, news, low, high)
    return found


def _alive(part: FilteredPart, articles: Array) -> Array:
    if not part.deleted.size:
        return articles
    flags = np.ones(part.head.articles, np.bool_)
    flags[part.deleted] = False
    return articles[flags[articles]]


def _pairs_of(part: FilteredPart, role: str, articles: Array) -> tuple[Array, None]:
    rows, counted = part.rows(role, articles)
    first_sources = np.repeat(part.array("first_source")[articles].astype(np.int64), counted)
    return first_sources * part.head.places + (rows >> 1), None


def _entries(
    part: FilteredPart, role: str, strata: Array, low: int, high: int
) -> list[tuple[Array, Array | None]]:
    begins = part.array(f"entry_from_{role}").tolist()
    every = (low, high) == (0, len(part.head.edges) - 1)
    wanted = np.uint64((1 << high) - (1 << low))
    patch = bit_patch(part, role)
    found: list[tuple[Array, Array | None]] = []
    for first, end in _runs(strata):
        taken = slice(begins[first], begins[end])
        pairs = part.array(f"entry_pair_{role}")[taken]
        entries, bits = patch.between(taken.start, taken.stop)
        hits = None if every else (part.array(f"entry_bits_{role}")[taken] & wanted) != 0
        if entries.size and (hits is not None or not bits.all()):
            hits = np.ones(len(pairs), np.bool_) if hits is None else hits
            hits[entries] = (bits & wanted) != 0
        found.append((pairs, hits))
    return found


def _runs(flags: Array) -> list[tuple[int, int]]:
    """Where flags are set, as ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]
