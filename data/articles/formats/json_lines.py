"""One article a line of JSON: an object with "text", what the metadata fields say, and a point.

Where the first object has no "text", or the user says what the columns are, the objects are rows of
a table (``table_rows``). Lines are read one at a time, so the file may be of any size. A broken
line is refused by name and the rest is read; a file is left where over 1,000 lines, and most of
them, were broken.
"""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from data.articles.formats.cells import cell_text
from data.articles.formats.column_names import role_of
from data.articles.formats.decoding import decode, open_utf8
from data.articles.formats.document import Document
from data.articles.formats.flat_json import flat
from data.articles.formats.metadata import FIELD_NAMES, Fields, article_from
from data.articles.formats.points import POINT_ROLES, stated_points
from data.articles.formats.protocol import Refused
from data.articles.formats.table_rows import Row, Rows, table_articles
from data.errors import LoadError
from data.model import Article

_MOST_BROKEN_LINES = 1000
_SKIPPED_AT_ONCE = 65_536


class JsonLines:
    """Reads ``.jsonl`` files."""

    suffixes = frozenset({".jsonl", ".ndjson"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """An article or a refusal for every line that is not blank."""
        stream, note = open_utf8(document)
        found = _objects(stream, document)
        first = list(_until_object(found))
        if not first:
            raise LoadError(f"{document.origin} is empty; it holds no text to read")
        every = itertools.chain(first, found)
        given = first[-1]
        if isinstance(given, Refused) or ("text" in given[1] and not document.columns):
            yield from _articles(every, document.origin, note)
        else:
            yield from table_articles(_rows(every), document, document.origin, note=note)


_Found = Iterator[tuple[str, dict[str, object]] | Refused]


def _objects(stream: BinaryIO, document: Document) -> _Found:
    """Place and content of each line's object."""
    for number, line in _lines(stream, document.max_bytes):
        origin = f"{document.origin} line {number}"
        try:
            yield origin, _object(line, origin, document.max_bytes)
        except LoadError as exc:
            yield Refused(origin, str(exc))


def _until_object(found: _Found) -> _Found:
    """As far as the first line that is an object, or as broken lines are borne."""
    for line in itertools.islice(found, _MOST_BROKEN_LINES + 1):
        yield line
        if not isinstance(line, Refused):
            return


def _rows(found: _Found) -> Rows:
    for line in found:
        yield line if isinstance(line, Refused) else Row(line[0], flat(line[1]))


def _articles(found: _Found, where: str, note: str) -> Iterator[Article | Refused]:
    broken = lines = 0
    for line in found:
        article = line if isinstance(line, Refused) else _article(*line)
        if isinstance(article, Refused):
            broken += 1
            yield article
            if broken > max(_MOST_BROKEN_LINES, lines):
                reason = f"{broken} broken lines, {lines} good ones; the rest is not read"
                raise LoadError(f"{where}: {reason}; is it JSON lines?")
            continue
        lines += 1
        yield replace(article, notes=(note, *article.notes)) if note else article


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank; of too long a line its first bytes."""
    number = 0
    with stream as file:
        while line := file.readline(max_bytes + 1):
            number += 1
            whole = line.endswith(b"\n")
            if line.strip():
                yield number, line
            while not whole and (rest := file.readline(_SKIPPED_AT_ONCE)):
                whole = rest.endswith(b"\n")


def _object(line: bytes, origin: str, max_bytes: int) -> dict[str, object]:
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
        problem = getattr(exc, "msg", None) or "nested too deep, or a number too long"
        raise LoadError(f"{origin} is not JSON ({problem}); correct or remove it") from exc
    if not isinstance(given, dict):
        raise LoadError(f"{origin} is no JSON object; write {{...}} a line")
    return given


def _article(origin: str, given: Mapping[str, object]) -> Article | Refused:
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        return Refused(origin, f'{origin} has no "text"; an article needs one')
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
