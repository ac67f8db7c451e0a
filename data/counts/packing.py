"""Packs articles and mentions into a part: arrays that answer any filter by slices and sums.

Articles lie by (stratum, day, id), so that a filter on sources, languages and days is one slice a
stratum, and so do the mentions of each, literal and other apart. Beside them stand sums over
*periods*, runs of days with about as many mentions each: at most 63, so that a word of 64 bits
says in which of them, or undated, a first source names a place. Arrays by name:

- ``article_id day first_source older named doc kinds_*``: a value an article; ``kinds_*`` are bits
  of the kinds of place that it names.
- ``newest``: articles by (day, id), newest first, undated last; elsewhere a *rank* in this order.
- ``first_row_*``: where an article's mentions begin; ``row_*``: of each, place * 2 + lead.
- ``sum_<class>_*/<edge>``: counts a row value of all before an edge of periods, a class of source.
- ``entry_*``: pairs of first_source and place a stratum, with the bits of their periods; no briefs.
- ``by_place``: of each mention rank * 2 + literal, by place and rank; ``event_day``: beside it,
  the day of the event less the one day of ``event_from``, 0 where the text states none.
- ``unplaced``: rank * 2 + literal of mentions without a place that state a day of the event, and
  ``unplaced_day`` beside it.
- ``cell_*``: mentions a day, by role, kind of place and stratum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.counts.limits import MEASURED, Limits
from data.counts.raw import UNDATED, Array, Raw, Stratum
from data.model import SourceKind
from geocode.model import Kind

ROLES = ("literal", "other")
CLASSES = ("news", "brief")
KINDS = tuple(Kind)
KIND_CODE: Mapping[str, int] = {kind.value: code for code, kind in enumerate(KINDS)}
BEHIND_KINDS = ("stratum_from", "day", *(f"{n}_{r}" for n in ("first_row", "row") for r in ROLES))
"""Arrays that ``cells`` is made of."""
BY_PLACE_CHUNK = 1 << 18
"""Numbers of ``by_place`` in a row of the database: a page of excerpts reads one place's alone."""
FORMAT = 2
"""Of the parts that ``pack`` makes; 1 had no days of events."""
MOST_PERIODS = 63


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a part before any of its arrays is read."""

    articles: int
    places: int
    """One more than the highest ``place_no``."""
    strata: tuple[Stratum, ...]
    first_sources: tuple[str, ...]
    edges: tuple[int, ...]
    """First day of each period, then ``UNDATED`` and the day after it."""
    highest_id: int
    briefs: int
    undated: int
    older: int
    named: int
    mapped: int
    first_day: int
    """``UNDATED`` where no article has a day."""
    last_day: int
    """0 where none has."""
    format: int = 1


def brief_strata(strata: tuple[Stratum, ...]) -> Array:
    """Which strata are the project's own briefs."""
    return np.array([s.source_kind == SourceKind.BRIEF.value for s in strata], np.bool_)


def pack(raw: Raw, kind_of: Array, limits: Limits = MEASURED) -> tuple[Head, dict[str, Array]]:
    """The part of ``raw``; ``kind_of`` has an index into ``KINDS`` for each ``place_no``."""
    order = np.lexsort((raw.article_id, raw.day, raw.stratum))
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order))
    day, stratum = raw.day[order].astype(np.int32), raw.stratum[order]
    places = int(raw.place.max()) + 1 if raw.place.size else 0
    article = position[raw.mention_article]
    edges = _edges(day[article], limits.rows_a_period)
    head = _head(raw, places, edges)
    newest = np.lexsort((-raw.article_id[order], np.where(day == UNDATED, 1, -day)))
    arrays = {
        "article_id": raw.article_id[order],
        "day": day,
        "first_source": raw.first_source[order],
        "older": raw.older[order],
        "named": raw.named[order],
        "doc": raw.doc[order],
        "newest": newest,
        "stratum_from": np.searchsorted(stratum, np.arange(len(raw.strata) + 1)),
        **_by_place(newest, article, position[raw.unplaced_article], raw),
        "by_place_from": np.concatenate(
            ([0], np.cumsum(np.bincount(raw.place, minlength=places)))
        ).astype(np.int64),
    }
    for role, chosen in zip(ROLES, (raw.literal, ~raw.literal), strict=True):
        value = (raw.place[chosen].astype(np.int64) << 1) | raw.lead[chosen]
        rows = (article[chosen].astype(np.int64) << 32) | value
        rows.sort()
        arrays |= _of_role(role, rows, head, arrays | {"stratum": stratum}, kind_of)
    arrays |= cells(head, arrays, kind_of)
    return head, {name: narrowed(array) for name, array in arrays.items()}


def narrowed(array: Array) -> Array:
    """The same numbers in the fewest bytes each that hold them all."""
    if array.dtype == np.uint64 or not array.size:
        return array
    highest, lowest = int(array.max()), int(array.min())
    types = (np.uint8, np.uint16) if lowest >= 0 else ()
    for narrow in (*types, np.int32):
        if highest <= np.iinfo(narrow).max and lowest >= np.iinfo(narrow).min:
            return array.astype(narrow)
    return array.astype(np.int64)


def unpack(head: Head, arrays: Mapping[str, Array]) -> Raw:
    """What the part was packed from, but for the order of mentions.

    A part of format 1 gives no days of events.
    """
    if head.format < FORMAT:
        none = np.empty(0, np.int64)
        unsaid = np.zeros(len(arrays["by_place"]), np.int64)
        days = {"event_day": unsaid, "event_from": unsaid[:1]}
        arrays = {**arrays, **days, "unplaced": none, "unplaced_day": none}
    order = np.argsort(arrays["article_id"], kind="stable")
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order))
    begins = arrays["stratum_from"].astype(np.int64)
    stratum = np.repeat(np.arange(len(head.strata)), begins[1:] - begins[:-1])
    by_rank = position[arrays["newest"]]
    mentions = _by_place_and_rank(arrays)
    unplaced = arrays["unplaced"].astype(np.int64)
    return Raw(
        article_id=arrays["article_id"][order].astype(np.int64),
        day=arrays["day"][order].astype(np.int64),
        stratum=stratum[order],
        first_source=arrays["first_source"][order].astype(np.int64),
        older=arrays["older"][order].astype(np.int64),
        named=arrays["named"][order].astype(np.int64),
        doc=arrays["doc"][order].astype(np.int64),
        strata=head.strata,
        first_sources=head.first_sources,
        mention_article=by_rank[(mentions >> 2) & 0xFFFFFFFF],
        place=mentions >> 34,
        literal=(mentions & 2) != 0,
        lead=(mentions & 1) != 0,
        event=event_ordinals(arrays["event_day"], arrays["event_from"]),
        unplaced_article=by_rank[unplaced >> 1],
        unplaced_literal=(unplaced & 1) != 0,
        unplaced_event=event_ordinals(arrays["unplaced_day"], arrays["event_from"]),
    )


def _by_place_and_rank(arrays: Mapping[str, Array]) -> Array:
    """Of each mention place, rank (32 bits), literal and lead as one number, ascending."""
    rank = np.empty(len(arrays["newest"]), np.int64)
    rank[arrays["newest"]] = np.arange(len(rank))
    keys = []
    for role in ROLES:
        row = arrays[f"row_{role}"].astype(np.int64)
        key = ((row >> 1) << 34) | (rank[_article_of_row(arrays, role)] << 2) | (row & 1)
        keys.append(key | 2 if role == "literal" else key)
    every: Array = np.concatenate(keys)
    every.sort()
    return every


def event_ordinals(packed: Array, event_from: Array) -> Array:
    """Days of events as ordinals; ``UNDATED`` where the text states none."""
    return np.where(packed == 0, UNDATED, packed.astype(np.int64) + int(event_from[0]))


def cells(head: Head, arrays: Mapping[str, Array], kind_of: Array) -> dict[str, Array]:
    """Arrays that hold kinds of places; packed anew where a place's kind has changed."""
    made: dict[str, Array] = {}
    strata = len(head.strata)
    keys = []
    for code, role in enumerate(ROLES):
        article = _article_of_row(arrays, role)
        kind = kind_of[arrays[f"row_{role}"] >> 1].astype(np.int64)
        bits = np.zeros(head.articles, np.uint16)
        np.bitwise_or.at(bits, article, (1 << kind).astype(np.uint16))
        made[f"kinds_{role}"] = bits
        stratum = np.searchsorted(arrays["stratum_from"], article, side="right") - 1
        keys.append(
            (((code * len(KINDS) + kind) * strata + stratum) << 23) | arrays["day"][article]
        )
    key, count = np.unique(np.concatenate(keys), return_counts=True)
    every = np.arange(len(ROLES) * len(KINDS) * strata + 1) << 23
    made["cell_day"] = (key & ((1 << 23) - 1)).astype(np.int32)
    made["cell_count"] = count
    made["cell_from"] = np.searchsorted(key, every)
    return made


def _article_of_row(arrays: Mapping[str, Array], role: str) -> Array:
    counts = _mentions_of_article(arrays, role)
    return np.repeat(np.arange(len(counts)), counts)


def _mentions_of_article(arrays: Mapping[str, Array], role: str) -> Array:
    first: Array = arrays[f"first_row_{role}"].astype(np.int64)
    return first[1:] - first[:-1]


def _edges(days: Array, rows_a_period: int) -> tuple[int, ...]:
    dated = np.sort(days[days < UNDATED])
    periods = min(MOST_PERIODS, len(dated) // rows_a_period)
    if not periods:
        return (0, UNDATED, UNDATED + 1)
    firsts = dated[np.arange(1, periods) * len(dated) // periods]
    return (0, *(int(day) for day in np.unique(firsts)), UNDATED, UNDATED + 1)


def _head(raw: Raw, places: int, edges: tuple[int, ...]) -> Head:
    return Head(
        articles=len(raw),
        places=places,
        strata=raw.strata,
        first_sources=raw.first_sources,
        edges=edges,
        highest_id=int(raw.article_id[-1]) if len(raw) else 0,
        briefs=int(brief_strata(raw.strata)[raw.stratum].sum()),
        undated=int((raw.day == UNDATED).sum()),
        older=int(raw.older.sum()),
        named=int(raw.named.sum()),
        mapped=len(raw.place),
        first_day=int(raw.day.min()) if len(raw) else UNDATED,
        last_day=int(raw.day[raw.day < UNDATED].max(initial=0)),
        format=FORMAT,
    )


def _by_place(newest: Array, article: Array, unplaced: Array, raw: Raw) -> dict[str, Array]:
    """Mentions by place and rank with their event days; ``unplaced`` are articles of the others."""
    rank = np.empty(len(newest), np.int64)
    rank[newest] = np.arange(len(newest))
    key = (raw.place.astype(np.int64) << 33) | (rank[article] << 1) | raw.literal
    order = np.argsort(key, kind="stable")
    days = np.concatenate((raw.event, raw.unplaced_event))
    event_from = int(days[days < UNDATED].min(initial=UNDATED)) - 1
    event_day, unplaced_day = (
        np.where(some < UNDATED, some - event_from, 0)
        for some in (raw.event[order], raw.unplaced_event)
    )
    return {
        "by_place": key[order] & ((1 << 33) - 1),
        "event_day": event_day,
        "event_from": np.array([event_from]),
        "unplaced": (rank[unplaced] << 1) | raw.unplaced_literal,
        "unplaced_day": unplaced_day,
    }


def _of_role(
    role: str, rows: Array, head: Head, articles: Mapping[str, Array], kind_of: Array
) -> dict[str, Array]:
    article, value = rows >> 32, rows & 0xFFFFFFFF
    made = {
        f"first_row_{role}": np.searchsorted(rows, np.arange(head.articles + 1) << 32),
        f"row_{role}": value,
    }
    stratum = articles["stratum"][article]
    period = np.searchsorted(head.edges, articles["day"][article], side="right") - 1
    brief = brief_strata(head.strata)[stratum]
    for name, of_class in zip(CLASSES, (~brief, brief), strict=True):
        made |= dict(_sums(f"sum_{name}_{role}", value[of_class], period[of_class], head))
    news = ~brief
    made |= _entries(
        role,
        stratum[news],
        articles["first_source"][article[news]],
        value[news] >> 1,
        period[news],
        head,
    )
    return made


def _sums(name: str, value: Array, period: Array, head: Head) -> Iterator[tuple[str, Array]]:
    """Counts before each edge but the first; none where the class has no mentions."""
    if not value.size:
        return
    order = np.argsort(period.astype(np.uint8), kind="stable")
    begins = np.searchsorted(period[order], np.arange(len(head.edges)))
    total = np.zeros(2 * head.places, np.int64)
    for edge in range(1, len(head.edges)):
        rows = value[order[begins[edge - 1] : begins[edge]]]
        total += np.bincount(rows, minlength=2 * head.places)
        yield f"{name}/{edge}", total.astype(np.int32)


def _entries(
    role: str, stratum: Array, first_source: Array, place: Array, period: Array, head: Head
) -> dict[str, Array]:
    pairs = len(head.first_sources) * head.places
    key = ((stratum * pairs + first_source.astype(np.int64) * head.places + place) << 6) | period
    key.sort()
    entry = key >> 6
    begins = np.flatnonzero(np.diff(entry, prepend=-1))
    bits = np.left_shift(np.uint64(1), (key & 63).astype(np.uint64))
    entries = entry[begins]
    return {
        f"entry_pair_{role}": entries % pairs if pairs else entries,
        f"entry_bits_{role}": np.bitwise_or.reduceat(bits, begins) if begins.size else bits,
        f"entry_from_{role}": np.searchsorted(entries, np.arange(len(head.strata) + 1) * pairs),
    }
