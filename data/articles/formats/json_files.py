"""Reads JSON lines and JSON files: articles, or the rows of a table.

JSON lines: an object a line, with "text", metadata fields and a point. If the first object has no
"text", or the user names the columns, the objects are rows of a table (``tables.rows``). Lines are
read one at a time, so a file may be of any size. A broken line is skipped by name; a file is left
where over 1,000 lines, and most of them, were broken.

JSON files: one list of objects, one object with such a list in it, or one article. A list is read
object by object, so it may be of any size; an object is read whole, within the limit of a text. Of
several lists in an object the longest is read and the others are named. What follows a syntax error
in a list cannot be separated any more and is skipped by name.
"""

import io
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from data.articles.formats.decoding import decode, numbered_lines, open_utf8, read_bytes
from data.articles.formats.document import Document
from data.articles.formats.json_values import JsonStream, flat, styled_text
from data.articles.formats.loader import Skipped, made_or_skipped, until_mostly_skipped
from data.articles.formats.metadata import FIELD_NAMES, Fields, article_from
from data.articles.formats.tables.cells import POINT_ROLES, cell_text, stated_points
from data.articles.formats.tables.columns import role_of
from data.articles.formats.tables.rows import Row, Rows, table_articles
from data.errors import LoadError
from data.model import Article

_MOST_BROKEN_LINES = 1000
_DEEPEST_LIST = 3
_JSON_FEED = "https://jsonfeed.org/version/"


class JsonLines:
    """Reads ``.jsonl`` files."""

    suffixes = frozenset({".jsonl", ".ndjson"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """An article or a refusal for every line that is not blank."""
        stream, note = open_utf8(document)
        found = _objects(stream, document)
        first = list(_until_object(found))
        if not first:
            raise LoadError(f"{document.origin} is empty; it holds no text to read")
        every = itertools.chain(first, found)
        given = first[-1]
        if isinstance(given, Skipped) or ("text" in given[1] and not document.columns):
            yield from _articles(every, document.origin, note)
        else:
            yield from table_articles(_rows(every), document, document.origin, note=note)


class JsonDocument:
    """Reads ``.json`` and ``.geojson`` files that no other loader knows as its own."""

    suffixes = frozenset({".json", ".geojson"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
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
        yield from _whole_object(document)


_Found = Iterator[tuple[str, dict[str, object]] | Skipped]


def _objects(stream: BinaryIO, document: Document) -> _Found:
    """Place and content of each line's object."""
    for number, line in numbered_lines(stream, document.max_bytes):
        origin = f"{document.origin} line {number}"
        yield made_or_skipped(origin, partial(_object, line, origin, document.max_bytes))


def _until_object(found: _Found) -> _Found:
    """As far as the first line that is an object, or as broken lines are borne."""
    for line in itertools.islice(found, _MOST_BROKEN_LINES + 1):
        yield line
        if not isinstance(line, Skipped):
            return


def _rows(found: _Found) -> Rows:
    for line in found:
        yield line if isinstance(line, Skipped) else Row(line[0], flat(line[1]))


def _articles(found: _Found, where: str, note: str) -> Iterator[Article | Skipped]:
    articles = (line if isinstance(line, Skipped) else _article(*line) for line in found)
    for one in until_mostly_skipped(articles, where, "lines", hint="; is it JSON lines?"):
        if note and isinstance(one, Article):
            yield replace(one, notes=(note, *one.notes))
        else:
            yield one


def _object(line: bytes, origin: str, max_bytes: int) -> tuple[str, dict[str, object]]:
    if len(line) > max_bytes:
        raise LoadError(
            f"{origin} is longer than {max_bytes / 1024 / 1024:g} MB; shorten it, or raise "
            "FRONTLINE_MAX_MB"
        )
    try:
        given = json.loads(
            decode(line, origin, one_line=True).text, object_pairs_hook=_without_doubles
        )
    except LoadError as exc:
        raise LoadError(str(exc) if str(exc).startswith(origin) else f"{origin}: {exc}") from exc
    except (ValueError, RecursionError) as exc:
        raise LoadError(f"{origin} is not JSON ({_problem(exc)}); correct or remove it") from exc
    if not isinstance(given, dict):
        raise LoadError(f"{origin} is no JSON object; write {{...}} a line")
    return origin, given


def _article(origin: str, given: Mapping[str, object]) -> Article | Skipped:
    text = given.get("text")
    if isinstance(text, list):
        text = styled_text(text)
    if not isinstance(text, str) or not text.strip():
        return Skipped(origin, f'{origin} has no "text"; an article needs one')
    article = article_from(_fields(given, origin), text, origin)
    roles = {told[0]: key for key in given if (told := role_of(key))}
    told_point = [cell_text(given.get(roles.get(role, ""))) for role in POINT_ROLES]
    points, notes = stated_points(*told_point, where=origin)
    return replace(article, points=points, notes=(*article.notes, *notes))


def _fields(given: Mapping[str, object], origin: str) -> Fields:
    values: dict[str, str] = {}
    notes: list[str] = []
    for key, value in given.items():
        name = FIELD_NAMES.get(key.lower())
        if name is None or value is None or name in values:
            continue
        if isinstance(value, list | dict):
            notes.append(f"{origin}: {name} is not a single value; left out")
            continue
        values[name] = str(value)
    return Fields(values, dict.fromkeys(values, origin), tuple(notes))


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (double, _times), *_rest = Counter(key for key, _value in pairs).most_common(1)
        raise LoadError(f"{double[:40]!r} is given twice; keep one")
    return found


def _whole_object(document: Document) -> Iterator[Article | Skipped]:
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
            yield Skipped(where, f"{where} is not read beside the longer list {name!r}")
    where = f"{document.origin} {name}"
    rows = _item_rows(lists[name], where, source=_feed_title(given))
    yield from table_articles(rows, document, where, note=read.note)


def _lists(given: dict[str, object], prefix: str, depth: int) -> Iterator[tuple[str, list[object]]]:
    """The lists of objects in the object, by name."""
    for key, value in given.items():
        if isinstance(value, list) and any(isinstance(part, dict) for part in value):
            yield f"{prefix}{key}", value
        elif isinstance(value, dict) and depth < _DEEPEST_LIST:
            yield from _lists(value, f"{prefix}{key}.", depth + 1)


def _feed_title(given: dict[str, object]) -> str:
    """The title of a JSON Feed, which is the source of its items; empty for other JSON."""
    is_feed = str(given.get("version") or "").startswith(_JSON_FEED)
    return cell_text(given.get("title")) if is_feed else ""


def _item_rows(objects: list[object], where: str, *, source: str) -> Rows:
    for number, given in enumerate(objects, start=1):
        row = _item_row(given, f"{where} item {number}")
        if source and isinstance(row, Row):
            row = Row(row.where, {"source": source, **row.values})
        yield row


def _item_row(given: object, where: str) -> Row | Skipped:
    if isinstance(given, dict):
        return Row(where, flat(given))
    return Skipped(where, f"{where} is no JSON object; write {{...}}")


def _listed(stream: JsonStream, origin: str) -> Rows:
    for number, _item in enumerate(stream.each_item(), start=1):
        where = f"{origin} item {number}"
        try:
            given = stream.value()
        except (ValueError, RecursionError) as exc:
            problem = _problem(exc)
            yield Skipped(where, f"{where} is not JSON ({problem}); the rest is not read")
            return
        yield _item_row(given, where)


def _problem(exc: Exception) -> str:
    return getattr(exc, "msg", None) or "nested too deep, or a number too long"
