"""Shows ground that was chosen on the map: who holds it on the day, and what that rests on."""

from datetime import date

import streamlit as st

from dashboard import cache, markup, words
from dashboard.reading import held
from dashboard.reading.bar import back, bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import SettlementOnDay, WarControl

_NEAR_KM = 30
"""The other side of the line is shown where it is nearer."""


def show(ground: tuple[float, float], day: date, links: Links) -> None:
    """Draw who holds the ground at a latitude and longitude, in degrees."""
    opening = cache.control(links.screen.front_sources or cache.usual_sources())
    if opening.control is None:
        said = opening.trouble or text("reading.control_pending")
        title = markup.escaped(text("reading.ground"))
        st.html(_drawer(title, [_point(ground), markup.paragraph(said, "fl-quiet")], links))
        return
    found = opening.control.settlement_at(*ground)
    one = found and opening.control.on(day).settlement(found.place_id)
    if one is None:
        title = markup.escaped(text("reading.ground_unknown"))
        said = markup.paragraph(text("reading.no_settlement"), "fl-quiet")
        st.html(_drawer(title, [_point(ground), said], links))
        return
    st.html(_drawer(*_held(one, opening.control, ground, day, links), links))


def _held(
    one: SettlementOnDay,
    control: WarControl,
    ground: tuple[float, float],
    day: date,
    links: Links,
) -> tuple[str, list[str]]:
    theatre = cache.theatre()
    title = markup.escaped(words.ground_words(one.holder, theatre))
    near = one.settlement
    name = markup.action(links.place(near.place_id), markup.isolated(near.name), style="fl-goto")
    spans = control.history(near.place_id, near.latitude, near.longitude)
    parts = [
        markup.listed(markup.escaped(text("reading.nearest")), [name], "fl-meta"),
        _point(ground),
        markup.section(
            text("reading.on", day=words.day_words(day)),
            markup.paragraph(held.sureness(one)),
            held.strip(spans, control.last_day, theatre, links),
            held.resting_on(one, control, day, theatre, links),
            held.beyond(day, control),
        ),
    ]
    across = control.on(day).across(near.place_id)
    if across and across[1] <= _NEAR_KM:
        parts.append(_across(*across, control, day, links))
    return title, parts


def _across(
    one: SettlementOnDay, apart_km: float, control: WarControl, day: date, links: Links
) -> str:
    theatre = cache.theatre()
    near = one.settlement
    name = markup.action(links.place(near.place_id), markup.isolated(near.name), style="fl-goto")
    holder = text("reading.across_holder", holder=words.holder_words(one.holder, theatre),
                  km=max(1, round(apart_km)))  # fmt: skip
    spans = control.history(near.place_id, near.latitude, near.longitude)
    return markup.section(
        text("reading.across"),
        markup.listed(markup.strong(name), [markup.escaped(holder)], ""),
        markup.paragraph(held.sureness(one), "fl-quiet"),
        held.strip(spans, control.last_day, theatre, links),
        held.resting_on(one, control, day, theatre, links),
    )


def _point(ground: tuple[float, float]) -> str:
    return markup.point(*ground, text("reading.copy"), text("reading.copy_point"))


def _drawer(title: str, parts: list[str], links: Links) -> str:
    return markup.drawer([bar(back=back(links))], title, *parts, label=text("reading.drawer"))
