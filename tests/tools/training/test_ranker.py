"""Training finds what tells the right candidates, and says the same twice."""

import json

import pytest

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from tests.memory_gazetteer import MemoryGazetteer
from tools.training.answers import AnsweredText, corpus_texts, inside, own_texts, worked_texts
from tools.training.ranker import ROOT, Choice, fit, fit_confidence, start_weights

START = {"big": 0.0, "near": 0.0, "no candidate": 0.0}
PARIS = Place("p", "Paris", 48.85, 2.35, Kind.CITY, "PPLC", "FR", "Île-de-France")
PARIS_TX = Place("t", "Paris", 33.66, -95.56, Kind.CITY, "PPL", "US", "Texas")
TEXAS = Place("iso:US-TX", "Texas", 31.3, -98.6, Kind.REGION, "ADM1", "US", "Texas")
HITS = [NameHit(place, official=True, inflected=False) for place in (PARIS, PARIS_TX)]


def choice(right, *, share=0.7):
    said = ((("big", 1.0),), (("near", 1.0),))
    return Choice(said, right, (("no candidate", 1.0),), 1.0, right[1], {"odds": share})


def test_the_signal_of_the_right_candidates_gains_weight():
    made = fit([choice((False, True))] * 20, START, 1.0)
    assert made["near"] > 1 > made["big"]
    assert made == fit([choice((False, True))] * 20, START, 1.0)


def test_names_without_a_right_candidate_raise_the_chance_of_none():
    assert fit([choice((False, False))] * 20, START, 1.0)["no candidate"] > 1


def test_a_lead_that_is_right_nine_times_in_ten_gives_nine_tenths():
    made = [choice((False, True), share=1.0)] * 900 + [choice((True, False), share=1.0)] * 100
    assert fit_confidence(made)["odds"] == pytest.approx(2.197, abs=0.05)


@pytest.mark.parametrize(
    ("code", "unit", "expected"),
    [
        ("FR", None, [True, False]),
        ("US-TX", TEXAS, [False, True]),
        ("-", None, [False, False]),
        ("?", None, [False, False]),
    ],
)
def test_a_code_says_which_candidates_are_right(code, unit, expected):
    assert inside(code, unit)(HITS) == expected


def test_an_answer_is_known_by_id_then_by_nearness(tmp_path):
    article = {"id": 1, "text": "Paris", "toponyms": [
        {"start": 0, "end": 5, "lat": 33.7, "lon": -95.5, "geonameid": 1},
        {"start": 0, "end": 5, "lat": 60.0, "lon": 10.0, "geonameid": 1},
        {"start": 0, "end": 5, "lat": 1.0, "lon": 1.0, "demonym": True},
    ]}  # fmt: skip
    (tmp_path / "lgl.jsonl").write_text(json.dumps(article), encoding="utf-8")
    (text,) = corpus_texts(tmp_path)
    assert [span.right(HITS) for span in text.spans] == [[False, True], [False, False]]


def test_folds_depend_on_the_text_alone():
    text = AnsweredText("lgl", "1", "", ())
    assert text.fold(5) == AnsweredText("lgl", "1", "other", ()).fold(5)
    folds = [AnsweredText("lgl", str(n), "", ()).fold(5) for n in range(1000)]
    assert min(folds.count(fold) for fold in range(5)) > 150


def test_the_projects_own_answers_are_read():
    assert sum(len(text.spans) for text in own_texts(MemoryGazetteer([]))) > 5000
    worked = list(worked_texts(ROOT))
    assert len(worked) == 252
    assert all(text.text[s.start : s.end].strip() for text in worked for s in text.spans)


def test_the_start_weights_name_every_weight_that_ships():
    stored = json.loads((ROOT / "geocode/files/weights/ranker.json").read_text(encoding="utf-8"))
    assert stored["clues"].keys() == start_weights().keys()
