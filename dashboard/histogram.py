"""The bars over the slider of days: mentions a day, week or month, whichever still shows."""

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

_HEIGHT_PX = 84
_MOST_BARS = 90
_INSIDE, _OUTSIDE = "#b4500f", "#c9c3ba"


def show(daily: pd.DataFrame, first: date, last: date) -> None:
    """Draw the bars; those outside of the chosen days are pale."""
    if daily.empty:
        st.caption("No mention passes the filter on any day.")
        return
    ticks = alt.Axis(grid=False, tickCount=5, labelFlush=True)
    chart = (
        alt.Chart(binned(daily, first, last))
        .mark_rect()
        .encode(
            x=alt.X("start:T", title=None, axis=ticks),
            x2="end:T",
            y=alt.Y("mentions:Q", title=None, axis=alt.Axis(tickCount=2, grid=False)),
            y2=alt.datum(0),
            color=alt.Color(
                "chosen:N",
                scale=alt.Scale(domain=[True, False], range=[_INSIDE, _OUTSIDE]),
                legend=None,
            ),
            tooltip=[alt.Tooltip("label:N", title="days"), alt.Tooltip("mentions:Q")],
        )
        .properties(height=_HEIGHT_PX, padding={"left": 0, "right": 4, "top": 4, "bottom": 0})
    )
    st.altair_chart(chart, width="stretch")


def binned(daily: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Rows of start, end, label, mentions, chosen: by day, else by week, else by month.

    A bin is chosen when any of its days is.
    """
    days = pd.to_datetime(daily["day"])
    span = (days.max() - days.min()).days + 1
    step = "D" if span <= _MOST_BARS else "W" if span <= 7 * _MOST_BARS else "M"
    periods = days.dt.to_period(step)
    sums = daily["mentions"].groupby(periods.array).sum()
    starts = sums.index.start_time
    ends = sums.index.end_time.normalize() + pd.Timedelta(days=1)
    chosen = (starts <= pd.Timestamp(last)) & (ends > pd.Timestamp(first))
    label = [
        start.date().isoformat()
        if step == "D"
        else f"{start.date().isoformat()} to {(end - pd.Timedelta(days=1)).date().isoformat()}"
        for start, end in zip(starts, ends, strict=True)
    ]
    return pd.DataFrame(
        {
            "start": starts,
            "end": ends,
            "label": label,
            "mentions": sums.to_numpy(),
            "chosen": chosen,
        }
    )
