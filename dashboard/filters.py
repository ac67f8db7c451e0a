"""Draws the sidebar, and turns its widgets into a ``data.Filter`` and back.

The slider holds the chosen days; the two date fields set it and follow it. A range that reaches
an end of all days leaves that end open, so that undated articles stay in while nothing is cut off.
"""

from dataclasses import replace

import streamlit as st

from dashboard import cache, histogram, markup, state, words
from dashboard.address import Screen
from data import ClaimEvent, DateRange, Facets, Filter
from geocode.model import Kind

_CHOICES = {state.KINDS: "Kind of place", state.SOURCES: "Source", state.LANGUAGES: "Language"}
"""Label of each list of values; the key is the field of ``Filter`` and ``Facets`` too."""


def sidebar(*, afresh: bool) -> Screen:
    """Draw the filter; the screen with what is now chosen.

    Args:
        afresh: the address was just read, and the widgets are to show what it says.
    """
    before = state.screen()
    everything = cache.facets(Filter())
    with st.sidebar:
        st.title("Frontline", anchor=False)
        for line in state.complaints() + _unknown(before.filter, everything):
            st.warning(markup.plain(line))
        days = _days(before.filter, afresh=afresh)
        chosen = _rest(replace(before.filter, days=days), everything, afresh=afresh)
        st.button("Reset the filter", on_click=state.reset_filter, width="stretch")
    if chosen == before.filter:
        return before
    return replace(before, filter=chosen, page=1)


def _days(chosen: Filter, *, afresh: bool) -> DateRange:
    lowest, highest = cache.totals().first_day, cache.totals().last_day
    if lowest is None or highest is None:
        st.caption("No article has a date.")
        return DateRange()
    first = min(max(chosen.days.first or lowest, lowest), highest)
    last = min(max(chosen.days.last or highest, lowest), highest)
    histogram.show(cache.daily(chosen), first, last, span=(lowest, highest))
    if lowest == highest:
        st.caption(f"All articles are of {lowest.isoformat()}.")
        return DateRange()
    moved = state.days_in_new_bounds(lowest, highest)
    if moved and not afresh:
        (first, last), afresh = moved, True
    state.seed(state.DAYS, (first, last), afresh=afresh)
    state.seed(state.DAY_FROM, first, afresh=afresh)
    state.seed(state.DAY_TO, last, afresh=afresh)
    first, last = st.slider(
        "Days",
        min_value=lowest,
        max_value=highest,
        key=state.DAYS,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        on_change=_follow_slider,
    )
    left, right = st.columns(2)
    bounds = {"min_value": lowest, "max_value": highest, "format": "YYYY-MM-DD"}
    left.date_input("From", key=state.DAY_FROM, on_change=_follow_fields, **bounds)
    right.date_input("To", key=state.DAY_TO, on_change=_follow_fields, **bounds)
    return DateRange(None if first <= lowest else first, None if last >= highest else last)


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


def _follow_slider() -> None:
    state.touch()
    first, last = state.value(state.DAYS)
    state.put(state.DAY_FROM, first)
    state.put(state.DAY_TO, last)


def _follow_fields() -> None:
    first = state.as_day(state.value(state.DAY_FROM))
    last = state.as_day(state.value(state.DAY_TO))
    lowest, highest = state.value(state.DAYS)
    first, last = first or lowest, last or highest
    state.put(state.DAYS, (min(first, last), max(first, last)))
    _follow_slider()
