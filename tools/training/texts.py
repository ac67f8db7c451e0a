"""Reads the project's own training texts: articles whose place mentions are marked inline.

``[Lebanon|L|US-TN]`` marks a mention: the surface, its role, the unit it lies in. Offsets count
characters of the text without the marks. A file that breaks its own format is refused whole, with
file and line, as a mark that is silently dropped would teach that the name is no place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from geocode.errors import InputError

TRAINING_FOLDER = Path(__file__).resolve().parent / "marked_texts"
ARTICLE_END = "%%"
MANY_UNITS = "-"
"""The place lies in several countries, or in none: a sea, a continent."""
NO_GAZETTEER = "?"
"""A place that no gazetteer is expected to know."""

_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\|([^\[\]|]*)\]")
_STRAY = re.compile(r"[\[\]|]")
_WHERE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|-|\?")
_COUNTRY = re.compile(r"[A-Z]{2}|-")


class MarkRole(StrEnum):
    """How the marked name is used."""

    LITERAL = "L"
    """The place itself, or a place as where somebody is from."""
    METONYM = "A"
    """A government, a team or a people, called by the place's name alone."""
    DEMONYM = "D"
    """An adjective or the name of a people, also inside a longer name."""
    EMBEDDED = "E"
    """A place's name inside the name of something else: a paper, a ship, a university."""
    SITE = "S"
    """A named site, whole: an airport, a base, a hospital, a park."""


@dataclass(frozen=True)
class MarkedSpan:
    """One marked mention; ``text.text[start:end]`` is ``text``."""

    start: int
    end: int
    text: str
    role: MarkRole
    where: str
    """ISO 3166-2 code of the unit, else of the country, else ``MANY_UNITS`` or ``NO_GAZETTEER``."""


@dataclass(frozen=True)
class TrainingText:
    """One article without its marks, and the marks in order of their place in it."""

    text_id: str
    lang: str
    genre: str
    focus: str | None
    """ISO alpha-2 of the country that the article is about; None when it is about several."""
    text: str
    spans: tuple[MarkedSpan, ...]


def read_texts(path: Path) -> list[TrainingText]:
    """Return the articles of one file, in file order.

    Raises:
        InputError: A header or a mark does not fit; the message names file, line and what would.
    """
    return [_article(path, first, lines) for first, lines in _blocks(path)]


def read_all() -> list[TrainingText]:
    """Return the articles of every ``.txt`` of the folder, files in order of their names."""
    return [text for path in sorted(TRAINING_FOLDER.glob("*.txt")) for text in read_texts(path)]


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each article's lines with the number of the first; blank lines round it are dropped."""
    first, block = 1, list[str]()
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines, ARTICLE_END], start=1):
        if line.strip() != ARTICLE_END:
            if block or line.strip():
                first = first if block else number
                block.append(line.rstrip())
        elif block:
            while not block[-1]:
                block.pop()
            yield first, block
            block = []


def _article(path: Path, first: int, lines: list[str]) -> TrainingText:
    text_id, lang, genre, focus = _header(path, first, lines[0])
    body, spans, written = list[str](), list[MarkedSpan](), 0
    skipped = next((n for n, line in enumerate(lines[1:], 1) if line), len(lines))
    if skipped == len(lines):
        raise InputError(f"{path} line {first}: the article '{text_id}' has no text")
    for number, line in enumerate(lines[skipped:], start=first + skipped):
        plain, marks = _unmarked(path, number, line)
        spans += [
            MarkedSpan(m.start + written, m.end + written, m.text, m.role, m.where) for m in marks
        ]
        body.append(plain)
        written += len(plain) + 1
    return TrainingText(
        text_id, lang, genre, None if focus == "-" else focus, "\n".join(body), tuple(spans)
    )


def _header(path: Path, number: int, line: str) -> list[str]:
    fields = [field.strip() for field in line.removeprefix("#").split("|")]
    whole = line.startswith("#") and len(fields) == 4 and all(fields)
    if not whole or not _COUNTRY.fullmatch(fields[3]):
        raise InputError(
            f"{path} line {number}: '{line}' is no header; write '# id | lang | genre | focus' "
            "with a country's ISO code or '-' as focus"
        )
    return fields


def _unmarked(path: Path, number: int, line: str) -> tuple[str, list[MarkedSpan]]:
    """Return the line without its marks, and the marks with offsets into that line."""
    plain, marks, read = "", list[MarkedSpan](), 0
    for match in _MARK.finditer(line):
        plain += line[read : match.start()]
        read = match.end()
        surface, role, where = match.groups()
        fits = role in set(MarkRole) and _WHERE.fullmatch(where)
        if not surface or surface != surface.strip() or not fits:
            raise InputError(
                f"{path} line {number}: '{match[0]}' is no mark; write [name|ROLE|WHERE] with a "
                f"role of {', '.join(MarkRole)} and an ISO code, '-' or '?'"
            )
        end = len(plain) + len(surface)
        marks.append(MarkedSpan(len(plain), end, surface, MarkRole(role), where))
        plain += surface
    plain += line[read:]
    if stray := _STRAY.search(plain):
        near = plain[max(0, stray.start() - 20) : stray.start() + 20]
        raise InputError(
            f"{path} line {number}: '{stray[0]}' in '{near}' is not part of a mark; "
            "write [name|ROLE|WHERE]"
        )
    return plain, marks
