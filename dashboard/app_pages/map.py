"""The page of the map: switches, map, legend, list of places, and excerpts of the selected one.

All of it is one fragment, so that a click draws this part again and not the whole page.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    cache,
    drawing,
    excerpt_panel,
    front_controls,
    front_drawing,
    map_view,
    markup,
    page,
    state,
    tables,
    words,
)
from dashboard.address import Screen
from data import DataError, Filter, Provider, mentions_csv, outlines, places_csv, places_geojson

PANEL_PX = map_view.HEIGHT_PX - 20
_PAGER_PX = 56
_EVERYTHING = Filter(associative=True)
_COLUMNS = {
    "name": "Place",
    "kind": "Kind",
    "admin1": "Region",
    "country": "Country",
    "mentions": "Mentions",
    "articles": "Articles",
    "sources": "Independent sources",
    "first_day": "First day",
    "last_day": "Last day",
    "where_prec": "Precision (UCDP 1-7)",
    "place_id": "Gazetteer id",
}
# Name and media type of each kind of file.
_FORMATS = {"geojson": ("GeoJSON", "application/geo+json"), "csv": ("CSV", "text/csv")}


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
    rows = cache.places(screen.filter)
    middle, right = st.columns([2.15, 1], gap="medium")
    with middle:
        front = front_controls.show(screen)
        if rows.empty:
            _nothing()
        file = front.layer is not None
        drawn = cache.drawing(screen.filter, front.day, front.sources, file=file)
        map_view.show(drawn, _choice(screen))
        shown = front.day is not None
        keys = front_drawing.legend(cache.theatre(), front=shown, layer=front.layer)
        st.html(markup.legend(keys + drawing.legend(rows)))
        if not rows.empty:
            _table(rows, screen)
    with right:
        _list(rows, screen)
        pager_px = _PAGER_PX if excerpt_panel.pages(screen) > 1 else 0
        # Another place or page is another panel, so that it begins at its top.
        key = state.panel_key(screen)
        with st.container(height=PANEL_PX - pager_px, border=False, key=key):
            if screen.held and front.day:
                _evidence(screen.held, front.day, front.sources)
            place, hidden = _chosen(rows, screen)
            excerpt_panel.show(screen, place, hidden=hidden, held=_held(screen, front))
        excerpt_panel.pager(screen)
    state.keep(screen)


def _held(screen: Screen, front: front_controls.Shown) -> str:
    """Who holds the chosen place on the day of the front, in words; empty when not asked."""
    if front.day is None or screen.place_id is None:
        return ""
    day = cache.front_on(front.day, front.sources)
    found = day.settlement(screen.place_id)
    return front_drawing.held_words(found, day, cache.theatre()) if found else ""


def _choice(screen: Screen) -> drawing.Choice:
    tiles = cache.settings().tiles_url if screen.tiles else None
    return drawing.Choice(selected=screen.place_id, focus=state.focus(), tiles_url=tiles)


def _evidence(held: tuple[str, ...], day: date, sources: tuple[Provider, ...]) -> None:
    """Who holds the settlements of the clicked stretch or dot, and the evidence for it."""
    known, on_day = cache.front(sources)[0].evidence, cache.front_on(day, sources)
    with st.container(border=True):
        title, close = st.columns([2, 1], vertical_alignment="center")
        title.markdown("**The front line here**" if len(held) > 1 else "**Who holds it**")
        close.button("Close", key="close_evidence", on_click=state.select_held, args=((),))
        for one in filter(None, map(on_day.settlement, held)):
            words_of_it = front_drawing.held_words(one, on_day, cache.theatre())
            st.markdown(f"**{markup.plain(one.settlement.name)}**  \n{markup.plain(words_of_it)}")
            statements = sorted(map(known.__getitem__, one.evidence), key=lambda one: one.day)
            st.html(markup.evidence(front_drawing.evidence(statements)))


def _nothing() -> None:
    st.info("No place passes the filter. Choose more days or clear other filters.")
    st.button("Reset the filter", key="reset_empty", on_click=_reset)


def _reset() -> None:
    state.reset_filter()
    state.whole_page()


def _list(rows: pd.DataFrame, screen: Screen) -> None:
    """The same choice as a click, by keyboard."""
    names = {
        row.place_id: f"{markup.visible(row.name)} ({row.mentions})"
        for row in rows[["place_id", "name", "mentions"]].itertuples(index=False, name="Row")
    }
    chosen = screen.place_id if screen.place_id in names else None
    state.put(state.PLACE_LIST, chosen)
    st.selectbox(
        f"{len(names)} places",
        list(names),
        key=state.PLACE_LIST,
        format_func=lambda place_id: names.get(place_id, place_id),
        placeholder="Choose a place by name",
        on_change=_take_from_list,
    )


def _take_from_list() -> None:
    state.select(state.value(state.PLACE_LIST))


def _chosen(rows: pd.DataFrame, screen: Screen) -> tuple[Mapping[str, Any] | None, bool]:
    """The row of the chosen place, and whether the filter hides it."""
    if screen.place_id is None:
        return None, False
    for table, hidden in ((rows, False), (cache.places(_EVERYTHING), True)):
        found = table[table["place_id"] == screen.place_id]
        if not found.empty:
            return found.iloc[0].to_dict(), hidden
    return None, False


def _table(rows: pd.DataFrame, screen: Screen) -> None:
    """The places of the map as a table, and the files that can be downloaded."""
    with st.expander(f"All {len(rows)} places as a table, and export"):
        kinds = [words.kind_name(kind) for kind in rows["kind"]]
        shown = tables.readable(rows.assign(kind=kinds), _COLUMNS)
        ids = list(rows["place_id"])
        tables.selectable(shown, ids, state.select, key=state.PLACE_TABLE, height=300)
        with st.container(horizontal=True):
            _download("places.geojson", lambda: places_geojson(rows, outlines=outlines()))
            _download("places.csv", lambda: places_csv(rows))
            _download("mentions.csv", lambda: mentions_csv(cache.mentions(screen.filter)))
        st.caption("Files hold what passes the filter, each row with its precision and licence.")


def _download(file_name: str, made: Callable[[], str]) -> None:
    what, _, form = file_name.partition(".")
    label, mime = _FORMATS[form]
    st.download_button(
        f"{what.capitalize()} as {label}",
        data=lambda: made().encode(),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
    )


page.draw("map", _explore)
