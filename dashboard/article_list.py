"""The page of articles: a list that the filter leaves, and beside it the one that is opened."""

import math

import pandas as pd
import streamlit as st

from dashboard import article_panel, cache, markup, state
from dashboard.address import Screen
from dashboard.filters import LANGUAGE_WORDS
from dashboard.layers import counted

PAGE_SIZE = 50
_COLUMNS = {
    "published": "Published",
    "title": "Title",
    "source": "Source",
    "lang": "Language",
    "mentions": "Names",
    "pinned": "On the map",
}
_WIDTHS = {
    "title": st.column_config.TextColumn(width=290),
    "source": st.column_config.TextColumn(width=110),
    "lang": st.column_config.TextColumn(width=80),
    "mentions": st.column_config.NumberColumn(width=60),
    "pinned": st.column_config.NumberColumn(width=80),
}
"""In pixels, so that the title leaves room for the rest."""


def show(screen: Screen) -> None:
    """Draw the list and the opened article."""
    left, right = st.columns([1.35, 1], gap="medium")
    with left:
        _list(screen)
    with right:
        article_panel.show(state.screen().article)


def _list(screen: Screen) -> None:
    state.seed(state.UNDATED_ONLY, screen.undated_only, afresh=False)
    only = st.toggle("Only articles without a day", key=state.UNDATED_ONLY, on_change=_switch)
    count = cache.undated_count(screen.filter) if only else cache.article_count(screen.filter)
    st.subheader(counted(count, "article") + (" without a day" if only else ""), anchor=False)
    if not count:
        st.info("No article passes the filter." if not only else "Every article has a day.")
        return
    last = math.ceil(count / PAGE_SIZE)
    page = min(screen.listed, last)
    rows = (cache.undated if only else cache.article_page)(
        screen.filter, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE
    )
    st.dataframe(
        _readable(rows),
        hide_index=True,
        height=min(38 + 35 * len(rows), 560),
        on_select=_open,
        selection_mode="single-row",
        key=state.ARTICLE_TABLE,
        column_config={_COLUMNS[name]: width for name, width in _WIDTHS.items()},
    )
    state.put(state.ARTICLE_IDS, [int(number) for number in rows["article_id"]])
    st.caption("Choose a row, by its box at the left, to read the article.")
    if last > 1:
        _pager(page, last, only)


def _pager(page: int, last: int, only: bool) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        kept = {"on_click": state.list_from, "kwargs": {"undated_only": only}, "width": "content"}
        st.button("Newer", key="list_newer", disabled=page == 1, args=(page - 1,), **kept)
        st.caption(f"Page {page:,} of {last:,}", text_alignment="center", width="content")
        st.button("Older", key="list_older", disabled=page == last, args=(page + 1,), **kept)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    table = rows[list(_COLUMNS)].copy()
    table["lang"] = [LANGUAGE_WORDS.get(code, code) for code in table["lang"]]
    for column in ("published", "title", "source", "lang"):
        table[column] = [markup.visible(v) if isinstance(v, str) else "" for v in table[column]]
    return table.rename(columns=_COLUMNS)


def _switch() -> None:
    state.list_from(1, undated_only=bool(state.value(state.UNDATED_ONLY)))


def _open() -> None:
    picked = state.value(state.ARTICLE_TABLE).selection.rows
    ids = state.value(state.ARTICLE_IDS) or []
    if picked and picked[0] < len(ids):
        state.open_article(ids[picked[0]])
