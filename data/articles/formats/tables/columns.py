"""Decides which column of a table holds an article's text, title, day, source, and so on.

The user's choice comes first, then the columns' names where the values agree with them, then the
values alone. If no column is a text but one is a title, the headlines are the texts. A table with
neither is rejected with a list of its columns. The decision is reported in one line; a column
without a role is named there as not used, never dropped in silence.

Names are compared in lower case, with everything but letters and digits as one space, and words run
together by capitals taken apart ("publishedAt" is "published at"). Within a role the names are in
order of preference: a table with both a body and a summary gives its body as the text.

Values are judged by shares of those that are not empty in a sample of rows. A name may promise what
the values do not keep ("day" with numbers from 1 to 31, "text" with yes and no); then the column
does not fit the role.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from data.articles.formats.markup import has_tags
from data.articles.formats.metadata import FIELD_NAMES
from data.articles.formats.tables.cells import are_serials
from data.errors import LoadError
from data.model import SourceKind
from data.reading.dating import published, published_day
from data.reading.language import language_code

_CAPITALS = re.compile(r"(?<=[a-zа-яіїєґ0-9])(?=[A-ZА-ЯІЇЄҐ])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_LETTERS = re.compile(r"[\W_]+")
_NESTED = 1000
"""Added to the rank of a name inside an object: "date" before "event.date"."""
_TOLD_NESTED = frozenset({"text", "title", "published"})
"""Roles that the last part of a nested name tells; "image.url" is not the article's address."""
_NAMES = Path(__file__).parents[3] / "files" / "columns" / "names.toml"
_ROLE_NAMES = (
    "text title published source url id lang author latitude longitude place kind rests_on"
)
ROLES = tuple(_ROLE_NAMES.split())
"""What a column may be."""
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_SLASHED_DAY = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}(?:[0-9]{2})?(?![0-9])")
_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}$")
_SHORT_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$", re.IGNORECASE)
_LONGEST_ID = 300
_FEWEST_DIGITS = 8
"""Of a day that is written in digits alone (20220224, or seconds since 1970)."""
_PROSE_WORDS = 5
"""Words a value, on average, from which a column without a telling name is taken as text."""
_SHOWN_COLUMNS = 12
_SHOWN_CHARACTERS = 40
_FEWEST_TO_TELL = 3
"""Rows below which values alone tell no language and no point."""
_SHOWN_AS = {"published": "date"}
SHOWN_ROLES = tuple(_SHOWN_AS.get(role, role) for role in ROLES)
"""The roles as messages name them, and as ``--columns`` takes them."""


def plain(name: str) -> str:
    """``name`` as it is compared."""
    apart = _CAPITALS.sub(" ", unicodedata.normalize("NFKC", name))
    return _NO_LETTERS.sub(" ", apart).strip().casefold()


@lru_cache(maxsize=4096)
def role_of(name: str) -> tuple[str, int] | None:
    """The role that a column's name tells, and its rank there (0 first), or None."""
    found = _ranks().get(plain(name))
    if found or "." not in name:
        return found
    inner = _ranks().get(plain(name.rpartition(".")[2]))  # "article.body" of nested JSON
    return (inner[0], inner[1] + _NESTED) if inner and inner[0] in _TOLD_NESTED else None


def role_named(given: str) -> str | None:
    """The role that somebody means by ``given`` ("date", "дата"), or None."""
    found = _ranks().get(plain(given))
    return found[0] if found else None


def fits(role: str, values: Sequence[str]) -> bool:
    """Whether the values may be what the column's name says; an empty column may be anything."""
    return not values or _FITS[role](values)


def is_days(values: Sequence[str], share: float = 0.5) -> bool:
    """Whether at least ``share`` of the values are days or moments."""
    return _share(_is_day, values) >= share


def is_addresses(values: Sequence[str], share: float = 0.5) -> bool:
    """Whether at least ``share`` of the values are web addresses."""
    return _share(lambda value: bool(_ADDRESS.match(value)), values) >= share


def is_languages(values: Sequence[str], share: float = 0.8) -> bool:
    """Whether at least ``share`` of the values name a language."""
    return _share(_is_language, values) >= share


def is_decimals(values: Sequence[str], limit: float) -> bool:
    """Whether all are decimal degrees with three places or more, within ``limit`` of zero."""
    return _share(lambda v: bool(_DECIMALS.match(v)) and abs(float(v)) <= limit, values) == 1.0


def is_numbers(values: Sequence[str]) -> bool:
    """Whether more than half of the values are plain numbers."""
    return _share(lambda value: _number(value) is not None, values) > 0.5


def is_markup(values: Sequence[str]) -> bool:
    """Whether at least half of the values have tags of HTML."""
    return _share(has_tags, values) >= 0.5


def words_a_value(values: Sequence[str]) -> float:
    """How many words a value has, on average; 0 without any."""
    return sum(len(value.split()) for value in values) / len(values) if values else 0.0


def is_prose(values: Sequence[str]) -> bool:
    """Whether the values read as text: several words each."""
    return words_a_value(values) >= _PROSE_WORDS


@dataclass(frozen=True, slots=True)
class Roles:
    """What each column of a table is."""

    columns: Mapping[str, str]
    """Role to column; "text" is always there."""
    unused: tuple[str, ...] = ()

    def said(self) -> str:
        """In one line: "text from 'Body', date from 'Дата'; not used: 'likes'"."""
        used = ", ".join(
            f"{_SHOWN_AS.get(role, role)} from {_shown(self.columns[role])}"
            for role in ROLES
            if role in self.columns
        )
        return f"{used}; not used: {_listed(self.unused)}" if self.unused else used


def tell_roles(
    samples: Mapping[str, Sequence[str]], *, given: Mapping[str, str], where: str
) -> Roles:
    """The roles of the columns, whose names are the keys of ``samples``, in the table's order.

    ``samples`` has the values of some rows, without the empty ones. ``given`` says role to column
    (names as people write them: "date", "Дата"); an empty column there takes the role away.
    Raises ``LoadError`` where no column can be the text, or a column that is given is not there.
    """
    chosen = _given(samples, given, where)
    settled = {role_named(name) for name in given}
    for role, name in _by_name(samples).items():
        if role not in settled and name not in chosen.values():
            chosen[role] = name
    _by_content(samples, chosen, settled)
    if "text" not in chosen and (last := chosen.get("title") or _called_text(samples)):
        chosen.pop("title", None)
        chosen["text"] = last
    if "text" not in chosen:
        raise LoadError(
            f"{where}: no column can be told to be the text; it has {_listed(tuple(samples))}; "
            "name one with --columns text=COLUMN"
        )
    if len({"latitude", "longitude"} & chosen.keys()) == 1:  # half a point is none
        chosen.pop("latitude", None)
        chosen.pop("longitude", None)
    used = set(chosen.values())
    return Roles(chosen, tuple(name for name in samples if name not in used))


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    ranks: dict[str, tuple[str, int]] = {}
    for role, listed in tomllib.loads(_NAMES.read_text(encoding="utf-8")).items():
        for rank, name in enumerate(listed):
            ranks.setdefault(plain(name), (role, rank))
    for name, role in FIELD_NAMES.items():
        ranks.setdefault(plain(name), (role, len(ranks)))
    return ranks


def _share(holds: Callable[[str], bool], values: Sequence[str]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _is_day(value: str) -> bool:
    # A year by itself may be anything, from a page number to the year of the war.
    if value.isdecimal() and len(value) < _FEWEST_DIGITS:
        return False
    return bool(_SLASHED_DAY.match(value)) or published(value).day is not None


def _is_language(value: str) -> bool:
    return bool(_SHORT_CODE.match(value)) or len(language_code(value)) == 2


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _within(values: Sequence[str], limit: float) -> bool:
    numbers = [_number(value.replace(",", ".")) for value in values]
    return sum(n is not None and abs(n) <= limit for n in numbers) >= 0.8 * len(values)


def _words(values: Sequence[str]) -> bool:
    return not is_numbers(values) and not is_addresses(values)


def _text(values: Sequence[str]) -> bool:
    several = _share(lambda value: len(value.split()) > 1, values)
    return _words(values) and several >= 1 / 3 and not _share(_plain_day, values) >= 0.5


def _plain_day(value: str) -> bool:
    return published_day(value)[0] is not None


_FITS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "text": _text,
    "title": _words,
    "published": lambda values: is_days(values) or are_serials(values),
    "source": lambda values: not is_numbers(values),
    "url": is_addresses,
    "id": lambda values: max(map(len, values)) <= _LONGEST_ID,
    "lang": is_languages,
    "author": _words,
    "latitude": partial(_within, limit=90),
    "longitude": partial(_within, limit=180),
    "place": _words,
    "kind": lambda values: _share(lambda v: v.lower() in set(SourceKind), values) >= 0.5,
    "rests_on": _words,
}


def _given(
    samples: Mapping[str, Sequence[str]], given: Mapping[str, str], where: str
) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for named, column in given.items():
        role = role_named(named)
        if role is None:
            raise LoadError(f"--columns: {named!r} is nothing that an article has")
        if not column:
            continue
        matching = [name for name in samples if name.strip().casefold() == column.casefold()]
        if not matching:
            there = _listed(tuple(samples))
            raise LoadError(f"{where} has no column {column!r} for the {named}; it has {there}")
        chosen[role] = column if column in samples else matching[0]
    return chosen


def _by_name(samples: Mapping[str, Sequence[str]]) -> dict[str, str]:
    best: dict[str, tuple[bool, int, int, str]] = {}
    for position, (name, values) in enumerate(samples.items()):
        told = role_of(name)
        if told is None or not fits(told[0], values):
            continue
        role, rank = told
        candidate = (not values, rank, position, name)  # a column with values before one without
        best[role] = min(best.get(role, candidate), candidate)
    return {role: name for role, (*_order, name) in best.items()}


def _called_text(samples: Mapping[str, Sequence[str]]) -> str | None:
    """A column that is called a text and has words, though not several each; None without one."""
    called = [n for n, values in samples.items() if values and (role_of(n) or "")[:1] == ("text",)]
    return next((name for name in called if not is_numbers(samples[name])), None)


def _by_content(
    samples: Mapping[str, Sequence[str]], chosen: dict[str, str], settled: set[str | None]
) -> None:
    """Give the roles that no name told to the columns whose values tell them."""

    def free() -> list[str]:
        # A name that tells another role is believed as far as not to tell this one.
        return [n for n in samples if n not in chosen.values() and role_of(n) is None]

    def wanted(role: str) -> bool:
        return role not in chosen and role not in settled

    if wanted("published"):
        days = [n for n in free() if is_days(samples[n], 0.9) and not is_prose(samples[n])]
        if len(days) == 1:  # of two days, the names do not tell which is the published one
            chosen["published"] = days[0]
    if wanted("url"):
        links = [n for n in free() if is_addresses(samples[n], 0.9)]
        if len(links) == 1:
            chosen["url"] = links[0]
    if wanted("text"):
        prose = [n for n in free() if is_prose(samples[n]) and not is_numbers(samples[n])]
        if prose and not ("title" in chosen and words_a_value(samples[chosen["title"]]) == 0):
            chosen["text"] = max(prose, key=lambda n: words_a_value(samples[n]))
    if wanted("lang"):
        codes = [n for n in free() if _enough(samples[n]) and is_languages(samples[n], 1.0)]
        if len(codes) == 1:
            chosen["lang"] = codes[0]
    if wanted("latitude") and wanted("longitude"):
        _point(samples, chosen, free())


def _point(samples: Mapping[str, Sequence[str]], chosen: dict[str, str], free: list[str]) -> None:
    """Two decimal columns side by side are a point, latitude first; more than two tell nothing."""
    decimals = [n for n in free if _enough(samples[n]) and is_decimals(samples[n], 180)]
    names = list(samples)
    if len(decimals) == 2 and names.index(decimals[1]) - names.index(decimals[0]) == 1:
        first, second = decimals
        if is_decimals(samples[first], 90):
            chosen["latitude"], chosen["longitude"] = first, second


def _enough(values: Sequence[str]) -> bool:
    return len(values) >= _FEWEST_TO_TELL


def _shown(name: str) -> str:
    return repr(name if len(name) <= _SHOWN_CHARACTERS else name[:_SHOWN_CHARACTERS] + "…")


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(map(_shown, names[:_SHOWN_COLUMNS])) or "none"
    more = len(names) - _SHOWN_COLUMNS
    return f"{shown} and {more} more" if more > 0 else shown
