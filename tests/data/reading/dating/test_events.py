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
        ("On Sunday a shell fell. Two died in [Kherson].", [("2023-03-07", 1)]),
        ("On Sunday a shell fell. That attack killed two in [Kherson].", [("2023-03-05", 1)]),
        ("On Sunday a shell fell. [Kherson] was shelled too.", [("2023-03-05", 1)]),
        ("On Sunday a shell fell.\n\nTwo died in [Kherson].", [("2023-03-07", 1)]),
        ("On Sunday a shell fell. Two died. Then [Kherson].", [("2023-03-07", 1)]),
        ("In 2014 a shell fell. Two died in [Kherson].", [("2023-03-07", 1)]),
        ("On Sunday it fell. [Avdiivka] had been on the line of 2014.", [("2023-03-07", 1)]),
        ("On Sunday a shell fell.\n\nLater that day, [Kherson] burned.", [("2023-03-05", 1)]),
        ("On Sunday a shell fell. The next day [Kherson] burned.", [("2023-03-06", 1)]),
        ("The next day [Kherson] burned.", [("2023-03-07", 1)]),
    ],
)
def test_a_day_goes_on_only_by_words_that_refer_to_it(marked, expected):
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
        ("The ministers will meet in [Vilnius] on Friday.", "en", "2023-03-07"),
        ("On Friday, ministers will meet in [Vilnius].", "en", "2023-03-07"),
        ("У п'ятницю у [Вільнюсі] відбудеться зустріч.", "uk", "2023-03-07"),
        ("В пятницу в [Вильнюсе] пройдёт встреча.", "ru", "2023-03-07"),
        ("The talks in [Vilnius] planned for Friday were called off.", "en", "2023-03-07"),
        ("The ministers met in [Vilnius] on Friday.", "en", "2023-03-03"),
    ],
)
def test_what_is_to_come_has_no_day(marked, lang, expected):
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
        "On 5 March 12.30 " + "- . " * 4000 + "x",
        "If on Tuesday, promised a to " * 3000,
    ],
    ids=[
        "clauses",
        "dates",
        "blanks",
        "signs",
        "letters that grow",
        "no days",
        "before 1900",
        "a head that is none",
        "conditions",
    ],
)
def test_hostile_text_is_read_in_time_that_grows_with_it(text):
    spans = [(at, at + 3) for at in range(0, len(text) - 3, 20)]
    begun = time.process_time()
    found = event_days(
        text, spans, published=TUESDAY, published_prec=1, lang="", first_day=UKRAINE.first_day
    )
    assert len(found) == len(spans)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("marked", "lang"),
    [
        ("The hospital in [Kherson] is currently without fuel.", "en"),
        ("It was the ninth attack on [Kherson] this year.", "en"),
        ("[Luhansk] has been under occupation since 2014.", "en"),
        ("The hall of the 2014 Winter Games in [Sochi] is a school.", "en"),
        ("Every Sunday volunteers drive from [Lviv] to the front.", "en"),
        ("The governor said on Monday that shells had hit [Kherson].", "en"),
        ("[Kherson] was hit, the governor said on Monday.", "en"),
        ("Updated 5 March, 11:20\nTwo depots burn near [Ilsky].", "en"),
        ('Read also: "Friday\'s barrage: what hit [Lviv]".', "en"),
        ("Two died in Izium on Sunday, said a man whose flat in [Enerhodar] is taken.", "en"),
        ("Grain left [Odesa] for years, but on Monday nobody came.", "en"),
        ("On Sunday there was a concert for the anniversary of the crash near [Hrabove].", "en"),
        ("Вулицю 8 Березня в [Черкасах] перейменують.", "uk"),
        ("КИЇВ, 5 березня. Під [Уманню] впав дрон.", "uk"),
        ("[Алчевськ] в окупації з 2014 року.", "uk"),
        ("Губернатор сообщил в понедельник, что в [Шебекино] попал снаряд.", "ru"),
        ("Каждую пятницу из [Сум] уходит автобус.", "ru"),
    ],
)
def test_a_sentence_that_tells_no_event_of_a_day_has_none(marked, lang):
    assert days(marked, lang=lang) == [("2023-03-07", 1)]


@pytest.mark.parametrize(
    ("marked", "lang", "expected"),
    [
        ("[Lyman], which fell in May 2022, is a railway hub.", "en", ("2022-05-01", 4)),
        ("In the spring of 2022 troops looted [Melitopol].", "en", ("2022-03-01", 5)),
        ("Exactly a month ago mud buried [Jablanica].", "en", ("2023-02-07", 1)),
        ("On the 300th day of the war, shells fell on [Avdiivka].", "en", ("2022-12-20", 1)),
        ("In the three days to Sunday, the army took [Izium].", "en", ("2023-03-03", 2)),
        ('"Yesterday they hit [Dnipro]", he said on Sunday.', "en", ("2023-03-04", 1)),
        ("Шостого лютого зруйновано [Антак'ю].", "uk", ("2023-02-06", 1)),
        ("Двадцать первого февраля взорвался склад у [Баткена].", "ru", ("2023-02-21", 1)),
    ],
)
def test_ways_of_saying_when(marked, lang, expected):
    assert days(marked, lang=lang) == [expected]


@pytest.mark.parametrize(
    ("marked", "lang"),
    [
        ("Two died in Izium on Sunday, and [Odesa] is without light.", "en"),
        ("He flew to Kyiv on Sunday and is expected in [Ankara].", "en"),
        ("A mine went off in Izium on Sunday, and a depot burned in [Odesa].", "en"),
        ("A shell fell on Sunday, officials in [Sumy] wrote.", "en"),
        ("Drones took off on Sunday, bases far from [Ukraine].", "en"),
        ("The king arrives in [Tallinn] on Wednesday.", "en"),
        ("Had the dam at [Kurakhove] burst on Monday, water would have come.", "en"),
        ("The minister promised on Monday to rebuild [Izium].", "en"),
        ("The minister thanked [Warsaw] on Monday.", "en"),
        ("After the blast at Kerch in May 2022, ships left [Sevastopol].", "en"),
        ("Judges in [Hamburg] hear a man, detained in May 2022.", "en"),
        ("Exports from [Odesa] rose by a fifth in 2022.", "en"),
        ("Her unit left Soledar in January, and she rests in [Dnipro].", "en"),
        ("[KYIV], March 5 - Two died in Uman.", "en"),
        ("У неділю обирали парламент, а уряд [Угорщини] погрожує вето.", "uk"),
        ("З 20 березня у [Полтаві] подорожчає проїзд.", "uk"),
        ("Якби в понеділок прорвало дамбу в [Курахові], її б залили.", "uk"),
        ("За 2022 рік у [Вінниці] народилося менше дітей.", "uk"),
        ("В понедельник дрон упал на склад, а в [Ухте] работает завод.", "ru"),
        ("Суд в [Гааге] рассматривает жалобу, поданную в мае 2022 года.", "ru"),
    ],
)
def test_a_clause_that_tells_no_event_of_the_day_takes_none(marked, lang):
    assert days(marked, lang=lang) == [("2023-03-07", 1)]


@pytest.mark.parametrize(
    ("marked", "lang", "expected"),
    [
        ("A man died on Sunday when a drone hit [Kherson].", "en", ("2023-03-05", 1)),
        ("Izium was hit on Sunday, and [Kherson] was hit too.", "en", ("2023-03-05", 1)),
        ("On Sunday, shells fell, and a depot burned in [Odesa].", "en", ("2023-03-05", 1)),
        ("A truck blew up on Sunday on the bridge that links [Crimea].", "en", ("2023-03-05", 1)),
        ("4 March, 6 p.m. A rocket lands in [Sloviansk].", "en", ("2023-03-04", 1)),
        (
            "Kyiv was hit on 3 March. On the 5th buses reached [Lviv].",
            "en",
            ("2023-03-05", 1),
        ),
        ("Суботній обстріл залишив без світла [Слов'янськ].", "uk", ("2023-03-04", 1)),
        ("03.03 близько 11:00 обстріляли [Херсон].", "uk", ("2023-03-03", 1)),
        ("Пятничный паводок смыл мост в [Азове].", "ru", ("2023-03-03", 1)),
        ("Самолёт, вылетевший в среду из Томска, упал у [Тары].", "ru", ("2023-03-01", 1)),
    ],
)
def test_a_clause_that_goes_on_with_the_event_takes_its_day(marked, lang, expected):
    assert days(marked, lang=lang) == [expected]
