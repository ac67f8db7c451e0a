"""The gate of days: shares of ``dating/*.jsonl`` that are right to the day, by group."""

import json

import pytest

from tests.quality.dating_gold import EVENT_PARTS, GROUPS, event_answers, event_score, rows, scored
from tests.quality.scoring import HERE

FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["dating"]


@pytest.mark.parametrize("part", ["open", "held_out"])
@pytest.mark.parametrize("group", GROUPS)
def test_days_stand_above_their_floors(group, part):
    right = [
        wanted == told
        for row, wanted, told in scored(group)
        if row["held_out"] is (part == "held_out")
    ]
    assert sum(right) / len(right) >= FLOORS[group][part]


def test_the_gold_holds_what_it_should():
    held_out = [row["held_out"] for group in GROUPS for row in rows(group)]
    assert len(held_out) >= 200
    assert 0.3 <= sum(held_out) / len(held_out) <= 0.36
    events = [row["lang"] for row in rows("events")]
    assert all(events.count(lang) >= 0.3 * len(events) for lang in ("en", "uk", "ru"))


def test_spans_of_the_gold_are_names():
    for row in rows("events"):
        for start, end in row["spans"]:
            assert row["text"][start:end][0].isupper(), row["id"]


@pytest.mark.parametrize("part", EVENT_PARTS)
def test_days_of_events_stay_above_their_floors(part):
    score, floors = event_score(part), FLOORS["event_days"][part]
    assert score.precision >= floors["precision"]
    assert score.recall >= floors["recall"]


@pytest.mark.parametrize("part", EVENT_PARTS)
def test_each_mention_of_event_gold_has_one_answer(part):
    asked = [(row["id"], number) for row, number, _right, _told in event_answers(part)]
    assert (
        len(asked)
        == len(set(asked))
        == sum(len(row["spans"]) for row in rows(f"event_days_{part}"))
    )
