"""Texts with the names of places marked, from wherever they stand, in one shape.

LGL and TR-News may train but not be copied here; they are read from beside the repository. What
is absent is said on stdout and skipped.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geocode.focus import DEFAULT_THEATRE, Focus, read_focus
from tools.training.texts import MarkRole, TrainingText, read_all


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked name; offsets count characters of the text."""

    start: int
    end: int
    demonym: bool
    """An adjective or the name of a people: not to be found as a place."""
    associative: bool | None = None
    """Whether it stands for people or is part of another name; None: nobody said."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One article."""

    text_id: str
    text: str
    gold: tuple[Gold, ...]


@cache
def training_focus() -> Focus:
    """The war whose words and front line the weights are learned with: the theatre that ships."""
    return read_focus(DEFAULT_THEATRE)


def corpora(shared: Path) -> dict[str, list[MarkedText]]:
    """All training texts there are, by corpus."""
    found = {}
    for name in ("lgl", "trnews"):
        path = shared / "corpora" / f"{name}.jsonl"
        if path.is_file():
            found[name] = _corpus(path)
        else:
            print(f"{name}: {path} is not there; left out")
    found["own"] = [_own(text) for text in read_all()]
    return found


def _own(text: TrainingText) -> MarkedText:
    gold = tuple(
        Gold(
            span.start,
            span.end,
            span.role is MarkRole.DEMONYM,
            span.role in (MarkRole.METONYM, MarkRole.EMBEDDED),
        )
        for span in text.spans
    )
    return MarkedText(f"own:{text.text_id}", text.text, gold)


def _corpus(path: Path) -> list[MarkedText]:
    texts = []
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            gold = tuple(
                Gold(t["start"], t["end"], bool(t.get("demonym"))) for t in article["toponyms"]
            )
            texts.append(MarkedText(f"{path.stem}:{article['id']}", article["text"], gold))
    return texts
