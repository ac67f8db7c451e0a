"""The page of articles: a list of what passes the filter, and beside it the opened article."""

import math

import streamlit as st

from dashboard import cache, page, state, tables, words
from dashboard.address import Screen
from dashboard.reading import article
from dashboard.reading.links import Links
from dashboard.texts import text

PAGE_SIZE = 50
_COLUMNS = {
    "published": "Published",
    "title": "Title",
    "source": "Source",
    "lang": "Language",
    "mentions": "Names",
    "pinned": "On the map",
}
# So that the title leaves room for the rest.
_WIDTHS_PX = {"title": 290, "source": 110, "lang": 80, "mentions": 60, "pinned": 80}


def _show(screen: Screen) -> None:
    left, right = st.columns([1.35, 1], gap="medium")
    with left:
        _list(screen)
    with right:
        opened = state.screen().article
        if opened:
            article.show(opened, Links(state.screen(), state.query, here="./articles"))
        article.corrections()


def _list(screen: Screen) -> None:
    state.seed(state.UNDATED_ONLY, screen.undated_only, afresh=False)
    only = st.toggle("Undated only", key=state.UNDATED_ONLY, on_change=_switch)
    count = cache.undated_count(screen.filter) if only else cache.article_count(screen.filter)
    title = text("articles.undated_count" if only else "articles.count", n=count)
    st.subheader(title, anchor=False)
    if not count:
        st.info("No article passes the filter." if not only else "Every article has a day.")
        return
    last = math.ceil(count / PAGE_SIZE)
    number = min(screen.listed, last)
    rows = (cache.undated if only else cache.article_page)(
        screen.filter, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
    )
    languages = [words.language(code) for code in rows["lang"]]
    tables.selectable(
        tables.readable(rows.assign(lang=languages), _COLUMNS),
        [int(number) for number in rows["article_id"]],
        state.open_article,
        key=state.ARTICLE_LIST,
        height=min(38 + 35 * len(rows), 560),
        widths_px={_COLUMNS[name]: width for name, width in _WIDTHS_PX.items()},
    )
    st.caption("Select a row to read the article.")
    tables.pager("list", number, last, f"Page {number:,} of {last:,}", _turn_to)


def _turn_to(number: int) -> None:
    state.list_from(number, undated_only=bool(state.value(state.UNDATED_ONLY)))


def _switch() -> None:
    _turn_to(1)


page.draw("articles", _show)
