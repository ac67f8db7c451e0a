import pytest

from data.reading.dating.phrases import phrases


@pytest.mark.parametrize(
    ("lang", "text", "words", "meaning"),
    [
        ("en", "He said last Friday that", "last Friday", "weekday last"),
        ("en", "It fell on Feb. 28 at dawn", "on Feb. 28", "date"),
        ("en", "on the evening of January 31 and", "of January 31", "date"),
        ("en", "in the first week of May", "in the first week of May", "week_of"),
        ("en", "On the day before yesterday", "On the day before yesterday", "day -2"),
        ("en", "mid-March 2023", "mid-March 2023", "named back"),
        ("en", "By the end of 2022 it fell", "By the end of 2022", "year_of"),
        ("en", "since the summer of 2014", "since the summer of 2014", "since year_of"),
        ("en", "In March of 2022 it fell", "In March of 2022", "named back"),
        ("en", "on the line of 2014 and", "of 2014", "year_name"),
        ("en", "at this year's report", "this year's", "year_name"),
        ("en", "during last year's offensive", "during last year's", "year -1"),
        ("uk", "на лінії 2014 року", "лінії 2014 року", "year_name"),
        ("uk", "чемпіонат світу 2030 року", "чемпіонат світу 2030 року", "year_name"),
        ("uk", "окупували 2014 року", "2014 року", "year_of"),
        ("ru", "в границах 1991 года", "границах 1991 года", "year_name"),
        ("uk", "у ніч з 5 на 6 березня", "у ніч з 5 на 6 березня", "dates"),
        ("uk", "у пʼятницю", "у пʼятницю", "weekday back"),
        ("uk", "За два дні до того", "За два дні до того", "then day -n"),
        ("uk", "З 24 ЛЮТОГО 2022 року", "З 24 ЛЮТОГО 2022 року", "since date"),
        ("ru", "на прошлой неделе", "на прошлой неделе", "week -1"),
        ("ru", "в июне прошлого года", "в июне прошлого года", "named back"),
        ("ru", "В тот же день", "В тот же день", "then day 0"),
    ],
)
def test_the_longest_phrase_is_found_with_its_meaning(lang, text, words, meaning):
    assert [(text[p.start : p.end], p.meaning) for p in phrases(text, lang)] == [(words, meaning)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Troops may march on Kyiv."),
        ("en", "The Sunday Times, Black Friday and Good Friday"),
        ("en", "at least 2,023 people, 5 Marches and 2023rd"),
        ("en", "yesterdays"),
        ("uk", "У лютому бою загинули десятки."),
        ("uk", "йшли маршем"),
        ("ru", "Марта Иванова"),
        ("", ""),
    ],
)
def test_words_that_only_look_like_days_are_left_alone(lang, text):
    assert phrases(text, lang) == []
