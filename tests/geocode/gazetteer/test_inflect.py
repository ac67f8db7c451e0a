"""Case forms of settlement names, Ukrainian and Russian, and Latin spellings of both."""

import csv
from pathlib import Path

import pytest

from geocode.gazetteer.inflect import case_forms
from geocode.gazetteer.romanise import bgn_ru, bgn_uk, official, spellings_ru, spellings_uk
from geocode.gazetteer.russian import russian_form

UKRAINIAN = [
    ("Бахмут", "бахмута бахмуту бахмутом бахмуті"),
    ("Кліщіївка", "кліщіївки кліщіївці кліщіївку кліщіївкою"),
    ("Куп'янськ", "куп'янська куп'янську куп'янськом"),
    ("Куп’янськ", "куп'янська куп'янську куп'янськом"),
    ("Роботине", "роботиного роботиному роботиним"),
    ("Покровське", "покровського покровському покровським"),
    ("Черкаси", "черкас черкасам черкасами черкасах"),
    ("Суми", "сум сумам сумами сумах"),
    ("Піски", "пісків піскам пісками пісках"),
    ("Київ", "києва києву києвом києві"),
    ("Харків", "харкова харкову харковом харкові"),
    ("Маріуполь", "маріуполя маріуполю маріуполем маріуполі"),
    ("Тернопіль", "тернополя тернополю тернополем тернополі"),
    ("Ірпінь", "ірпеня ірпеню ірпенем ірпені"),
    ("Балаклія", "балаклії балаклію балаклією"),
    ("Запоріжжя", "запоріжжю запоріжжям запоріжжі"),
    ("Гуляйполе", "гуляйполя гуляйполю гуляйполем гуляйполі"),
    ("Чернівці", "чернівців чернівцям чернівцями чернівцях"),
    ("Попасна", "попасної попасній попасну попасною"),
    ("Нью-Йорк", "нью-йорка нью-йорку нью-йорком"),
    ("Рава-Руська", "рави-руської раві-руській раву-руську равою-руською"),
    ("Мала Токмачка", "малої токмачки|малій токмачці|малу токмачку|малою токмачкою"),
    ("Часів Яр", "часового яру|часовому яру|часовим яром"),
    ("Кривий Ріг", "кривого рогу|кривому розі|кривим рогом"),
    ("Козачі Лагері", "козачих лагерів|козачими лагерями|козачих лагерях"),
    ("Донецька область", "донецької області|донецькій області|донецькою областю"),
]
RUSSIAN = [
    ("Угледар", "угледара угледару угледаром угледаре"),
    ("Клещеевка", "клещеевки клещеевке клещеевку клещеевкой"),
    ("Работино", "работина работину работином работине"),
    ("Сумы", "сум сумам сумами сумах"),
    ("Запорожье", "запорожья запорожью запорожьем"),
    ("Россия", "россии россию россией"),
    ("Часов Яр", "часового яра|часова яра|часовом яре|часовым яром"),
    ("Красный Лиман", "красного лимана|красном лимане|красным лиманом"),
    ("Малая Токмачка", "малой токмачки|малую токмачку"),
]


def _forms(text):
    return set(text.split("|") if "|" in text or " " not in text else text.split())


@pytest.mark.parametrize(
    ("name", "expected", "lang"),
    [(*row, "uk") for row in UKRAINIAN] + [(*row, "ru") for row in RUSSIAN],
)
def test_case_forms_hold_every_form_that_reports_use(name, expected, lang):
    assert _forms(expected) - case_forms(name, lang) == set()


with (Path(__file__).parent / "case_forms.csv").open(encoding="utf-8", newline="") as _table:
    CASE_FORMS = [tuple(row.values()) for row in csv.DictReader(_table)]


@pytest.mark.parametrize(
    ("lang", "name"), sorted({row[:2] for row in CASE_FORMS}), ids=lambda value: value
)
def test_the_gazetteer_finds_each_case_form_of_the_table(lang, name, gazetteer):
    named = {hit.place.place_id for hit in gazetteer.lookup(name)}
    assert named
    for row in CASE_FORMS:
        if row[:2] == (lang, name):
            assert {hit.place.place_id for hit in gazetteer.lookup(row[3])} & named, row


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Петрівка Друга", "петрівці другій"),
        ("Верхній Токмак Другий", "верхнього токмака другого"),
        ("Тур'я Поляна", "тур'ї поляни"),
        ("Дар Надії", "даром надії"),
        ("Три Криниці", "трьох криницях"),
        ("Микільське-на-Дніпрі", "микільському-на-дніпрі"),
        ("Камінь-Каширський", "каменя-каширського"),
        ("Корсунь-Шевченківський", "корсуні-шевченківському"),
        ("Корсунь-Шевченківський", "корсунь-шевченківському"),
        ("Рахни-Лісові", "рахнах-лісових"),
        ("Республіка Крим", "республіці крим"),
        ("Яремче", "яремчем"),
        ("Куньє", "куньйого"),
        ("Застав'є", "застав'я"),
        ("Вільховець", "вільхівця"),
        ("Коростень", "коростеневі"),
        ("Новоянисоль", "новоянисоллю"),
        ("Жорниська", "жорниськах"),
        ("Ковель", "ковелю"),
    ],
)
def test_names_of_several_words_and_rare_endings_decline(name, form):
    assert form in case_forms(name, "uk")


@pytest.mark.parametrize(
    ("name", "lang"),
    [("США", "uk"), ("Токіо", "en"), ("", "uk"), ("РФ", "ru"), ("a b c d e", "uk")],
)
def test_what_no_rule_knows_has_no_case_forms(name, lang):
    assert case_forms(name, lang) == frozenset()


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Авдіївка", "Avdiivka"),
        ("Київ", "Kyiv"),
        ("Одеса", "Odesa"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Донецьк", "Donetsk"),
        ("Куп'янськ", "Kupiansk"),
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Нью-Йорк", "Niu-York"),
        ("Їжаківка", "Yizhakivka"),
    ],
)
def test_official_names_follow_the_table_of_2010(name, latin):
    assert official(name) == latin


def test_other_romanisations_are_among_the_spellings():
    assert bgn_uk("Авдіївка") == "Avdiyivka"
    assert bgn_ru("Алексеевка") == "Alekseyevka"
    assert {"Kupiansk", "Kupyansk"} <= spellings_uk("Куп'янськ")
    assert {"Huliaipole", "Hulyaypole", "Hulyaipole"} <= spellings_uk("Гуляйполе")
    assert {"Khmelnytskyi", "Khmelnytsky"} <= spellings_uk("Хмельницький")
    assert {"Artyomovsk", "Artemovsk", "Artiomovsk"} <= spellings_ru("Артёмовск")


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Новомихайлівка", "Новомихайловка"),
        ("Авдіївка", "Авдеевка"),
        ("Велика Новосілка", "Великая Новоселка"),
        ("Часів Яр", "Часов Яр"),
        ("П'ятихатки", "Пятихатки"),
        ("Вугледар", "Угледар"),
        ("Слов'янськ", "Славянск"),
    ],
)
def test_the_russian_form_is_guessed_from_stems_and_endings(ukrainian, russian):
    assert russian_form(ukrainian) == russian
