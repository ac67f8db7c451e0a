import pytest

from dashboard.reading import why
from data.model import RelativePlace
from tests.dashboard.reading.builders import BAKHMUT, CHOSEN, OTHER, excerpt


def test_reasons_are_sentences_the_strongest_first_and_the_size_last():
    assert why.sentences(excerpt()) == [
        "The text is about Ukraine.",
        "It lies 3 km from the front line of that day.",
        "The same sentence names Soledar.",
        "80,500 people live there.",
        "One other place of this name fits less: Bakhmut <b> (51.0, 56.0).",
        "This is very likely right.",
    ]


@pytest.mark.parametrize(
    ("clue", "sentence"),
    [
        ("9 km from Ryazan’ (+1.9)", ["It lies 9 km from Ryazan’, which the text names too."]),
        ("587 km from Kyiv (+0.6)", []),
        ("other names are in Donetsk (+1.3)", ["Other places named lie in Donetsk."]),
        ("other names are in UA (-0.8)", []),
        ("Donetsk Oblast in the text (+0.2)", ["The text also names Donetsk Oblast."]),
        ("the words before it fit a river or an area (+2.0)",
         ["the words before it fit a river or an area."]),
    ],
)  # fmt: skip
def test_a_clue_is_told_only_where_it_speaks_for_the_place_and_lies_near(clue, sentence):
    assert why.clue_sentences([clue]) == sentence


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.95, "This is very likely right."), (0.75, "This is probably right."),
     (0.5, "This is not sure.")],
)  # fmt: skip
def test_how_sure_it_is_stands_last(confidence, words):
    assert why.sentences(excerpt(confidence=confidence))[-1] == words


@pytest.mark.parametrize(
    ("place_id", "role", "line"),
    [
        ("frontline:relative-1", "literal",
         "The text says “3 km west of Bakhmut”. The point is estimated from that."),
        (BAKHMUT, "literal",
         "The text says “3 km west of Bakhmut”: close to the place, not in it."),
        (BAKHMUT, "locating",
         "“3 km west of Bakhmut” uses the name only to tell where another place is."),
    ],
)  # fmt: skip
def test_words_that_describe_a_place_come_first(place_id, role, line):
    relative = RelativePlace("3 km west of Bakhmut", BAKHMUT, "Bakhmut")
    found = excerpt(place_id=place_id, place_name="3 km west", role=role, relative=relative)
    assert why.sentences(found)[0] == line


def test_a_name_that_stands_for_people_says_so():
    assert why.sentences(excerpt(role="associative"))[0] == (
        "Bakhmut: the name stands for people or a government here, not for the ground"
    )


def test_numbers_and_runners_up_are_behind_a_second_click_and_escaped():
    html = why.show(excerpt())
    first, _, second = html.partition('<details class="fl-numbers">')
    assert "Gazetteer" not in first
    for part in ("Bakhmut (geonames:713174)", "97%", "Precision 1 of UCDP&#x27;s 7", "3 km"):
        assert part in second
    assert "Bakhmut &lt;b&gt; (geonames:9; 51.00, 56.00)" in second
    assert all(clue in second for clue in CHOSEN.why[:2])
    assert f"{OTHER.score:.2f}" in second
