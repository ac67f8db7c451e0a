"""What else a Ukrainian or Russian name is, and which words are of persons."""

import pytest

from geocode.recognition.meanings import is_given_name, is_patronymic, load_meanings


@pytest.mark.parametrize(
    ("form", "letter"),
    [("ранок", "n"), ("метою", "n"), ("високий", "a"), ("андрія", "G"), ("тоді", "c")],
)
def test_a_name_that_is_a_word_too_has_its_class(form, letter):
    assert letter in load_meanings()[form]


@pytest.mark.parametrize("form", ["україни", "харків", "авдіївка", "европа"])
def test_a_name_that_means_a_place_alone_is_not_there(form):
    assert form not in load_meanings()


@pytest.mark.parametrize(
    ("form", "expected"),
    [("андрієм", True), ("віра", True), ("надія", False), ("слава", False), ("бахмут", False)],
)
def test_a_given_name_is_neither_word_nor_place_besides(form, expected):
    assert is_given_name(form) is expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("василівні", True),
        ("петрович", True),
        ("ивановной", True),
        ("іллічем", False),
        ("барановичі", False),
        ("рівне", False),
    ],
)
def test_patronymics_are_known_by_their_endings(form, expected):
    assert is_patronymic(form) is expected
