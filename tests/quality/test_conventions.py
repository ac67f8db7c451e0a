"""What the gold's conventions say holds in every item, held-out ones included."""

import pytest

from tests.quality.conventions import reads_both_ways
from tests.quality.scoring import HERE, gold


@pytest.mark.parametrize(
    ("marked", "open_to_two"),
    [
        ("a man from the [Huliaipole] sector", True),
        ("[Kupiansk] direction: 12 clashes", True),
        ("На [Лиманському] напрямку стріляли", True),
        ("На [Гуляйпольском] участке наступают", True),
        ("бои в направлении [Бахмута]", True),
        ("on the left bank of the [Dnipro]", True),
        ("the [Dnipro]'s left bank", True),
        ("на лівому березі [Дніпра]", True),
        ("the sector west of [Donetsk]", False),
        ("banks in [Kyiv] were open", False),
        ("дальше по реке [Днепр]", False),
    ],
)
def test_directions_of_the_front_and_banks_are_open_to_two_readings(marked, open_to_two):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert reads_both_ways(text, start, end) is open_to_two


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("gold_*.jsonl")))
def test_the_gold_asks_for_no_one_reading_where_two_are_right(name):
    asked = [
        (article["id"], span["start"])
        for article in gold(name)
        for span in article["toponyms"]
        if reads_both_ways(article["text"], span["start"], span["end"]) and span["kind"] != "any"
    ]
    assert asked == []
