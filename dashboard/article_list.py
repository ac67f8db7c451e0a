"""Draws a list of articles in which each title is a button that opens the article.

A component of its own, because Streamlit's tables are a picture in which nothing but whole rows can
be chosen, and that a screen reader reads poorly.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import markup, state, words
from dashboard.texts import text

_SCRIPT = Path(__file__).resolve().parent / "browser" / "article_list.js"
_COLUMNS = ("published", "title", "source", "lang", "mentions", "pinned")
_component = st.components.v2.component(
    "frontline_article_list",
    html='<table class="fl-articles"></table>',
    js=_SCRIPT.read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(rows: pd.DataFrame, opened: int | None, take: Callable[[int], None]) -> None:
    """Draw the rows of ``data.article_page``; ``take`` gets the id of the one that is chosen.

    Args:
        rows: the articles.
        opened: id of the article that is open; None: none is.
        take: called before the page runs again.
    """
    ids = {int(number) for number in rows["article_id"]}

    def chosen() -> None:
        number = state.value(state.ARTICLE_LIST).get("opened")
        if isinstance(number, int) and number in ids:
            take(number)

    _component(
        key=state.ARTICLE_LIST,
        data={
            "columns": [text(f"articles.{name}") for name in _COLUMNS],
            "rows": [_row(row) for row in rows.to_dict("records")],
            "opened": opened,
            "name": text("articles.list"),
        },
        on_opened_change=chosen,
    )


def _row(row: dict[str, Any]) -> dict[str, object]:
    cells = [
        str(row["published"]) if isinstance(row["published"], str) and row["published"] else "",
        markup.visible(row["title"]) or text("reading.no_title"),
        markup.visible(row["source"]),
        words.language(row["lang"]),
        f"{row['mentions']:,}",
        f"{row['pinned']:,}",
    ]
    return {"id": int(row["article_id"]), "cells": cells}
