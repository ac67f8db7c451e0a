"""What roles are learned from: marks of articles and of sentences, never the name itself."""

import json

import pytest

from geocode.errors import InputError
from tests.quality.scoring import HERE
from tools.training.gold import Gold, MarkedText
from tools.training.roles import SENTENCES, article, examples, learned, sentences
from tools.training.texts import MarkedSpan, MarkRole, TrainingText, read_all


def test_roles_are_learned_from_what_is_beside_a_name(gazetteer):
    fans = MarkedText("a", "Fans of Bakhmut sang.", (Gold(8, 15, False, True),))
    road = MarkedText("b", "The road to Siversk burned.", (Gold(12, 19, False, False),))
    found = [e for text in [fans, road] * 2 for e in examples(text, gazetteer)]
    weights = learned(found)
    assert weights["prep=of"] > 0 > weights["prep=to"]
    assert not [name for name in weights if "bakhmut" in name or "siversk" in name]


def test_a_name_without_a_role_teaches_none(gazetteer):
    text = MarkedText("b", "Fans of Siversk sang.", (Gold(8, 15, False, None),))
    assert examples(text, gazetteer) == []


def test_a_line_is_a_sentence_with_marks_of_roles(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text("# a rule\n\n[Rome|A] sent aid to [Bari|L].\n", encoding="utf-8")
    (text,) = sentences(path)
    assert text.text == "Rome sent aid to Bari."
    assert text.gold == (Gold(0, 4, False, True), Gold(17, 21, False, False))


def test_a_broken_mark_names_file_and_line(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text("It rains.\n[Rome|X] sent aid.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"en\.txt line 2: '\[' is not part of a mark; write"):
        list(sentences(path))


@pytest.mark.parametrize(
    ("text", "role", "learned_from"),
    [
        ("Troy Police Department", MarkRole.EMBEDDED, []),
        ("Troy Times", MarkRole.EMBEDDED, [Gold(0, 4, False, True)]),
        ("Troy said", MarkRole.METONYM, [Gold(0, 4, False, True)]),
        ("Troy schools", MarkRole.LITERAL, [Gold(0, 4, False, False)]),
    ],
)
def test_offices_of_towns_in_articles_teach_no_role(text, role, learned_from):
    span = MarkedSpan(0, 4, "Troy", role, "US")
    found = article(TrainingText("t", "en", "news", None, text, (span,)))
    assert list(found.gold) == learned_from


def test_no_text_of_tagger_and_roles_is_one_that_a_figure_is_measured_on():
    """Counts alone are compared: a failure must not show what is held out."""
    trained = {text.text for text in read_all()}
    trained |= {text.text for path in sorted(SENTENCES.glob("*.txt")) for text in sentences(path)}
    gold = {
        json.loads(line)["text"]
        for pattern in ("gold_*.jsonl", "worked.jsonl", "traps*.jsonl", "names/*/*.jsonl")
        for path in HERE.glob(pattern)
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    counts = len(gold), len(trained & gold)
    assert counts[0] > 1000
    assert counts[1] == 0
