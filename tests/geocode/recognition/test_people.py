"""People's names are told from places by given names, titles, initials and the rest of the text."""

import pytest

from geocode.recognition.cues import load_cues
from geocode.recognition.people import is_first_name, people, surname_key
from geocode.recognition.reading import read


class NoNames:
    """A gazetteer that has no name of the text."""

    def name_words(self, i):
        return 0

    def is_major(self, i):
        return False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Volodymyr Zelensky there.", ["Volodymyr", "Zelensky"]),
        ("It was said by A. Smith.", ["A", "Smith"]),
        ("The adviser Podolyak said so.", ["Podolyak"]),
        ("Shells fell near Bakhmut.", []),
        ("", []),
    ],
    ids=["given name", "initial", "title in small letters", "no person", "empty"],
)
def test_words_of_a_person_are_marked(text, expected):
    reading = read(text)
    flags, _ = people(reading, load_cues(), NoNames())
    assert [token.text for token, flag in zip(reading.tokens, flags, strict=True) if flag] == (
        expected
    )


def test_a_surname_is_remembered_for_where_it_stands_alone():
    _, surnames = people(read("Volodymyr Zelensky came."), load_cues(), NoNames())
    assert surnames == {surname_key("zelensky")}


def test_a_given_name_is_known_in_its_case_forms():
    cues = load_cues()
    assert is_first_name("volodymyr", cues)
    assert not is_first_name("bakhmut", cues)


@pytest.mark.parametrize(("one", "other"), [("шевченком", "шевченка"), ("подоляком", "подоляка")])
def test_case_forms_of_one_surname_share_a_key(one, other):
    shortest = min(len(surname_key(one)), len(surname_key(other)))
    assert surname_key(one)[:shortest] == surname_key(other)[:shortest]
