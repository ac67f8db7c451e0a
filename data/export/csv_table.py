"""Writes places, mentions or claims as CSV (RFC 4180), latitude and longitude as columns.

UTF-8 with a byte order mark: without it spreadsheets show Cyrillic letters as garbage.

Article text is hostile: a cell of text that a spreadsheet would take for a formula begins with an
apostrophe, which spreadsheets hide and other readers may strip. So does what stands in a cell after
a semicolon, a tab or a line end: where the decimal sign is a comma, as in Ukraine, spreadsheets
split lines there. Numbers are written as they are.
"""

import csv
import io
import re
from typing import Any

import pandas as pd

from data.export.licences import licence_of

# What Excel, LibreOffice and Google Sheets start a formula with, full-width forms included, after
# what they pass over: spaces, quotes, invisible letters.
_FORMULA = re.compile(
    "(?P<before>^|[;\t\r\n])"
    '(?P<passed>[\\s"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*)'
    "(?=[=+@＝＋－＠|%-])"
)
_BYTE_ORDER_MARK = "\ufeff"
_EMPTY_START = tuple("\t\r\n\u0000")


def places_csv(places: pd.DataFrame) -> str:
    """One line a place, columns of ``frames.PLACES`` and its licence."""
    return _csv(places)


def mentions_csv(mentions: pd.DataFrame) -> str:
    """One line a mention, columns of ``frames.MENTIONS`` and the licence of its place."""
    return _csv(mentions)


def claims_csv(claims: pd.DataFrame) -> str:
    """One line a claim, columns of ``frames.CLAIMS`` and the licence of its place."""
    return _csv(claims)


def _csv(table: pd.DataFrame) -> str:
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    columns = list(table.columns)
    writer.writerow([*columns, "licence"])
    place_ids = table["place_id"]
    for row, place_id in zip(table.itertuples(index=False), place_ids, strict=True):
        licence = "" if pd.isna(place_id) else licence_of(place_id)
        writer.writerow([*(_cell(value) for value in row), licence])
    return out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell is text or a number
    if pd.isna(value):
        return ""
    if not isinstance(value, str):
        return value
    safe = _FORMULA.sub(r"\g<before>'\g<passed>", value)
    return f"'{safe}" if safe.startswith(_EMPTY_START) else safe
