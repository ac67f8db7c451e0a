"""Maps an article to its columns, and decides which of them a new input may change.

An input changes what it states. The day goes with its precision and with how it was found: a day
that was found in a surer way stays (see ``DayFrom``), and the analyst's stays against all. The
record of an event takes away a published day that is no more than the event's, which older versions
took the one for.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from data.model import Article, DayFrom, EventDay, SourceKind

DAY_COLUMNS = ("published", "published_prec", "published_from")
"""They change together."""

_SURENESS = {found: rank for rank, found in enumerate(DayFrom)}


def columns_of(article: Article) -> dict[str, Any]:
    """The article's columns, its text and place in the store apart."""
    return {
        "title": article.title,
        "source": article.source,
        "source_kind": article.source_kind.value,
        "author": article.author,
        "published": article.published,
        "published_prec": article.published_prec,
        "published_from": article.published_from.value,
        "lang": article.lang,
        "url": article.url,
        "rests_on": article.rests_on,
        "origin": article.origin,
    }


def changed_columns(
    given: Article, stored: Mapping[str, Any], *, gaps_only: bool = False
) -> dict[str, Any]:
    """Columns that ``given`` states and the store has otherwise; where it was read from apart.

    ``gaps_only`` fills what is empty and changes nothing else.
    """
    stated = columns_of(given)
    del stated["origin"]
    day = {name: stated.pop(name) for name in DAY_COLUMNS}
    changed = {
        name: value
        for name, value in stated.items()
        if value not in {None, "", stored[name]}
        and not (gaps_only and stored[name] not in {None, ""})
    }
    if day != {name: stored[name] for name in DAY_COLUMNS} and _takes_day(given, stored, gaps_only):
        changed |= day
    if _holds_event_day(given, stored):
        changed |= {"published": None, "published_prec": 1, "published_from": DayFrom.NOWHERE.value}
    return changed


def _holds_event_day(given: Article, stored: Mapping[str, Any]) -> bool:
    """Whether the stored published day is the day of the event."""
    return (
        given.event is not None
        and given.published is None
        and stored["published"] == given.event.first
        and stored["published_from"] == DayFrom.METADATA.value
    )


def event_of(row: Mapping[str, Any] | sa.RowMapping) -> EventDay | None:
    """The event that a row joined with ``stated_event`` states."""
    return EventDay(row["first_day"], row["day_prec"]) if row["first_day"] else None


def _takes_day(given: Article, stored: Mapping[str, Any], gaps_only: bool) -> bool:
    if given.published is None:
        return False
    if stored["published"] is None:
        return True
    new, old = _SURENESS[given.published_from], _SURENESS[DayFrom(stored["published_from"])]
    stated_anew = new == old == _SURENESS[DayFrom.METADATA]
    return not gaps_only and (new < old or stated_anew)


def found_columns(shown: Article, known: Article) -> dict[str, Any]:
    """Columns that were found in the text, where neither input nor store knew them."""
    found: dict[str, Any] = {}
    if shown.lang != known.lang:
        found["lang"] = shown.lang
    if known.published is None and shown.published is not None:
        columns = columns_of(shown)
        found |= {name: columns[name] for name in DAY_COLUMNS}
    return found


def known_from(stated: Article, held: Mapping[str, Any], *, same_text: bool) -> Article:
    """``stated``, with the stored day, and the language stored beside this very text."""
    lang = stated.lang or (held["lang"] if same_text else "")
    event = stated.event or event_of(held)
    if held["published"] is None:
        return replace(stated, lang=lang, event=event)
    return replace(
        stated,
        lang=lang,
        event=event,
        published=held["published"],
        published_prec=held["published_prec"],
        published_from=DayFrom(held["published_from"]),
    )


def article_of(row: sa.RowMapping) -> Article:
    """The article of a row of ``article``, its text and ``stated_event``, without its points."""
    return Article(
        source=row["source"],
        text=row["text"],
        title=row["title"],
        published=row["published"],
        published_prec=row["published_prec"],
        published_from=DayFrom(row["published_from"]),
        author=row["author"],
        lang=row["lang"],
        url=row["url"],
        source_kind=SourceKind(row["source_kind"]),
        rests_on=row["rests_on"],
        origin=row["origin"],
        event=event_of(row),
    )
