"""The table of places under the map, and the files that can be downloaded there."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import cache, state, tables, words
from dashboard.address import Screen
from data import mentions_csv, outlines, places_csv, places_geojson

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
_FORMATS = {"geojson": ("GeoJSON", "application/geo+json"), "csv": ("CSV", "text/csv")}
"""Name and media type of each kind of file."""


def show(rows: pd.DataFrame, screen: Screen) -> None:
    """Draw the places of the map as a table; selecting a row selects its place on the map."""
    with st.expander(f"All {len(rows)} places as a table, and export"):
        st.dataframe(
            shown(rows),
            hide_index=True,
            height=300,
            on_select=_take_row,
            selection_mode="single-row",
            key=state.PLACE_TABLE,
        )
        state.put(state.TABLE_IDS, list(rows["place_id"]))
        with st.container(horizontal=True):
            _download("places.geojson", lambda: places_geojson(rows, outlines=outlines()))
            _download("places.csv", lambda: places_csv(rows))
            _download("mentions.csv", lambda: mentions_csv(cache.mentions(screen.filter)))
        st.caption("Files hold what passes the filter, each row with its precision and licence.")


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that a reader wants, with headings."""
    kinds = [words.kind_name(kind) for kind in rows["kind"]]
    return tables.readable(rows.assign(kind=kinds), _COLUMNS)


def _take_row() -> None:
    picked = state.value(state.PLACE_TABLE).selection.rows
    ids = state.value(state.TABLE_IDS) or []
    if picked and picked[0] < len(ids):
        state.select(ids[picked[0]])


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
