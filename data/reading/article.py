"""Reads one article: its day, language, places, event days, claims, search words, fingerprint.

It needs no store, and what it finds depends on the article, the gazetteer, the theatre and the
program's version alone, so that any process may do it; its values can be pickled.
"""

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from data.model import Article, Claim, EventDay, SourceKind
from data.reading.claims import find_claims
from data.reading.copies.fingerprint import fingerprint
from data.reading.dating import event_days, find_published
from data.reading.identity import named
from data.reading.language import guess_language, sentence_languages
from data.reading.mentions import mention_rows, packed_candidates, pins
from data.reading.search.words import search_words
from data.theatre import Theatre
from geocode.model import Place, Resolution

CLAIMS_VERSION = 2
"""Changes with the rules and tables of ``data.reading.claims`` and of the days of events: articles
whose claims and days another version has read are read again."""


class Parser(Protocol):
    """What the pipeline asks of the geoparser."""

    @property
    def gazetteer_version(self) -> str:
        """The version of the gazetteer that places the mentions."""
        ...

    def parse(
        self,
        text: str,
        *,
        published: date | None = None,
        country: str | None = None,
        lang: str | None = None,
    ) -> Sequence[Resolution]:
        """The places that ``text`` names, in its order."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """An article with everything that was found in it, ready to be stored."""

    shown: Article
    """The article with a title, source, day and language found where the input is silent."""
    places: tuple[Place, ...]
    """Where its mentions are shown, each place once."""
    mentions: tuple[dict[str, Any], ...]
    """Rows of ``mention`` in text order; ``place_id`` stands for the place's number."""
    explained: bytes
    """The candidates, see ``mentions.packed_candidates``."""
    claims: tuple[Claim, ...]
    """What it claims of who holds, takes, leaves or strikes places, in text order."""
    words: str
    """What the full-text index takes, see ``data.reading.search``."""
    copy_keys: tuple[int, ...]
    """Keys by which its copies are found, see ``data.reading.copies``."""
    parsing_seconds: float


def read(
    known: Article, *, parser: Parser, theatre: Theatre, focus: str | None, today: date
) -> Read:
    """Find everything out about an article.

    Args:
        known: What the input states, and what the store has where the input is silent
            (``Plan.known``).
        parser: Finds and places the names.
        theatre: The war that articles are about.
        focus: ISO alpha-2 code of the country that articles are about, or None.
        today: No article was published later.
    """
    shown = completed(known, theatre=theatre, today=today)
    begun = time.perf_counter()
    day = shown.event.first if shown.event else shown.published
    found = parser.parse(shown.text, published=day, country=focus, lang=shown.lang or None)
    parsing_seconds = time.perf_counter() - begun
    return read_from(shown, found, theatre=theatre, parsing_seconds=parsing_seconds)


def completed(known: Article, *, theatre: Theatre, today: date) -> Article:
    """The article with title, source, day and language found where the input gives none.

    No published day is looked for in the record of one event: the days in it are the event's.
    """
    shown = named(known)
    if known.event is None:
        shown = find_published(
            shown, origin_path=known.origin, today=today, time_zone=theatre.time_zone
        )
    return replace(shown, lang=shown.lang or guess_language(shown.text))


def read_from(
    shown: Article,
    resolutions: Sequence[Resolution],
    *,
    theatre: Theatre,
    parsing_seconds: float = 0.0,
) -> Read:
    """What is read of an article whose mentions are known."""
    spans = [(found.mention.start, found.mention.end) for found in resolutions]
    spoken = sentence_languages(shown.text) if spans else []
    happened = _events(shown, spans, spoken, theatre)
    claims = find_claims(
        shown.text,
        resolutions,
        lang=shown.lang,
        theatre=theatre,
        published=shown.published,
        published_prec=shown.published_prec,
        events=happened,
    )
    return Read(
        shown=shown,
        places=pins(resolutions),
        mentions=mention_rows(resolutions, happened, _languages(spoken, spans)),
        explained=packed_candidates(resolutions),
        claims=tuple(claims),
        words=search_words(shown.title, shown.text),
        copy_keys=copy_keys(shown),
        parsing_seconds=parsing_seconds,
    )


def copy_keys(article: Article) -> tuple[int, ...]:
    """Keys by which copies of the article are found; a brief is nobody's copy."""
    if article.source_kind is SourceKind.BRIEF:
        return ()
    return fingerprint(article.text)


def events(
    shown: Article, spans: Sequence[tuple[int, int]], *, theatre: Theatre
) -> list[EventDay | None]:
    """When the event at each of ``spans`` happened; None where the text does not say."""
    spoken = sentence_languages(shown.text) if spans else []
    return _events(shown, spans, spoken, theatre)


def _events(
    shown: Article,
    spans: Sequence[tuple[int, int]],
    spoken: Sequence[tuple[int, int, str]],
    theatre: Theatre,
) -> list[EventDay | None]:
    if shown.event:
        return [shown.event] * len(spans)
    found = event_days(
        shown.text,
        spans,
        published=shown.published,
        published_prec=shown.published_prec,
        lang=shown.lang,
        first_day=theatre.first_day,
        bounds=[(start, end) for start, end, _code in spoken],
    )
    return [event if event and event.words else None for event in found]


def _languages(
    spoken: Sequence[tuple[int, int, str]], spans: Sequence[tuple[int, int]]
) -> list[str]:
    """The language of the sentence that each of the ascending ``spans`` stands in."""
    begins = [begin for begin, _end, _code in spoken]
    return [
        spoken[max(0, bisect_right(begins, start) - 1)][2] if spoken else ""
        for start, _end in spans
    ]
