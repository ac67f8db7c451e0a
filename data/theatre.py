"""Reads a theatre: which war, where and between whom, from a folder of tables.

``theatre.toml`` in the folder names the countries, the parties, the first day, the time zone, the
extent and the other tables; CONTRIBUTING.md says how to write one. Everything that is wrong in it
is reported at once, one line each. Read once where the program starts, and passed down.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from data.errors import TheatreError
from data.model import CONTESTED
from geocode.errors import SourceError
from geocode.focus import NO_FOCUS, Focus, read_focus

THEATRES = Path(__file__).resolve().parent.parent / "theatres"
"""The theatres that come with the program, a folder each."""
FILE = "theatre.toml"
_COLOUR = "#[0-9a-f]{6}"
_COUNTRY = "[A-Z]{2}"
_LANGUAGE = "[a-z]{2}"
_SITE = r"[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_PARTY = r"[A-Za-z][\w-]*"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Translated:
    """Words in the languages of the interface; those that are missing are the English ones."""

    en: str
    uk: str
    ru: str

    def to(self, lang: str) -> str:
        """The words in ``lang``: "en", "uk" or "ru"."""
        return {"uk": self.uk, "ru": self.ru}.get(lang, self.en)


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour on a light and on a dark page, as #rrggbb."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the war."""

    id: str
    """As the control table and the exports write it."""
    name: Translated
    adjective: Translated
    """ As in "... forces"."""
    colour: Colours
    country: str
    """ISO 3166-1 alpha-2 code of its own country, or "": no front runs where one's own country
    meets another's."""
    invader: bool
    """True for exactly one party: the line is where its ground ends."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A box in degrees; what lies outside is not of this theatre."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class View:
    """What the map shows while nothing is on it."""

    latitude: float
    longitude: float
    zoom: int


@dataclass(frozen=True, slots=True)
class Barrier:
    """A river or range that a front rarely crosses."""

    place_id: str
    name: str
    weight: float
    """How much of a settlement's influence crosses it: 0 nothing, 1 all."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """A war as the program needs to know it."""

    id: str
    """The name of its folder."""
    folder: Path
    name: Translated
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes; the country that articles are about first."""
    parties: tuple[Party, ...]
    """In the order in which they are shown."""
    first_day: date
    time_zone: ZoneInfo
    """An instant in UTC that a source there states is the day that the calendar shows there."""
    languages: tuple[str, ...]
    sites: tuple[str, ...]
    """Hosts of sources that live by the zone's clock, beside those of the countries' domains."""
    extent: Extent
    view: View
    barriers: tuple[Barrier, ...]
    control: Path
    """The table of who held which settlement from which day on."""
    control_reaches: date | None
    """The last day up to which the table was written; None: not said."""
    least_occupied_km2: float
    most_occupied_km2: float
    """A front-line file in which the invader holds less or more is broken."""
    focus: Focus = field(repr=False, compare=False)
    """What the geocoder has to know of the war."""
    version: str
    """A digest of all its files: what was read with another one may be read otherwise."""

    @property
    def home(self) -> str:
        """The country that articles are about unless they say otherwise."""
        return self.countries[0]

    @property
    def invader(self) -> Party:
        """The party whose ground the front line bounds."""
        return next(party for party in self.parties if party.invader)

    @property
    def defender(self) -> Party:
        """The first of the parties that the invader fights."""
        return next(party for party in self.parties if not party.invader)

    @property
    def holders(self) -> tuple[str, ...]:
        """What the table may say of a settlement: the ids of the parties, then "contested"."""
        return (*(party.id for party in self.parties), CONTESTED)


def load_theatre(name_or_folder: str | Path) -> Theatre:
    """The theatre of that name, or of that folder, with everything in it checked.

    Raises:
        TheatreError: there is none, or its file is wrong; a line for each error.
    """
    folder = _folder(name_or_folder)
    path = folder / FILE
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise TheatreError(f"{path}: cannot be read ({exc.strerror or exc}); restore it") from exc
    except ValueError as exc:  # TOML or UTF-8
        raise TheatreError(f"{path}: not TOML ({exc}); correct it there") from exc
    table = _Table(values, str(path), "", [])
    theatre = _theatre(folder, table)
    if table.wrong:
        raise TheatreError("\n".join(table.wrong))
    return theatre


def _folder(given: str | Path) -> Path:
    named = THEATRES / given
    folder = named if re.fullmatch(r"[\w-]+", str(given)) and named.is_dir() else Path(given)
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in THEATRES.glob("[a-z]*") if path.is_dir()))
        raise TheatreError(f"no theatre {str(given)!r}; use {known} or a folder with a {FILE}")
    return folder


def _theatre(folder: Path, table: "_Table") -> Theatre:
    parties = tuple(_party(one) for one in table.tables("parties"))
    ids = [party.id for party in parties]
    if len(set(ids)) < max(2, len(ids)) or CONTESTED in ids:
        table.say("parties", f"must be two or more, with an id each that is not {CONTESTED!r}")
    if sum(party.invader for party in parties) != 1:
        table.say("parties", "must have invader = true in exactly one")
    box, view, occupied = (table.table(key) for key in ("extent", "view", "occupied_km2"))
    extent = Extent(
        west=box.number("west", -180, 180),
        south=box.number("south", -90, 90),
        east=box.number("east", -180, 180),
        north=box.number("north", -90, 90),
    )
    if not table.wrong and not (extent.west < extent.east and extent.south < extent.north):
        table.say("extent", "is empty; west and south are the smaller numbers")
    control = folder / table.text("control")
    if not control.is_file():
        table.say("control", f"names {control.name!r}, which is not in {folder}; put it there")
    return Theatre(
        id=folder.resolve().name,
        folder=folder,
        name=table.translated("name"),
        countries=table.texts("countries", _COUNTRY, "ISO 3166-1 alpha-2 codes"),
        parties=parties,
        first_day=table.value("first_day", date, date(2000, 1, 1), "a day: YYYY-MM-DD, unquoted"),
        time_zone=table.zone("time_zone"),
        languages=table.texts("languages", _LANGUAGE, "ISO 639-1 codes"),
        sites=table.texts("sites", _SITE, "hosts") if "sites" in table.values else (),
        extent=extent,
        view=View(
            latitude=view.number("latitude", -90, 90),
            longitude=view.number("longitude", -180, 180),
            zoom=int(view.number("zoom", 0, 19)),
        ),
        barriers=tuple(
            Barrier(one.text("place_id"), one.text("name"), one.number("weight", 0, 1))
            for one in table.tables("barriers", needed=False)
        ),
        control=control,
        control_reaches=_reaches(table),
        least_occupied_km2=occupied.number("least", 0, 1e9),
        most_occupied_km2=occupied.number("most", 0, 1e9),
        focus=_focus(folder, table.wrong),
        version=_version(folder),
    )


def _reaches(table: "_Table") -> date | None:
    if "control_reaches" not in table.values:
        return None
    day = table.value("control_reaches", date, date.max, "a day: YYYY-MM-DD, unquoted")
    if day < table.value("first_day", date, date.min, "a day", needed=False):
        table.say("control_reaches", f"is {day}, before first_day; give the table's last day")
    return day


def _focus(folder: Path, wrong: list[str]) -> Focus:
    try:
        return read_focus(folder)
    except SourceError as exc:
        wrong += [line for line in str(exc).splitlines() if line not in wrong]
        return NO_FOCUS


def _version(folder: Path) -> str:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _party(table: "_Table") -> Party:
    colour = table.table("colour")
    return Party(
        id=table.text("id", _PARTY, "letters, digits, - and _"),
        name=table.translated("name"),
        adjective=table.translated("adjective"),
        colour=Colours(*(colour.text(key, _COLOUR, "#rrggbb") for key in ("light", "dark"))),
        country=table.text("country", _COUNTRY, "an ISO 3166-1 alpha-2 code", needed=False),
        invader=table.value("invader", bool, False, "true or false", needed=False),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file; what is wrong in it is added to ``wrong`` and replaced to read on."""

    values: Mapping[str, object]
    path: str
    inside: str
    wrong: list[str]

    def say(self, key: str, problem: str) -> None:
        self.wrong.append(f"{self.path}: {self.inside}{key} {problem}")

    def value(self, key: str, kind: type[_T], default: _T, hint: str, *, needed: bool = True) -> _T:
        found = self.values.get(key)
        # Exactly that type: a bool is an int, a moment is a day.
        if type(found) is kind:
            return found
        if found is None and needed:
            self.say(key, f"is missing; give {hint}")
        elif found is not None:
            self.say(key, f"is {found!r}; give {hint}")
        return default

    def text(self, key: str, form: str = ".+", hint: str = "a text", *, needed: bool = True) -> str:
        found = self.value(key, str, "", hint, needed=needed)
        if found and not re.fullmatch(form, found):
            self.say(key, f"is {found!r}; give {hint}")
        return found

    def texts(self, key: str, form: str, hint: str) -> tuple[str, ...]:
        found = self.value(key, list, [], f"a list of {hint}")
        if key in self.values and not found:
            self.say(key, f"is empty; give {hint}")
        for one in found:
            if not (isinstance(one, str) and re.fullmatch(form, one)):
                self.say(key, f"holds {one!r}; give {hint}")
        return tuple(str(one) for one in found)

    def number(self, key: str, least: float, most: float) -> float:
        found = self.values.get(key)
        hint = f"a number from {least:g} to {most:g}"
        number = float(self.value(key, int, 0, hint) if type(found) is not float else found)
        if not least <= number <= most:
            self.say(key, f"is {number:g}; give {hint}")
        return number

    def zone(self, key: str) -> ZoneInfo:
        name = self.text(key)
        try:
            return ZoneInfo(name or "UTC")
        except (KeyError, OSError, ValueError):
            self.say(key, f"is {name!r}; give a name of the IANA list (Area/City)")
        return ZoneInfo("UTC")

    def translated(self, key: str) -> Translated:
        table = self.table(key)
        english = table.text("en")
        others = (table.value(lang, str, english, "a text", needed=False) for lang in ("uk", "ru"))
        return Translated(english, *others)

    def table(self, key: str) -> "_Table":
        found: Mapping[str, object] = self.value(key, dict, {}, f"a table [{key}]")
        return _Table(found, self.path, f"{self.inside}{key}.", self.wrong)

    def tables(self, key: str, *, needed: bool = True) -> list["_Table"]:
        found = self.value(key, list, [], f"tables [[{key}]]", needed=needed)
        return [
            _Table(
                one if isinstance(one, dict) else {},
                self.path,
                f"{self.inside}{key}[{number}].",
                self.wrong,
            )
            for number, one in enumerate(found, start=1)
        ]
