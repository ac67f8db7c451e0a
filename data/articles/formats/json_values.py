"""Reads JSON values one at a time from a text of any size, and flattens objects into rows.

The caller of ``JsonStream`` walks: it peeks at what follows, enters objects and lists, and takes
whole values where they are small enough. Only one value is in memory at a time; one over the limit,
in characters, is rejected as broken.

Flattening names nested values with a dot ("source.name"), to three levels; a list of plain values
becomes one value with commas; other lists are left out. A GeoJSON feature becomes its properties
and, if it is a point, its latitude and longitude.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence

from data.articles.formats.tables.cells import cell_text

_CHUNK = 65_536
_SPACE = " \t\r\n\ufeff"
_DEEPEST = 3
_MOST_NAMES = 2000
_MOST_IN_A_LIST = 50


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
        is_first = True
        while (sign := self.peek()) != "]":
            if sign == "," and not is_first:
                self.skip()
            is_first = False
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


def flat(given: Mapping[str, object]) -> dict[str, str]:
    """Names and texts of what the object says; at most 2,000."""
    if given.get("type") == "Feature" and isinstance(given.get("properties"), dict):
        return _feature(given)
    row: dict[str, str] = {}
    _flatten(given, "", row)
    return row


def styled_text(given: Sequence[object]) -> str | None:
    """A text that is cut into plain and styled pieces (``{"type": "bold", "text": "a"}``), whole.

    None where the list is of something else.
    """
    texts = [_piece(piece) for piece in given]
    is_styled = any(isinstance(piece, dict) for piece in given)
    return "".join(text for text in texts if text) if is_styled and None not in texts else None


def _piece(given: object) -> str | None:
    if isinstance(given, dict) and isinstance(given.get("type"), str):
        given = given.get("text")
    return given if isinstance(given, str) else None


def _flatten(given: Mapping[str, object], prefix: str, row: dict[str, str]) -> None:
    for key, value in given.items():
        if len(row) >= _MOST_NAMES:
            return
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if prefix.count(".") + 1 < _DEEPEST:
                _flatten(value, f"{name}.", row)
        elif isinstance(value, list) and (text := styled_text(value)) is not None:
            row[name] = text
        elif isinstance(value, list):
            plain = [cell_text(part) for part in value[:_MOST_IN_A_LIST]]
            row[name] = ", ".join(part for part in plain if part)
        else:
            row[name] = cell_text(value)


def _feature(given: Mapping[str, object]) -> dict[str, str]:
    row: dict[str, str] = {}
    properties, geometry = given["properties"], given.get("geometry")
    _flatten(properties if isinstance(properties, dict) else {}, "", row)
    if isinstance(given.get("id"), str | int):
        row.setdefault("id", str(given["id"]))
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        position = geometry.get("coordinates")
        if isinstance(position, list) and len(position) >= 2:
            row.setdefault("longitude", cell_text(position[0]))
            row.setdefault("latitude", cell_text(position[1]))
    return row
