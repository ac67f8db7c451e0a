"""The page of what changed: two versions of one article side by side, reached from the article."""

import streamlit as st

from dashboard import cache, markup, page, state
from dashboard.address import Screen
from dashboard.reading import versions
from dashboard.reading.links import Links
from dashboard.texts import text


def _show(screen: Screen) -> None:
    st.title(text("page.versions"), anchor=False)
    found = cache.opened(screen.article) if screen.article else None
    if found is None:
        number = screen.article
        said = text("versions.no_article", id=number) if number else text("versions.choose")
        st.html(markup.note(said))
        return
    known = cache.versions(found.article_id)
    if len(known) < 2:
        st.html(markup.note(text("versions.only_one")))
        return
    pair, as_asked = versions.pair_of(known, screen.compared)
    if not as_asked:
        st.html(markup.note(text("versions.no_such")))
    texts = cache.version_texts(found.article_id, [one.number for one in pair])
    links = Links(screen, state.query, here="./articles")
    st.html(versions.html(found, known, pair, texts, links))


page.draw("versions", _show)
