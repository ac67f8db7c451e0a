from datetime import date
from pathlib import Path

import pytest

import data
from data.reading.dating.phrases import LANGUAGES, Phrase, phrases
from data.reading.dating.reckoning import NAMES_A_THING, Days, Vantage, reckon
from tests.theatre import UKRAINE

TUESDAY = date(2023, 3, 7)


def reckoned(text, lang="en", published=TUESDAY, told=None, ahead=False):
    (phrase,) = phrases(text, lang)
    return reckon(phrase, Vantage(published, 1, told, ahead, UKRAINE.first_day))


@pytest.mark.parametrize(
    ("text", "first", "prec"),
    [
        ("on Tuesday", date(2023, 3, 7), 1),
        ("on Wednesday", date(2023, 3, 1), 1),
        ("last Tuesday", date(2023, 2, 28), 1),
        ("next Tuesday", date(2023, 3, 14), 1),
        ("this Friday", date(2023, 3, 3), 1),
        ("overnight", date(2023, 3, 7), 1),
        ("last night", date(2023, 3, 6), 1),
        ("ten days ago", date(2023, 2, 25), 1),
        ("last week", date(2023, 2, 27), 3),
        ("two weeks ago", date(2023, 2, 20), 3),
        ("over the weekend", date(2023, 3, 4), 2),
        ("last weekend", date(2023, 3, 4), 2),
        ("this month", date(2023, 3, 1), 4),
        ("three months ago", date(2022, 12, 1), 4),
        ("a year ago", date(2022, 1, 1), 5),
        ("in March", date(2023, 3, 1), 4),
        ("last March", date(2022, 3, 1), 4),
        ("in April", date(2022, 4, 1), 4),
        ("in May last year", date(2022, 5, 1), 4),
        ("on 9 March", date(2023, 3, 9), 1),
        ("on 9 April", date(2022, 4, 9), 1),
        ("Tuesday, March 8", date(2022, 3, 8), 1),
        ("on 14 and 15 February", date(2023, 2, 14), 2),
        ("from 26 February to 4 March", date(2023, 2, 26), 3),
        ("from February 27 to March 1", date(2023, 2, 27), 2),
        ("from 1 to 20 February", date(2023, 2, 1), 4),
        ("in the last week of January", date(2023, 1, 22), 3),
        ("in the past 24 hours", date(2023, 3, 6), 2),
        ("since Saturday", date(2023, 3, 4), 2),
        ("since February 24", date(2022, 2, 24), 5),
        ("since 25 February", date(2023, 2, 25), 4),
        ("since the start of the year", date(2023, 1, 1), 5),
        ("since the start of the full-scale invasion", date(2022, 2, 24), 5),
        ("between Friday and Sunday", date(2023, 3, 3), 2),
        ("on Monday night and early Tuesday", date(2023, 3, 6), 2),
        ("since 2014", date(2014, 1, 1), 5),
        ("2023-03-01", date(2023, 3, 1), 1),
        ("01.03.2023", date(2023, 3, 1), 1),
    ],
)
def test_phrases_are_counted_from_the_published_day(text, first, prec):
    assert reckoned(text) == Days(first, prec)


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("two days earlier", "en", date(2023, 2, 24)),
        ("the next day", "en", date(2023, 2, 27)),
        ("двумя днями ранее", "ru", date(2023, 2, 24)),
        ("наступного дня", "uk", date(2023, 2, 27)),
        ("напередодні", "uk", date(2023, 2, 25)),
    ],
)
def test_what_is_counted_from_a_told_day_is(text, lang, first):
    assert reckoned(text, lang, told=date(2023, 2, 26)) == Days(first, 1)


@pytest.mark.parametrize("text", ["31 February 2023", "on 29 February 2023", "two days later"])
def test_no_day_is_made_up(text):
    assert reckoned(text) is None


def test_the_29th_of_february_is_the_last_there_was():
    assert reckoned("on February 29") == Days(date(2020, 2, 29), 1)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("on Tuesday", date(2023, 3, 7)),
        ("on Monday", date(2023, 3, 13)),
        ("in January", date(2024, 1, 1)),
        ("on 5 March", date(2024, 3, 5)),
    ],
)
def test_ahead_is_forward(text, first):
    assert reckoned(text, ahead=True).first == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_the_tables_is_a_phrase_with_a_meaning_that_is_known(lang):
    words = {
        "en": ("may", "tuesday", "two", "first"),
        "uk": ("травня", "вівторок", "два", "перший"),
    }
    month, weekday, number, week = words.get(lang, ("мая", "вторник", "два", "первую"))
    slots = {
        "v": weekday,
        "d": "1",
        "e": "3",
        "m": month,
        "w": weekday,
        "n": number,
        "o": week,
        "y": "2022",
    }
    table = Path(data.__file__).parent / "files" / "dating" / f"{lang}.tsv"
    vantage = Vantage(TUESDAY, 1, TUESDAY, False, UKRAINE.first_day)
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("@ "):
            _pattern, meaning = line.split("\t")
            phrase = Phrase(0, 1, meaning, lang, {**slots, "num": "2022-05-01"})
            found = reckon(phrase, vantage)
            assert (found is None) == (meaning == NAMES_A_THING), line
