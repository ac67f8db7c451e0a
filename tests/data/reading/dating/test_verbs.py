import pytest

from data.reading.dating.verbs import Tense, begins_with_participle, begins_with_verb, tense_of


@pytest.mark.parametrize(
    ("piece", "lang", "tense"),
    [
        ("shells hit a bus in Kherson", "en", Tense.PAST),
        ("the occupied city of Tokmak", "en", Tense.NONE),
        ("and is expected in Ankara", "en", Tense.PRESENT),
        ("the towns of Balakliia and Izium", "en", Tense.NONE),
        ("дрон влучив у склад", "uk", Tense.PAST),
        ("сили оборони в області", "uk", Tense.NONE),
        ("уряд погрожує вето", "uk", Tense.PRESENT),
        ("дев'ять мостів", "uk", Tense.NONE),
        ("дрон попал в склад", "ru", Tense.PAST),
        ("школы и арсенал", "ru", Tense.NONE),
        ("вода спадает", "ru", Tense.PRESENT),
    ],
)
def test_the_first_finite_verb_has_the_tense_of_its_form(piece, lang, tense):
    assert tense_of(piece, lang) is tense


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("hit in May by a bomb", "en", True),
        ("taken in May", "en", True),
        ("came under fire", "en", False),
        ("затриманого торік", "uk", True),
        ("затримали торік", "uk", False),
        ("поданную в январе", "ru", True),
        ("подали в январе", "ru", False),
    ],
)
def test_a_participle_is_no_finite_verb(words, lang, expected):
    assert begins_with_participle(words, lang) is expected


def test_a_verb_behind_and_shares_the_subject():
    assert begins_with_verb("and then left Sumy", "en")
    assert not begins_with_verb("the army left Sumy", "en")
