"""The lists of what the map cannot show: names without a place, articles without a day."""

import pandas as pd
import streamlit as st

from dashboard import cache, markup
from dashboard.address import Screen

_MOST_UNDATED = 500
_NAMES = {
    "text": "Name as written",
    "reason": "Why it is not on the map",
    "mentions": "Mentions",
    "articles": "Articles",
    "candidates": "Candidates (best 5)",
    "title": "For example in",
    "source": "Source",
    "published": "Published",
}
_UNDATED = {"title": "Title", "source": "Source", "lang": "Language", "mentions": "Names"}


def show(screen: Screen) -> None:
    """Both lists, for what the filter leaves."""
    st.header("Not mapped", anchor=False)
    names = cache.unmapped(screen.filter)
    st.subheader(f"Names without a place ({len(names)})", anchor=False)
    if names.empty:
        st.info("Every name that passes the filter is on the map.")
    else:
        st.dataframe(_readable(names, _NAMES), hide_index=True, height=420)
    undated = cache.undated(screen.filter, limit=_MOST_UNDATED)
    count = cache.facets(screen.filter).undated_articles
    st.subheader(f"Articles without a day ({count})", anchor=False)
    if undated.empty:
        st.info("Every article that passes the filter has a day.")
        return
    st.caption(
        "They are on the map while all days are shown; a choice of days leaves them out. "
        "The page Articles lets you give them a day."
    )
    st.dataframe(_readable(undated, _UNDATED), hide_index=True, height=300)
    if count > len(undated):
        st.caption(f"The first {len(undated)} of {count}.")


def _readable(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    chosen = table[list(columns)].copy()
    for name in columns:
        if chosen[name].dtype.kind not in "iuf":
            chosen[name] = [markup.visible(v) if isinstance(v, str) else "" for v in chosen[name]]
    return chosen.rename(columns=columns)
