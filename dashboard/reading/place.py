"""Shows one place: its names and where it is, who held it when, how often it is named, excerpts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import cache, markup, words
from dashboard.reading import excerpts, held
from dashboard.reading.bar import back, bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Filter
from geocode.model import AREAL_KINDS, Kind

_EVERYTHING = Filter(associative=True)
_MOST_BATCHES = 6
"""So many pages of excerpts stand below one another; an older one takes the place of the newest."""


def show(place_id: str, day: date, links: Links) -> None:
    """Draw the place, or say that no article names it."""
    label = text("reading.drawer")
    place = _row(place_id, _EVERYTHING)
    if place is None:
        title = markup.escaped(text("reading.no_place", id=place_id))
        st.html(markup.drawer([bar(back=back(links))], title, label=label))
        return
    st.html(
        markup.drawer(
            [bar(back=back(links))],
            markup.isolated(str(place["name"])),
            _facts(place),
            _held(place, day, links),
            _counts(place_id, links),
            label=label,
        )
    )
    st.html(_excerpts(place_id, links))


def _row(place_id: str, chosen: Filter) -> Mapping[str, Any] | None:
    table = cache.places(chosen)
    found = table[table["place_id"] == place_id]
    return None if found.empty else found.iloc[0].to_dict()


def _facts(place: Mapping[str, Any]) -> str:
    where = (place.get("admin1"), place.get("country"))
    lies_in = ", ".join(part for part in where if isinstance(part, str) and part)
    known = [markup.escaped(words.kind_words(place)), markup.isolated(lies_in) if lies_in else ""]
    return markup.joined(known, "fl-meta") + markup.point(
        place["latitude"], place["longitude"], text("reading.copy"), text("reading.copy_point")
    )


def _held(place: Mapping[str, Any], day: date, links: Links) -> str:
    """Who holds it on the day and who held it when; empty for areas, which have many holders."""
    opening = cache.control(links.screen.front_sources or cache.usual_sources())
    control = opening.control
    if Kind(place["kind"]) in AREAL_KINDS or control is None:
        return ""
    at = (float(place["latitude"]), float(place["longitude"]))
    front = control.on(day)
    one = front.settlement(str(place["place_id"]))
    if one is None and (near := control.settlement_at(*at)):
        one = front.settlement(near.place_id)
    if one is None:
        return ""
    theatre = cache.theatre()
    return markup.section(
        text("reading.who_held"),
        held.on_day(one, day, theatre),
        held.strip(control.history(str(place["place_id"]), *at), control.last_day, theatre, links),
        held.resting_on(one, control, day, theatre, links),
        held.beyond(day, control),
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
