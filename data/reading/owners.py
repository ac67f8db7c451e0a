"""Decides whose an article is, and whether an input may change one that is stored.

Inputs may name one address, one id or one text without being of one source: anybody's feed can name
anybody's page. What was fetched speaks for the site that it came from, a feed's or page's file for
the site that it says is its own, a mail for its sender's; everything else speaks for the source
that it declares. An input that speaks for the site of its article is that site's; one that speaks
for another site, an aggregator say, is of that site and the source that it declares.

Articles that were stored before owners were kept have none. They are told by the address they were
fetched from; else the same source and the site of their address may change them, and what repeats a
text that they hold is taken for theirs.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from data.model import Article
from data.reading.identity import named
from data.sites import site_of, site_of_host
from data.urls import host

_AT = "\x1f"
"""Begins the owner that is a site; no source that is declared holds it."""


class Right(Enum):
    """What an input may do to a stored article of its address, id or text."""

    CHANGE = auto()
    """It is its own: make versions and correct metadata."""
    REPEAT = auto()
    """It says what the article says already, and changes nothing."""
    NONE = auto()
    """It is somebody else's, and is kept apart."""


def at_site(article: Article, *hosts: str) -> Article:
    """``article`` as the word of the first of ``hosts`` whose site its address is of, or the last.

    What was fetched over a redirect speaks for where it was asked and for where it came from.
    """
    known = [one for one in hosts if one]
    if not known:
        return article
    site = site_of(article.url or "")
    own = (one for one in known if site_of_host(one) == site)
    return replace(article, site=next(own, known[-1]))


def owner_of(article: Article) -> str:
    """Whose the article is; empty where nothing says."""
    site = site_of_host(article.site)
    if not site:
        return _key(article.source)
    if site_of(article.url or "") == site:
        return f"{_AT}{site}"
    return f"{_AT}{site}{_AT}{_key(named(article).source)}"


def other_owner(article: Article) -> str:
    """What else an article of the same source may be kept under: its site, or its name."""
    site = site_of(article.url or "")
    if not article.site:
        return f"{_AT}{site}" if site else ""
    return _key(article.source) if site == site_of_host(article.site) else ""


def right_over(stored: Mapping[str, Any], given: Article, *, same_text: bool) -> Right:
    """What ``given`` may do to the row of ``article``; ``same_text``: a version has its text."""
    same_name = _key(named(given).source) == _key(stored["source"])
    owner = _owner_of_row(stored)
    if owner is None:
        own = same_name or _speaks_for(given, stored)
    else:
        # A text of nobody's may be told a source by a file that has it too.
        own = _is_own(owner, stored, given) or (same_text and not owner and not given.site)
    if own:
        return Right.CHANGE
    bare = not given.source and not given.site
    taken_in = stored["owner"] is None  # its versions may be of several sources
    repeats = taken_in or bare or same_name or _same_site(owner or "", given)
    return Right.REPEAT if same_text and repeats else Right.NONE


def _owner_of_row(stored: Mapping[str, Any]) -> str | None:
    """None: it was stored from a file, before owners were kept."""
    if stored["owner"] is not None:
        return str(stored["owner"])
    origin = str(stored["origin"])
    if not origin.startswith(("http://", "https://")):
        return None
    fetched = Article(source=stored["source"], text="", url=stored["url"], site=host(origin))
    return owner_of(fetched)


def _is_own(owner: str, stored: Mapping[str, Any], given: Article) -> bool:
    mine = owner_of(given)
    if mine == owner:
        return True
    by_site = owner.startswith(_AT)
    if by_site == mine.startswith(_AT):
        return False
    if by_site:  # a file that declares itself to be of the site that speaks for this article
        site = owner.removeprefix(_AT)
        return _AT not in site and mine in {_key(stored["source"]), site}
    names = {"", _key(given.source), site_of(given.url or "")}
    return owner in names and _speaks_for(given, stored)


def _speaks_for(given: Article, stored: Mapping[str, Any]) -> bool:
    """Whether the site of what was given is that of the stored address."""
    site = site_of_host(given.site)
    return bool(site) and site_of(stored["url"] or "") == site


def _same_site(owner: str, given: Article) -> bool:
    site = site_of_host(given.site)
    return bool(site) and f"{owner}{_AT}".startswith(f"{_AT}{site}{_AT}")


def _key(source: str) -> str:
    return source.casefold().removeprefix("www.").strip()
