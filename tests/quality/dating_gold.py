"""Scores days against ``dating/*.jsonl``: right is the same first day with the same precision.

In ``events.jsonl`` the answer null is an article's own day, or none, with no words that say so.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from data.model import Article
from data.reading.dating import event_days, find_published, published
from data.reading.dating.stated import day_in
from tests.quality.scoring import HERE
from tests.theatre import UKRAINE

GROUPS = ("metadata", "addresses", "file_names", "texts", "events")
EVENT_PARTS = ("open", "held_out", "more_open", "more_held_out")
"""Gold of days of events; the first two by another hand than the rules'."""
TODAY = date(2026, 11, 22)
"""The day the rows were written; one day more is the last that may be found."""

Answer = tuple[str, int] | None


def rows(group: str) -> list[dict]:
    """The rows of a group, in order."""
    lines = (HERE / "dating" / f"{group}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def scored(group: str) -> Iterator[tuple[dict, Answer, Answer]]:
    """Of each row, and in events of each mention: the row, what is right, what is answered."""
    for row in rows(group):
        if group == "events":
            for wanted, told in zip(row["days"], _events(row), strict=True):
                yield row, tuple(wanted) if wanted else None, told
        else:
            yield row, (row["day"], row["prec"]) if row["day"] else None, _published(group, row)


class EventScore(NamedTuple):
    """Of mentions: how many days are told, how many are right, how many there are."""

    told: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """The share of the days told that are right."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """The share of the days that are there that are told rightly."""
        return self.right / self.there if self.there else 1.0


def event_answers(part: str) -> Iterator[tuple[dict, int, Answer, Answer]]:
    """Of the gold ``part`` (one of ``EVENT_PARTS``): row, mention, right, answered.

    Where another answer is right too, and given, it is the one that is compared.
    """
    for row in rows(f"event_days_{part}"):
        also = row.get("also") or [[] for _span in row["spans"]]
        answers = zip(row["days"], also, _events(row), strict=True)
        for number, (day, others, told) in enumerate(answers):
            right = tuple(day) if day else None
            accepted = [tuple(other) if other else None for other in others or ()]
            yield row, number, told if told in accepted else right, told


def event_score(part: str) -> EventScore:
    """How the days of events compare with the gold ``part``."""
    pairs = [(right, told) for _row, _number, right, told in event_answers(part)]
    return EventScore(
        told=sum(told is not None for _right, told in pairs),
        right=sum(told is not None and told == right for right, told in pairs),
        there=sum(right is not None for right, _told in pairs),
    )


def _published(group: str, row: dict) -> Answer:
    if group == "metadata":
        stated = published(row["raw"])
        day = day_in(UKRAINE.time_zone, stated.instant) if stated.instant else stated.day
        return (day.isoformat(), stated.day_prec) if day else None
    article = Article("", row.get("text", ""), url=row.get("url") or None)
    found = find_published(
        article, origin_path=row.get("path", ""), today=TODAY, time_zone=UKRAINE.time_zone
    )
    day = found.published
    return (day.isoformat(), found.published_prec) if day else None


def _events(row: dict) -> list[Answer]:
    day = date.fromisoformat(row["published"]) if row["published"] else None
    spans = [tuple(span) for span in row["spans"]]
    told = event_days(
        row["text"],
        spans,
        published=day,
        published_prec=1,
        lang=row["lang"],
        first_day=UKRAINE.first_day,
    )
    return [(t.first.isoformat(), t.day_prec) if t and t.words else None for t in told]
