"""Reads Telegram Desktop's JSON export: of one chat, of an account, or only the messages of a chat.

Each message with text is an article; service messages and pictures are passed over. What a message
forwards is named in ``rests_on``.

In an export of all chats, private conversations are left out and counted; one that was exported
alone is read. The day is that of the message's instant, in Kyiv. The export does not state a
channel's public name: articles get addresses only if the name is in the export all the same, or if
a sidecar gives the channel's own address (``url: https://t.me/NAME``). Where an export lacks its
head, the channel is named by its own messages.
"""

import io
import re
from collections.abc import Iterator, Mapping

from data.articles.formats.decoding import open_utf8
from data.articles.formats.document import Document
from data.articles.formats.json_values import JsonStream
from data.articles.formats.loader import Skipped
from data.articles.formats.metadata import Fields, article_from, sidecar
from data.errors import LoadError
from data.model import Article

_CHAT_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|'
    rb'saved_messages)"'
)
_ALL_CHATS = re.compile(rb'"about"\s*:\s*"Here is the data you requested')
_HEADLESS = re.compile(rb'\s*(?:\{\s*"messages"\s*:\s*)?\[\s*\{')
_MESSAGE = re.compile(rb'"type"\s*:\s*"(?:message|service)"')
_OF_A_MESSAGE = re.compile(rb'"(?:date_unixtime|from_id|actor_id|text_entities)"\s*:')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAKES_CHAT = frozenset({"create_channel", "create_group", "edit_group_title"})
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "verification_codes"})
_PUBLIC_NAME = re.compile(r"(?:https?://)?(?:t\.me/(?:s/)?|@)?([A-Za-z][A-Za-z0-9_]{3,31})/?")
_ABOUT_CHAT = ("name", "type", "id", "username")


class TelegramExport:
    """Reads ``.json`` files that Telegram Desktop wrote."""

    suffixes = frozenset({".json"})

    def recognises(self, document: Document) -> bool:
        """Whether it begins like an export of one chat or of an account, or like messages alone."""
        head = document.head().removeprefix(b"\xef\xbb\xbf")
        if _HEADLESS.match(head):
            return bool(_MESSAGE.search(head) and _OF_A_MESSAGE.search(head))
        return bool(_ALL_CHATS.search(head) or (_CHAT_TYPE.search(head) and b'"messages"' in head))

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article for every message with words, in the export's order."""
        raw, note = open_utf8(document)
        reading = _Reading(document, note, _named_below(document))
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


def message_id(number: str, day: str) -> str:
    """What a message is known by in every export of its chat: its number and its day as shown.

    Chats of one name have messages of the same numbers; of an HTML export nothing else is known.
    """
    return f"{number}/{day}" if number else ""


def post_address(channel: str, number: str) -> str:
    """The address of a message of ``channel`` (its name or address); empty if that is none."""
    name = _PUBLIC_NAME.fullmatch(channel)
    return f"https://t.me/{name[1]}/{number}" if name and number else ""


class _Reading:
    """Walks one export and keeps count."""

    def __init__(self, document: Document, note: str, about: Mapping[str, str]) -> None:
        self._document = document
        self._beside = sidecar(document.path)
        self._note = (note,) if note else ()
        self._named = about
        self.taken = 0
        self.private = 0
        self.last = ""

    def export(self, stream: JsonStream) -> Iterator[Article | Skipped]:
        """The messages of the export that comes."""
        about = dict(self._named)
        if stream.peek() == "[":
            yield from self._messages(stream, about, alone=True)
            return
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
        self, stream: JsonStream, about: dict[str, str], *, alone: bool
    ) -> Iterator[Article | Skipped]:
        left_out = not alone and about.get("type") in _PRIVATE
        for _message in stream.each_item():
            message = stream.value()
            if not isinstance(message, dict):
                where = f"{self._document.origin} after message {self.last or 'none'}"
                yield Skipped(where, f"{where}: a message is no JSON object; left out")
                continue
            self.last = str(message.get("id", ""))[:20]
            if message.get("action") in _MAKES_CHAT and isinstance(message.get("title"), str):
                about.setdefault("name", message["title"])
            text = "" if left_out or message.get("type") != "message" else _text(message)
            if text.strip():
                self.taken += 1
                yield self._article(message, about, text, alone=alone)

    def _article(
        self, message: Mapping[str, object], about: Mapping[str, str], text: str, *, alone: bool
    ) -> Article:
        chat, number = about.get("name", "") or _channel_of(message), self.last
        where = "" if alone else f" chat {chat[:60]!r}"
        origin = f"{self._document.origin}{where} message {number}"
        beside = self._beside if alone else Fields()
        forwarded = message.get("forwarded_from")
        sender = message.get("author") or message.get("from")
        written = str(message.get("date") or "")
        day = _DAY.match(written)
        values = {
            "id": message_id(number, day[0] if day else ""),
            "source": beside.values.get("source") or chat,
            "author": str(sender) if sender and sender != chat else "",
            "published": str(message.get("date_unixtime") or written),
            "lang": beside.values.get("lang", ""),
            "url": post_address(about.get("username") or beside.values.get("url", ""), number),
            "rests_on": f"forwarded from {forwarded}" if forwarded else "",
        }
        return article_from(Fields(values, notes=self._note), text, origin)


def _named_below(document: Document) -> dict[str, str]:
    """What a chat's export says of the chat after its messages, where they come first."""
    about: dict[str, str] = {}
    raw, _note = open_utf8(document)
    with raw, io.TextIOWrapper(raw, "utf-8", errors="replace") as text:
        stream = JsonStream(text, document.max_bytes)
        try:
            if stream.peek() != "{":
                return {}
            for key in stream.each_key():
                if key != "messages":
                    _note_about(about, key, stream.value() if key in _ABOUT_CHAT else None)
                    if key not in _ABOUT_CHAT:
                        return {}
                elif "name" in about:
                    return {}
                else:
                    for _message in stream.each_item():
                        stream.value()
        except (ValueError, RecursionError):
            return about  # it is told when the messages are read
    return about


def _note_about(about: dict[str, str], key: str, value: object) -> None:
    if key in _ABOUT_CHAT and isinstance(value, str | int):
        about[key] = str(value)


def _channel_of(message: Mapping[str, object]) -> str:
    """The channel that posts the message, by its own words; empty where a person does."""
    of_channel = str(message.get("from_id") or "").startswith("channel")
    return str(message.get("from") or "") if of_channel else ""


def _text(message: Mapping[str, object]) -> str:
    """The message's words; Telegram cuts them where bold, links and the like begin."""
    said = _joined(message.get("text")) or _joined(message.get("text_entities"))
    return said or _asked(message.get("poll"))


def _asked(poll: object) -> str:
    """A poll's question and answers, a line each."""
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    given = (
        [one.get("text") for one in answers if isinstance(one, dict)]
        if isinstance(answers, list)
        else []
    )
    return "\n".join(filter(None, map(_joined, (poll.get("question"), *given))))


def _joined(given: object) -> str:
    if isinstance(given, list):
        pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in given)
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return given if isinstance(given, str) else ""
