"""The page of what the map cannot show: names without a place, articles without a day."""

import pandas as pd
import streamlit as st

from dashboard import cache, markup, page, tables
from dashboard.address import Screen
from dashboard.texts import text

_MOST_UNDATED = 500
_NAMES = ("text", "reason", "mentions", "articles", "candidates", "title", "source", "published")
_UNDATED = ("title", "source", "lang", "mentions")


def _show(screen: Screen) -> None:
    st.title(text("page.not_mapped"), anchor=False)
    names = cache.unmapped(screen.filter)
    st.header(text("not_mapped.names", n=len(names)), anchor=False)
    if names.empty:
        st.html(markup.note(text("not_mapped.no_names")))
    else:
        headings = {name: text(f"not_mapped.name_{name}") for name in _NAMES}
        st.dataframe(tables.readable(names, headings), hide_index=True, height=_height(names))
    undated = cache.undated(screen.filter, limit=_MOST_UNDATED)
    count = cache.facets(screen.filter).undated_articles
    st.header(text("not_mapped.undated", n=count), anchor=False)
    if undated.empty:
        st.html(markup.note(text("not_mapped.no_undated")))
        return
    st.html(markup.paragraph(text("not_mapped.about_undated"), "fl-quiet"))
    headings = {name: text(f"articles.{name}") for name in _UNDATED}
    st.dataframe(tables.readable(undated, headings), hide_index=True, height=_height(undated))
    if count > len(undated):
        first = text("not_mapped.first", shown=len(undated), n=count)
        st.html(markup.paragraph(first, "fl-quiet"))


def _height(rows: pd.DataFrame) -> int:
    return min(37 + 35 * len(rows), 420)


page.draw("not_mapped", _show)
