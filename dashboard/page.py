"""Draws a page: reads the address, draws the drawer and the body, or says why it cannot."""

from collections.abc import Callable

import streamlit as st

from dashboard import cache, filters, markup, state
from dashboard.address import Screen
from dashboard.texts import text
from data import DataError, Filter

_INGEST = "python -m data ingest seeds"
_LOOK_S = 2
"""How often a store that does not answer, or is empty, is asked again."""


def draw(name: str, body: Callable[[Screen], None]) -> None:
    """Draw the drawer and ``body`` with what is chosen, when there are articles to draw."""
    try:
        _draw(name, body)
    except DataError as exc:
        trouble(exc)
        st.html(markup.paragraph(text("errors.never_read")))
        st.code(_INGEST, language="sh")


def trouble(exc: DataError) -> None:
    """Say why something could not be shown; the page comes back once the store answers."""
    st.html(markup.note(str(exc), alert=True))
    _come_back()


def _draw(name: str, body: Callable[[Screen], None]) -> None:
    if not cache.totals().articles:
        st.html(markup.paragraph(text("errors.no_articles")))
        st.code(_INGEST, language="sh")
        st.html(markup.paragraph(text("errors.no_articles_own")))
        _come_back()
        return
    usual = Screen(filter=Filter(briefs=cache.settings().briefs))
    afresh = state.arrive(name, usual=usual, first=lambda: _first_look(usual))
    if afresh:
        state.complain(filters.unknown(state.screen().filter))
    state.keep(filters.drawer(afresh=afresh, on_map=name == state.MAP))
    _notes(on_map=name == state.MAP)
    body(state.screen())


def _first_look(usual: Screen) -> Screen | None:
    """The newest article that is no brief, on its day; None where there is none."""
    newest = cache.newest_article()
    found = cache.opened(newest) if newest else None
    return found and Screen(filter=usual.filter, article=newest, day=found.published)


def _notes(*, on_map: bool) -> None:
    """What of the address was ignored, and that the store does not answer."""
    lines = state.complaints()
    trouble = cache.trouble()
    if trouble:
        lines.append(text("errors.store_gone", why=trouble))
    first = state.first_look()
    if on_map and first and not first.article:
        lines.append(text("errors.only_briefs"))
    if lines:
        with st.container(key=state.NOTES):
            close = text("errors.close") if on_map else None
            st.html(markup.notes(lines, close))
    if trouble:
        _come_back()


@st.fragment(run_every=_LOOK_S)
def _come_back() -> None:
    """Draw the whole page again as soon as the store answers and has articles."""
    cache.ask_anew()
    try:
        answers = cache.trouble() is None and cache.totals().articles > 0
    except DataError:
        return
    if answers:
        st.rerun()
