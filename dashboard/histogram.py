"""Draws the bars above the slider of days: mentions by day, week or month."""

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

_HEIGHT_PX = 84
_MOST_BARS = 90
_INSIDE, _OUTSIDE = "#b4500f", "#c9c3ba"


def show(daily: pd.DataFrame, first: date, last: date, *, span: tuple[date, date]) -> None:
    """Draw the bars over ``span``, as the slider below does; those not chosen are pale."""
    if daily.empty:
        st.caption("No mention passes the filter on any day.")
        return
    ticks = alt.Axis(grid=False, tickCount=5, labelFlush=True)
    chart = (
        alt.Chart(_with_span(binned(daily, first, last, span=span), span))
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


def _with_span(bars: pd.DataFrame, span: tuple[date, date]) -> pd.DataFrame:
    """Adds a bar of no height as long as the axis, so that the axis covers ``span``.

    A domain of the scale would do the same, but Vega warns of it in the console.
    """
    start, end = pd.Timestamp(span[0]), pd.Timestamp(span[1]) + pd.Timedelta(days=1)
    whole = {"start": start, "end": end, "label": "", "mentions": 0, "chosen": False}
    return pd.concat([bars, pd.DataFrame([whole])], ignore_index=True)


def binned(
    daily: pd.DataFrame, first: date, last: date, *, span: tuple[date, date]
) -> pd.DataFrame:
    """Rows of start, end, label, mentions, chosen: by day, else by week, else by month.

    A bin is chosen when any of its days is; ``span`` decides how long a bin is.
    """
    days = pd.to_datetime(daily["day"])
    length = (span[1] - span[0]).days + 1
    step = "D" if length <= _MOST_BARS else "W" if length <= 7 * _MOST_BARS else "M"
    periods = days.dt.to_period(step)
    sums = daily["mentions"].groupby(periods.array).sum()
    starts = sums.index.start_time
    ends = sums.index.end_time.normalize() + pd.Timedelta(days=1)
    chosen = (starts <= pd.Timestamp(last)) & (ends > pd.Timestamp(first))
    label = starts.strftime("%Y-%m-%d")
    if step != "D":
        label += " to " + (ends - pd.Timedelta(days=1)).strftime("%Y-%m-%d")
    bars = {"start": starts, "end": ends, "label": label, "mentions": sums.to_numpy()}
    return pd.DataFrame({**bars, "chosen": chosen})
