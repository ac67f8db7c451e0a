"""Rows of any table to articles: the columns' roles are told once, from the first rows.

Where the columns are those of an event table (``events``), its own module reads the rows, unless
the user says what the columns are. A row that makes no article is refused by name and the rest is
read; a table is left where over 1,000 rows, and most of them, were refused. What each column was
taken for is noted with the first article; of the rows' own notes a few are shown (``row_notes``).
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from data.articles.formats.cells import day_comes_first, day_text
from data.articles.formats.column_content import has_tags, is_markup
from data.articles.formats.column_roles import Roles, tell_roles
from data.articles.formats.document import Document
from data.articles.formats.events.registry import event_table
from data.articles.formats.fragments import fragment_text
from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.points import POINT_ROLES, stated_points
from data.articles.formats.protocol import Refused
from data.articles.formats.row_notes import few_notes
from data.errors import LoadError
from data.model import Article

_SAMPLE_ROWS = 500
_SAMPLE_CHARACTERS = 4_000_000
_LOOKED_AT_CHARACTERS = 1000
"""Of a value, to tell what its column is."""
_MOST_REFUSED = 1000
_PLAIN_ROLES = ("title", "published", "source", "url", "id", "lang", "author", "kind", "rests_on")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and the text of its cells by column; an empty cell may lack."""

    where: str
    values: Mapping[str, str]


Rows = Iterator[Row | Refused]


def table_articles(
    rows: Rows, document: Document, where: str, *, note: str = ""
) -> Iterator[Article | Refused]:
    """The articles in ``rows`` of the table that ``where`` names.

    ``note`` is what else is to be said of the table ("read as Windows-1251").

    Raises ``LoadError`` where it has no rows, no column for the text, or mostly refused ones.
    """
    yield from few_notes(_articles(rows, document, where, note), where)


def _articles(rows: Rows, document: Document, where: str, note: str) -> Iterator[Article | Refused]:
    first, samples, ended = _sampled(rows)
    if not samples:
        yield from (row for row in first if isinstance(row, Refused))
        raise ended or LoadError(f"{where} has no rows to read")
    said, read = _reader(samples, document, where)
    note = f"{where}: {note}; {said}" if note else f"{where}: {said}"
    taken = refused = 0
    for row in itertools.chain(first, rows):
        found = _article(row, read)
        if isinstance(found, Refused):
            refused += 1
            yield found
            if refused > max(_MOST_REFUSED, taken):
                raise LoadError(
                    f"{where}: {refused} rows refused, {taken} taken; the rest is not read; "
                    f"columns: {said}"
                )
            continue
        yield found if taken else replace(found, notes=(note, *found.notes))
        taken += 1
    if ended:
        raise ended


def _sampled(
    rows: Rows,
) -> tuple[list[Row | Refused], dict[str, list[str]], LoadError | None]:
    """The first rows, of each column the beginnings of its values in them, and what ended them."""
    first: list[Row | Refused] = []
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


def _article(row: Row | Refused, read: Callable[[Row], Article]) -> Article | Refused:
    if isinstance(row, Refused):
        return row
    try:
        return read(row)
    except LoadError as exc:
        return Refused(row.where, str(exc))


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
        self._day_first = day_comes_first(samples.get(columns.get("published", ""), ()))

    def article(self, row: Row) -> Article:
        given = row.values
        text = given.get(self._text, "")
        if self.markup and has_tags(text):
            text = fragment_text(text)
        if not text.strip():
            raise LoadError(f"{row.where} has no text in {self._text!r}; an article needs one")
        values = {role: given[name] for role, name in self._metadata if given.get(name)}
        if "published" in values:
            values["published"] = day_text(values["published"], day_first=self._day_first)
        article = article_from(Fields(values, dict.fromkeys(values, row.where)), text, row.where)
        told_point = (given.get(name, "") for name in self._point)
        points, notes = stated_points(*told_point, where=row.where)
        return replace(article, points=points, notes=(*article.notes, *notes))
