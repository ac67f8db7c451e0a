"""Shows one place: its names and where it is, who held it when, how often it is named, excerpts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import cache, markup, words
from dashboard.reading import excerpts, held
from dashboard.reading.bar import back, bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import DateRange, PlaceRecord
from geocode.model import AREAL_KINDS

_MOST_BATCHES = 6
"""So many pages of excerpts stand below one another; an older one takes the place of the newest."""
_MOST_BARS = 120


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
    others = dict.fromkeys(name for _, name in place.names if name != place.name)
    if place.name_local and place.name_local != place.name:
        others[place.name_local] = None
    lies_in = place.address.removeprefix(f"{place.name}, ")
    kind = words.kind_words(place)
    known = [markup.escaped(kind), markup.isolated(lies_in if lies_in != place.name else "")]
    exact = text(f"reading.exact_{int(place.where_prec)}")
    return (
        markup.joined(map(markup.isolated, others), "fl-local")
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
    if not place.mentions:
        hidden = text("reading.hidden" if not always.mentions else "reading.not_in_range")
        return markup.section(
            text("reading.named"), markup.paragraph(hidden, "fl-quiet"), _bars(always, days)
        )
    said = ", ".join(
        text(f"reading.{name}", n=count)
        for name, count in (
            ("mentions", place.mentions), ("articles", place.articles), ("sources", place.sources)
        )
    )  # fmt: skip
    return markup.section(
        text("reading.named"), markup.paragraph(said, "fl-quiet"), _bars(always, days)
    )


def _bars(place: PlaceRecord, days: DateRange) -> str:
    """Mentions a month, or a year where the months are too many."""
    months = dict(place.by_month)
    if not months:
        return ""
    every = list(_months(min(months), max(months)))
    if len(every) > _MOST_BARS:
        every = sorted({month.replace(month=1) for month in every})
        years: dict[date, int] = {}
        for month, count in months.items():
            years[month.replace(month=1)] = years.get(month.replace(month=1), 0) + count
        months = years
    prec = 5 if len(every) > 1 and every[1].year > every[0].year and every[0].month == 1 else 4
    shown = []
    for first, following in zip(every, [*every[1:], date.max], strict=True):
        inside = (not days.last or first <= days.last) and (
            not days.first or following > days.first
        )
        count = months.get(first, 0)
        tip = text("reading.bar", period=words.day_words(first, prec), n=count)
        shown.append((count, inside, tip))
    most = max(months, key=lambda month: months[month])
    label = text("reading.bars", period=words.day_words(most, prec), n=months[most])
    ends = (words.day_words(every[0], prec), words.day_words(every[-1], prec))
    return markup.bars(shown, label, ends if len(every) > 1 else (ends[0], ""))


def _months(first: date, last: date) -> Iterator[date]:
    number, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for month in range(number, end + 1):
        yield date(month // 12, month % 12 + 1, 1)


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
