"""Reads the page's address into what the page shows, and writes it. Pure.

Every choice is in the address, so that a copied link shows the same. An address is hostile until
it was read here: what does not fit is ignored with one line, never raised. Zoom and centre follow
the ``#`` and belong to dashboard/map/browser/view.js.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import TypeVar

from dashboard.texts import text
from data import Box, ClaimEvent, DateRange, DayBy, Filter, Provider
from geocode.model import Kind

T = TypeVar("T")
Pairs = dict[str, list[str]]

PLACE_ID = re.compile(
    r"geonames:\d{1,12}|katottg:[A-Z]{2}\d{5,20}|iso:[A-Z]{2}(-[A-Z0-9]{1,3})?"
    r"|frontline:[a-z0-9-]{1,60}"
)
_VERSIONS = re.compile(r"[1-9]\d{0,5},[1-9]\d{0,5}")
_LONGEST_TEXT = 300
"""As long as the name of a source may be."""
_MOST_VALUES = 100
LAST_PAGE = 100_000
LAST_ARTICLE = 10**12


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the user chose."""

    filter: Filter = field(default_factory=Filter)
    place_id: str | None = None
    page: int = 1
    """Page of the excerpts, from 1."""
    front_sources: tuple[Provider, ...] = ()
    """Whose evidence the front rests on; empty: the usual ones."""
    day: date | None = None
    """The cursor, the day whose front line is drawn; None: the last of the chosen days."""
    file: bool = False
    """The front-line file of the day is drawn too."""
    ground: tuple[float, float] | None = None
    """Latitude and longitude of the ground whose holder and evidence are shown, degrees."""
    choropleth: bool = False
    """Areas are coloured by how often they are named."""
    tiles: bool = False
    article: int | None = None
    """Number of the opened article."""
    compared: tuple[int, int] | None = None
    """The versions of the article that are compared, older first; None: the last two."""
    listed: int = 1
    """Page of the list of articles, from 1."""
    undated_only: bool = False
    """The list of articles shows those without a day."""


def write(screen: Screen, *, default: Screen | None = None) -> Pairs:
    """The parameters that ``read`` turns into the same screen; defaults are left out."""
    plain = default or Screen()
    chosen, usual = screen.filter, plain.filter
    pairs: dict[str, Iterable[str]] = {
        "from": _day_text(chosen.days.first),
        "to": _day_text(chosen.days.last),
        "by": [] if chosen.by is usual.by else [chosen.by.value],
        "source": chosen.sources,
        "lang": chosen.languages,
        "kind": [kind.value for kind in chosen.kinds],
        "inside": [chosen.inside] if chosen.inside else [],
        "box": _box_text(chosen.box),
        "claim": [claim.value for claim in chosen.claims],
        "q": [chosen.search] if chosen.search else [],
        "briefs": _switch_text(chosen.briefs, usual.briefs),
        "undated": _switch_text(chosen.undated, usual.undated),
        "names": _switch_text(chosen.associative, usual.associative),
        "place": [screen.place_id] if screen.place_id else [],
        "page": [str(screen.page)] if screen.page > 1 else [],
        "line": screen.front_sources,
        "day": _day_text(screen.day),
        "file": _switch_text(screen.file, plain.file),
        "at": ["{:.4f},{:.4f}".format(*screen.ground)] if screen.ground else [],
        "areas": _switch_text(screen.choropleth, plain.choropleth),
        "tiles": _switch_text(screen.tiles, plain.tiles),
        "article": [str(screen.article)] if screen.article else [],
        "versions": ["{},{}".format(*screen.compared)] if screen.compared else [],
        "list": [str(screen.listed)] if screen.listed > 1 else [],
        "nodate": _switch_text(screen.undated_only, plain.undated_only),
    }
    return {name: list(values) for name, values in pairs.items() if list(values)}


def read(
    pairs: Mapping[str, Sequence[str]], *, default: Screen | None = None
) -> tuple[Screen, list[str]]:
    """The screen that the address asks for, and a line for each part that could not be used.

    Parameters of other names are ignored without a line.
    """
    plain = default or Screen()
    usual = plain.filter
    reader = _Reader(pairs)
    first, last = reader.day("from"), reader.day("to")
    if first and last and first > last:
        reader.refuse("from", first.isoformat(), text("address.after", last=last))
        first = last = None
    chosen = Filter(
        days=DateRange(first, last),
        by=DayBy(next(iter(reader.texts("by", allowed={*DayBy})), usual.by)),
        sources=reader.texts("source"),
        languages=reader.texts("lang"),
        kinds=tuple(Kind(value) for value in reader.texts("kind", allowed={*Kind})),
        inside=next(iter(reader.texts("inside", pattern=PLACE_ID)), None),
        box=reader.box("box"),
        claims=tuple(map(ClaimEvent, reader.texts("claim", allowed={*ClaimEvent}))),
        search=" ".join(reader.texts("q")[:1]),
        briefs=reader.switch("briefs", usual.briefs),
        undated=reader.switch("undated", usual.undated),
        associative=reader.switch("names", usual.associative),
    )
    screen = Screen(
        filter=chosen,
        place_id=next(iter(reader.texts("place", pattern=PLACE_ID)), None),
        page=reader.number("page", 1, LAST_PAGE),
        front_sources=tuple(map(Provider, reader.texts("line", allowed={*Provider}))),
        day=reader.day("day"),
        file=reader.switch("file", plain.file),
        ground=reader.point("at"),
        choropleth=reader.switch("areas", plain.choropleth),
        tiles=reader.switch("tiles", plain.tiles),
        article=reader.number("article", 0, LAST_ARTICLE) or None,
        compared=reader.versions("versions"),
        listed=reader.number("list", 1, LAST_PAGE),
        undated_only=reader.switch("nodate", plain.undated_only),
    )
    return screen, reader.refused


class _Reader:
    """Takes values out of the pairs and notes what it cannot use."""

    def __init__(self, pairs: Mapping[str, Sequence[str]]) -> None:
        self._pairs = pairs
        self.refused: list[str] = []

    def refuse(self, name: str, value: str, why: str) -> None:
        shown = value if len(value) <= 40 else value[:40] + "…"
        self.refused.append(text("address.ignored", name=name, value=shown, why=why))

    def texts(
        self,
        name: str,
        *,
        allowed: Iterable[str] | None = None,
        pattern: re.Pattern[str] | None = None,
    ) -> tuple[str, ...]:
        """The values that fit, in order, each once."""
        fitting: dict[str, None] = {}
        values = list(self._pairs.get(name, ()))
        if len(values) > _MOST_VALUES:
            self.refuse(name, values[0], text("address.too_many", n=len(values)))
            return ()
        for value in values:
            if not value or len(value) > _LONGEST_TEXT:
                self.refuse(name, value, text("address.length"))
            elif any(ord(character) < 32 for character in value):
                self.refuse(name, repr(value), text("address.controls"))
            elif (allowed is not None and value not in set(allowed)) or (
                pattern is not None and not pattern.fullmatch(value)
            ):
                self.refuse(name, value, text("address.unknown"))
            else:
                fitting[value] = None
        return tuple(fitting)

    def _first(self, name: str, form: str, usual: T, made: Callable[[str], T], why: str) -> T:
        for value in self._pairs.get(name, ())[:1]:
            with suppress(ValueError):
                if re.fullmatch(form, value, re.ASCII):
                    return made(value)
            self.refuse(name, value, why)
        return usual

    def day(self, name: str) -> date | None:
        form, why = r"\d{4}-\d{2}-\d{2}", text("address.day")
        return self._first(name, form, None, date.fromisoformat, why)

    def versions(self, name: str) -> tuple[int, int] | None:
        """Two numbers, the smaller first."""
        for value in self.texts(name, pattern=_VERSIONS)[:1]:
            one, other = sorted(map(int, value.split(",")))
            return one, other
        return None

    def switch(self, name: str, usual: bool) -> bool:
        return self._first(name, "[01]", usual, lambda value: value == "1", text("address.switch"))

    def point(self, name: str) -> tuple[float, float] | None:
        form, why = r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?", text("address.point")

        def made(value: str) -> tuple[float, float]:
            latitude, longitude = map(float, value.split(","))
            if abs(latitude) > 90 or abs(longitude) > 180:
                raise ValueError
            return latitude, longitude

        return self._first(name, form, None, made, why)

    def box(self, name: str) -> Box | None:
        form, why = r"(-?\d{1,3}(\.\d{1,4})?,){3}-?\d{1,3}(\.\d{1,4})?", text("address.box")

        def made(value: str) -> Box:
            south, west, north, east = map(float, value.split(","))
            if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
                raise ValueError
            return Box(south, west, north, east)

        return self._first(name, form, None, made, why)

    def number(self, name: str, lowest: int, highest: int) -> int:
        def made(value: str) -> int:
            if not lowest <= int(value) <= highest:
                raise ValueError
            return int(value)

        why = text("address.number", lowest=str(lowest), highest=str(highest))
        return self._first(name, r"\d{1,12}", lowest, made, why)


def _day_text(day: date | None) -> list[str]:
    return [day.isoformat()] if day else []


def _box_text(box: Box | None) -> list[str]:
    return [",".join(f"{edge:g}" for edge in astuple(box))] if box else []


def _switch_text(value: bool, usual: bool) -> list[str]:
    return [] if value == usual else ["1" if value else "0"]
