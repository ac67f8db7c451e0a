"""Turns what a person did in the browser into the next screen. Pure.

An act is what dashboard/map/browser/stage.js sends: ``{"seq": 3, "do": "place", "selected": ...}``.
Anybody can send anything to the server, so every field is checked here; an act that does not fit
changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.address import LAST_ARTICLE, LAST_PAGE, PLACE_ID, Screen
from data import Box, DateRange, DayBy

Act = Mapping[str, object]
_MOST_ACTS = 100


def follow(screen: Screen, acts: object, done: int) -> tuple[Screen, list[str], int]:
    """The screen after the acts that were not yet followed.

    Args:
        screen: the screen before them.
        acts: what the browser sent: all acts that it does not know to be followed.
        done: number of the last act that was followed.

    Returns:
        The screen, the names of the acts that were followed now, and the number of the last one.
    """
    names = []
    for act in acts[:_MOST_ACTS] if isinstance(acts, Sequence) else ():
        number = act.get("seq") if isinstance(act, Mapping) else None
        if not isinstance(number, int) or number <= done:
            continue
        done = number
        name = act.get("do")
        if isinstance(name, str) and name in _FOLLOWED:
            screen = _FOLLOWED[name](screen, act)
            names.append(name)
    return screen, names, done


def _days(screen: Screen, act: Act) -> Screen:
    first, last, cursor = (_day(act.get(name)) for name in ("from", "to", "cursor"))
    if first and last and first > last:
        return screen
    follows = act.get("cursorFollows") is not False
    by = act.get("by")
    chosen = replace(
        screen.filter,
        days=DateRange(first, last),
        by=DayBy(by) if isinstance(by, str) and by in {*DayBy} else screen.filter.by,
    )
    return replace(screen, filter=chosen, day=None if follows else cursor, page=1)


def _place(screen: Screen, act: Act) -> Screen:
    place_id = act.get("selected")
    if place_id is None:
        return replace(screen, place_id=None, page=1)
    if not isinstance(place_id, str) or not PLACE_ID.fullmatch(place_id):
        return screen
    return replace(screen, place_id=place_id, ground=None, page=1)


def _ground(screen: Screen, act: Act) -> Screen:
    ground = act.get("ground")
    if ground is None:
        return replace(screen, ground=None)
    point = [_degrees(ground.get(n)) for n in ("lat", "lon")] if isinstance(ground, Mapping) else []
    if len(point) != 2 or None in point or abs(point[0] or 0) > 90 or abs(point[1] or 0) > 180:
        return screen
    return replace(screen, ground=(point[0], point[1]), place_id=None, page=1)


def _article(screen: Screen, act: Act) -> Screen:
    article = act.get("article")
    if article is None:
        return replace(screen, article=None, compared=None)
    if not isinstance(article, int) or isinstance(article, bool):
        return screen
    if not 0 < article <= LAST_ARTICLE:
        return screen
    return replace(screen, article=article, compared=None, place_id=None, ground=None, page=1)


def _page(screen: Screen, act: Act) -> Screen:
    page = act.get("page")
    fits = isinstance(page, int) and not isinstance(page, bool) and 1 <= page <= LAST_PAGE
    return replace(screen, page=page) if fits else screen


def _close(screen: Screen, act: Act) -> Screen:
    return replace(screen, article=None, place_id=None, ground=None, page=1)


def _switch(screen: Screen, act: Act) -> Screen:
    asked = {name: act.get(name) for name in ("choropleth", "tiles", "file")}
    return replace(screen, **{name: on for name, on in asked.items() if isinstance(on, bool)})


def _view(screen: Screen, act: Act) -> Screen:
    south, west, north, east = (_degrees(act.get(n)) for n in ("south", "west", "north", "east"))
    if south is None or west is None or north is None or east is None:
        return screen
    south, north = max(south, -90.0), min(north, 90.0)
    west, east = max(west, -180.0), min(east, 180.0)
    if south >= north or west >= east:
        return screen
    box = Box(*(round(degrees, 3) for degrees in (south, west, north, east)))
    return replace(screen, filter=replace(screen.filter, box=box, inside=None), page=1)


_FOLLOWED: Mapping[str, Callable[[Screen, Act], Screen]] = {
    "days": _days,
    "place": _place,
    "ground": _ground,
    "article": _article,
    "page": _page,
    "close": _close,
    "switch": _switch,
    "view": _view,
}


def _day(iso: object) -> date | None:
    try:
        return date.fromisoformat(iso) if isinstance(iso, str) else None
    except ValueError:
        return None


def _degrees(value: object) -> float | None:
    """A finite number rounded to what the address keeps; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not abs(value) <= 1000:  # nor is it NaN
        return None
    return round(float(value), 4)
