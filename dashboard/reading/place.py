"""Shows one place: its names and where it is, who held it when, how often it is named, excerpts."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import cache, markup, words
from dashboard.reading import excerpts, held, months
from dashboard.reading.bar import back, bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import DateRange, PlaceRecord
from geocode.model import AREAL_KINDS

_MOST_BATCHES = 6
"""So many pages of excerpts stand below one another; an older one takes the place of the newest."""


def show(place_id: str, day: date, links: Links) -> None:
    """Draw the place, or say that no article names it."""
    chosen = links.screen.filter
    place = cache.place_record(place_id, chosen)
    always = cache.place_record(place_id, replace(chosen, days=DateRange()))
    if place is None or always is None:
        title = markup.escaped(text("reading.no_place", id=place_id))
        st.html(markup.drawer([bar(back=back(links))], title, label=text("reading.drawer")))
        return
    st.html(
        markup.drawer(
            [bar(back=back(links))],
            markup.isolated(place.name),
            _facts(place),
            _held(place, day, links),
            _counts(place, always, chosen.days),
            label=text("reading.drawer"),
        )
    )
    st.html(_excerpts(place, links))


def _facts(place: PlaceRecord) -> str:
    others: dict[str, str] = {}
    for lang, name in place.names:
        others.setdefault(name, lang)
    if place.name_local:
        others.setdefault(place.name_local, "")
    others.pop(place.name, None)
    lies_in = place.address.removeprefix(f"{place.name}, ")
    kind = words.kind_words(place)
    known = [markup.escaped(kind), markup.isolated(lies_in if lies_in != place.name else "")]
    exact = text(f"reading.exact_{int(place.where_prec)}")
    return (
        markup.joined((markup.in_language(*one) for one in others.items()), "fl-local")
        + markup.joined(known, "fl-meta")
        + markup.paragraph(exact, "fl-meta")
        + markup.point(
            place.latitude, place.longitude, text("reading.copy"), text("reading.copy_point")
        )
    )


def _held(place: PlaceRecord, day: date, links: Links) -> str:
    """Who holds it on the day and who held it when; empty for areas, which have many holders."""
    opening = cache.control(links.screen.front_sources or cache.usual_sources())
    control = opening.control
    if place.kind in AREAL_KINDS:
        return ""
    if control is None:
        said = opening.trouble or text("reading.control_pending")
        return markup.section(text("reading.who_held"), markup.paragraph(said, "fl-quiet"))
    front = control.on(day)
    one = front.settlement(place.place_id)
    near = None if one else control.settlement_at(place.latitude, place.longitude)
    one = front.settlement(near.place_id) if near else one
    if one is None:
        return ""
    theatre = cache.theatre()
    spans = control.history(place.place_id, place.latitude, place.longitude)
    return markup.section(
        text("reading.who_held"),
        held.on_day(one, day, theatre),
        held.strip(spans, control.last_day, theatre, links),
        held.resting_on(one, control, day, theatre, links),
        held.beyond(day, control),
    )


def _counts(place: PlaceRecord, always: PlaceRecord, days: DateRange) -> str:
    counts = {"mentions": place.mentions, "articles": place.articles, "sources": place.sources}
    said = ", ".join(text(f"reading.{name}", n=count) for name, count in counts.items())
    if not place.mentions:
        said = text("reading.hidden" if not always.mentions else "reading.not_in_range")
    drawn = months.bars(always.by_month, days)
    return markup.section(text("reading.named"), markup.paragraph(said, "fl-quiet"), drawn)


def _excerpts(place: PlaceRecord, links: Links) -> str:
    chosen, size = links.screen.filter, excerpts.PAGE_SIZE
    last = max(1, -(-place.mentions // size))
    page = min(links.screen.page, last)
    first = max(1, page - _MOST_BATCHES + 1)
    found = [
        one
        for number in range(first, page + 1)
        for one in cache.excerpts(place.place_id, chosen, limit=size, offset=(number - 1) * size)
    ]
    newer = _turn(links, max(1, page - _MOST_BATCHES), "newer_excerpts") if first > 1 else ""
    older = _turn(links, page + 1, "older_excerpts") if page < last else ""
    shown = min(place.mentions, page * size) - (first - 1) * size
    said = text("reading.excerpts_shown", shown=shown, n=place.mentions) if last > 1 else ""
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
