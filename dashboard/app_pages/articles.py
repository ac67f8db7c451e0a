"""The page of articles: a list of what passes the filter, and beside it the opened article."""

import math

import streamlit as st

from dashboard import article_list, cache, markup, page, state, tables
from dashboard.address import Screen
from dashboard.map import mount
from dashboard.reading import article
from dashboard.reading.links import Links
from dashboard.texts import text

PAGE_SIZE = 50


def _show(screen: Screen) -> None:
    st.title(text("page.articles"), anchor=False)
    left, right = st.columns([1.35, 1], gap="medium")
    with left:
        _list(screen)
    mount.listen(state.answered(), state.follow)
    with right, st.container(key=state.OPENED):
        opened = state.screen().article
        if opened:
            with st.container(horizontal=True):
                if st.button(text("articles.on_map"), type="primary"):
                    st.switch_page("app_pages/map.py")
                close = text("articles.close")
                st.button(close, on_click=state.open_article, args=(None,), type="tertiary")
            article.show(opened, Links(state.screen(), state.query, here="./articles"))
        else:
            st.html(markup.paragraph(text("articles.choose"), "fl-quiet"))
        article.corrections()


def _list(screen: Screen) -> None:
    state.seed(state.UNDATED_ONLY, screen.undated_only, afresh=False)
    only = st.toggle(text("articles.undated_only"), key=state.UNDATED_ONLY, on_change=_switch)
    count = cache.undated_count(screen.filter) if only else cache.article_count(screen.filter)
    title = text("articles.undated_count" if only else "articles.count", n=count)
    st.header(title, anchor=False)
    if not count:
        st.html(markup.note(text("articles.all_dated" if only else "articles.none")))
        return
    last = math.ceil(count / PAGE_SIZE)
    number = min(screen.listed, last)
    rows = (cache.undated if only else cache.article_page)(
        screen.filter, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
    )
    article_list.show(rows, screen.article, state.open_article)
    shown = text("articles.page", number=number, last=last)
    tables.pager("list", number, last, shown, _turn_to)


def _turn_to(number: int) -> None:
    state.list_from(number, undated_only=bool(state.value(state.UNDATED_ONLY)))


def _switch() -> None:
    _turn_to(1)


page.draw("articles", _show)
