"""Articles and their placed mentions as plain arrays, from which parts are packed.

An article is of one *stratum* (source, language, kind of source) and has one *first source*, the
source that published its story first: copies of a story count as one independent source. Days are
ordinals of ``datetime.date``; an article without a day has ``UNDATED``, which lies after every day,
and so has a mention whose text states no day of the event. Mentions without a place are only
counted, but for those that state a day: an article passes by their days too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
UNDATED = 4_000_000
"""Later than the ordinal of 9999-12-31, which is 3,652,059."""


class Stratum(NamedTuple):
    """What the filter chooses articles by, besides days and words."""

    source: str
    lang: str
    source_kind: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Articles by ascending id, each array of one length, and mentions in any order."""

    article_id: Array
    day: Array
    stratum: Array
    """Index into ``strata``."""
    first_source: Array
    """Index into ``first_sources``."""
    older: Array
    """Versions of the text besides the newest."""
    named: Array
    """Mentions of the newest text, with and without a place."""
    doc: Array
    """Its document in the search index; 0 where it has none."""
    strata: tuple[Stratum, ...]
    first_sources: tuple[str, ...]
    mention_article: Array
    """Index of the article."""
    place: Array
    """``place_no``."""
    literal: Array
    lead: Array
    """Whether it stands for its place in counts of articles."""
    event: Array
    """First day of what the text tells there."""
    unplaced_article: Array
    """Index of the article, of mentions that have a day of the event and no place."""
    unplaced_literal: Array
    unplaced_event: Array

    def __len__(self) -> int:
        return len(self.article_id)


def empty() -> Raw:
    """No article at all."""
    none = np.empty(0, np.int64)
    flags = np.empty(0, np.bool_)
    articles = (none, none, none, none, none, none, none, (), ())
    return Raw(*articles, none, none, flags, flags, none, none, flags, none)


def merged(pieces: Sequence[Raw]) -> Raw:
    """One of several; no article may be in two of them."""
    strata: dict[Stratum, int] = {}
    first_sources: dict[str, int] = {}
    for piece in pieces:
        for stratum in piece.strata:
            strata.setdefault(stratum, len(strata))
        for first_source in piece.first_sources:
            first_sources.setdefault(first_source, len(first_sources))
    ids = _joined([piece.article_id for piece in pieces])
    order = np.argsort(ids, kind="stable")
    place_of = np.empty_like(order)
    place_of[order] = np.arange(len(order))
    before = np.cumsum([0, *(len(piece) for piece in pieces)])
    of_article = [p.mention_article + first for p, first in zip(pieces, before, strict=False)]
    of_unplaced = [p.unplaced_article + first for p, first in zip(pieces, before, strict=False)]
    return Raw(
        article_id=ids[order],
        day=_joined([piece.day for piece in pieces])[order],
        stratum=_joined([_recoded(p.stratum, [strata[s] for s in p.strata]) for p in pieces])[
            order
        ],
        first_source=_joined(
            [_recoded(p.first_source, [first_sources[v] for v in p.first_sources]) for p in pieces]
        )[order],
        older=_joined([piece.older for piece in pieces])[order],
        named=_joined([piece.named for piece in pieces])[order],
        doc=_joined([piece.doc for piece in pieces])[order],
        strata=tuple(strata),
        first_sources=tuple(first_sources),
        mention_article=place_of[_joined(of_article)],
        place=_joined([piece.place for piece in pieces]),
        literal=_joined([piece.literal for piece in pieces]).astype(np.bool_),
        lead=_joined([piece.lead for piece in pieces]).astype(np.bool_),
        event=_joined([piece.event for piece in pieces]),
        unplaced_article=place_of[_joined(of_unplaced)],
        unplaced_literal=_joined([p.unplaced_literal for p in pieces]).astype(np.bool_),
        unplaced_event=_joined([piece.unplaced_event for piece in pieces]),
    )


def kept(raw: Raw, keep: Array) -> Raw:
    """The articles that ``keep`` says True of, with their mentions."""
    if keep.all():
        return raw
    number = np.cumsum(keep) - 1
    mentions, unplaced = keep[raw.mention_article], keep[raw.unplaced_article]
    return Raw(
        article_id=raw.article_id[keep],
        day=raw.day[keep],
        stratum=raw.stratum[keep],
        first_source=raw.first_source[keep],
        older=raw.older[keep],
        named=raw.named[keep],
        doc=raw.doc[keep],
        strata=raw.strata,
        first_sources=raw.first_sources,
        mention_article=number[raw.mention_article[mentions]],
        place=raw.place[mentions],
        literal=raw.literal[mentions],
        lead=raw.lead[mentions],
        event=raw.event[mentions],
        unplaced_article=number[raw.unplaced_article[unplaced]],
        unplaced_literal=raw.unplaced_literal[unplaced],
        unplaced_event=raw.unplaced_event[unplaced],
    )


def without_events(raw: Raw) -> Raw:
    """The same articles and mentions, as if no text stated a day of an event."""
    none = raw.unplaced_article[:0]
    return replace(
        raw,
        event=np.full(len(raw.event), UNDATED),
        unplaced_article=none,
        unplaced_literal=none.astype(np.bool_),
        unplaced_event=none,
    )


def _joined(arrays: list[Array]) -> Array:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)


def _recoded(codes: Array, new: list[int]) -> Array:
    return np.asarray(new, np.int64)[codes] if new else codes
