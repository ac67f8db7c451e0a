"""Draws the switches above the map: front line, its day and sources, front-line files, tiles."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from dashboard import cache, front_drawing, markup, state
from dashboard.address import Screen
from data import DataError, Layer, Provider


@dataclass(frozen=True, slots=True)
class Shown:
    """What the switches ask for."""

    day: date | None
    """Day of the front; None: not shown, or no day is known."""
    sources: tuple[Provider, ...]
    """Whose evidence the front rests on."""
    layer: Layer | None
    """The user's file of that day, where its switch is on."""


def show(screen: Screen) -> Shown:
    """Draw the switches in one row."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key=state.SWITCHES
    ):
        day = _switch(screen)
        sources = _sources(screen) if day else ()
        _tiles(screen)
        layer = _file(screen, day) if day else None
    if day:
        _notes(day, sources)
    return Shown(day, sources, layer)


def _switch(screen: Screen) -> date | None:
    day = day_of(screen)
    words = (
        "Drawn from evidence of who held which settlement; ground between them is inferred. "
        "Unknown ground is left blank. Click the line or a settlement to see its evidence."
    )
    _toggle("Front line", state.FRONT, screen.front, words, disabled=day is None)
    if not screen.front or day is None:
        return None
    first, last = _bounds(screen)
    state.put(state.FRONT_DAY, day)
    st.date_input(
        "Day of the front line",
        key=state.FRONT_DAY,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=140,
        on_change=_take,
    )
    return day


def _sources(screen: Screen) -> tuple[Provider, ...]:
    sources = screen.front_sources or cache.usual_sources()
    state.put(state.FRONT_SOURCES, list(sources))
    st.multiselect(
        "Evidence for the front line",
        list(Provider),
        key=state.FRONT_SOURCES,
        format_func=lambda one: front_drawing.PROVIDER_WORDS[one],
        label_visibility="collapsed",
        width=260,
        on_change=_take,
    )
    return sources


def _notes(day: date, sources: tuple[Provider, ...]) -> None:
    """What could not be used, and how far the table's record reaches."""
    said = [markup.plain(note) for note in cache.front(sources)[1]]
    reaches = cache.theatre().control_reaches
    if reaches and Provider.TABLE in sources:
        later = "; this day is later, so it rests on older rows" if day > reaches else ""
        said.insert(0, f"The table of control is written up to {reaches.isoformat()}{later}.")
    if said:
        st.caption("  \n".join(said))


def _tiles(screen: Screen) -> None:
    if not cache.settings().tiles_url:
        return
    words = "Fetched from another server, which then sees what part of the map you look at."
    _toggle("Online tiles", state.TILES, screen.tiles, words)


def day_of(screen: Screen) -> date | None:
    """The chosen day where it lies within the chosen days, else their last."""
    first, last = _bounds(screen)
    if screen.day and first and last and first <= screen.day <= last:
        return screen.day
    return screen.filter.days.last or cache.totals().last_day


def _bounds(screen: Screen) -> tuple[date | None, date | None]:
    held, days = cache.totals(), screen.filter.days
    ends = [day for day in (held.last_day, cache.theatre().control_reaches) if day]
    return days.first or held.first_day, days.last or max(ends, default=None)


def _file(screen: Screen, day: date) -> Layer | None:
    if not cache.settings().layers_folder:
        return None
    try:
        layer = cache.layer_for(day)
    except DataError as exc:
        st.warning(markup.plain(str(exc)))
        return None
    if layer is None:
        said = f"No front-line file for {day.isoformat()} or the week before it."
        for refused in cache.layers_refused()[:1]:
            count, why = len(cache.layers_refused()), markup.plain(refused.reason)
            said += f" Not used: {count} files of the folder, such as {why}"
        st.caption(said, width="content")
        return None
    whose = markup.plain(f"{layer.source.value}, as of {layer.assessment_day.isoformat()}")
    on = _toggle(whose, state.FILE, screen.file, markup.plain(layer.file.path.name))
    for said in (layer.file.day_note, *(refused.reason for refused in layer.passed_over)):
        if said:
            st.caption(markup.plain(said), width="content")
    return layer if on else None


def _toggle(label: str, key: str, on: bool, words: str, *, disabled: bool = False) -> bool:
    state.put(key, on)
    return st.toggle(
        label, key=key, on_change=_take, width="content", help=words, disabled=disabled
    )


def _take() -> None:
    before = state.screen()
    state.choose(
        replace(
            before,
            front=bool(state.value(state.FRONT)),
            day=state.as_day(state.value(state.FRONT_DAY)) or before.day,
            front_sources=_chosen_sources(before),
            file=_kept(state.FILE, before.file),
            tiles=_kept(state.TILES, before.tiles),
        )
    )


def _chosen_sources(before: Screen) -> tuple[Provider, ...]:
    """Empty while they are the usual ones, or none are chosen."""
    value = state.value(state.FRONT_SOURCES)
    if value is None:
        return before.front_sources
    chosen = tuple(one for one in Provider if one in value)
    return () if chosen == cache.usual_sources() else chosen


def _kept(key: str, before: bool) -> bool:
    """What a switch holds; as before where it is not drawn."""
    value = state.value(key)
    return before if value is None else bool(value)
