from datetime import date

import pandas as pd

from dashboard.histogram import binned


def bars(days, first, last, span=None):
    ends = tuple(date.fromisoformat(days[end][0]) for end in (0, -1))
    table = binned(pd.DataFrame(days, columns=["day", "mentions"]), first, last, span=span or ends)
    return [(bar.label, bar.mentions, bar.chosen) for bar in table.itertuples()]


def test_a_short_span_has_a_bar_a_day_and_pales_what_is_not_chosen():
    days = [("2023-03-01", 4), ("2023-03-03", 1)]
    assert bars(days, date(2023, 3, 2), date(2023, 3, 9)) == [
        ("2023-03-01", 4, False),
        ("2023-03-03", 1, True),
    ]


def test_a_long_span_has_a_bar_a_month_chosen_when_any_of_its_days_is():
    days = [("2022-02-24", 5), ("2022-02-28", 1), ("2025-12-01", 2)]
    assert bars(days, date(2022, 2, 28), date(2025, 11, 30)) == [
        ("2022-02-01 to 2022-02-28", 6, True),
        ("2025-12-01 to 2025-12-31", 2, False),
    ]


def test_a_year_has_a_bar_a_week():
    days = [("2023-01-02", 1), ("2023-01-08", 2), ("2023-12-01", 3)]
    assert [bar[:2] for bar in bars(days, date(2023, 1, 1), date(2023, 12, 31))] == [
        ("2023-01-02 to 2023-01-08", 3),
        ("2023-11-27 to 2023-12-03", 3),
    ]


def test_one_day_of_a_long_span_has_the_bar_of_its_month():
    span = (date(2022, 2, 24), date(2025, 12, 23))
    assert bars([("2023-03-01", 9)], *span, span) == [("2023-03-01 to 2023-03-31", 9, True)]
