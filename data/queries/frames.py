"""Defines the columns of the tables that queries answer with, and makes such tables.

A column of type "str" holds text, and NaN where there is none (``pandas.isna`` tells). Days are
ISO text. Coordinates are latitude, longitude in WGS84 degrees.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from data.counts import PLACES as PLACES

DAILY = {"day": "str", "mentions": "int64"}

UNMAPPED = {
    "text": "str",
    "reason": "str",
    "mentions": "int64",
    "articles": "int64",
    "candidates": "int64",
    "example_article_id": "int64",
    "title": "str",
    "source": "str",
    "published": "str",
}
"""Title, source and day are those of the example, the article stored last; ``candidates`` is the
most that a mention was weighed against and kept."""

ARTICLES = {
    "article_id": "int64",
    "title": "str",
    "source": "str",
    "source_kind": "str",
    "published": "str",
    "lang": "str",
    "url": "str",
    "mentions": "int64",
    "pinned": "int64",
    "event_day": "str",
}
"""``mentions`` counts all names that count under the filter, ``pinned`` those with a place.
``event_day`` is the last day of the events of those, at which an article stands in a list that goes
by the day of the event; missing in other lists, and where the text states none."""

MENTIONS = {
    "article_id": "int64",
    "title": "str",
    "source": "str",
    "source_kind": "str",
    "published": "str",
    "lang": "str",
    "url": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "role": "str",
    "place_id": "str",
    "name": "str",
    "latitude": "float64",
    "longitude": "float64",
    "kind": "str",
    "country": "str",
    "admin1": "str",
    "told_by": "str",
    "named_id": "str",
    "confidence": "float64",
    "where_prec": "Int64",
    "uncertainty_m": "Int64",
    "event_day": "str",
    "event_prec": "Int64",
    "reason": "str",
    "gazetteer_version": "str",
    "model_version": "str",
}
"""Unmapped mentions have no place_id, name and coordinates, and a reason instead. ``told_by`` holds
the words of a relative place ("10 km south of Bakhmut"), whose place and point the row then gives;
``named_id`` is the place that ``text`` names in them. ``event_day`` is the first day of what the
text tells there, ``event_prec`` UCDP's ``date_prec`` of it."""

CLAIMS = {
    "claim_id": "int64",
    "article_id": "int64",
    "title": "str",
    "source": "str",
    "source_kind": "str",
    "first_source": "str",
    "published": "str",
    "lang": "str",
    "url": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "role": "str",
    "place_id": "str",
    "name": "str",
    "latitude": "float64",
    "longitude": "float64",
    "kind": "str",
    "country": "str",
    "admin1": "str",
    "event": "str",
    "actor": "str",
    "modality": "str",
    "said_by": "str",
    "said_by_party": "str",
    "event_day": "str",
    "event_prec": "Int64",
    "cue": "str",
    "sentence": "str",
    "confidence": "float64",
    "where_prec": "Int64",
    "uncertainty_m": "Int64",
    "gazetteer_version": "str",
    "model_version": "str",
    "claims_version": "int64",
}
"""``event`` is one of ``ClaimEvent``, ``modality`` one of ``Modality``; ``actor`` is the party that
does it, missing where that is not said; ``said_by`` is who says so, missing where the article does;
``cue`` are the words that say it. ``first_source`` is the source that published the story first:
copies count as that one source. ``confidence`` and the precision are those of the place; where the
name could not be mapped there is neither place nor precision."""


def frame(rows: Iterable[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A table of ``rows``, whose values stand in the order of ``columns``."""
    values = [[_plain(value) for value in row] for row in rows]
    table = pd.DataFrame(values, columns=list(columns), dtype=object)
    return table.astype(dict(columns))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell is whatever the database holds
    return value.isoformat() if hasattr(value, "isoformat") else value
