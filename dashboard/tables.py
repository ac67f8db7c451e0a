"""Tables of the page: places under the map, with what can be taken away as a file."""

import pandas as pd
import streamlit as st

from dashboard import cache, markup, state
from dashboard.address import Screen
from dashboard.layers import KIND_WORDS
from data import mentions_csv, outlines, places_csv, places_geojson
from geocode.model import Kind

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


def places(rows: pd.DataFrame, screen: Screen) -> None:
    """The places of the map as a table; a chosen row chooses its place on the map."""
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
        _downloads(rows, screen)


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that a reader wants, named for one; texts made visible."""
    table = rows[list(_COLUMNS)].copy()
    table["kind"] = [KIND_WORDS[Kind(kind)].split(" (")[0] for kind in table["kind"]]
    for column in ("name", "admin1", "country"):
        table[column] = [markup.visible(v) if isinstance(v, str) else "" for v in table[column]]
    return table.rename(columns=_COLUMNS)


def _take_row() -> None:
    picked = state.value(state.PLACE_TABLE).selection.rows
    ids = state.value(state.TABLE_IDS) or []
    if picked and picked[0] < len(ids):
        state.select(ids[picked[0]])


def _downloads(rows: pd.DataFrame, screen: Screen) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Places as GeoJSON",
            data=lambda: places_geojson(rows, outlines=outlines()).encode(),
            file_name="places.geojson",
            mime="application/geo+json",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Places as CSV",
            data=lambda: places_csv(rows).encode(),
            file_name="places.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Mentions as CSV",
            data=lambda: mentions_csv(cache.mentions(screen.filter)).encode(),
            file_name="mentions.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
    st.caption("Files hold what the filter leaves, each row with its precision and licence.")
