"""Single steps of the stemmer; the figures over whole paradigms are in tests/quality."""

import pytest

from data.reading.search.stemmer_uk_ru import stem
from geocode.gazetteer.names.inflection import case_forms

PLACES = [
    ("Бахмут", "uk"), ("Харків", "uk"), ("Київ", "uk"), ("Львів", "uk"), ("Миколаїв", "uk"),
    ("Запоріжжя", "uk"), ("Авдіївка", "uk"), ("Маріуполь", "uk"), ("Тернопіль", "uk"),
    ("Волноваха", "uk"), ("Гостомель", "uk"), ("Бровари", "uk"), ("Попасна", "uk"),
    ("Харьков", "ru"), ("Киев", "ru"), ("Ростов", "ru"), ("Николаев", "ru"), ("Запорожье", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lang"), PLACES, ids=[name for name, _ in PLACES])
def test_all_case_forms_of_a_place_name_have_one_stem(name, lang):
    plain = {form.replace("'", "") for form in case_forms(name, lang)}
    assert {stem(form) for form in plain} == {stem(name.lower())}


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("києві", "киеве"),
        ("львова", "львове"),
        ("росією", "россией"),
        ("криму", "крыма"),
        ("донецька", "донецка"),
        ("ростові", "ростове"),
    ],
)
def test_a_name_that_both_languages_spell_alike_but_for_i_and_the_soft_sign_has_one_stem(
    ukrainian, russian
):
    assert stem(ukrainian) == stem(russian)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("і", "і"),
        ("рік", "рок"),
        ("рота", "рот"),
        ("селі", "сел"),
        ("сіл", "сел"),
        ("режиму", "реж"),
        ("станцій", "станц"),
        ("станок", "станк"),
        ("обстрілялися", "обстрілял"),
        ("ь", "ь"),
    ],
)
def test_a_stem_keeps_three_letters_where_the_word_has_them(word, expected):
    assert stem(word) == expected
