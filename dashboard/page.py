"""How every page is drawn: address, filter, body; or one line that says why not and what to do."""

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
        st.markdown("If articles were never taken in, this command does it:")
        st.code(_INGEST, language="sh")


def _draw(name: str, body: Callable[[Screen], None]) -> None:
    briefs = cache.settings().briefs
    if not cache.totals().articles:
        st.info("There are no articles yet. This command takes some in; then reload the page.")
        st.code(_INGEST, language="sh")
        return
    afresh = state.arrive(name, briefs=briefs)
    state.keep(filters.sidebar(afresh=afresh), briefs=briefs)
    body(state.screen())
