"""Names every key of the session, and keeps session, widgets and address the same.

The session holds the newest ``Screen``. A run begins with ``arrive``: when the address says
something that this session did not write (first visit, back button, edited by hand), the address
wins and the widgets are set from it. It ends with ``keep``, which writes the address.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import acts, address
from dashboard.address import Screen

# Keys of widgets, so that two modules never claim one name.
SOURCES, LANGUAGES, KINDS, SEARCH = "sources", "languages", "kinds", "search"
ASSOCIATIVE, CLAIMS, INSIDE = "associative", "claims", "inside"
EVIDENCE, FILE, TILES, BY = "evidence", "file", "tiles", "by"
BRIEFS = "briefs"
ARTICLE_LIST, UNDATED_ONLY = "article_list", "undated_only"
NEW_DAY = "new_day"
# Of containers; dashboard/browser/page.css names them.
MAP, READING, READING_TOOLS, NOTES = "map", "reading", "reading_tools", "notes"
OPENED, PROSE = "opened", "prose"

_SCREEN = "screen"
_WRITTEN = "address_written"
_DEFAULT = "default_screen"  # what an empty address shows, but for the first look
_COMPLAINTS = "address_complaints"
_FIRST = "first_look"
_ANSWERED = "act_answered"
_VIEWS = "views_asked_for"
_WHOLE = "whole_page"
_TOUCHED, _PAGE = "touched", "page"


def arrive(page: str, *, usual: Screen, first: Callable[[], Screen | None]) -> bool:
    """Take what the address asks for; True when the widgets are to be set from it.

    It counts on the first run, and when it differs from what the session last wrote: the back
    button, or an edit by hand. It does not count in a run that a widget caused, whose address may
    be older than the widget, nor when it is empty because the user came from another page.

    Args:
        page: name of the page.
        usual: what an empty address shows.
        first: what it shows at the very first; None: nothing else.
    """
    asked = _parameters()
    known = _SCREEN in st.session_state
    touched = st.session_state.pop(_TOUCHED, False)
    came = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if known and (touched or (came and not asked) or asked == st.session_state.get(_WRITTEN)):
        return came  # another page's widgets of the same key are others: they begin afresh
    st.session_state[_DEFAULT] = usual
    chosen, complaints = address.read(asked, default=usual)
    if not known and not asked:
        chosen = first() or chosen
        st.session_state[_FIRST] = chosen
    choose(chosen)
    st.session_state[_COMPLAINTS] = complaints
    st.session_state[_WRITTEN] = asked
    return True


def touch() -> None:
    """A widget was used: what it holds counts, and not the address, which follows."""
    st.session_state[_TOUCHED] = True


def screen() -> Screen:
    """What the user chose last."""
    chosen: Screen = st.session_state[_SCREEN]
    return chosen


def complaints() -> list[str]:
    """A line for each part of the address that could not be used."""
    lines: list[str] = st.session_state.get(_COMPLAINTS, [])
    return list(lines)


def complain(lines: list[str]) -> None:
    """Add lines to ``complaints``, each once."""
    st.session_state[_COMPLAINTS] = list(dict.fromkeys(complaints() + lines))


def first_look() -> Screen | None:
    """What the session showed first, where it began with an empty address."""
    shown: Screen | None = st.session_state.get(_FIRST)
    return shown


def keep(chosen: Screen) -> None:
    """Remember the screen and write it into the address."""
    st.session_state[_SCREEN] = chosen
    st.session_state.pop(_TOUCHED, None)  # left by a callback of a fragment
    pairs = address.write(chosen, default=st.session_state[_DEFAULT])
    if pairs != _parameters():
        st.query_params.from_dict(pairs)
    st.session_state[_WRITTEN] = pairs


def _parameters() -> address.Pairs:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def query(chosen: Screen) -> str:
    """The address of a screen after the path: "?place=geonames:713174"."""
    pairs = address.write(chosen, default=st.session_state[_DEFAULT])
    return "?" + urlencode(pairs, doseq=True, safe=":,")


def choose(chosen: Screen) -> None:
    """Remember the screen; the run that follows draws it and writes the address."""
    st.session_state[_SCREEN] = chosen


def follow(sent: object) -> list[str]:
    """Follow the acts that the browser sent; the names of those that are new."""
    chosen, names, number = acts.follow(screen(), sent, answered())
    st.session_state[_ANSWERED] = number
    choose(chosen)
    return names


def answered() -> int:
    """Number of the last act of the browser that was followed; 0: none yet."""
    number: int = st.session_state.get(_ANSWERED, 0)
    return number


def ask_for_view() -> None:
    """Have the browser say which part of the map is in view; it answers with an act."""
    st.session_state[_VIEWS] = views_asked_for() + 1


def views_asked_for() -> int:
    """How often the browser was asked for its view."""
    count: int = st.session_state.get(_VIEWS, 0)
    return count


def open_article(article_id: int | None) -> None:
    """Choose an article to read; None closes it."""
    opened = {"article": article_id, "compared": None, "place_id": None, "ground": None}
    choose(replace(screen(), **opened, page=1))
    touch()


def list_from(page: int, *, undated_only: bool) -> None:
    """Choose a page of the list of articles, and whether it has only undated ones."""
    choose(replace(screen(), listed=page, undated_only=undated_only))
    touch()


def seed(key: str, value: Any, *, afresh: bool) -> None:  # noqa: ANN401  # any widget's value
    """Set a widget before it is drawn: when the address was read, or the widget is new."""
    if afresh or key not in st.session_state:
        st.session_state[key] = value


def value(key: str) -> Any:  # noqa: ANN401  # as above
    """What a widget holds."""
    return st.session_state.get(key)


def put(key: str, new: Any) -> None:  # noqa: ANN401  # as above
    """Set another widget from a callback."""
    st.session_state[key] = new


def as_day(found: object) -> date | None:
    """A day out of a date widget, which may hold none."""
    return found if isinstance(found, date) else None


def show_briefs(shown: bool) -> None:
    """Show or hide the project's own briefs."""
    choose(replace(screen(), filter=replace(screen().filter, briefs=shown), page=1))
    touch()


def reset_filter() -> None:
    """Show everything again; what is being read stays open."""
    usual: Screen = st.session_state[_DEFAULT]
    choose(replace(screen(), filter=usual.filter, front_sources=(), day=None, page=1))
    touch()
    for key in (SOURCES, LANGUAGES, KINDS, SEARCH, ASSOCIATIVE, CLAIMS, INSIDE, EVIDENCE, BY):
        st.session_state.pop(key, None)


def whole_page() -> None:
    """Run the whole page after a callback of a fragment."""
    st.session_state[_WHOLE] = True
    touch()


def wants_whole_page() -> bool:
    """True once after ``whole_page``."""
    return bool(st.session_state.pop(_WHOLE, False))
