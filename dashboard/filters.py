"""Draws the sidebar, and turns its widgets into a ``data.Filter`` and back."""

from dataclasses import replace

import streamlit as st

from dashboard import cache, markup, state, words
from dashboard.address import Screen
from dashboard.map import finder
from data import ClaimEvent, Facets, Filter
from geocode.model import Kind

_CHOICES = {state.KINDS: "Kind of place", state.SOURCES: "Source", state.LANGUAGES: "Language"}
"""Label of each list of values; the key is the field of ``Filter`` and ``Facets`` too."""


def sidebar(*, afresh: bool, on_map: bool) -> Screen:
    """Draw the filter; the screen with what is now chosen.

    Args:
        afresh: the address was just read, and the widgets are to show what it says.
        on_map: the page has the map, whose parts take their places in the drawer.
    """
    before = state.screen()
    everything = cache.facets(Filter())
    with st.sidebar:
        for line in state.complaints() + _unknown(before.filter, everything):
            st.warning(markup.plain(line))
        if on_map:
            finder.place("finder")
        chosen = _rest(before.filter, everything, afresh=afresh)
        st.button("Reset the filter", on_click=state.reset_filter, width="stretch")
        if on_map:
            finder.place("areas")
    if chosen == before.filter:
        return before
    return replace(before, filter=chosen, page=1)


def _rest(chosen: Filter, everything: Facets, *, afresh: bool) -> Filter:
    passing = cache.facets(chosen)
    state.seed(state.SEARCH, chosen.search, afresh=afresh)
    search = st.text_input(
        "Words in title or text",
        key=state.SEARCH,
        max_chars=200,
        placeholder='e.g. "ammunition depot" fire*',
        on_change=state.touch,
        help='Every word, in any case form. "Words in quotes" must follow each other in that '
        "order, begin\\* finds words that begin so, -word leaves out articles with the word.",
    )
    picked = {
        key: _multiselect(
            label, key, getattr(chosen, key), getattr(everything, key), getattr(passing, key),
            afresh=afresh,
        )
        for key, label in _CHOICES.items()
    }  # fmt: skip
    state.seed(state.CLAIMS, list(chosen.claims), afresh=afresh)
    claims = st.multiselect(
        "Claims about a place",
        list(ClaimEvent),
        key=state.CLAIMS,
        format_func=lambda event: event.value,
        placeholder="all",
        on_change=state.touch,
        help="Only mentions of which the sentence says that the place was captured, held, left, "
        "fought over or struck, be it asserted, denied or possible.",
    )
    for key, value in ((state.BRIEFS, chosen.briefs), (state.ASSOCIATIVE, chosen.associative)):
        state.seed(key, value, afresh=afresh)
    briefs = st.toggle(
        "Include briefs",
        key=state.BRIEFS,
        on_change=state.touch,
        help="Short summaries that this project wrote from the public record. "
        "They are marked, and never count as an independent source.",
    )
    associative = st.toggle(
        "Also names used for governments",
        key=state.ASSOCIATIVE,
        on_change=state.touch,
        help='"Paris says": the name stands for people, not for the ground. Also names that only '
        'say where another place is: "Versailles near Paris".',
    )
    return replace(
        chosen,
        search=search.strip(),
        kinds=tuple(Kind(kind) for kind in picked[state.KINDS]),
        sources=picked[state.SOURCES],
        languages=picked[state.LANGUAGES],
        claims=tuple(claims),
        briefs=briefs,
        associative=associative,
    )


def _multiselect(
    label: str,
    key: str,
    chosen: tuple[str, ...],
    everything: list[tuple[str, int]],
    passing: list[tuple[str, int]],
    *,
    afresh: bool,
) -> tuple[str, ...]:
    """Several values to choose from, each with how many would be left."""
    values = [str(value) for value, _ in everything]
    counts = dict(passing)
    state.seed(key, [str(value) for value in chosen if value in values], afresh=afresh)
    names = {value: _value_words(key, value) for value in values}
    picked = st.multiselect(
        label,
        values,
        key=key,
        format_func=lambda value: f"{names[value]} ({counts.get(value, 0)})",
        placeholder="all",
        on_change=state.touch,
    )
    return tuple(picked)


def _value_words(key: str, value: str) -> str:
    if key == state.KINDS:
        return words.kind_name(value).capitalize()
    if key == state.LANGUAGES:
        return words.LANGUAGE_WORDS.get(value, markup.visible(value))
    return markup.visible(value) or "(no source)"


def _unknown(chosen: Filter, everything: Facets) -> list[str]:
    """A line for each value that the address asks for and no article has."""
    lines = []
    for name, values, known in (
        ("source", chosen.sources, everything.sources),
        ("lang", chosen.languages, everything.languages),
    ):
        missing = [value for value in values if value not in dict(known)]
        lines += [f"{name}={value[:40]} in the address: no article has it" for value in missing]
    return lines
