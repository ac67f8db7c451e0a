"""Turns the instant that an article's metadata states into a day, and refuses days to come.

The same instant in UTC is two days on Earth. Which of them, in this order: the one that the
article's address or text states; the day in the theatre's time zone, where the article has no
address or is of a source there (by its country's domain, by the theatre's list of sites, by its
language); the day in UTC.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from data.model import Article, DayFrom
from data.reading.dating.finding import day_in_text
from data.reading.dating.names import day_in_address
from data.reading.dating.stated import DAY, day_in
from data.reading.language import guess_language
from data.theatre import Theatre

# The zones farthest from UTC, west and east.
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
# English is written everywhere, and does not tell where.
_OF_THE_WORLD = "en"


def settled(article: Article, theatre: Theatre, *, today: date) -> Article:
    """The article with the one day it was published; undated, with a note, where it is to come.

    A day more than ``today`` is let pass, as clocks elsewhere run ahead.
    """
    if article.published_at is not None:
        day, where = _day_at(article, article.published_at, theatre)
        article = replace(article, published=day, published_at=None, published_from=where)
    if article.published is None or article.published <= today + timedelta(days=1):
        return article
    note = f"{article.origin}: date {article.published} is after today; kept as undated"
    return replace(
        article,
        published=None,
        published_prec=DAY,
        published_from=DayFrom.NOWHERE,
        notes=(*article.notes, note),
    )


def _day_at(article: Article, instant: datetime, theatre: Theatre) -> tuple[date, DayFrom]:
    somewhere = (instant + _WEST).date(), (instant + _EAST).date()
    for where, stated in (
        (DayFrom.ADDRESS, day_in_address(article.url) if article.url else None),
        (DayFrom.TEXT, day_in_text(article.text)),
    ):
        exact = stated.day if stated and stated.day_prec == DAY and not stated.instant else None
        if exact and somewhere[0] <= exact <= somewhere[1]:
            return exact, where
    there = _is_of(article, theatre)
    return (day_in(theatre.time_zone, instant) if there else instant.date()), article.published_from


def _is_of(article: Article, theatre: Theatre) -> bool:
    """Whether the source lives by the theatre's clock."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    if not host:
        return True
    if host.rpartition(".")[2].upper() in theatre.countries:
        return True
    if any(host == site or host.endswith(f".{site}") for site in theatre.sites):
        return True
    lang = article.lang or guess_language(article.text)
    return lang != _OF_THE_WORLD and lang in theatre.languages
