"""The excerpts of the chosen place, newest first, with the reasons that put them there."""

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import cache, markup, state, tables, words
from dashboard.address import Screen
from data import Excerpt, StoredCandidate
from geocode.precision import PRECISION_WORDS, WherePrec

PAGE_SIZE = 8


def show(screen: Screen, place: Mapping[str, Any] | None, *, hidden: bool, held: str = "") -> None:
    """Draw the panel.

    Args:
        screen: what the user chose.
        place: row of ``data.queries.tables.places`` of the chosen place; None: there is none.
        hidden: the place exists and the filter leaves none of its mentions.
        held: who holds it, in words; empty when not known or not asked.
    """
    if place is None:
        _invite(screen)
        return
    with st.container(gap="xsmall"):
        _heading(place)
        if held:
            st.caption(markup.plain(held))
    if hidden:
        st.info("The filter hides every mention of this place. Widen it to read the excerpts.")
        return
    first = (min(screen.page, pages(screen)) - 1) * PAGE_SIZE
    found = cache.excerpts(screen.place_id or "", screen.filter, limit=PAGE_SIZE, offset=first)
    st.html(markup.cards(card(excerpt) for excerpt in found))


def pages(screen: Screen) -> int:
    """How many pages of excerpts the chosen place has; at least one."""
    return max(1, math.ceil(_total(screen) / PAGE_SIZE))


def pager(screen: Screen) -> None:
    """The buttons that turn the page, where there is more than one.

    They stay where they are while the panel above them is made anew, and so keep the focus.
    """
    last = pages(screen)
    page = min(screen.page, last)
    shown = f"Page {page} of {last}  \n{_total(screen):,} excerpts"
    tables.pager("excerpts", page, last, shown, state.turn_to)


def _total(screen: Screen) -> int:
    return cache.excerpt_count(screen.place_id, screen.filter) if screen.place_id else 0


def card(found: Excerpt) -> str:
    """One excerpt as HTML."""
    others = [
        (_candidate_words(candidate), f"{candidate.score:.2f}", "; ".join(candidate.why))
        for candidate in found.candidates
        if candidate.place_id != _named(found)[0]
    ]
    claims = [(claim.sentence_end, words.claim_words(claim)) for claim in found.claims]
    return markup.excerpt(found, why_lines(found), others, more_lines(found), claims)


def more_lines(found: Excerpt) -> list[str]:
    """When it happened, where the text says so, and how many others tell it in these words."""
    lines = [f"Happened: {words.happened(found.event)}"] if found.event else []
    if found.copies:
        same = words.counted(len(found.copies), "other article")
        lines.append(f"{same} tell the same story; together they count as one source")
    return lines


def _candidate_words(candidate: StoredCandidate) -> str:
    """Its position distinguishes places of the same name."""
    position = f"{candidate.latitude:.2f}, {candidate.longitude:.2f}"
    return f"{candidate.name} ({candidate.place_id}; {position})"


def why_lines(found: Excerpt) -> list[str]:
    """Why the mention was put where it is, in words."""
    named_id, named = _named(found)
    lines = [f"Gazetteer: {named} ({named_id})"]
    if found.relative:
        lines.append(_told_words(found))
    chosen = next((r for r in found.candidates if r.place_id == named_id), None)
    if chosen:
        lines.append(f"Clues: {'; '.join(chosen.why)} (score {chosen.score:.2f})")
    lines.append(f"Confidence: {found.confidence:.0%}")
    if found.where_prec is not None:
        code = WherePrec(found.where_prec)
        lines.append(f"Precision {int(code)} of UCDP's 7: {PRECISION_WORDS[code]}")
    if found.uncertainty_m is not None:
        lines.append(f"Lies within {words.distance(found.uncertainty_m)} of the point shown")
    if found.role == "associative":
        lines.append("The name stands for people or a government here, not for the ground")
    return lines


def _named(found: Excerpt) -> tuple[str | None, str | None]:
    """Id and name of what the words of the text name, wherever the pin stands."""
    if found.relative:
        return found.relative.named_id, found.relative.named
    return found.place_id, found.place_name


def _told_words(found: Excerpt) -> str:
    phrase = f"“{found.relative.phrase}”" if found.relative else ""
    if found.role == "locating":
        return f"{phrase} only uses the name to tell where another place lies"
    if found.place_id != _named(found)[0]:
        return f"Told by {phrase}: the point is estimated from the places named"
    return f"Told by {phrase}: not the place itself"


def _invite(screen: Screen) -> None:
    st.subheader("Excerpts", anchor=False)
    if screen.place_id:
        known = markup.plain(screen.place_id)
        st.info(f"No article names {known}. Choose another place.")
    else:
        st.markdown("Click a marker or an area on the map, or choose a place from the list.")


def _heading(place: Mapping[str, Any]) -> None:
    st.subheader(markup.plain(place["name"]), anchor=False)
    parts = [words.kind_words(place), place.get("admin1"), place.get("country"), place["place_id"]]
    shown = " · ".join(markup.plain(part) for part in parts if isinstance(part, str) and part)
    named = (("mentions", "mention"), ("articles", "article"), ("sources", "independent source"))
    counts = ", ".join(words.counted(int(place[column]), word) for column, word in named)
    st.caption(f"{shown}  \n{counts}")
