"""Draws a page: reads the address, draws the sidebar and the body, or says why it cannot."""

from collections.abc import Callable

import streamlit as st

from dashboard import cache, filters, markup, state
from dashboard.address import Screen
from data import DataError

_INGEST = "python -m data ingest seeds"


def draw(name: str, body: Callable[[Screen], None]) -> None:
    """Draw the sidebar and ``body`` with what is chosen, when there are articles to draw."""
    try:
        _draw(name, body)
    except DataError as exc:
        st.error(markup.plain(str(exc)))
        st.markdown("If no articles were ever read, run this command:")
        st.code(_INGEST, language="sh")


def _draw(name: str, body: Callable[[Screen], None]) -> None:
    briefs = cache.settings().briefs
    if not cache.totals().articles:
        st.info("There are no articles yet. Run this command to read some, then reload the page.")
        st.code(_INGEST, language="sh")
        return
    afresh = state.arrive(name, briefs=briefs)
    state.keep(filters.sidebar(afresh=afresh, on_map=name == "map"))
    body(state.screen())
