"""The page of the map: the stage with its strip of time, and beside it what is being read.

All of it is one fragment, so that a click draws this part again and not the whole page.
"""

from collections import Counter
from datetime import date
from typing import Any

import streamlit as st

from dashboard import cache, filters, markup, page, reading, state
from dashboard.address import Screen
from dashboard.map import mount
from dashboard.texts import text
from data import DataError, Opening, Theatre

# Acts that change what the left drawer says; the other acts draw the map's part alone.
_WHOLE_PAGE = {"days", "switch", "view"}
# How often it is looked whether the front line was worked out.
_LOOK_S = 1


@st.fragment
def _explore(_: Screen) -> None:
    if state.wants_whole_page():
        st.rerun()
    try:
        _draw()
    except DataError as exc:  # a fragment runs without the page round it
        page.trouble(exc)


def _draw() -> None:
    screen = state.screen()
    control = cache.control(screen.front_sources or cache.usual_sources())
    with st.container(key=state.MAP, height="stretch"):
        shown, tiles_url = _shown(screen, control), cache.settings().tiles_url
        mount.show(cache.theatre(), shown, _take, tiles_url=tiles_url)
    with st.container(key=state.READING):  # drawers.js shows it while something is chosen
        with st.container(key=state.READING_TOOLS):
            st.html(markup.reading_tools(text("page.pull_up"), text("page.close_reading")))
        if _is_first_article(screen):
            st.html(markup.hint(text("page.first_look"), text("page.close_hint")))
        if screen.article or screen.place_id or screen.ground:
            reading.show(screen)
    if control.pending:
        _wait_for_control()
    state.keep(screen)


def _is_first_article(screen: Screen) -> bool:
    """Whether the article is read that was open at the very first."""
    first, elsewhere = state.first_look(), screen.place_id or screen.ground
    return bool(first and first.article and first.article == screen.article and not elsewhere)


def _shown(screen: Screen, control: Opening) -> mount.Shown:
    first, last = cache.bounds()
    if control.control and last:  # the user's own files may go on longer
        last = max(last, control.control.last_day)
    counts, by_week = cache.counts_pack(screen.filter)
    day = screen.day or screen.filter.days.last or last
    first_look = state.first_look()
    file, file_words = _file(day) if screen.file and day else (None, "")
    return mount.Shown(
        packs={
            "places": cache.places_pack(),
            "counts": counts,
            "exact": cache.exact_pack(screen.filter) if by_week else None,
            "control": control.control.pack if control.control else None,
            "file": file,
        },
        chosen={
            "answered": state.answered(),
            "from": _iso(screen.filter.days.first),
            "to": _iso(screen.filter.days.last),
            "cursor": _iso(day),
            "cursorFollows": screen.day is None,
            "by": screen.filter.by.value,
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
            "front": _front_words(control),
            "file": file_words,
            "first_day": _iso(first_look.day) if first_look else None,
            "views_asked_for": state.views_asked_for(),
        },
    )


def _front_words(control: Opening) -> str:
    """What must be said of the front line; empty where it is drawn by all that is known."""
    if control.trouble:
        return text("map.front_trouble", why=control.trouble)
    if control.pending:
        return text("map.front_renewed" if control.control else "map.front_pending")
    return ""


def _file(day: date) -> tuple[bytes | None, str]:
    """The user's front-line file of the day, and what is said of it."""
    if not cache.settings().layers_folder:
        return None, ""
    try:
        layer = cache.layer_for(day)
    except DataError as exc:
        return None, str(exc)
    if layer is None:
        return None, text("map.file_none", day=day.isoformat())
    said = [
        text("map.file_shown", source=layer.source.value, day=layer.assessment_day.isoformat()),
        layer.file.day_note,
        *(refused.reason for refused in layer.passed_over[:1]),
    ]
    return cache.layer_pack(day), ". ".join(filter(None, said))


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
    """The places that an article names for the ground itself, the most named first."""
    found = cache.opened(article_id) if article_id else None
    names = found.names if found else ()
    placed = (name for name in names if name.place_id and name.role == "literal")
    return [place_id for place_id, _ in Counter(name.place_id for name in placed).most_common()]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _take(acts: object) -> None:
    """Follow what was done in the browser; ``acts`` may be anything, as anybody can send it."""
    new = set(state.follow(acts))
    chosen = state.screen()
    if new & _WHOLE_PAGE:
        filters.show_browser(chosen)
        state.whole_page()


@st.fragment(run_every=_LOOK_S)
def _wait_for_control() -> None:
    """Draw the page again as soon as the front line was worked out."""
    sources = state.screen().front_sources or cache.usual_sources()
    if not cache.control(sources).pending:
        st.rerun()


page.draw(state.MAP, _explore)
