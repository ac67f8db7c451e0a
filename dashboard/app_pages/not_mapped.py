"""The page of what the map cannot show: names without a place, articles without a day."""

import streamlit as st

from dashboard import cache, page, tables
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


def _show(screen: Screen) -> None:
    st.header("Not mapped", anchor=False)
    names = cache.unmapped(screen.filter)
    st.subheader(f"Names without a place ({len(names)})", anchor=False)
    if names.empty:
        st.info("Every name that passes the filter is on the map.")
    else:
        st.dataframe(tables.readable(names, _NAMES), hide_index=True, height=420)
    undated = cache.undated(screen.filter, limit=_MOST_UNDATED)
    count = cache.facets(screen.filter).undated_articles
    st.subheader(f"Articles without a day ({count})", anchor=False)
    if undated.empty:
        st.info("Every article that passes the filter has a day.")
        return
    st.caption(
        "Undated articles appear only when no date filter is set. "
        "Set their day on the page Articles."
    )
    st.dataframe(tables.readable(undated, _UNDATED), hide_index=True, height=300)
    if count > len(undated):
        st.caption(f"The first {len(undated)} of {count}.")


page.draw("not_mapped", _show)
