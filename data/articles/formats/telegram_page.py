"""Telegram's public web preview (t.me/s/NAME), saved as a page: one article a post.

Posts without text (a picture, a service message) are passed over. What a post forwards is named
in ``rests_on``; the day is that of the post's own time mark.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html

from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.page_tree import page_tree
from data.articles.formats.protocol import Refused
from data.errors import LoadError
from data.model import Article

_POST = re.compile(r"[A-Za-z0-9_]{1,64}/[0-9]{1,12}")
_WIDGET = "tgme_widget_message"
_PARAGRAPHS = re.compile(r"[ \t]*\n[ \t]*")


def is_telegram_page(markup: str) -> bool:
    """Whether the page shows posts as t.me does."""
    return 'data-post="' in markup and _WIDGET in markup


def telegram_posts(markup: str, origin: str) -> Iterator[Article | Refused]:
    """The posts in the page's order; raises ``LoadError`` where none has text."""
    tree = page_tree(markup, origin)
    taken = 0
    for post in tree.xpath(f"//*[@data-post][contains(@class, '{_WIDGET}')]"):
        name = post.get("data-post", "")
        text = _text(post)
        if not text or not _POST.fullmatch(name):
            continue
        taken += 1
        yield _article(post, name, text, f"{origin} post {name}")
    if not taken:
        raise LoadError(f"{origin} holds no post with text; save the page that shows them")


def _article(post: html.HtmlElement, name: str, text: str, origin: str) -> Article:
    times = post.xpath(".//a[contains(@class, '_date')]//time/@datetime")
    forwarded = _first(post, "_forwarded_from_name")
    values = {
        "id": name,
        "source": _first(post, "_owner_name") or name.partition("/")[0],
        "author": _first(post, "_from_author"),
        "published": str(times[0]) if times else "",
        "url": f"https://t.me/{name}",
        "rests_on": f"forwarded from {forwarded}" if forwarded else "",
    }
    fields = Fields({field: value for field, value in values.items() if value})
    return replace(article_from(fields, text, origin), origin=origin)


def _text(post: html.HtmlElement) -> str:
    # A post that answers another shows the other's first words in an element of the same kind.
    bodies = post.xpath(
        f".//div[contains(concat(' ', @class, ' '), ' {_WIDGET}_text ')]"
        "[not(ancestor::*[contains(@class, '_reply')])]"
    )
    if not bodies:
        return ""
    for line_break in bodies[-1].iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return _PARAGRAPHS.sub("\n", bodies[-1].text_content()).strip()


def _first(post: html.HtmlElement, ending: str) -> str:
    found = post.xpath(f".//*[contains(@class, '{_WIDGET}{ending}')]")
    return " ".join(found[0].text_content().split()) if found else ""
