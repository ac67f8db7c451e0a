"""Reads Telegram's pages: Desktop's HTML export, and saved pages of the preview (t.me/s/NAME).

Each message or post with text is an article; service messages, pictures and the words of a message
that is answered are passed over. What a message forwards is named in ``rests_on``. A message of an
export has the id, day and text that the JSON export gives it; a sidecar beside the file gives the
channel's address (``url: https://t.me/NAME``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import html

from data.articles.formats.loader import Skipped
from data.articles.formats.markup import page_tree
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.telegram import message_id, post_address
from data.errors import LoadError
from data.model import Article

_POST = re.compile(r"[A-Za-z0-9_]{1,64}/[0-9]{1,12}")
_WIDGET = "tgme_widget_message"
_BLOCKS = ("blockquote", "pre", "p", "div")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_EXPORT = re.compile(r"class=[\"'](?:page_body list_page|page_body chat_page|message default)\b")
_EXPORT_HEAD = "page_wrap"
_NUMBER = re.compile(r"message(-?[0-9]{1,15})")
_MOMENT = re.compile(
    r"([0-9]{2})\.([0-9]{2})\.([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?: UTC([+-][0-9]{2}:[0-9]{2}))?"
)
# A file of an export has 1,000 messages, each of 15 to 60 elements.
_MOST_ELEMENTS = 200_000


def is_telegram_page(markup: str) -> bool:
    """Whether the page shows posts as t.me does."""
    return 'data-post="' in markup and _WIDGET in markup


def is_telegram_export(markup: str) -> bool:
    """Whether the page is one of those that Telegram Desktop exports."""
    return _EXPORT_HEAD in markup and bool(_EXPORT.search(markup))


def telegram_posts(markup: str, origin: str) -> Iterator[Article | Skipped]:
    """The posts in the page's order; raises ``LoadError`` where none has text."""
    tree = page_tree(markup, origin)
    taken = 0
    for post in tree.xpath(f"//*[@data-post][contains(@class, '{_WIDGET}')]"):
        name = post.get("data-post", "")
        text = _post_text(post)
        if not text or not _POST.fullmatch(name):
            continue
        taken += 1
        yield _post_article(post, name, text, f"{origin} post {name}")
    if not taken:
        raise LoadError(f"{origin} holds no post with text; save the page that shows them")


def exported_messages(markup: str, origin: str, beside: Fields) -> Iterator[Article | Skipped]:
    """The messages of an export's page, in its order; raises ``LoadError`` where none has text.

    ``beside`` is what a sidecar says of the whole chat.
    """
    tree = page_tree(markup, origin, most_elements=_MOST_ELEMENTS)
    header = tree.xpath("//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    chat = _line(header[0]) if header else ""
    message = _Message(origin, beside, chat)
    taken = 0
    for element in tree.iter("div"):
        classes = _classes(element)
        if "message" not in classes:
            continue
        if "service" in classes:
            message.day = _line(element)
        elif text := message.enter(element, joined="joined" in classes):
            taken += 1
            yield message.article(text)
    if not taken:
        raise LoadError(f"{origin} holds no message with text; give the messages*.html of a chat")


@dataclass
class _Message:
    """The message that is read; what it shares with the one before it stays."""

    origin: str
    beside: Fields
    chat: str
    day: str = ""
    """Of the last service message that names one."""
    number: str = ""
    sender: str = ""
    signed: str = ""
    forwarded: str = ""
    moment: str = ""

    def enter(self, element: html.HtmlElement, *, joined: bool) -> str:
        """Take what ``element`` says; its text, or empty."""
        number = _NUMBER.fullmatch(element.get("id") or "")
        self.number = number[1] if number else ""
        by_class = _by_class(element)
        forwarding = by_class.get("forwarded", [])
        names = [one for one in by_class.get("from_name", []) if not _inside(one, "forwarded")]
        others = [one for one in by_class.get("from_name", []) if _inside(one, "forwarded")]
        if names or not joined:
            self.sender = _name(names[0]) if names else ""
        if others or not forwarding or not joined:
            self.forwarded = _name(others[0]) if others else ""
        self.signed = _line(by_class["signature"][0]) if "signature" in by_class else ""
        dates = [one for one in by_class.get("date", []) if not _inside(one, "forwarded")]
        self.moment = (dates[0].get("title") or "") if dates else ""
        texts = [one for one in by_class.get("text", []) if not _inside(one, "media_wrap")]
        return "\n".join(filter(None, map(_message_text, texts)))

    def article(self, text: str) -> Article:
        """The message that was entered, as an article."""
        told = self.beside.values
        day, moment = self._told()
        sender = self.signed or self.sender
        values = {
            "id": message_id(self.number, day),
            "source": told.get("source") or self.chat,
            "author": sender if sender != self.chat else "",
            "published": moment or self.day,
            "lang": told.get("lang", ""),
            "url": post_address(told.get("url", ""), self.number),
            "rests_on": f"forwarded from {self.forwarded}" if self.forwarded else "",
        }
        origin = f"{self.origin} message {self.number or 'without a number'}"
        return article_from(Fields(values), text, origin)

    def _told(self) -> tuple[str, str]:
        """Day as shown, and the moment as the JSON export has it; empty where none is stated."""
        match = _MOMENT.match(self.moment)
        if match is None:
            return "", ""
        day, month, year, time, zone = match.groups()
        shown = f"{year}-{month}-{day}"
        moment = f"{shown}T{time}{zone or ''}"
        try:
            instant = datetime.fromisoformat(moment).timestamp() if zone else 0
        except (ValueError, OverflowError):
            return shown, moment  # it is told when the day is read
        return shown, str(int(instant)) if zone else moment


def _by_class(element: html.HtmlElement) -> dict[str, list[html.HtmlElement]]:
    """The elements in a message by each of their classes, without those of a message inside it."""
    found: dict[str, list[html.HtmlElement]] = {}
    for inner in element.iterdescendants():
        for name in _classes(inner):
            found.setdefault(name, []).append(inner)
    return found


def _inside(element: html.HtmlElement, name: str) -> bool:
    return any(name in _classes(outer) for outer in element.iterancestors())


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _name(element: html.HtmlElement) -> str:
    """Who is named, without the date or the bot beside the name."""
    return " ".join((element.text or "").split())


def _message_text(element: html.HtmlElement) -> str:
    """The words as the JSON export has them: lines end at ``br`` alone, spaces stay."""
    for inner in element.iter():
        inner.text = _LINE_END.sub(" ", inner.text) if inner.text else inner.text
        inner.tail = _LINE_END.sub(" ", inner.tail) if inner.tail else inner.tail
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content()).strip()


def _post_article(post: html.HtmlElement, name: str, text: str, origin: str) -> Article:
    times = post.xpath(".//a[contains(@class, '_date')]//time/@datetime")
    forwarded = _first_text(post, "_forwarded_from_name")
    values = {
        "id": name,
        "source": _first_text(post, "_owner_name") or name.partition("/")[0],
        "author": _first_text(post, "_from_author"),
        "published": str(times[0]) if times else "",
        "url": f"https://t.me/{name}",
        "rests_on": f"forwarded from {forwarded}" if forwarded else "",
    }
    return article_from(Fields(values), text, origin)


def _post_text(post: html.HtmlElement) -> str:
    # A post that answers another shows the other's first words in an element of the same kind,
    # and a long text is within another of its kind.
    kind = f"contains(concat(' ', @class, ' '), ' {_WIDGET}_text ')"
    bodies = post.xpath(f".//div[{kind}][not(ancestor::*[contains(@class, '_reply') or {kind}])]")
    texts = []
    for body in bodies:
        for line_break in body.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        for block in body.iterdescendants(*_BLOCKS):
            block.text = "\n" + (block.text or "")
            block.tail = "\n" + (block.tail or "")
        texts.append(_LINE_END.sub("\n", body.text_content()).strip())
    return "\n".join(filter(None, texts))


def _first_text(post: html.HtmlElement, ending: str) -> str:
    found = post.xpath(f".//*[contains(@class, '{_WIDGET}{ending}')]")
    return _line(found[0]) if found else ""


def _line(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
