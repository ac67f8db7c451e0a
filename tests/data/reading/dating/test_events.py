import re
import time
from datetime import date

import pytest

from data.model import EventDay
from data.reading.dating import event_days
from tests.theatre import UKRAINE

TUESDAY = date(2023, 3, 7)


def told(marked, published=TUESDAY, prec=1, lang="en", **more):
    """The days of the names between square brackets."""
    text, spans = "", []
    for number, piece in enumerate(re.split(r"[\[\]]", marked)):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return event_days(
        text,
        spans,
        published=published,
        published_prec=prec,
        lang=lang,
        first_day=UKRAINE.first_day,
        **more,
    )


def days(marked, **more):
    return [day and (day.first.isoformat(), day.day_prec) for day in told(marked, **more)]


def test_a_mention_has_the_day_of_its_phrase_and_the_words_that_say_it():
    assert told("Shells hit [Kherson] on\nSunday.") == [EventDay(date(2023, 3, 5), 1, "on Sunday")]


def test_where_nothing_is_said_there_is_the_published_day_without_words():
    assert told("Shells hit [Kherson].") == [EventDay(TUESDAY, 1, "")]
    assert told("Shells hit [Kherson].", prec=4) == [EventDay(TUESDAY, 4, "")]
    assert told("Shells hit [Kherson].", published=None) == [None]


def test_without_a_published_day_only_full_dates_are_known():
    marked = "On 5 March 2022 [Kherson] was hit. On Tuesday [Odesa] was."
    assert days(marked, published=None) == [("2022-03-05", 1), None]


def test_relative_days_are_no_more_exact_than_the_published_day():
    march = date(2023, 3, 1)
    assert days("[Kherson] was hit on Tuesday.", published=march, prec=4) == [("2023-03-01", 4)]
    assert days("[Kherson] was hit last month.", published=march, prec=4) == [("2023-02-01", 4)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("On Sunday, shells hit [Kherson], and [Odesa] was hit on Monday.", [5, 6]),
        ("[Kherson] was hit on Sunday and on Monday [Odesa].", [5, 6]),
        ("Explosions in [Izmail] on March 4 and in [Reni] on March 5.", [4, 5]),
        ("[Kherson] was hit on Sunday, the governor said on Monday.", [5]),
        ("[Kherson] was hit, the governor said on Monday.", [6]),
        ("Overnight on March 5, drones struck [Odesa].", [5]),
        ("On Sunday, in [Kherson], a shell hit a bus, killing two.", [5]),
    ],
)
def test_the_nearest_phrase_of_the_sentence_governs(marked, expected):
    assert days(marked) == [(f"2023-03-0{day}", 1) for day in expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Shells hit [Lyman], which fell in May 2022.", [("2023-03-07", 1)]),
        ("[Lyman], taken in May 2022, was hit on Monday.", [("2023-03-06", 1)]),
        ("[Lyman], a town lost in May 2022, was hit on Monday.", [("2023-03-06", 1)]),
        ("[Lyman] (lost in May 2022) was hit.", [("2023-03-07", 1)]),
        (
            "Shells hit [Kherson] on Monday, said a man who was in [Lyman] in May 2022.",
            [("2023-03-06", 1), ("2022-05-01", 4)],
        ),
        ("In [Pokrovsk], where two died on Sunday, it is quiet.", [("2023-03-05", 1)]),
    ],
)
def test_what_is_told_aside_stays_there(marked, expected):
    assert days(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("On Sunday a shell fell. Two died in [Kherson].", [("2023-03-05", 1)]),
        ("On Sunday a shell fell.\n\nTwo died in [Kherson].", [("2023-03-07", 1)]),
        ("On Sunday a shell fell. Two died. Then [Kherson].", [("2023-03-07", 1)]),
        ("In 2014 a shell fell. Two died in [Kherson].", [("2023-03-07", 1)]),
        ("On Sunday it fell. [Avdiivka] had been on the line of 2014.", [("2023-03-07", 1)]),
        ("On Sunday a shell fell.\n\nLater that day, [Kherson] burned.", [("2023-03-05", 1)]),
        ("On Sunday a shell fell. The next day [Kherson] burned.", [("2023-03-06", 1)]),
        ("The next day [Kherson] burned.", [("2023-03-07", 1)]),
    ],
)
def test_a_day_goes_on_to_the_next_sentence_of_the_paragraph(marked, expected):
    assert days(marked) == expected


@pytest.mark.parametrize(
    ("marked", "lang"),
    [
        ("[Avdiivka] had stood on the line of 2014.", "en"),
        ("The [Minsk] agreements (2014) failed.", "en"),
        ("[Kyiv] is on the agenda of next year's summit.", "en"),
        ("Бої точаться під [Авдіївкою], на лінії 2014 року.", "uk"),
        ("Бои идут под [Авдеевкой], на линии 2014 года.", "ru"),
    ],
)
def test_a_year_that_names_a_thing_is_no_day_of_an_event(marked, lang):
    assert days(marked, lang=lang) == [("2023-03-07", 1)]


@pytest.mark.parametrize(
    ("marked", "lang", "expected"),
    [
        ("The ministers will meet in [Vilnius] on Friday.", "en", "2023-03-10"),
        ("On Friday, ministers will meet in [Vilnius].", "en", "2023-03-10"),
        ("У п'ятницю у [Вільнюсі] відбудеться зустріч.", "uk", "2023-03-10"),
        ("В пятницу в [Вильнюсе] пройдёт встреча.", "ru", "2023-03-10"),
        ("The ministers met in [Vilnius] on Friday.", "en", "2023-03-03"),
    ],
)
def test_the_future_looks_forward(marked, lang, expected):
    assert days(marked, lang=lang) == [(expected, 1)]


@pytest.mark.parametrize(
    ("marked", "lang", "expected"),
    [
        ("It was the deadliest attack on [Sumy] since March 1.", "en", "2023-03-07"),
        ("Це найбільша атака на [Суми] з 1 березня.", "uk", "2023-03-07"),
        ("Это самая крупная атака на [Сумы] с 1 марта.", "ru", "2023-03-07"),
        ("[Sumy] has been under attack since March 7.", "en", "2023-03-07"),
        ("[Sumy] has been under attack since March 6.", "en", "2023-03-06"),
    ],
)
def test_since_is_no_day_where_it_only_compares(marked, lang, expected):
    assert [day for day, _prec in days(marked, lang=lang)] == [expected]


def test_a_language_that_is_not_known_is_read_by_all_tables():
    assert days("У неділю обстріляли [Херсон]. On Monday [Odesa].", lang="mixed") == [
        ("2023-03-05", 1),
        ("2023-03-06", 1),
    ]


def test_mentions_may_come_in_any_order_and_sentences_from_outside():
    text = "On Sunday A. On Monday B."
    found = event_days(
        text,
        [(23, 24), (10, 11)],
        published=TUESDAY,
        published_prec=1,
        lang="en",
        first_day=UKRAINE.first_day,
        bounds=[(0, 12), (13, 25)],
    )
    assert [day.first.day for day in found] == [6, 5]


@pytest.mark.parametrize(
    "text",
    [
        "on Tuesday, which Kyiv, " * 4000,
        "5 March " * 10_000,
        "on" + " " * 100_000 + "Tuesday",
        "\x00on Tuesday\ud800" * 2000,
        "İ" * 1000 + " on Tuesday Kyiv",
        "99 March 2023, 31 February 2023, 2023-99-99, 0 May 2022",
        "999 years ago, 999 days ago " * 1000,
    ],
    ids=["clauses", "dates", "blanks", "signs", "letters that grow", "no days", "before 1900"],
)
def test_hostile_text_is_read_in_time_that_grows_with_it(text):
    spans = [(at, at + 3) for at in range(0, len(text) - 3, 20)]
    begun = time.process_time()
    found = event_days(
        text, spans, published=TUESDAY, published_prec=1, lang="", first_day=UKRAINE.first_day
    )
    assert len(found) == len(spans)
    assert time.process_time() - begun < 5
