import pytest

from data.queries.excerpts import window

TEXT = "First one. Second one. They left Bakhmut today. Fourth one. Fifth one."


def _marked(text, name):
    start = text.index(name)
    piece, mark_start, mark_end = window(text, start, start + len(name))
    assert piece[mark_start:mark_end] == name
    assert piece in text
    return piece


def test_a_window_is_the_sentence_with_the_one_before_and_the_one_after():
    assert _marked(TEXT, "Bakhmut") == "Second one. They left Bakhmut today. Fourth one."


@pytest.mark.parametrize(
    ("name", "piece"),
    [("First", "First one. Second one."), ("Fifth", "Fourth one. Fifth one.")],
)
def test_at_either_end_there_is_less(name, piece):
    assert _marked(TEXT, name) == piece


def test_text_without_stops_is_cut_between_words():
    text = "word " * 1000 + "Bakhmut " + "more " * 1000
    piece = _marked(text, "Bakhmut")
    assert piece == "word " * 80 + "Bakhmut" + " more" * 80


def test_text_without_spaces_is_cut_too():
    text = "х" * 5000 + "Бахмут" + "х" * 5000
    assert _marked(text, "Бахмут") == "х" * 400 + "Бахмут" + "х" * 400


def test_a_mention_over_two_sentences_keeps_both():
    text = "One. Niu. York. Four. Five."
    start = text.index("Niu")
    assert window(text, start, start + 9) == ("One. Niu. York. Four.", 5, 14)


def test_hostile_letters_are_kept_as_they_are():
    text = "<script>alert(1)</script> \u202eBakhmut\u202c [x](javascript:alert(1))"
    assert _marked(text, "Bakhmut") == text
