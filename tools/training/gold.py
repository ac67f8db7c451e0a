"""Reads the texts with marked place names that the tagger learns from, in one shape.

The corpora LGL and TR-News may be used for training but not copied here; they are read from a
folder beside the repository.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geocode.focus import DEFAULT_THEATRE, Focus, read_focus
from tools.training.texts import MarkRole, TrainingText, read_all

CORPORA = ("lgl", "trnews")


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


def articles(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """LGL's and TR-News' articles, each with the name of its corpus; a missing file is printed."""
    for corpus in CORPORA:
        path = folder / f"{corpus}.jsonl"
        if not path.is_file():
            print(f"{path} is not there; left out")
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield corpus, json.loads(line)


def corpora(shared: Path) -> dict[str, list[MarkedText]]:
    """All training texts there are, by corpus."""
    found: dict[str, list[MarkedText]] = {}
    for corpus, article in articles(shared / "corpora"):
        gold = tuple(
            Gold(t["start"], t["end"], bool(t.get("demonym"))) for t in article["toponyms"]
        )
        text = MarkedText(f"{corpus}:{article['id']}", article["text"], gold)
        found.setdefault(corpus, []).append(text)
    return found | {"own": [own(text) for text in read_all()]}


def own(text: TrainingText) -> MarkedText:
    """One of our own texts."""
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
