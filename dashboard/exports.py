"""Draws the buttons that hand out what passes the filter as files."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import cache, markup
from dashboard.texts import text
from data import Filter, mentions_csv, outlines, places_csv, places_geojson

_MIME = {"geojson": "application/geo+json", "csv": "text/csv"}


def show(chosen: Filter) -> None:
    """Draw a button for each file; a file is made when its button is pressed."""
    made: Mapping[str, Callable[[], str]] = {
        "places.geojson": lambda: places_geojson(cache.places(chosen), outlines=outlines()),
        "places.csv": lambda: places_csv(cache.places(chosen)),
        "mentions.csv": lambda: mentions_csv(cache.mentions(chosen)),
    }
    with st.expander(text("exports.title")):
        for file_name, make in made.items():
            name, _, form = file_name.partition(".")
            st.download_button(
                text(f"exports.{name}_{form}"),
                data=lambda make=make: make().encode(),
                file_name=file_name,
                mime=_MIME[form],
                on_click="ignore",
                width="stretch",
            )
        st.html(markup.paragraph(text("exports.about"), "fl-quiet"))
