"""The page that says what the program is and is not, its data and their licences, its versions."""

import platform
from importlib.metadata import version

import pandas as pd
import streamlit as st

from dashboard import cache, markup, page, state
from dashboard.texts import text
from data import DataError

_TOLD = ("what", "not", "briefs", "precision", "offline")
_LICENSED = ("places", "regions", "codifier", "basemap", "own", "files", "articles")
_PARTS = "streamlit folium XStatic-Leaflet geopy pandas shapely"


def _show() -> None:
    st.title(text("about.title"), anchor=False)
    with st.container(key=state.PROSE):
        for name in _TOLD:
            st.markdown(text(f"about.{name}"))
    st.header(text("about.licences"), anchor=False)
    rows = [(text(f"about.data_{name}"), text(f"about.licence_{name}")) for name in _LICENSED]
    columns = [text("about.data"), text("about.licence")]
    st.table(pd.DataFrame(rows, columns=columns).set_index(columns[0]))
    st.html(markup.paragraph(text("about.sources"), "fl-quiet"))
    st.header(text("about.copy"), anchor=False)
    try:
        held = cache.totals()
    except DataError as exc:
        page.trouble(exc)
    else:
        st.markdown(
            text(
                "about.holds", articles=held.articles, briefs=held.briefs, undated=held.undated,
                mentions=held.mentions, mapped=held.mapped, places=held.places,
            )
        )  # fmt: skip
    shown = ", ".join(f"{part} {version(part)}" for part in _PARTS.split())
    line = text("about.versions", python=platform.python_version(), parts=shown)
    st.html(markup.paragraph(line, "fl-quiet"))


_show()
