"""Caches the answers of the store between runs, and reads the settings once.

An answer is cached until the store changes: a page that is open shows new articles at its next
run. Nothing here draws.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

import data

P, T = ParamSpec("P"), TypeVar("T")
_TRUSTED_S = 2
"""For how long one look at the store's count of changes is trusted."""
_KEPT = 64
"""Answers cached of each kind; the oldest goes first."""


@st.cache_resource
def settings() -> data.Settings:
    """The settings this process was started with."""
    return data.Settings.from_env(os.environ)


@st.cache_resource
def theatre() -> data.Theatre:
    """The war that this process was started for."""
    return data.load_theatre(settings().theatre)


@st.cache_resource
def record() -> data.ControlRecord:
    """The theatre's table of control, against which claims are checked."""
    return data.table_record(theatre())


@st.cache_resource
def _store() -> data.Engine:
    url, wait_s = settings().database_url, settings().busy_timeout_s
    return data.open_engine(url, read_only=True, busy_timeout_s=wait_s)


@dataclass(slots=True)
class _Seen:
    """What was last seen of the store."""

    changes: int | None = None
    trouble: str | None = None


@st.cache_resource
def _seen() -> _Seen:
    return _Seen()


@st.cache_data(ttl=_TRUSTED_S, show_spinner=False)
def _changes() -> int:
    """How often the store was changed; what it was last, while the store does not answer."""
    seen = _seen()
    try:
        seen.changes, seen.trouble = data.changes(_store()), None
    except data.DataError as exc:
        if seen.changes is None:
            raise
        seen.trouble = str(exc)
    return seen.changes


def trouble() -> str | None:
    """Why the store does not answer now, though it did before; None while it answers."""
    _changes()
    return _seen().trouble


def _kept(ask: Callable[Concatenate[data.Engine, P], T]) -> Callable[P, T]:
    """``ask`` about the store, with its answers kept until the store changes."""

    def answer(changes: int, *args: P.args, **options: P.kwargs) -> T:
        return ask(_store(), *args, **options)

    answer.__qualname__ = f"answer_{ask.__name__}"  # by which Streamlit keeps caches apart
    kept = st.cache_data(answer, max_entries=_KEPT, show_spinner=False)
    return wraps(ask)(lambda *args, **options: kept(_changes(), *args, **options))


totals = _kept(data.totals)
places = _kept(data.places)
facets = _kept(data.facets)
unmapped = _kept(data.unmapped)
excerpts = _kept(data.excerpts)
article_page = _kept(data.article_page)
article_count = _kept(data.article_count)
opened = _kept(data.opened)
versions = _kept(data.versions)
version_texts = _kept(data.version_texts)
place_record = _kept(data.place_record)
neighbours = _kept(data.neighbours)
corrections = _kept(data.latest_corrections)
places_pack = _kept(data.places_pack)
exact_pack = _kept(data.exact_pack)
newest_article = _kept(data.newest_article)
has_claims = _kept(data.has_claims)
_areas = _kept(data.areas_to_choose)


def bounds() -> tuple[date | None, date | None]:
    """First and last day that the strip of time spans: of the articles, and of the war's record."""
    held, war = totals(), theatre()
    first = [day for day in (held.first_day, war.first_day) if day]
    last = [day for day in (held.last_day, war.control_reaches) if day]
    return min(first, default=None), max(last, default=None)


def areas() -> tuple[data.AreaToChoose, ...]:
    """Countries, oblasts and raions in which any place is named, most mentions first."""
    return _areas(data.Filter(associative=True))


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


def correct(change: Callable[..., None], *args: object) -> None:
    """Make one change (``data.set_day``, ``data.undo``); the next answers know it."""
    # Every other answer comes from an engine that cannot write.
    engine = data.open_engine(settings().database_url, busy_timeout_s=settings().busy_timeout_s)
    try:
        change(engine, *args, theatre=theatre())
    finally:
        engine.dispose()
    ask_anew()


def ask_anew() -> None:
    """Let the next answer look whether the store was changed, however short ago it looked."""
    _changes.clear()


def counts_pack(chosen: data.Filter) -> tuple[bytes, bool]:
    """``data.counts_pack``, and whether it counts by week; the chosen days make no difference."""
    return _counts_pack(replace(chosen, days=data.DateRange()))


@_kept
def _counts_pack(engine: data.Engine, chosen: data.Filter) -> tuple[bytes, bool]:
    pack = data.counts_pack(engine, chosen)
    return pack, data.pack_head(pack)["unit"] == "week"


def _of_all_days(chosen: data.Filter) -> data.Filter:
    return replace(chosen, days=data.DateRange(), undated=True)


def today() -> date:
    """The day that it is where the war is."""
    return datetime.now(theatre().time_zone).date()


def usual_sources() -> tuple[data.Provider, ...]:
    """Whose evidence the front rests on until the user chooses."""
    usual = (data.Provider.TABLE, data.Provider.ARTICLES)
    return usual if has_claims() else usual[:1]


def control(sources: tuple[data.Provider, ...]) -> data.Opening:
    """The war's control by these sources, as far as it is ready; never waits for it."""
    return _live_control(settings()).get(sources, _stamp(sources))


@lru_cache(1)  # not Streamlit's: its thread goes on while a page's caches are cleared
def _live_control(chosen: data.Settings) -> data.LiveControl:
    war, store = theatre(), _store()  # read here, as the thread may ask Streamlit nothing

    def opened(
        sources: tuple[data.Provider, ...], known: data.WarControl | None
    ) -> data.WarControl:
        said = data.stored_claims(store) if data.Provider.ARTICLES in sources else ()
        return data.open_control(
            war,
            sources,
            today=datetime.now(war.time_zone).date(),
            gazetteer_path=chosen.gazetteer_path,
            folder=chosen.layers_folder,
            claims=data.claim_evidence(said, war),
            cache=chosen.cache_folder,
            known=known,
        )

    return data.LiveControl(opened)


def _stamp(sources: tuple[data.Provider, ...]) -> tuple[object, ...]:
    """Changes when what the sources say may have changed."""
    stamp: list[object] = [today()]
    if data.Provider.ARTICLES in sources:
        stamp.append(_changes())
    if {data.Provider.VIINA, data.Provider.FILES} & set(sources):
        stamp.append(_folder_stamp())
    return tuple(stamp)


@st.cache_data(show_spinner=False, ttl=60)
def _folder_stamp() -> int:
    folder = settings().layers_folder
    if folder is None or not folder.is_dir():
        return 0
    files = ((one.name, one.stat()) for one in folder.iterdir())
    return hash(tuple(sorted((name, seen.st_mtime_ns, seen.st_size) for name, seen in files)))


@st.cache_data(max_entries=8, show_spinner="Reading the front-line file", ttl=60)
def layer_for(day: date) -> data.Layer | None:
    """The newest file of the user's folder that is about the day; None without a folder."""
    folder = settings().layers_folder
    return data.layer_on(folder, day, theatre()) if folder else None


@st.cache_data(max_entries=8, show_spinner=False, ttl=60)
def layer_pack(day: date) -> bytes | None:
    """What the map draws of ``layer_for(day)``."""
    layer = layer_for(day)
    return data.layer_pack(layer) if layer else None


@st.cache_data(show_spinner=False, ttl=60)
def layers_refused() -> tuple[data.RefusedFile, ...]:
    """What of the user's folder is no front-line file, and why."""
    folder = settings().layers_folder
    return data.survey(folder).refused if folder else ()
