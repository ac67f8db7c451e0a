"""Tables, and the buttons that turn their pages: what several pages show in the same way."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard import markup
from dashboard.texts import text


def readable(rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The ``columns`` of the rows under the headings that they map to, with hostile text shown."""
    table = rows[list(columns)].copy()
    for name in columns:
        if table[name].dtype.kind not in "iuf":
            table[name] = [markup.visible(v) if isinstance(v, str) else "" for v in table[name]]
    return table.rename(columns=dict(columns))


def pager(key: str, page: int, last: int, words: str, turn_to: Callable[[int], None]) -> None:
    """Buttons to the newer and the older page, where there is more than one."""
    if last == 1:
        return

    def button(name: str, to: int, *, disabled: bool) -> None:
        kept = {"key": f"{key}_{name}", "on_click": turn_to, "args": (to,)}
        st.button(text(f"tables.{name}"), disabled=disabled, width="content", **kept)

    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        button("newer", page - 1, disabled=page == 1)
        st.html(markup.span(words, "fl-quiet"), width="content")
        button("older", page + 1, disabled=page == last)
