"""One article a line of JSON: an object with "text", and what the metadata fields say.

Lines are read one at a time, so the file may be of any size. A broken line is refused by name and
the rest is read; a file is left where over 1,000 lines, and most of them, were broken.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from data.errors import LoadError
from data.loaders.decoding import decode, open_utf8
from data.loaders.document import Document
from data.loaders.metadata import FIELD_NAMES, Fields, article_from
from data.loaders.protocol import Refused
from data.model import Article

_MOST_BROKEN_LINES = 1000
_SKIPPED_AT_ONCE = 65_536


class JsonLines:
    """Reads ``.jsonl`` files."""

    suffixes = frozenset({".jsonl", ".ndjson"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """An article or a refusal for every line that is not blank."""
        stream, note = open_utf8(document)
        broken = lines = 0
        for number, line in _lines(stream, document.max_bytes):
            origin = f"{document.origin} line {number}"
            try:
                article = _article(line, origin, document.max_bytes)
            except LoadError as exc:
                broken += 1
                yield Refused(origin, str(exc))
                if broken > max(_MOST_BROKEN_LINES, lines):
                    reason = f"{broken} broken lines, {lines} good ones; the rest is not read"
                    raise LoadError(f"{document.origin}: {reason}; is it JSON lines?") from exc
                continue
            lines += 1
            yield replace(article, notes=(note, *article.notes)) if note else article
        if not lines and not broken:
            raise LoadError(f"{document.origin} is empty; it holds no text to read")


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


def _article(line: bytes, origin: str, max_bytes: int) -> Article:
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
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise LoadError(f'{origin} has no "text"; an article needs one')
    return article_from(_fields(given, origin), text, origin)


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
