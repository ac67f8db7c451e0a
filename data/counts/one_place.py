"""Counts what is said of one place: mentions by day, articles and independent sources."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.counts.listing import listed_mentions
from data.counts.part import FilteredPart
from data.counts.raw import UNDATED, Array


@dataclass(frozen=True, slots=True)
class OnePlace:
    """The counts of a place."""

    articles: int
    sources: int
    """Independent ones: different, copies counted once, none of the project's own briefs."""
    days: Array
    """Ordinals of the days that have mentions, ascending."""
    mentions: Array
    """On each of them."""
    undated: int
    """Mentions without a day."""


def one_place(parts: Sequence[FilteredPart], place: int) -> OnePlace:
    """The mentions of the place (``place_no``) that count."""
    articles = 0
    sources: set[str] = set()
    days = [np.empty(0, np.int64)]
    for part in parts:
        listed = listed_mentions(part, place)
        ranks = np.unique(listed.ranks)
        articles += len(ranks)
        of_article = part.array("newest")[ranks]
        news = ~part.array("brief")[part.array("rank_stratum")[ranks]]
        for code in np.unique(part.array("first_source")[of_article[news]]).tolist():
            sources.add(part.head.first_sources[code])
        published = part.array("rank_day")[listed.ranks]
        days.append((published if listed.days is None else listed.days).astype(np.int64))
    day, mentions = np.unique(np.concatenate(days), return_counts=True)
    dated = day < UNDATED
    return OnePlace(
        articles, len(sources), day[dated], mentions[dated], int(mentions[~dated].sum())
    )
