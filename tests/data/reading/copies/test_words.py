import pytest

from data.reading.copies.words import words_of, words_with_facts


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("48,000 homes", "48 thousand homes"),
        ("1,100 metres", "1.1 metres"),
        ("14.6 million euros", "14,6 million euros"),
        ("Two engineers", "2 engineers"),
        ("п'ятеро людей", "5 людей"),
        ("двадцатью дизелями", "20 дизелями"),
        ("at 5:26", "at 05.26"),
        ("Arvydas Anušauskas", "arvydas anusauskas"),
        ("Куп’янськ", "куп'янськ"),
        ("ещё трёх", "еще 3"),
        ("Ки\u0301їв", "Київ"),
        ("sub\u00adstation", "substation"),
        ("«Перші вулиці», — сказав", '"перші вулиці" сказав'),
    ],
)
def test_what_editors_change_without_telling_anything_new_is_evened_out(written, otherwise):
    plain = [word for word in words_of(written) if word != "thousand"]
    assert plain == [word for word in words_of(otherwise) if word != "thousand"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 травня", "10 травня"), ("4 wounded", "40 wounded"), ("їжак", "іжак"), ("йод", "иод")],
)
def test_what_tells_something_else_stays_apart(one, other):
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter and never miss a story.",
        "Читайте також: Що відомо про зиму",
        "Подписывайтесь на наш телеграм-канал",
        "© 2024 All rights reserved.",
    ],
)
def test_lines_that_a_site_puts_round_articles_are_left_out(line):
    assert words_of(f"Drones hit Odesa.\n\n{line}") == ["drones", "hit", "odesa"]


def test_a_paragraph_that_speaks_of_a_newsletter_stays():
    paragraph = "The newsletter of the brigade " + "tells of its dead and its living " * 5
    assert "newsletter" in words_of(paragraph)


def test_facts_are_numbers_and_names_that_begin_no_sentence():
    found = words_with_facts("Drones hit Odesa. Two of 19 fell near Chornomorsk, said Kim.")
    assert dict(zip(found.words, found.facts, strict=True)) == {
        "drones": "",
        "hit": "",
        "odesa": "odesa",
        "2": "2",
        "of": "",
        "19": "19",
        "fell": "",
        "near": "",
        "chornomorsk": "chorn",
        "said": "",
        "kim": "kim",
    }


def test_a_name_is_the_same_fact_in_every_case_form():
    one, other = words_with_facts("обстріл Нікополя"), words_with_facts("обстріл Нікополю")
    assert one.facts == other.facts == ("", "нікоп")


def test_the_title_that_a_text_begins_with_is_left_out():
    body = "A store room burned. " * 10
    told = words_with_facts(f"Fire in Odesa\n\n{body}", title="Fire in Odesa")
    assert told.words == ("a", "store", "room", "burned") * 10


def test_a_short_text_keeps_its_title():
    told = words_with_facts("Fire in Odesa\n\nKeep windows closed.", title="Fire in Odesa")
    assert told.words == ("fire", "in", "odesa", "keep", "windows", "closed")


@pytest.mark.parametrize("text", ["", " \n", "\ud800\x00", "²³ ٤٥", "'" * 50, "7" * 50_000])
def test_any_text_has_words(text):
    assert len(words_with_facts(text).words) == len(words_of(text))
