"""Shows one place: its names and where it is, who held it when, how often it is named, excerpts."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import cache, markup, words
from dashboard.reading import excerpts
from dashboard.reading.bar import bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Filter

_EVERYTHING = Filter(associative=True)
_MOST_BATCHES = 6
"""So many pages of excerpts stand below one another; an older one takes the place of the newest."""


def show(place_id: str, links: Links) -> None:
    """Draw the place, or say that no article names it."""
    label = text("reading.drawer")
    place = _row(place_id, _EVERYTHING)
    if place is None:
        title = markup.escaped(text("reading.no_place", id=place_id))
        st.html(markup.drawer([bar(back=_back(links))], title, label=label))
        return
    st.html(
        markup.drawer(
            [bar(back=_back(links))],
            markup.isolated(str(place["name"])),
            _facts(place),
            _counts(place_id, links),
            label=label,
        )
    )
    st.html(_excerpts(place_id, links))


def _row(place_id: str, chosen: Filter) -> Mapping[str, Any] | None:
    table = cache.places(chosen)
    found = table[table["place_id"] == place_id]
    return None if found.empty else found.iloc[0].to_dict()


def _back(links: Links) -> str:
    article_id = links.screen.article
    found = cache.opened(article_id) if article_id else None
    if found is None:
        return ""
    name = text("reading.back_to", title=found.title or text("reading.no_title"))
    shown = markup.escaped("‹ " + text("reading.back"))
    return markup.action(links.article(found.article_id), shown, style="fl-back", name=name)


def _facts(place: Mapping[str, Any]) -> str:
    where = (place.get("admin1"), place.get("country"))
    lies_in = ", ".join(part for part in where if isinstance(part, str) and part)
    known = [markup.escaped(words.kind_words(place)), markup.isolated(lies_in) if lies_in else ""]
    point = f"{place['latitude']:.4f}, {place['longitude']:.4f}"
    copy = markup.button(
        "copy", point, markup.escaped(text("reading.copy")), name=text("reading.copy_point")
    )
    return markup.joined(known, "fl-meta") + markup.joined(
        [markup.span(point, "fl-point") + copy], "fl-meta"
    )


def _counts(place_id: str, links: Links) -> str:
    passing = _row(place_id, links.screen.filter)
    if passing is None:
        return markup.section(
            text("reading.named"), markup.paragraph(text("reading.hidden"), "fl-quiet")
        )
    said = ", ".join(
        text(f"reading.{name}", n=int(passing[name]))
        for name in ("mentions", "articles", "sources")
    )
    return markup.section(
        text("reading.named"), markup.paragraph(said, "fl-quiet"), markup.bars(place_id)
    )


def _excerpts(place_id: str, links: Links) -> str:
    chosen = links.screen.filter
    total = cache.excerpt_count(place_id, chosen)
    last = max(1, -(-total // excerpts.PAGE_SIZE))
    page = min(links.screen.page, last)
    first = max(1, page - _MOST_BATCHES + 1)
    found = [
        one
        for number in range(first, page + 1)
        for one in cache.excerpts(
            place_id, chosen, limit=excerpts.PAGE_SIZE, offset=(number - 1) * excerpts.PAGE_SIZE
        )
    ]
    newer = _turn(links, first - 1 + _MOST_BATCHES - 1, "newer_excerpts") if first > 1 else ""
    older = _turn(links, page + 1, "older_excerpts") if page < last else ""
    shown = min(total, page * excerpts.PAGE_SIZE)
    said = text("reading.excerpts_shown", shown=shown, n=total) if last > 1 else ""
    return markup.bare(
        markup.section(
            text("reading.excerpts"),
            newer,
            excerpts.show(found, cache.theatre(), links),
            markup.paragraph(said, "fl-quiet"),
            older,
        )
    )


def _turn(links: Links, page: int, name: str) -> str:
    return markup.action(links.more(page), markup.escaped(text(f"reading.{name}")), style="fl-more")
