"""The page of the map: the stage with its strip of time, and beside it what is being read.

All of it is one fragment, so that a click draws this part again and not the whole page.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import cache, markup, page, reading, state
from dashboard.address import Screen
from dashboard.map import mount
from dashboard.texts import text
from data import DataError, DateRange, Opening, Theatre


@st.fragment
def _explore(_: Screen) -> None:
    if state.wants_whole_page():
        st.rerun()
    try:
        _draw()
    except DataError as exc:  # a fragment runs without the page round it
        st.error(markup.plain(str(exc)))


def _draw() -> None:
    screen = state.screen()
    with st.container(key=state.MAP, height="stretch"):
        mount.show(cache.theatre(), _shown(screen), _take, tiles_url=cache.settings().tiles_url)
    with st.container(key=state.READING):  # drawers.js shows it while something is chosen
        with st.container(key=state.READING_TOOLS):
            st.html(markup.reading_tools(text("page.pull_up"), text("page.close_reading")))
        if screen.article or screen.place_id or screen.ground:
            reading.show(screen)
    state.keep(screen)


def _shown(screen: Screen) -> mount.Shown:
    first, last = cache.bounds()
    control = cache.control(screen.front_sources or cache.usual_sources())
    return mount.Shown(
        packs={
            "places": cache.places_pack(),
            "counts": cache.counts_pack(screen.filter),
            "control": control.control.pack if control.control else None,
        },
        chosen={
            "n": state.changes(),
            "from": _iso(screen.filter.days.first),
            "to": _iso(screen.filter.days.last),
            "cursor": _iso(screen.day or screen.filter.days.last or last),
            "cursorFollows": screen.day is None,
            "selected": screen.place_id,
            "ground": screen.ground and dict(zip(("lat", "lon"), screen.ground, strict=True)),
            "article": screen.article,
            "lit": _named_in(screen.article),
            "choropleth": screen.choropleth,
            "tiles": screen.tiles,
            "file": screen.file,
        },
        bounds=(first.isoformat(), last.isoformat()) if first and last else None,
        extra={
            "theatre": _war(cache.theatre()),
            "pending": control.pending,
            "front": _front_words(control),
        },
    )


def _front_words(control: Opening) -> str:
    """What must be said of the front line; empty where it is drawn by all that is known."""
    if control.trouble:
        return text("map.front_trouble", why=control.trouble)
    if control.pending:
        return text("map.front_renewed" if control.control else "map.front_pending")
    return ""


def _war(theatre: Theatre) -> dict[str, Any]:
    """What the map's scripts need to know of the war."""
    view, extent = theatre.view, theatre.extent
    return {
        "view": {"latitude": view.latitude, "longitude": view.longitude, "zoom": view.zoom},
        "extent": {
            "west": extent.west,
            "south": extent.south,
            "east": extent.east,
            "north": extent.north,
        },
        "parties": [
            {
                "id": party.id,
                "name": party.name.en,
                "adjective": party.adjective.en,
                "light": party.colour.light,
                "dark": party.colour.dark,
                "invader": party.invader,
            }
            for party in theatre.parties
        ],
    }


def _named_in(article_id: int | None) -> list[str]:
    found = cache.opened(article_id) if article_id else None
    return sorted({name.place_id for name in found.names if name.place_id}) if found else []


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _take(act: Mapping[str, Any]) -> None:
    """What the browser did; it may be anything, as anybody can send it."""
    before = state.screen()
    what = act.get("do")
    if what == "place":
        state.choose(replace(before, place_id=act.get("selected"), ground=None, page=1), told=True)
    elif what == "article":
        state.choose(
            replace(before, article=act.get("article"), place_id=None, ground=None, page=1),
            told=True,
        )
    elif what == "page":
        state.choose(replace(before, page=act.get("page") or 1), told=True)
    elif what == "close":
        state.choose(replace(before, article=None, place_id=None, ground=None, page=1), told=True)
    elif what == "days":
        days = DateRange(_day(act.get("from")), _day(act.get("to")))
        cursor = None if act.get("cursorFollows") else _day(act.get("cursor"))
        chosen = replace(before.filter, days=days)
        state.choose(replace(before, filter=chosen, day=cursor, page=1), told=True)


def _day(iso: object) -> date | None:
    try:
        return date.fromisoformat(iso) if isinstance(iso, str) else None
    except ValueError:
        return None


page.draw("map", _explore)
