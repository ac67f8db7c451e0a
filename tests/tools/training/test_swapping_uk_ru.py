"""Ukrainian and Russian copies of training texts have other towns in the same cases."""

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.names.inflection import paradigm
from tools.training.gold import Gold, MarkedText
from tools.training.swapping_uk_ru import CaseSwapper


def test_a_copy_has_another_town_in_the_same_case_and_its_marks_fit():
    text = "Бої йдуть під Вугледаром. Вугледар горить."
    marked = MarkedText("t", text, (Gold(14, 24, False), Gold(26, 34, False)))
    copy = CaseSwapper(open_gazetteer()).swapped(marked)
    instrumental, nominative = (copy.text[mark.start : mark.end] for mark in copy.gold)
    assert copy.text == f"Бої йдуть під {instrumental}. {nominative} горить."
    assert nominative != "Вугледар"
    cases = [form for forms in paradigm(nominative, "uk") for form in forms]
    assert instrumental.lower() in cases
