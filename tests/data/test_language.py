import pytest

from data.language import guess_language, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Війська відійшли від міста Бахмут.", "uk"),
        ("Войска вышли из города Бахмут, объявил штаб.", "ru"),
        ("The army has not yet pulled out of the city.", "en"),
        ("Truppen haben sich aus der Stadt Bachmut nicht zurückgezogen.", ""),
        ("Бахмут", ""),
        ("CNN: Війська відійшли від міста", "uk"),
        ("", ""),
        ("1 2 3", ""),
    ],
)
def test_letters_tell_the_language_or_nothing_does(text, language):
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("uk_UA", "uk"),
        ("ua", "uk"),
        ("Ukrainian", "uk"),
        ("rus", "ru"),
        ("<b>", ""),
        ("", ""),
    ],
)
def test_a_language_is_a_lower_case_code(raw, code):
    assert language_code(raw) == code
