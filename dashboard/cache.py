"""Everything that is kept between runs, and the settings, read once.

Answers of the store are kept by filter and by the store's mark, which changes when an ingest adds
something: a page that is open shows new articles at its next run. Nothing here draws.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

import data
from dashboard import drawing as drawings
from dashboard import front_drawing

P, T = ParamSpec("P"), TypeVar("T")
_MARK_S = 2
"""How old the store's mark may be, so that one run does not ask for it at every query."""
_KEPT = 64
"""Answers kept of each kind; the oldest goes first."""


@st.cache_resource
def settings() -> data.Settings:
    """The settings this process was started with."""
    return data.Settings.from_env(os.environ)


@st.cache_resource
def theatre() -> data.Theatre:
    """The war that this process was started for."""
    return data.load_theatre(settings().theatre)


@st.cache_resource
def _engine(url: str, busy_timeout_s: float) -> data.Engine:
    return data.open_engine(url, read_only=True, busy_timeout_s=busy_timeout_s)


def _store() -> data.Engine:
    return _engine(settings().database_url, settings().busy_timeout_s)


@st.cache_data(ttl=_MARK_S, show_spinner=False)
def totals() -> data.Totals:
    """What the store holds."""
    return data.totals(_store())


@st.cache_data(ttl=_MARK_S, show_spinner=False)
def _mark() -> int:
    return data.changes(_store())


def _kept(ask: Callable[Concatenate[data.Engine, P], T]) -> Callable[P, T]:
    """``ask`` about the store, with its answers kept until the store changes."""

    def answer(mark: int, *args: P.args, **options: P.kwargs) -> T:
        return ask(_store(), *args, **options)

    answer.__qualname__ = f"answer_{ask.__name__}"  # by which Streamlit keeps caches apart
    kept = st.cache_data(answer, max_entries=_KEPT, show_spinner=False)
    return wraps(ask)(lambda *args, **options: kept(_mark(), *args, **options))


places = _kept(data.places)
daily = _kept(data.daily)
facets = _kept(data.facets)
unmapped = _kept(data.unmapped)
excerpts = _kept(data.excerpts)
excerpt_count = _kept(data.excerpt_count)
article_page = _kept(data.article_page)
article_count = _kept(data.article_count)
opened = _kept(data.opened)


def drawing(chosen: data.Filter, day: date | None, *, file: bool) -> bytes:
    """JSON of all that the map shows: places, the front of ``day``, the user's file of it."""
    # By the file's name, as a newer file may have been put into the folder since.
    layer = layer_for(day) if day and file else None
    return _drawing(chosen, day, str(layer.file.path) if layer else "")


@_kept
def _drawing(engine: data.Engine, chosen: data.Filter, day: date | None, file: str) -> bytes:
    looks = front_drawing.holders(theatre())
    held = {one.row.place_id: looks[one.holder] for one in states_on(day)} if day else {}
    shown = drawings.Drawing(
        places=places(chosen),
        front=front_on(day) if day else None,
        file=file_for(day) if day and file else None,
        holders=held,
    )
    return drawings.script_json(drawings.payload(shown)).encode()


def mentions(chosen: data.Filter) -> pd.DataFrame:
    """``data.mentions``; for export, so not kept."""
    return data.mentions(_store(), chosen)


def undated(chosen: data.Filter, *, limit: int, offset: int = 0) -> pd.DataFrame:
    """A page of the articles without a day; the days of the filter do not count."""
    # Undated articles come last in the list of articles.
    whole = _of_all_days(chosen)
    dated = article_count(replace(whole, undated=False))
    return article_page(whole, limit=limit, offset=dated + offset)


def undated_count(chosen: data.Filter) -> int:
    """How many articles ``undated`` pages through."""
    whole = _of_all_days(chosen)
    return article_count(whole) - article_count(replace(whole, undated=False))


def corrections(*, limit: int) -> list[data.Correction]:
    """``data.latest_corrections``."""
    return data.latest_corrections(_store(), limit=limit)


def set_day(article_id: int, day: date) -> None:
    """``data.set_day``; the next answers know it."""
    with _writable() as engine:
        data.set_day(engine, article_id, day)
    ask_anew()


def undo(correction_id: int) -> None:
    """``data.undo``; the next answers know it."""
    with _writable() as engine:
        data.undo(engine, correction_id)
    ask_anew()


def ask_anew() -> None:
    """Let the next answer look whether the store was changed, however short ago it looked."""
    totals.clear()
    _mark.clear()


@contextmanager
def _writable() -> Iterator[data.Engine]:
    """The store for one correction; every other answer comes from one that cannot write."""
    engine = data.open_engine(settings().database_url, busy_timeout_s=settings().busy_timeout_s)
    try:
        yield engine
    finally:
        engine.dispose()


def _of_all_days(chosen: data.Filter) -> data.Filter:
    return replace(chosen, days=data.DateRange(), undated=True)


@st.cache_resource
def _lands() -> dict[str, Any]:
    return data.lands(theatre())


@st.cache_data(show_spinner=False)
def control() -> dict[str, data.ControlRow]:
    """The committed table of who held what, by row id."""
    return {row.row_id: row for row in data.load_control(theatre())}


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def states_on(day: date) -> list[data.ControlState]:
    """Who held each settlement of the table on the day."""
    return data.holders_on(control().values(), day)


def front_on(day: date) -> dict[str, Any]:
    """The estimate of the day, ready to be drawn."""
    states = states_on(day)
    estimate = data.estimate_front(states, theatre(), lands=_lands())
    return front_drawing.front(states, estimate, theatre())


@st.cache_data(max_entries=8, show_spinner="Reading the front-line file", ttl=60)
def layer_for(day: date) -> data.Layer | None:
    """The newest file of the user's folder that is about the day; None without a folder."""
    folder = settings().layers_folder
    return data.layer_on(folder, day, theatre()) if folder else None


@st.cache_data(show_spinner=False, ttl=60)
def layers_refused() -> tuple[data.RefusedFile, ...]:
    """What of the user's folder is no front-line file, and why."""
    folder = settings().layers_folder
    return data.survey(folder).refused if folder else ()


def file_for(day: date) -> dict[str, Any] | None:
    """``layer_for``, ready to be drawn."""
    layer = layer_for(day)
    return front_drawing.file(layer) if layer else None
