"""Tables, and the buttons that turn their pages: what several pages show in the same way."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import markup, state


def readable(rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The ``columns`` of the rows under the headings that they map to, with hostile text shown."""
    table = rows[list(columns)].copy()
    for name in columns:
        if table[name].dtype.kind not in "iuf":
            table[name] = [markup.visible(v) if isinstance(v, str) else "" for v in table[name]]
    return table.rename(columns=dict(columns))


def selectable(
    table: pd.DataFrame,
    ids: Sequence[Any],
    take: Callable[[Any], None],
    *,
    key: str,
    height: int,
    widths_px: Mapping[str, int] | None = None,
) -> None:
    """Draw a table; selecting a row calls ``take`` with the id of that row."""

    def selected() -> None:
        for row in state.value(key).selection.rows[:1]:
            take(ids[row])

    widths = {name: st.column_config.Column(width=px) for name, px in (widths_px or {}).items()}
    st.dataframe(
        table, hide_index=True, height=height, on_select=selected, selection_mode="single-row",
        key=key, column_config=widths,
    )  # fmt: skip


def pager(key: str, page: int, last: int, words: str, turn_to: Callable[[int], None]) -> None:
    """Buttons to the newer and the older page, where there is more than one."""
    if last == 1:
        return

    def button(label: str, to: int, *, disabled: bool) -> None:
        kept = {"key": f"{key}_{label.lower()}", "on_click": turn_to, "args": (to,)}
        st.button(label, disabled=disabled, width="content", **kept)

    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        button("Newer", page - 1, disabled=page == 1)
        st.caption(words, text_alignment="center", width="content")
        button("Older", page + 1, disabled=page == last)
