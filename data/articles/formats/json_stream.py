"""Values of JSON one after the other, out of a text of any size. Nothing is held but one value.

The caller walks: it peeks at what comes, enters objects and lists, and takes whole values where
they are small enough. A value over the limit, which is in characters, is refused as broken.
"""

import io
import json
from collections.abc import Iterator

_CHUNK = 65_536
_SPACE = " \t\r\n\ufeff"


class JsonStream:
    """A cursor in a JSON text."""

    def __init__(self, text: io.TextIOBase, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._held = ""
        self._at = 0
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that is no space, or empty at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _SPACE:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def skip(self) -> None:
        """Pass over one character."""
        self._at += 1

    def value(self) -> object:
        """The next value; raises ``ValueError`` where it is broken or over the limit."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
                if end < len(self._held) or not self._more():
                    self._at = end
                    return value
            except json.JSONDecodeError:
                if len(self._held) - self._at > self._limit or not self._more():
                    raise

    def each_key(self) -> Iterator[str]:
        """Each key of the object that comes; its value is the caller's to take before the next.

        Raises ``ValueError`` where no object comes, or a broken one.
        """
        self._expect("{")
        while (sign := self.peek()) != "}":
            if sign == ",":
                self.skip()
            key = self.value()
            if not isinstance(key, str):
                raise ValueError("a key that is no text")
            self._expect(":")
            yield key
        self.skip()

    def each_item(self) -> Iterator[None]:
        """Once for each value of the list that comes, which is the caller's to take."""
        self._expect("[")
        while (sign := self.peek()) != "]":
            if sign == ",":
                self.skip()
            yield None
        self.skip()

    def _expect(self, sign: str) -> None:
        found = self.peek()
        if found != sign:
            raise ValueError(f"{found!r} where {sign!r} should be" if found else "it breaks off")
        self.skip()

    def _more(self) -> bool:
        # As much again as is held: a long value is looked at a few times, not a thousand.
        begun = self._text.read(max(_CHUNK, len(self._held) - self._at))
        self._held, self._at = self._held[self._at :] + begun, 0
        return bool(begun)
