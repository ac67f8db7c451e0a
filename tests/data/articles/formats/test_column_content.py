import pytest

from data.articles.formats.tables.columns import fits, is_days, is_decimals, is_prose


@pytest.mark.parametrize(
    ("role", "values", "fit"),
    [
        ("text", ["Fires in Kherson.", "Shelling of Bakhmut."], True),
        ("text", ["yes", "no", "yes"], False),
        ("text", ["https://a.org/b", "https://a.org/c"], False),
        ("text", ["24 February 2022", "25 February 2022"], False),
        ("title", ["1", "2"], False),
        ("published", ["2022-03-01", "unknown", "2022-03-02"], True),
        ("published", ["3/14/2022", "3/1/2022"], True),
        ("published", ["1646092800", "1646179200"], True),
        ("published", ["20220301"], True),
        ("published", ["24 лютого 2022"], True),
        ("published", ["1", "28", "31"], False),
        ("published", ["2022", "2023"], False),
        ("published", ["morning", "evening"], False),
        ("source", ["AP", "https://a.org/b"], True),
        ("source", ["1", "2"], False),
        ("url", ["https://a.org/b", "https://a.org/c"], True),
        ("url", ["a.org"], False),
        ("id", ["UKR1", "7"], True),
        ("id", ["x" * 400], False),
        ("lang", ["uk", "ru", "en-US"], True),
        ("lang", ["Ukrainian", "русский"], True),
        ("lang", ["fluent in three languages"], False),
        ("latitude", ["48.5", "46,6"], True),
        ("latitude", ["148.5", "146.6"], False),
        ("longitude", ["148.5", "-146.6"], True),
        ("kind", ["news", "brief"], True),
        ("kind", ["shelling", "protest"], False),
        ("text", [], True),
    ],
)
def test_values_keep_what_a_name_promises_or_not(role, values, fit):
    assert fits(role, values) is fit


def test_prose_has_words_and_days_have_not():
    assert is_prose(["Fires broke out in Kherson last night"])
    assert not is_prose(["2022-03-01", "Kherson"])
    assert not is_days(["Fires broke out in Kherson last night"])


def test_decimal_degrees_have_places_after_the_point_and_a_limit():
    assert is_decimals(["48.594", "-37.9988"], 90)
    assert not is_decimals(["48.594", "137.998"], 90)
    assert not is_decimals(["48.5"], 90)
    assert not is_decimals([], 90)
