"""A JSON file that is one list of objects, one object with such a list in it, or one article.

A list is read object by object, so it may be of any size; an object is read whole, within the limit
of a text. Of several lists in an object the longest is read, and the others are named. What comes
after a mistake in a list cannot be told apart any more: it is refused by name.
"""

import io
import json
from collections.abc import Iterator

from data.articles.formats.column_names import role_of
from data.articles.formats.decoding import decode, open_utf8, read_bytes
from data.articles.formats.document import Document
from data.articles.formats.flat_json import flat
from data.articles.formats.json_stream import JsonStream
from data.articles.formats.protocol import Refused
from data.articles.formats.table_rows import Row, Rows, table_articles
from data.errors import LoadError
from data.model import Article

_DEEPEST_LIST = 3


class JsonDocument:
    """Reads ``.json`` and ``.geojson`` files that no other loader knows as its own."""

    suffixes = frozenset({".json", ".geojson"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """An article or a refusal for every object."""
        raw, note = open_utf8(document)
        with raw, io.TextIOWrapper(raw, "utf-8", errors="surrogateescape") as text:
            stream = JsonStream(text, document.max_bytes)
            begins = stream.peek()
            if begins == "[":
                rows = _listed(stream, document.origin)
                yield from table_articles(rows, document, document.origin, note=note)
                return
        if begins != "{":
            raise LoadError(f"{document.origin} is neither a list nor an object of JSON")
        yield from _object(document)


def _object(document: Document) -> Iterator[Article | Refused]:
    try:
        read = decode(read_bytes(document), document.origin)
        given = json.loads(read.text)
    except LoadError:
        raise
    except (ValueError, RecursionError) as exc:
        raise LoadError(f"{document.origin} is not JSON ({_problem(exc)}); correct it") from exc
    row = flat(given)
    lists = dict(_lists(given, "", 1))
    if not lists or any(value and (role_of(n) or ("",))[0] == "text" for n, value in row.items()):
        rows: Rows = iter([Row(document.origin, row)])
        yield from table_articles(rows, document, document.origin, note=read.note)
        return
    name = max(lists, key=lambda key: len(lists[key]))
    for other in lists:
        if other != name:
            where = f"{document.origin} {other}"
            yield Refused(where, f"{where} is not read beside the longer list {name!r}")
    where = f"{document.origin} {name}"
    yield from table_articles(_rows(lists[name], where), document, where, note=read.note)


def _lists(given: dict[str, object], prefix: str, depth: int) -> Iterator[tuple[str, list[object]]]:
    """The lists of objects in the object, by name."""
    for key, value in given.items():
        if isinstance(value, list) and any(isinstance(part, dict) for part in value):
            yield f"{prefix}{key}", value
        elif isinstance(value, dict) and depth < _DEEPEST_LIST:
            yield from _lists(value, f"{prefix}{key}.", depth + 1)


def _rows(objects: list[object], where: str) -> Rows:
    for number, given in enumerate(objects, start=1):
        yield _row(given, f"{where} item {number}")


def _row(given: object, where: str) -> Row | Refused:
    if isinstance(given, dict):
        return Row(where, flat(given))
    return Refused(where, f"{where} is no JSON object; write {{...}}")


def _listed(stream: JsonStream, origin: str) -> Rows:
    stream.skip()
    number = 0
    while (sign := stream.peek()) != "]":
        if sign == "," and number:
            stream.skip()
        number += 1
        where = f"{origin} item {number}"
        try:
            given = stream.value()
        except (ValueError, RecursionError) as exc:
            problem = _problem(exc)
            yield Refused(where, f"{where} is not JSON ({problem}); the rest is not read")
            return
        yield _row(given, where)


def _problem(exc: Exception) -> str:
    return getattr(exc, "msg", None) or "nested too deep, or a number too long"
