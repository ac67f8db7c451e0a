"""What people call the columns of a table of articles, in English, Ukrainian and Russian.

A name is compared in lower case, with everything but letters and digits as one space, and words
that are run together by capitals taken apart ("publishedAt" is "published at"). Within a role the
names stand in order: a table that has both a body and a summary gives its body as the text.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from data.articles.formats.metadata import FIELD_NAMES

_CAPITALS = re.compile(r"(?<=[a-zа-яіїєґ0-9])(?=[A-ZА-ЯІЇЄҐ])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_LETTERS = re.compile(r"[\W_]+")
_NESTED = 1000
"""Added to the rank of a name inside an object: "date" before "event.date"."""
_TOLD_NESTED = frozenset({"text", "title", "published"})
"""Roles that the last part of a nested name tells; "image.url" is not the article's address."""

_NAMES: Mapping[str, str] = {
    "text": "text, full text, fulltext, article text, body, article body, body text, content, "
    "article, main text, maintext, plain text, story, message, notes, report, news, post, "
    "tweet, tweet text, post text, message text, news text, content text, lead paragraph, "
    "caption, description, summary, abstract, snippet, lead, "
    "текст, повний текст, текст статті, текст новини, тіло, зміст, вміст, стаття, повідомлення, "
    "новина, допис, опис, "
    "полный текст, текст статьи, текст новости, тело, содержание, содержимое, статья, сообщение, "
    "новость, запись, описание",
    "title": "title, headline, heading, article title, subject, header, name, "
    "заголовок, назва, тема, название",
    "published": "published, published at, date published, publication date, published date, "
    "publish date, date publish, published on, published time, published utc, pubdate, "
    "pub date, date, datetime, "
    "date time, article date, posted, posted at, posted on, created at, created utc, created, "
    "tweetcreatedts, tweet created at, timestamp, event date, time, day, seen date, seendate, "
    "опубліковано, дата публікації, дата, дата і час, дата та час, день, "
    "опубликовано, дата публикации, дата и время",
    "source": "source, source name, publisher, outlet, publication, newspaper, media, media name, "
    "media outlet, channel, channel name, site, site name, website, source domain, domain, "
    "pubtitle, publication title, press, feed, agency, "
    "source common name, джерело, назва джерела, видання, змі, медіа, канал, сайт, агентство, "
    "источник, название источника, издание, сми",
    "url": "url, link, article url, source url, web url, address, web address, permalink, href, "
    "canonical url, canonical, article link, news link, document url, documenturl, page, "
    "посилання, адреса, лінк, ссылка, адрес, адрес страницы",
    "id": "id, article id, doc id, document id, story id, post id, message id, news id, event id, "
    "guid, uuid, uid, key, номер, ідентифікатор, ід, идентификатор, ид",
    "lang": "lang, language, lang code, language code, locale, мова, язык",
    "author": "author, author name, authors, byline, by line, creator, writer, journalist, "
    "reporter, correspondent, автор, автори, авторы, журналіст, журналист, кореспондент, "
    "корреспондент",
    "latitude": "latitude, lat, geo lat, широта, шир",
    "longitude": "longitude, lon, lng, long, geo lon, geo lng, довгота, довг, долгота, долг",
    "place": "place, place name, placename, location name, location, town, city, settlement, "
    "locality, asciiname, місце, місто, населений пункт, нп, место, город, населенный пункт, "
    "населённый пункт",
    "kind": "kind",
    "rests_on": "rests on",
}
ROLES = tuple(_NAMES)
"""What a column may be."""


def plain(name: str) -> str:
    """``name`` as it is compared."""
    apart = _CAPITALS.sub(" ", unicodedata.normalize("NFKC", name))
    return _NO_LETTERS.sub(" ", apart).strip().casefold()


def _ranks() -> dict[str, tuple[str, int]]:
    ranks: dict[str, tuple[str, int]] = {}
    for role, listed in _NAMES.items():
        for rank, name in enumerate(listed.split(", ")):
            ranks.setdefault(plain(name), (role, rank))
    for name, role in FIELD_NAMES.items():
        ranks.setdefault(plain(name), (role, len(ranks)))
    return ranks


_RANKS = _ranks()


@lru_cache(maxsize=4096)
def role_of(name: str) -> tuple[str, int] | None:
    """The role that a column's name tells, and its rank there (0 first), or None."""
    found = _RANKS.get(plain(name))
    if found or "." not in name:
        return found
    inner = _RANKS.get(plain(name.rpartition(".")[2]))  # "article.body" of nested JSON
    return (inner[0], inner[1] + _NESTED) if inner and inner[0] in _TOLD_NESTED else None


def role_named(given: str) -> str | None:
    """The role that somebody means by ``given`` ("date", "дата"), or None."""
    found = _RANKS.get(plain(given))
    return found[0] if found else None
