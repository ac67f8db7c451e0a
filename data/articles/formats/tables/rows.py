"""Turns the rows of any table into articles, after finding the header and the columns' roles.

The header is the first of ten rows with two names that columns have, else the first row; what lies
above it is skipped by name. A first row that has a day, an address, a number or a text of its own
is no header: the columns are then called "column 1" and so on. A name given twice gets its number.
A row with another number of values than the header is skipped by name.

The roles of the columns are decided once, from the first rows. If the columns are those of an event
table (``events``), its own module reads the rows, unless the user says what the columns are. A row
that makes no article is skipped by name; a table is left where over 1,000 rows, and most of them,
were skipped. What each column was taken for is noted with the first article.

Of the rows' own notes the first 20 are shown, and their number with the last article: a column of
unreadable days would else be noted a million times.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from data.articles.formats.document import Document
from data.articles.formats.events.acled import ACLED
from data.articles.formats.events.event_table import EventTable
from data.articles.formats.events.ucdp import UCDP_GED
from data.articles.formats.events.viina import VIINA
from data.articles.formats.loader import Skipped, made_or_skipped, until_mostly_skipped
from data.articles.formats.markup import has_tags, unescaped_text
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.tables.cells import (
    POINT_ROLES,
    are_serials,
    day_comes_first,
    day_of_serial,
    day_text,
    stated_points,
)
from data.articles.formats.tables.columns import (
    Roles,
    is_addresses,
    is_days,
    is_markup,
    is_numbers,
    is_prose,
    role_of,
    tell_roles,
)
from data.errors import LoadError
from data.model import Article

_SAMPLE_ROWS = 500
_SAMPLE_CHARACTERS = 4_000_000
_LOOKED_AT_CHARACTERS = 1000
"""Of a value, to tell what its column is."""
_MOST_REFUSED = 1000
_PLAIN_ROLES = ("title", "published", "source", "url", "id", "lang", "author", "kind", "rests_on")
MOST_COLUMNS = 2000
_HEADER_WITHIN = 10
_LONGEST_NAME = 200
_FEWEST_KNOWN = 2
MOST_NOTES = 20
EVENT_TABLES: tuple[EventTable, ...] = (ACLED, UCDP_GED, VIINA)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and the text of its cells by column; an empty cell may lack."""

    where: str
    values: Mapping[str, str]


Rows = Iterator[Row | Skipped]


def table_articles(
    rows: Rows, document: Document, where: str, *, note: str = ""
) -> Iterator[Article | Skipped]:
    """The articles in ``rows`` of the table that ``where`` names.

    ``note`` is what else is to be said of the table ("read as Windows-1251").

    Raises ``LoadError`` where it has no rows, no column for the text, or mostly refused ones.
    """
    yield from few_notes(_articles(rows, document, where, note), where)


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a row, and where it stands."""

    where: str
    values: Sequence[str]


def named_rows(records: Iterator[Record | Skipped], where: str) -> Rows:
    """The rows under the header; raises ``LoadError`` where it cannot be read."""
    first = list(itertools.islice((r for r in records if not _blank(r)), _HEADER_WITHIN))
    if not first:
        return
    position = _header_at(first)
    header = first[position]
    if isinstance(header, Skipped):
        raise LoadError(f"{header.reason}; it should name the table's columns")
    for above in first[:position]:
        if isinstance(above, Skipped):
            yield above
        else:
            yield Skipped(above.where, f"{above.where} stands above the table's header; left out")
    refuse_many_columns(len(header.values), where)
    names = _names(header.values)
    start = position + 1 if _is_header(header.values) else position
    for record in itertools.chain(first[start:], records):
        if isinstance(record, Skipped):
            yield record
        elif not _blank(record):
            yield _row(record, names)


def refuse_many_columns(count: int, where: str) -> None:
    """Raise ``LoadError`` for a table of over 2,000 columns."""
    if count > MOST_COLUMNS:
        raise LoadError(
            f"{where} has {count:,} columns, the limit is {MOST_COLUMNS:,}; "
            "keep those that an article needs"
        )


def few_notes(found: Iterator[Article | Skipped], where: str) -> Iterator[Article | Skipped]:
    """What was ``found`` in the table that ``where`` names, with its first 20 notes.

    An error of ``found`` rises after all that came before it.
    """
    shown = left_out = 0
    waiting: list[Article | Skipped] = []  # the last article, and what was refused since
    failed: LoadError | None = None
    try:
        for one in found:
            kept = one
            if isinstance(one, Article):
                yield from waiting
                waiting.clear()
                notes = one.notes[: MOST_NOTES - shown]
                shown += len(notes)
                left_out += len(one.notes) - len(notes)
                kept = replace(one, notes=notes) if len(notes) < len(one.notes) else one
            waiting.append(kept)
    except LoadError as exc:
        failed = exc
    if left_out and isinstance(waiting[0], Article):
        said = f"{where}: {left_out:,} more notes like these are not shown"
        waiting[0] = replace(waiting[0], notes=(*waiting[0].notes, said))
    yield from waiting
    if failed:
        raise failed


def event_table(columns: Iterable[str]) -> EventTable | None:
    """The data set with these columns, in letters of either case, or None."""
    names = {name.strip().casefold() for name in columns}
    return next((table for table in EVENT_TABLES if table.recognises(names)), None)


def _articles(rows: Rows, document: Document, where: str, note: str) -> Iterator[Article | Skipped]:
    first, samples, ended = _sampled(rows)
    if not samples:
        yield from (row for row in first if isinstance(row, Skipped))
        raise ended or LoadError(f"{where} has no rows to read")
    said, read = _reader(samples, document, where)
    note = f"{where}: {note}; {said}" if note else f"{where}: {said}"
    found = (
        row if isinstance(row, Skipped) else made_or_skipped(row.where, partial(read, row))
        for row in itertools.chain(first, rows)
    )
    is_first = True
    for one in until_mostly_skipped(found, where, "rows", hint=f"; columns: {said}"):
        if is_first and isinstance(one, Article):
            is_first = False
            yield replace(one, notes=(note, *one.notes))
        else:
            yield one
    if ended:
        raise ended


def _sampled(
    rows: Rows,
) -> tuple[list[Row | Skipped], dict[str, list[str]], LoadError | None]:
    """The first rows, of each column the beginnings of its values in them, and what ended them."""
    first: list[Row | Skipped] = []
    samples: dict[str, list[str]] = {}
    good = characters = 0
    try:
        for row in rows:
            first.append(row)
            if isinstance(row, Row):
                good += 1
                characters += _add(row, samples)
            if good >= _SAMPLE_ROWS or characters > _SAMPLE_CHARACTERS:
                break
            if len(first) > good + _MOST_REFUSED:
                break
    except LoadError as exc:  # what was read before that is read all the same
        return first, samples, exc
    return first, samples, None


def _add(row: Row, samples: dict[str, list[str]]) -> int:
    """Add the row's values to the samples; how many characters it has."""
    characters = 0
    for name, value in row.values.items():
        values = samples.setdefault(name, [])
        characters += len(value)
        if begun := value[:_LOOKED_AT_CHARACTERS].strip():
            values.append(begun)
    return characters


def _reader(
    samples: Mapping[str, list[str]], document: Document, where: str
) -> tuple[str, Callable[[Row], Article]]:
    """What the note says of the columns, and what makes an article of a row."""
    said_by_user = not samples.keys().isdisjoint(document.columns.values())
    events = None if said_by_user else event_table(samples)
    if events is not None:
        own = {name: name.strip().casefold() for name in samples}
        return f"read as {events.name}", lambda row: events.article(
            {own[name]: value for name, value in row.values.items() if name in own}, row.where
        )
    roles = tell_roles(samples, given=document.columns, where=where)
    reader = _PlainRows(roles, samples)
    said = f"{roles.said()}; tags of HTML are left out" if reader.markup else roles.said()
    return said, reader.article


class _PlainRows:
    """Makes articles of rows whose columns have the given roles."""

    def __init__(self, roles: Roles, samples: Mapping[str, list[str]]) -> None:
        columns = roles.columns
        self._text = columns["text"]
        self._metadata = [(role, columns[role]) for role in _PLAIN_ROLES if role in columns]
        self._point = [columns.get(role, "") for role in POINT_ROLES]
        self.markup = is_markup(samples.get(self._text, ()))
        """Whether the texts are HTML, as programs that publish pages export them."""
        days = samples.get(columns.get("published", ""), ())
        self._day_first = day_comes_first(days)
        # Of cells that were typed in, a spreadsheet keeps some as numbers and some as text.
        self._serials = are_serials([day for day in days if not is_days([day])])

    def article(self, row: Row) -> Article:
        given = row.values
        text = given.get(self._text, "")
        if self.markup and has_tags(text):
            text = unescaped_text(text)
        if not text.strip():
            raise LoadError(f"{row.where} has no text in {self._text!r}; an article needs one")
        values = {role: given[name] for role, name in self._metadata if given.get(name)}
        if "title" in values:  # a headline that was HTML has entities
            values["title"] = unescaped_text(values["title"], is_plain=True)
        if "published" in values:
            stated = day_of_serial(values["published"]) if self._serials else values["published"]
            values["published"] = day_text(stated, day_first=self._day_first)
        article = article_from(Fields(values, dict.fromkeys(values, row.where)), text, row.where)
        told_point = (given.get(name, "") for name in self._point)
        points, notes = stated_points(*told_point, where=row.where)
        return replace(article, points=points, notes=(*article.notes, *notes))


def _row(record: Record, names: Sequence[str]) -> Row | Skipped:
    values = record.values
    if len(values) != len(names):
        if len(values) < len(names) or any(map(str.strip, values[len(names) :])):
            return Skipped(
                record.where,
                f"{record.where} has {len(values)} values where the header has {len(names)}; "
                "is a quote missing, or a separator too many?",
            )
        values = values[: len(names)]
    return Row(record.where, dict(zip(names, values, strict=True)))


def _blank(record: Record | Skipped) -> bool:
    return isinstance(record, Record) and not any(map(str.strip, record.values))


def _header_at(first: list[Record | Skipped]) -> int:
    for position, record in enumerate(first):
        if isinstance(record, Record) and _is_header(record.values):
            known = sum(role_of(name) is not None for name in record.values)
            if known >= _FEWEST_KNOWN:
                return position
    return 0


def _is_header(values: Sequence[str]) -> bool:
    return not any(
        len(value) > _LONGEST_NAME
        or is_days([value])
        or is_addresses([value])
        or is_numbers([value])
        or (is_prose([value]) and role_of(value) is None)
        for value in map(str.strip, values)
        if value
    )


def _names(header: Sequence[str]) -> list[str]:
    if not _is_header(header):
        return [f"column {number}" for number in range(1, len(header) + 1)]
    names: dict[str, None] = {}
    for number, raw in enumerate(header, start=1):
        name = " ".join(raw.split()) or f"column {number}"
        names[name if name not in names else f"{name} (column {number})"] = None
    return list(names)
