"""Draws the left drawer, and turns its widgets into a ``data.Filter`` and back."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import cache, exports, markup, state, words
from dashboard.address import Screen
from dashboard.map import finder
from dashboard.texts import text
from data import Box, ClaimEvent, DayBy, Facets, Filter, Provider
from geocode.model import Kind

_VIEW, _BOX = "view", "box"
"""Values of the choice "Inside" that are no area's id; an id has a colon."""


def drawer(*, afresh: bool, on_map: bool) -> Screen:
    """Draw the filter; the screen with what is now chosen.

    Args:
        afresh: the address was just read, and the widgets are to show what it says.
        on_map: the page has the map, whose parts take their places in the drawer.
    """
    before = state.screen()
    with st.sidebar:
        if on_map:
            finder.place("finder")
        after = _choices(before, afresh=afresh)
        after = _evidence_and_map(after, afresh=afresh, on_map=on_map)
        _briefs(after.filter)
        st.button(text("filters.reset"), on_click=state.reset_filter, width="stretch")
        if on_map:
            finder.place("areas")
        exports.show(after.filter)
    return after if after.filter == before.filter else replace(after, page=1, listed=1)


def unknown(chosen: Filter) -> list[str]:
    """A line for each source and language that the address asks for and no article has."""
    everything = cache.facets(Filter())
    named = (("source", chosen.sources, everything.sources),)
    named += (("lang", chosen.languages, everything.languages),)
    return [
        text("address.nowhere", name=name, value=value[:40])
        for name, values, known in named
        for value in values
        if value not in dict(known)
    ]


def _choices(screen: Screen, *, afresh: bool) -> Screen:
    chosen = screen.filter
    everything, passing = cache.facets(Filter()), cache.facets(chosen)
    state.seed(state.SEARCH, chosen.search, afresh=afresh)
    search = st.text_input(
        text("filters.words"), key=state.SEARCH, max_chars=200, on_change=state.touch,
        placeholder=text("filters.words_example"), help=text("filters.words_help"),
    )  # fmt: skip
    inside, box = _inside(chosen, afresh=afresh)
    several = _Several(chosen, everything, passing, afresh)
    sources = several.choose(state.SOURCES, text("filters.source"))
    languages = several.choose(state.LANGUAGES, text("filters.language"))
    kinds = several.choose(state.KINDS, text("filters.kind"))
    claims = chosen.claims
    if cache.has_claims():
        state.seed(state.CLAIMS, list(claims), afresh=afresh)
        claims = tuple(
            st.multiselect(
                text("filters.claims"), list(ClaimEvent), key=state.CLAIMS,
                format_func=lambda event: text(f"reading.claim_{event.value}"),
                placeholder=text("filters.any"), help=text("filters.claims_help"),
                on_change=state.touch,
            )
        )  # fmt: skip
    associative = _switch(state.ASSOCIATIVE, chosen.associative, afresh)
    after = replace(
        chosen,
        search=search.strip(),
        inside=inside,
        box=box,
        sources=sources,
        languages=languages,
        kinds=tuple(map(Kind, kinds)),
        claims=claims,
        associative=associative,
    )
    return replace(screen, filter=after)


def _inside(chosen: Filter, *, afresh: bool) -> tuple[str | None, Box | None]:
    """Where places are to lie: an area, a piece of the map, or (None, None) for anywhere."""
    areas = {area.place_id: area for area in cache.areas()}
    now = _BOX if chosen.box else chosen.inside or ""
    # An area that the address asks for may hold no place, or be none that is offered.
    options = ["", _VIEW, *([now] if now and now not in areas else []), *areas]
    state.seed(state.INSIDE, now, afresh=afresh)

    def words_of(value: str) -> str:
        if value == _BOX and chosen.box:
            return text("filters.inside_box", **_edges(chosen.box))
        if value in areas:
            area = areas[value]
            return f"{area.name}, {area.inside}" if area.inside else area.name
        return value or text("filters.anywhere")

    shown = {value: words_of(value) for value in options}
    shown[_VIEW] = text("filters.inside_view")
    picked = st.selectbox(
        text("filters.inside"), options, key=state.INSIDE, format_func=lambda value: shown[value],
        on_change=_asked_inside, help=text("filters.inside_help"),
    )  # fmt: skip
    if picked in (_VIEW, _BOX):  # the browser answers with the piece of the map that it shows
        return None, chosen.box
    return picked or None, None


def _asked_inside() -> None:
    state.touch()
    if state.value(state.INSIDE) == _VIEW:
        state.ask_for_view()


def show_browser(screen: Screen) -> None:
    """Callback: let the widgets show what was chosen in the browser."""
    state.put(state.INSIDE, _BOX if screen.filter.box else screen.filter.inside or "")
    state.put(state.BY, screen.filter.by)
    for key, on in ((state.TILES, screen.tiles), (state.FILE, screen.file)):
        state.put(key, on)


def _edges(box: Box) -> dict[str, str]:
    degrees = {"south": box.south, "west": box.west, "north": box.north, "east": box.east}
    return {name: f"{value:.1f}" for name, value in degrees.items()}


class _Several:
    """Choices of several values, each with how many would be left."""

    def __init__(self, chosen: Filter, everything: Facets, passing: Facets, afresh: bool) -> None:
        self._chosen, self._everything, self._passing = chosen, everything, passing
        self._afresh = afresh

    def choose(self, key: str, label: str) -> tuple[str, ...]:
        """Draw one; ``key`` is the field of ``Filter`` and ``Facets`` too."""
        chosen: Sequence[str] = getattr(self._chosen, key)
        values = [str(value) for value, _ in getattr(self._everything, key)]
        counts = dict(getattr(self._passing, key))
        known = [str(value) for value in chosen if value in values]
        state.seed(key, known, afresh=self._afresh)
        names = {value: _value_words(key, value) for value in values}
        picked = st.multiselect(
            label, values, key=key, placeholder=text("filters.all"), on_change=state.touch,
            format_func=lambda value: f"{names[value]} ({counts.get(value, 0):,})",
        )  # fmt: skip
        # All of them are no filter, and would not fit into an address.
        return () if len(picked) == len(values) else tuple(picked)


def _value_words(key: str, value: str) -> str:
    if key == state.KINDS:
        return words.kind_name(value).capitalize()
    if key == state.LANGUAGES:
        return words.language(value)
    return markup.visible(value) or text("filters.no_source")


def _evidence_and_map(screen: Screen, *, afresh: bool, on_map: bool) -> Screen:
    """Which day counts, who speaks for the front line, and what else is drawn."""
    settings = cache.settings()
    with st.expander(text("filters.more")):
        state.seed(state.BY, screen.filter.by, afresh=afresh)
        by = st.radio(
            text("filters.by"), list(DayBy), key=state.BY, on_change=state.touch,
            format_func=lambda value: text(f"filters.by_{value.value}"),
            help=text("filters.by_help"),
        )  # fmt: skip
        after = replace(screen, filter=replace(screen.filter, by=by))
        if not on_map:
            return after
        after = replace(after, front_sources=_evidence(screen, afresh=afresh))
        if settings.layers_folder:
            after = replace(after, file=_switch(state.FILE, screen.file, afresh))
            for refused in cache.layers_refused():
                st.html(markup.note(refused.reason))
        if settings.tiles_url:
            tiles = _switch(state.TILES, screen.tiles, afresh)
            after = replace(after, tiles=tiles)
    return after


def _evidence(screen: Screen, *, afresh: bool) -> tuple[Provider, ...]:
    """Whose evidence the front line rests on; empty: the usual ones."""
    usual = cache.usual_sources()
    own = (Provider.VIINA, Provider.FILES) if cache.settings().layers_folder else ()
    offered = [Provider.TABLE, Provider.ARTICLES, *own]
    now = [one for one in screen.front_sources or usual if one in offered]
    state.seed(state.EVIDENCE, now, afresh=afresh)
    picked = st.pills(
        text("filters.evidence"), offered, key=state.EVIDENCE, selection_mode="multi",
        format_func=lambda one: text(f"filters.evidence_{one.value}"), on_change=state.touch,
        help=text("filters.evidence_help"),
    )  # fmt: skip
    found = cache.control(tuple(picked) or usual)
    notes = list(found.control.notes if found.control else ())
    for line in [*notes, *([found.trouble] if found.trouble else [])]:
        st.html(markup.note(line))
    return () if set(picked) in (set(), set(usual)) else tuple(picked)


def _switch(key: str, value: bool, afresh: bool) -> bool:
    state.seed(key, value, afresh=afresh)
    help_text = text(f"filters.help_{key}")
    return st.toggle(text(f"filters.{key}"), key=key, on_change=state.touch, help=help_text)


def _briefs(chosen: Filter) -> None:
    """One quiet line on the project's own briefs, and a button that hides or shows them."""
    held = cache.totals()
    if not held.briefs:
        return
    line = "filters.briefs_shown" if chosen.briefs else "filters.briefs_hidden"
    label = "filters.hide_briefs" if chosen.briefs else "filters.show_briefs"
    with st.container(key=state.BRIEFS, horizontal=True, gap="xsmall"):
        st.html(markup.span(text(line, n=held.articles, briefs=held.briefs), "fl-quiet"))
        st.button(
            text(label), type="tertiary", on_click=state.show_briefs, args=(not chosen.briefs,)
        )
