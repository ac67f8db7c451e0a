"""Texts with the names of places marked, from wherever they stand, in one shape.

LGL and TR-News may train but not be copied here; they are read from beside the repository. What
is absent is said on stdout and skipped.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked name; offsets count characters of the text."""

    start: int
    end: int
    ignored: bool
    """Neither right nor wrong to find: a demonym."""
    associative: bool | None = None
    """Whether it stands for people or is part of another name; None: nobody said."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One article."""

    text_id: str
    text: str
    gold: tuple[Gold, ...]


def corpora(shared: Path) -> dict[str, list[MarkedText]]:
    """All training texts there are, by corpus."""
    found = {}
    for name in ("lgl", "trnews"):
        path = shared / "corpora" / f"{name}.jsonl"
        if path.is_file():
            found[name] = _corpus(path)
        else:
            print(f"{name}: {path} is not there; left out")
    return found


def _corpus(path: Path) -> list[MarkedText]:
    texts = []
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            gold = tuple(
                Gold(t["start"], t["end"], bool(t.get("demonym"))) for t in article["toponyms"]
            )
            texts.append(MarkedText(f"{path.stem}:{article['id']}", article["text"], gold))
    return texts
