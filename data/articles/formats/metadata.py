"""Reads an article's metadata: front matter, a sidecar file, or the fields of a JSON line.

Front matter is YAML between two lines of "---"; of YAML only a flat list of ``key: value`` is
read, straight from the parser's events: no anchors are expanded, no objects built, nesting costs
nothing and is left out. All values are strings as written: dates are read by ``dating``.
"""

import errno
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from data.articles.formats.decoding import read_text
from data.articles.formats.document import SIDECAR_SUFFIX, file_document
from data.errors import LoadError
from data.model import Article, DayFrom, SourceKind
from data.reading.dating import either_day, published
from data.reading.dating.stated import Published
from data.reading.language import language_code
from data.urls import unwrapped, web_address

BRIEF_SOURCE = "Frontline brief"
_MAX_METADATA = 16_384
# PyYAML takes 7 s for 8,000 lists inside one another, and 4 ms for 200.
_MOST_LISTS = 200
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_NOT_PAIRS = "it is not a list of key: value lines"
_ZERO_OF_CLOCKS = date(1970, 1, 1)
"""What programs write for a day that they do not know."""
FIELD_NAMES = {
    "id": "id",
    "title": "title",
    "source": "source",
    "publisher": "source",
    "published": "published",
    "date": "published",
    "author": "author",
    "lang": "lang",
    "language": "lang",
    "url": "url",
    "link": "url",
    "kind": "kind",
    "rests_on": "rests_on",
}
"""Names that people give to what an article has, in lower case, and ours."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Metadata by its own name (id, title, source, published, author, lang, url ...)."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    """Where each value stands: "seeds/a.md line 3"."""
    notes: tuple[str, ...] = ()

    def over(self, other: "Fields") -> "Fields":
        """These, and what only ``other`` says."""
        return Fields(
            {**other.values, **self.values},
            {**other.lines, **self.lines},
            other.notes + self.notes,
        )


def split_front_matter(text: str, origin: str) -> tuple[Fields, str]:
    """The front matter and the text after it; all of the text where there is none.

    Lines between two rules that say nothing of an article ("Update: shelling in Bakhmut") are
    text, and stay in it.
    """
    match = _FRONT_MATTER.match(text)
    fields = read_yaml(match[1], origin, first_line=2) if match else Fields()
    if not match or (match[1].strip() and not fields.values and not fields.notes):
        return Fields(), text
    return fields, text[match.end() :].lstrip("\r\n")


def sidecar(path: Path | None) -> Fields:
    """What ``NAME.meta.yaml`` beside ``NAME.txt`` says; nothing where there is no such file."""
    if path is None:
        return Fields()
    beside = path.with_name(path.stem + SIDECAR_SUFFIX)
    try:
        if not beside.exists():
            return Fields()
        if beside.is_symlink() and beside.resolve().parent != beside.parent.resolve():
            raise LoadError(f"{beside} is a link out of its folder; put a copy there")
    except OSError as exc:
        if exc.errno == errno.ENAMETOOLONG:  # there cannot be such a file
            return Fields()
        raise
    decoded = read_text(file_document(beside, max_bytes=_MAX_METADATA))
    return read_yaml(decoded.text, str(beside), first_line=1)


def read_yaml(text: str, origin: str, *, first_line: int) -> Fields:
    """The flat ``key: value`` pairs of a YAML mapping.

    Raises ``LoadError`` where it is too long, no YAML, no mapping, or says one thing twice.
    """
    if len(text) > _MAX_METADATA:
        raise LoadError(f"{origin}: metadata of over {_MAX_METADATA} characters; shorten it")
    if text.count("[") > _MOST_LISTS:
        raise LoadError(f"{origin}: metadata with over {_MOST_LISTS} lists; leave them out")
    values: dict[str, str] = {}
    lines: dict[str, str] = {}
    notes: list[str] = []
    try:
        for key, value, line in _pairs(yaml.parse(text, Loader=yaml.SafeLoader)):
            where = f"{origin} line {line + first_line}"
            name = FIELD_NAMES.get(key.strip().lower())
            if name is None:
                continue
            if name in values:
                raise LoadError(f"{where}: {key} is given twice; keep one")
            if value is None:
                notes.append(f"{where}: {key} is not a single value; left out")
                continue
            values[name], lines[name] = value, where
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        if isinstance(exc, LoadError):
            raise
        problem = str(getattr(exc, "problem", None) or exc)
        mark = getattr(exc, "problem_mark", None)
        where = f"{origin} line {mark.line + first_line}" if mark else origin
        raise LoadError(f"{where}: metadata cannot be read ({problem}); correct it") from exc
    return Fields(values, lines, tuple(notes))


def article_from(fields: Fields, text: str, origin: str) -> Article:
    """The article that metadata and text make; what cannot be used becomes a note."""
    values, notes = fields.values, list(fields.notes)
    kind = SourceKind.NEWS
    named_kind = values.get("kind", "").strip().lower()
    source = values.get("source", "").strip()
    # A brief that comes back without its kind, out of an export say, is no independent source.
    if named_kind == SourceKind.BRIEF or source.casefold() == BRIEF_SOURCE.casefold():
        kind = SourceKind.BRIEF
    elif named_kind not in {"", SourceKind.NEWS}:
        notes.append(
            f"{_where(fields, 'kind', origin)}: kind {named_kind!r} is neither news nor "
            "brief; taken as news"
        )
    told = published(values.get("published"))
    if told.day == _ZERO_OF_CLOCKS:
        told = Published(None, problem="date 1970-01-01 is a clock's zero; kept as undated")
    where = _where(fields, "published", origin)
    either = either_day(values.get("published", ""), where) if told.day is None else None
    if told.problem and values.get("published", "").strip():  # else it may be found elsewhere
        notes.append(either.note if either else f"{where}: {told.problem}")
    url = web_address(values.get("url", ""))
    if values.get("url", "").strip() and url is None:
        notes.append(
            f"{_where(fields, 'url', origin)}: address is no http or https address; left out"
        )
    lang = language_code(values.get("lang", ""))
    if values.get("lang", "").strip() and not lang:
        notes.append(f"{_where(fields, 'lang', origin)}: language is no code such as uk; guessed")
    return Article(
        source=BRIEF_SOURCE if kind is SourceKind.BRIEF else source,
        text=text,
        title=values.get("title", "").strip(),
        published=told.day,
        published_prec=told.day_prec,
        published_from=DayFrom.METADATA if told.day else DayFrom.NOWHERE,
        published_at=told.instant,
        published_either=either,
        author=values.get("author", "").strip(),
        lang=lang,
        url=unwrapped(url) if url else None,
        article_id=values.get("id", "").strip() or None,
        source_kind=kind,
        rests_on=values.get("rests_on", "").strip(),
        origin=origin,
        notes=tuple(notes),
    )


def _where(fields: Fields, name: str, origin: str) -> str:
    return fields.lines.get(name, origin)


def _pairs(events: Iterator[yaml.Event]) -> Iterator[tuple[str, str | None, int]]:
    """Key, value (None for anything but a scalar) and line of the outermost mapping's pairs."""
    depth = 0
    key: str | None = None
    following: str | None = None
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                raise ValueError(_NOT_PAIRS)
            if depth == 1 and key is not None:
                yield key, None, _line(event)
                following = None
            elif depth == 1:
                following = ""  # a list or mapping as a key; its value is still to come
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1:
                key = following
        elif depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            value = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                key = value or ""
            else:
                yield key, value, _line(event)
                key = None
        elif depth == 0 and isinstance(event, yaml.ScalarEvent):
            raise ValueError(_NOT_PAIRS)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0
