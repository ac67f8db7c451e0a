"""Telegram Desktop's JSON export (result.json) of one chat or of all: one article a message.

Service messages and messages without words are passed over. In an export of all chats, private
conversations are left out and counted; one that is exported alone is read. The day is that of
the message's instant, in Kyiv. The export does not say a channel's public name: addresses are
made only where it stands in the export all the same, or where a sidecar gives the channel's own
address (``url: https://t.me/NAME``).
"""

import io
import re
from collections.abc import Iterator, Mapping

from data.articles.formats.decoding import open_utf8
from data.articles.formats.document import Document
from data.articles.formats.json_stream import JsonStream
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.articles.formats.protocol import Refused
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


class TelegramExport:
    """Reads ``.json`` files that Telegram Desktop wrote."""

    suffixes = frozenset({".json"})

    def recognises(self, document: Document) -> bool:
        """Whether it begins like an export of one chat or of an account."""
        head = document.head()
        return bool(_ALL_CHATS.search(head) or (_CHAT_TYPE.search(head) and b'"messages"' in head))

    def load(self, document: Document) -> Iterator[Article | Refused]:
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
                yield Refused(where, f"{where} is not JSON ({problem}); the rest is not read")
                return
        if reading.private:
            left = f"{reading.private} private conversations are left out"
            yield Refused(
                document.origin, f"{document.origin}: {left}; export one alone to have it read"
            )
        if not reading.taken and not reading.private:
            raise LoadError(f"{document.origin} holds no message with text")


class _Reading:
    """Walks one export and keeps count."""

    def __init__(self, document: Document, note: str) -> None:
        self._document = document
        self._beside = sidecar(document.path) if document.path else Fields()
        self._note = (note,) if note else ()
        self.taken = 0
        self.private = 0
        self.last = ""

    def export(self, stream: JsonStream) -> Iterator[Article | Refused]:
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

    def _chat(self, stream: JsonStream) -> Iterator[Article | Refused]:
        about: dict[str, str] = {}
        for key in stream.each_key():
            if key == "messages":
                yield from self._messages(stream, about, alone=False)
            else:
                _note_about(about, key, stream.value())
        self.private += about.get("type") in _PRIVATE

    def _messages(
        self, stream: JsonStream, about: Mapping[str, str], *, alone: bool
    ) -> Iterator[Article | Refused]:
        left_out = not alone and about.get("type") in _PRIVATE
        for _message in stream.each_item():
            message = stream.value()
            if not isinstance(message, dict):
                where = f"{self._document.origin} after message {self.last or 'none'}"
                yield Refused(where, f"{where}: a message is no JSON object; left out")
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
        fields = Fields({field: value for field, value in values.items() if value}, {}, self._note)
        return article_from(fields, text, origin)


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
