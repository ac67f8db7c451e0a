"""Which column of a table is an article's text, title, day, source, and so on.

Decided by the columns' names where they tell and the values keep to it, else by the values alone,
or by the user, who is always right. Where no column is a text but one is a title, the headlines are
the texts. A table without either is refused with the columns that it has. What was decided is said
in one line; a column without a role is named there as not used, never dropped in silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.articles.formats.column_content import (
    fits,
    is_addresses,
    is_days,
    is_decimals,
    is_languages,
    is_numbers,
    is_prose,
    words_a_value,
)
from data.articles.formats.column_names import ROLES, role_named, role_of
from data.errors import LoadError

_SHOWN_COLUMNS = 12
_SHOWN_CHARACTERS = 40
_FEWEST_TO_TELL = 3
"""Rows below which values alone tell no language and no point."""
_SHOWN_AS = {"published": "date", "rests_on": "what it rests on"}


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
