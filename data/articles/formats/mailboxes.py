"""Reads mailboxes (.mbox): one article a message.

A message begins at a line "From ADDRESS DATE" that a header follows. A line of a text that begins
with "From " is none: it has no date and address, or no header after it. Writers mark such lines
with ">" (mboxo), all such lines with one ">" more (mboxrd), or state the length of the text in
Content-Length (mboxcl, mboxcl2); one ">" is taken off, and a length is believed where a message or
the end of the file stands there. Lines before the first message are named, not read.
"""

import re
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped, made_or_skipped
from data.articles.formats.mail import message_article
from data.errors import LoadError
from data.model import Article

_FROM = b"From "
_MARKED = re.compile(rb">+From ")
_TIME = re.compile(rb"\b\d{1,2}:\d\d(?::\d\d)?\b")
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(rb"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
# An address, "-" (Thunderbird), or one that an archive of a list has made unreadable ("a at b.c").
_SENDER = re.compile(rb"From +(?:\S*@\S*|-|\S+ at \S+|MAILER-DAEMON)(?:\s|$)", re.IGNORECASE)
_HEADER = re.compile(rb">?[!-9;-~]{1,100}:(?:\s|\S)|>From ")
_LENGTH = re.compile(rb"content-length:\s*(\d{1,12})\s*$", re.IGNORECASE)
_MOST_WRONG_LENGTHS = 3
"""After so many the lengths of a mailbox are not tried: each costs reading as much twice."""


class Mailbox:
    """Reads ``.mbox`` files, message by message."""

    suffixes = frozenset({".mbox"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every message."""
        messages = 0
        with document.open() as stream:
            box = _Box(stream, document.max_bytes)
            if box.skip_to_first():
                where = f"{document.origin} before its first message"
                yield Skipped(where, f"{where} has lines that are of no message; left out")
            for number, content in enumerate(box.messages(), start=1):
                messages = number
                origin = f"{document.origin} message {number}"
                if content is None:
                    limit = document.max_bytes / 1024 / 1024
                    yield Skipped(origin, f"{origin} is larger than {limit:g} MB; save it alone")
                else:
                    yield made_or_skipped(origin, partial(message_article, content, origin))
        if not messages:
            raise LoadError(f"{document.origin} holds no message; is it a mailbox?")


def begins_as_mailbox(head: bytes) -> bool:
    """Whether the first two lines are those of a message with its postmark."""
    postmark, _end, rest = head.partition(b"\n")
    return _is_postmark(postmark) and bool(_HEADER.match(rest))


def _is_postmark(line: bytes) -> bool:
    """Whether the line has all that a program writes there: who or which weekday, time and year."""
    dated = bool(_TIME.search(line) and _YEAR.search(line))
    named = bool(_WEEKDAY.search(line) or _SENDER.match(line))
    return line.startswith(_FROM) and dated and named


class _Box:
    """Cuts a mailbox into messages; only one is in memory at a time."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes
        self._ahead: deque[bytes] = deque()
        self._wrong_lengths = 0

    def skip_to_first(self) -> bool:
        """Go to the first message; whether anything but space stands before it."""
        skipped = False
        while (line := self._peek()) and not line.strip():
            self._next()
        if _HEADER.match(line) or (line.startswith(_FROM) and self._header_follows()):
            return False
        while (line := self._peek()) and not self._begins(after_blank=True):
            skipped = skipped or bool(line.strip())
            self._next()
        return skipped and bool(line)

    def messages(self) -> Iterator[bytes | None]:
        """The bytes of each message; None for one over the limit."""
        while self._peek():
            if self._peek().startswith(_FROM):
                self._next()
            head, length = self._head()
            body = None if length is None else self._of_length(length)
            if body is None:
                body = self._until_next(self._max_bytes - sum(map(len, head)))
            if body is None or sum(map(len, head + body)) > self._max_bytes:
                yield None
            else:
                yield b"".join(head + body)

    def _head(self) -> tuple[list[bytes], int | None]:
        """The lines of the headers with the blank one after them, and the length they state."""
        lines: list[bytes] = []
        length, size = None, 0
        while size <= self._max_bytes and (line := self._peek()):
            if line.startswith(_FROM) and self._begins(after_blank=False):
                break
            if _MARKED.match(self._next()):  # a postmark of the way there, which is no header
                continue
            lines.append(line)
            size += len(line)
            if not line.strip():
                break
            stated = _LENGTH.match(line)
            length = int(stated[1]) if stated else length
        return lines, length

    def _of_length(self, length: int) -> list[bytes] | None:
        """The text of the stated length; None, and nothing read, where it does not end there."""
        if length > self._max_bytes or self._wrong_lengths >= _MOST_WRONG_LENGTHS:
            return None
        lines: list[bytes] = []
        size = 0
        while size < length and (line := self._next()):
            lines.append(line)
            size += len(line)
        spaces: list[bytes] = []
        while (line := self._peek()) and not line.strip():
            spaces.append(self._next())
        if size == length and (not line or self._begins(after_blank=True)):
            return [_without_mark(line) for line in lines]
        self._wrong_lengths += 1
        self._ahead.extendleft(reversed(lines + spaces))
        return None

    def _until_next(self, most_bytes: int) -> list[bytes] | None:
        """The lines as far as the next message; None where they are too many bytes."""
        lines: list[bytes] = []
        size, blank = 0, True
        while (line := self._peek()) and not self._begins(after_blank=blank):
            self._next()
            size += len(line)
            blank = not line.strip()
            if size <= most_bytes:
                lines.append(_without_mark(line))
            else:
                lines.clear()
        return lines if size <= most_bytes else None

    def _begins(self, *, after_blank: bool) -> bool:
        """Whether the next line begins a message."""
        line = self._peek()
        if not line.startswith(_FROM):
            return False
        if _is_postmark(line):
            return self._header_follows()
        return after_blank and bool(_SENDER.match(line)) and self._header_follows()

    def _header_follows(self) -> bool:
        if len(self._ahead) < 2:
            self._ahead.append(self._read())
        return bool(_HEADER.match(self._ahead[1]))

    def _peek(self) -> bytes:
        if not self._ahead:
            self._ahead.append(self._read())
        return self._ahead[0]

    def _next(self) -> bytes:
        line = self._peek()
        if line:  # the end stays the end
            self._ahead.popleft()
        return line

    def _read(self) -> bytes:
        return self._stream.readline(self._max_bytes + 1)


def _without_mark(line: bytes) -> bytes:
    return line[1:] if _MARKED.match(line) else line
