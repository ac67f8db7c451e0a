"""Reads Telegram: Desktop's JSON export, and saved pages of the public preview (t.me/s/NAME).

Each message or post with text is an article; service messages and pictures are passed over. What a
post forwards is named in ``rests_on``.

In an export of all chats, private conversations are left out and counted; one that was exported
alone is read. The day is that of the message's instant, in Kyiv. The export does not state a
channel's public name: articles get addresses only if the name is in the export all the same, or if
a sidecar gives the channel's own address (``url: https://t.me/NAME``).
"""

import io
import re
from collections.abc import Iterator, Mapping

from lxml import html

from data.articles.formats.decoding import open_utf8
from data.articles.formats.document import Document
from data.articles.formats.json_values import JsonStream
from data.articles.formats.loader import Skipped
from data.articles.formats.markup import page_tree
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.errors import LoadError
from data.model import Article

_CHAT_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|'
    rb'saved_messages)"'
)
_ALL_CHATS = re.compile(rb'"about"\s*:\s*"Here is the data you requested')
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "verification_codes"})
_PUBLIC_NAME = re.compile(r"(?:https?://)?(?:t\.me/(?:s/)?|@)?([A-Za-z][A-Za-z0-9_]{3,31})/?")
_ABOUT_CHAT = ("name", "type", "id", "username")
_POST = re.compile(r"[A-Za-z0-9_]{1,64}/[0-9]{1,12}")
_WIDGET = "tgme_widget_message"
_PARAGRAPHS = re.compile(r"[ \t]*\n[ \t]*")


class TelegramExport:
    """Reads ``.json`` files that Telegram Desktop wrote."""

    suffixes = frozenset({".json"})

    def recognises(self, document: Document) -> bool:
        """Whether it begins like an export of one chat or of an account."""
        head = document.head()
        return bool(_ALL_CHATS.search(head) or (_CHAT_TYPE.search(head) and b'"messages"' in head))

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article for every message with words, in the export's order."""
        raw, note = open_utf8(document)
        reading = _Reading(document, note)
        with raw, io.TextIOWrapper(raw, "utf-8", errors="replace") as text:
            stream = JsonStream(text, document.max_bytes)
            try:
                yield from reading.export(stream)
            except (ValueError, RecursionError) as exc:
                if isinstance(exc, LoadError):
                    raise
                problem = getattr(exc, "msg", None) or str(exc) or "nested too deep"
                where = f"{document.origin} after message {reading.last or 'none'}"
                yield Skipped(where, f"{where} is not JSON ({problem}); the rest is not read")
                return
        if reading.private:
            left = f"{reading.private} private conversations are left out"
            yield Skipped(
                document.origin, f"{document.origin}: {left}; export one alone to have it read"
            )
        if not reading.taken and not reading.private:
            raise LoadError(f"{document.origin} holds no message with text")


def is_telegram_page(markup: str) -> bool:
    """Whether the page shows posts as t.me does."""
    return 'data-post="' in markup and _WIDGET in markup


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


class _Reading:
    """Walks one export and keeps count."""

    def __init__(self, document: Document, note: str) -> None:
        self._document = document
        self._beside = sidecar(document.path)
        self._note = (note,) if note else ()
        self.taken = 0
        self.private = 0
        self.last = ""

    def export(self, stream: JsonStream) -> Iterator[Article | Skipped]:
        """The messages of the export that comes."""
        about: dict[str, str] = {}
        for key in stream.each_key():
            if key == "messages":
                yield from self._messages(stream, about, alone=True)
            elif key in {"chats", "left_chats"} and stream.peek() == "{":
                for inner in stream.each_key():
                    if inner == "list" and stream.peek() == "[":
                        for _chat in stream.each_item():
                            yield from self._chat(stream)
                    else:
                        stream.value()
            else:
                _note_about(about, key, stream.value())

    def _chat(self, stream: JsonStream) -> Iterator[Article | Skipped]:
        about: dict[str, str] = {}
        for key in stream.each_key():
            if key == "messages":
                yield from self._messages(stream, about, alone=False)
            else:
                _note_about(about, key, stream.value())
        self.private += about.get("type") in _PRIVATE

    def _messages(
        self, stream: JsonStream, about: Mapping[str, str], *, alone: bool
    ) -> Iterator[Article | Skipped]:
        left_out = not alone and about.get("type") in _PRIVATE
        for _message in stream.each_item():
            message = stream.value()
            if not isinstance(message, dict):
                where = f"{self._document.origin} after message {self.last or 'none'}"
                yield Skipped(where, f"{where}: a message is no JSON object; left out")
                continue
            self.last = str(message.get("id", ""))[:20]
            text = "" if left_out or message.get("type") != "message" else _text(message)
            if text.strip():
                self.taken += 1
                yield self._article(message, about, text, alone=alone)

    def _article(
        self, message: Mapping[str, object], about: Mapping[str, str], text: str, *, alone: bool
    ) -> Article:
        chat, number = about.get("name", ""), self.last
        where = "" if alone else f" chat {chat[:60]!r}"
        origin = f"{self._document.origin}{where} message {number}"
        beside = self._beside if alone else Fields()
        forwarded = message.get("forwarded_from")
        sender = message.get("author") or message.get("from")
        name = _PUBLIC_NAME.fullmatch(about.get("username") or beside.values.get("url", ""))
        values = {
            "id": f"{about.get('id', '')}/{number}" if number else "",
            "source": beside.values.get("source") or chat,
            "author": str(sender) if sender and sender != chat else "",
            "published": str(message.get("date_unixtime") or message.get("date") or ""),
            "lang": beside.values.get("lang", ""),
            "url": f"https://t.me/{name[1]}/{number}" if name and number else "",
            "rests_on": f"forwarded from {forwarded}" if forwarded else "",
        }
        return article_from(Fields(values, notes=self._note), text, origin)


def _note_about(about: dict[str, str], key: str, value: object) -> None:
    if key in _ABOUT_CHAT and isinstance(value, str | int):
        about[key] = str(value)


def _text(message: Mapping[str, object]) -> str:
    """The message's words; Telegram cuts them where bold, links and the like begin."""
    given = message.get("text")
    if isinstance(given, list):
        pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in given)
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return given if isinstance(given, str) else ""


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


def _first_text(post: html.HtmlElement, ending: str) -> str:
    found = post.xpath(f".//*[contains(@class, '{_WIDGET}{ending}')]")
    return " ".join(found[0].text_content().split()) if found else ""
