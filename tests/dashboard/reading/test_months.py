from datetime import date

from dashboard.reading import months
from data import DateRange
from tests.dashboard.test_markup import parsed

COUNTS = [(date(2022, 12, 1), 4), (date(2023, 2, 1), 8)]


def drawn(counts, days=DateRange()):  # noqa: B008  # a frozen value
    """Of each bar its height, whether it is chosen, and its words."""
    return [
        (attributes["style"], "class" in attributes, attributes["title"])
        for tag, attributes in parsed(months.bars(counts, days)).tags
        if tag == "i"
    ]


def test_months_without_mentions_have_an_empty_bar():
    assert drawn(COUNTS) == [
        ("height:50%", True, "December 2022: 4 mentions"),
        ("height:0%", True, "January 2023: 0 mentions"),
        ("height:100%", True, "February 2023: 8 mentions"),
    ]


def test_only_bars_of_the_chosen_days_are_marked():
    days = DateRange(date(2022, 12, 31), date(2023, 1, 1))
    assert [chosen for _, chosen, _ in drawn(COUNTS, days)] == [True, True, False]


def test_the_most_is_said_to_those_who_do_not_see_the_bars():
    html = months.bars(COUNTS, DateRange())
    assert 'aria-label="Mentions over time; most in February 2023: 8"' in html


def test_many_months_become_years():
    shown = drawn([(date(1990, 6, 1), 1), (date(2023, 2, 1), 2), (date(2023, 3, 1), 2)])
    assert len(shown) == 34
    assert shown[-1] == ("height:100%", True, "2023: 4 mentions")


def test_a_place_that_is_never_named_on_a_day_has_no_bars():
    assert months.bars([], DateRange()) == ""
