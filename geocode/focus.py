"""What a war adds to the geocoder: its countries, its front line and its words.

``read_focus`` reads it from the folder of a theatre; ``Geoparser(gazetteer, focus=...)`` uses it.
Without one the geocoder knows no war. How much each clue counts is learned and lies beside the
other weights (``files/weights/ranker.json``: the signals "in the theatre", "at the front" and
those marked "(theatre)").
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from geocode.errors import SourceError
from geocode.front import Front, Point
from geocode.model import is_country_code
from geocode.sectors import Sectors, read_sectors

DEFAULT_THEATRE = "ukraine"
THEATRES = Path(__file__).resolve().parent.parent / "theatres"
"""The theatres that ship, beside the package."""
_LISTS = (
    "subject_stems", "war_stems", "languages", "neighbours", "proclaimed_units", "services",
    "organisations",
)  # fmt: skip
"""What ``words.toml`` has to hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """What is known of one war; compared by identity, so that what is made of it can be cached."""

    countries: tuple[str, ...] = ()
    """ISO alpha-2 codes of the countries at war, the home country first: it is fought over, and
    the gazetteer has all its villages."""
    neighbours: tuple[str, ...] = ()
    """ISO alpha-2 codes of countries whose villages are in the news with the home country's."""
    front: Front = field(default_factory=Front)
    """Where the front was, by month."""
    languages: tuple[str, ...] = ()
    """Languages ("uk") whose texts are about the home country where they name no other."""
    subject_stems: tuple[str, ...] = ()
    """What words begin with in texts about the home country."""
    war_stems: tuple[str, ...] = ()
    """What words begin with in reports that need not name the home country."""
    proclaimed_units: tuple[str, ...] = ()
    """Abbreviated units that one side proclaimed; behind a town's name they hold it."""
    services: tuple[str, ...] = ()
    """Abbreviated services and ministries, which stand before the name of their country."""
    organisations: tuple[str, ...] = ()
    """Phrases that are never a place, besides those of the cue tables."""
    sectors: Sectors = field(default_factory=Sectors)
    """Which part of the front each group of forces held."""
    home: str = field(init=False)
    """The first of ``countries``; empty where there are none."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "home", self.countries[0] if self.countries else "")


NO_FOCUS = Focus()
"""The focus of a geocoder that knows no war."""


def read_focus(theatre: str | Path) -> Focus:
    """The focus of a theatre, from its ``theatre.toml``, ``words.toml`` and tables.

    Args:
        theatre: The name of one that ships, or a folder.

    Raises:
        SourceError: There is no such theatre, or its files are wrong; a line for each error.
    """
    folder = _folder(theatre)
    errors: list[str] = []
    facts, words = (_table(folder / name, errors) for name in ("theatre.toml", "words.toml"))
    countries = _strings(facts, "countries", folder / "theatre.toml", errors)
    lists = {name: _strings(words, name, folder / "words.toml", errors) for name in _LISTS}
    front = _front(folder / "front.csv", errors)
    named = "group_stems" in words
    stems = _strings(words, "group_stems", folder / "words.toml", errors) if named else ()
    sectors = read_sectors(folder / "sectors.csv", stems, errors)
    for path, codes in (("theatre.toml", countries), ("words.toml", lists["neighbours"])):
        errors += [
            f"{folder / path}: {code!r} is not a country; use two capital letters"
            for code in codes
            if not (is_country_code(code) and code.isupper())
        ]
    if errors:
        raise SourceError("\n".join(errors))
    return Focus(countries=countries, front=front, sectors=sectors, **lists)


def _folder(theatre: str | Path) -> Path:
    for folder in (THEATRES / theatre, Path(theatre).expanduser()):
        if (folder / "theatre.toml").is_file():
            return folder
    raise SourceError(f"no theatre {str(theatre)!r}; use a name or a folder with a theatre.toml")


def _table(path: Path, errors: list[str]) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        errors.append(f"{path}: cannot be read ({exc})")
        return {key: [] for key in ("countries", *_LISTS)}


def _strings(
    table: Mapping[str, object], key: str, path: Path, errors: list[str]
) -> tuple[str, ...]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        errors.append(f"{path}: {key} is missing or is not a list of words")
        return ()
    return tuple(value)


def _front(path: Path, errors: list[str]) -> Front:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(_points(file, path, errors))
    except (OSError, ValueError) as exc:
        errors.append(f"{path}: cannot be read ({exc})")
        return Front()
    by_day = groupby(rows, key=lambda row: row[0])
    return Front([(day, [point for _, point in points]) for day, points in by_day])


def _points(lines: Iterator[str], path: Path, errors: list[str]) -> Iterator[tuple[date, Point]]:
    before = date.min
    for number, row in enumerate(csv.DictReader(lines), start=2):
        try:
            day = date.fromisoformat(row["day"])
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except (KeyError, TypeError, ValueError) as exc:
            errors.append(f"{path} line {number}: needs day, latitude, longitude ({exc!r})")
            continue
        if day < before:
            errors.append(f"{path} line {number}: day {day} comes after {before}; sort by day")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            errors.append(f"{path} line {number}: {latitude}, {longitude} is not on the globe")
        before = day
        yield day, (latitude, longitude)
