"""Packs what the browser works out by itself: all places, and their mentions a day.

A place is named by its index in the places pack, which has every place of the store, by the number
that the store gave it. The layout of a pack is that of ``data.packs``.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from numpy.typing import NDArray

from data.counts import Counts, PlaceDays
from data.model import Filter
from data.packs import packed
from geocode.display_names import earlier_names
from geocode.model import Kind

MOST_BYTES = 3_000_000
"""Of a gzipped pack of days; mentions are packed by week where there would be more."""
_WEEK = 7
_KINDS = tuple(kind.value for kind in Kind)

Array = NDArray[Any]


def places_pack(engine: sa.Engine) -> bytes:
    """Every place of the store; other bytes only where the store's places have changed.

    Head: ``ids``, ``names``, ``local`` (names in the local language), ``countries`` (ISO 3166-1)
    and ``admin1``, each with a value a place, null where it is not known; ``kinds``; ``earlier``,
    former and foreign names by the place's index as text, where there are any. Arrays, a
    number a place: ``lat``, ``lon`` (f4, degrees WGS84), ``kind`` (u1, index into ``kinds``),
    ``prec`` (u1, UCDP ``where_prec``), ``reach`` (f4, uncertainty in metres).
    """
    with Counts.of(engine) as counts:
        rows = counts.known_places().rows
    head = {
        "kinds": _KINDS,
        "ids": rows.place_id.tolist(),
        "names": rows["name"].tolist(),
        "local": _or_none(rows.name_local),
        "countries": _or_none(rows.country),
        "admin1": _or_none(rows.admin1),
        "earlier": {
            str(index): names
            for index, place_id in enumerate(rows.place_id)
            if (names := earlier_names().get(place_id))
        },
    }
    arrays = {
        "lat": rows.latitude.to_numpy("<f4"),
        "lon": rows.longitude.to_numpy("<f4"),
        "kind": rows["kind"].map(_KINDS.index).to_numpy("u1"),
        "prec": rows.where_prec.to_numpy("u1"),
        "reach": rows.uncertainty_m.to_numpy("<f4"),
    }
    return packed(head, arrays)


def counts_pack(engine: sa.Engine, chosen: Filter, *, most_bytes: int = MOST_BYTES) -> bytes:
    """Mentions of each place a day under the filter; the chosen days do not count.

    Head: ``first_day`` and ``days`` (number), from the first to the last day of all articles, or
    of all events; ``published``, first and last day of all articles, or null (an event may lie
    centuries off); ``unit`` ("day", or "week" where a pack of days would exceed ``most_bytes``);
    ``by`` ("published" or "event"); ``languages`` and ``source_kinds``; ``stated`` and ``silent``,
    mentions with and without a day; ``places``, how many the places pack has to have.

    Arrays: ``place`` (u4, index into the places pack, ascending), ``row_start`` (u4, a number a
    place and the end), ``day`` (u2, by row: days since ``first_day``, or weeks since its Monday),
    ``count`` (mentions, by row), ``undated`` (u4, mentions of each place without a day: they count
    only while no day is chosen), ``covered`` (u1, by day: 1 where any article of the chosen
    sources and languages is of it, or states an event on it), ``by_language`` and
    ``by_source_kind`` (u4, mentions by name and day).
    """
    with Counts.of(engine) as counts:
        found = counts.place_days(chosen)
        number = counts.place_numbers()
        published = counts.published_days()
    silent = int(found.undated.sum())
    head = {
        "first_day": date.fromordinal(found.first_day).isoformat(),
        "days": len(found.covered),
        "published": published and [day.isoformat() for day in published],
        "by": chosen.by.value,
        "languages": list(found.by_language),
        "source_kinds": list(found.by_source_kind),
        "stated": int(found.count.sum()),
        "silent": silent,
        "places": len(number),
    }
    arrays = {
        "place": np.searchsorted(number, found.place).astype("<u4"),
        "undated": found.undated.astype("<u4") * chosen.undated,
        "covered": found.covered.astype("u1"),
        "by_language": _stacked(found.by_language, len(found.covered)),
        "by_source_kind": _stacked(found.by_source_kind, len(found.covered)),
    }
    by_day = packed(head | {"unit": "day"}, arrays | _rows(found, found.day - found.first_day))
    if len(by_day) <= most_bytes:
        return by_day
    return packed(head | {"unit": "week"}, arrays | _weeks(found))


def exact_pack(engine: sa.Engine, chosen: Filter) -> bytes:
    """Mentions of each place under the whole filter, days included.

    Arrays: ``place`` (u4, index into the places pack, ascending) and ``mentions`` (u4).
    """
    with Counts.of(engine) as counts:
        place, mentions = counts.mentions_by_place(chosen)
        number = counts.place_numbers()
    arrays = {
        "place": np.searchsorted(number, place).astype("<u4"),
        "mentions": mentions.astype("<u4"),
    }
    return packed({"places": len(number)}, arrays)


def _rows(found: PlaceDays, unit: Array) -> dict[str, Array]:
    return {
        "row_start": found.row_start.astype("<u4"),
        "day": _narrowed(unit),
        "count": _narrowed(found.count),
    }


def _weeks(found: PlaceDays) -> dict[str, Array]:
    monday = found.first_day - date.fromordinal(found.first_day).weekday()
    week = (found.day - monday) // _WEEK
    begins = np.diff(week, prepend=-1) != 0
    begins[found.row_start[:-1][np.diff(found.row_start) > 0]] = True
    row = np.flatnonzero(begins)
    return {
        "row_start": np.searchsorted(row, found.row_start).astype("<u4"),
        "day": _narrowed(week[row]),
        "count": _narrowed(np.add.reduceat(found.count, row) if row.size else found.count),
    }


def _narrowed(numbers: Array) -> Array:
    """As u2 where they fit, as u4 otherwise."""
    fits = not numbers.size or int(numbers.max()) <= np.iinfo(np.uint16).max
    return numbers.astype("<u2" if fits else "<u4")


def _stacked(rows: dict[str, Array], days: int) -> Array:
    return np.array(list(rows.values()), "<u4").reshape(len(rows), days)


def _or_none(values: "pd.Series[Any]") -> list[str | None]:
    found: list[str | None] = pa.array(values, from_pandas=True).to_pylist()
    return found
