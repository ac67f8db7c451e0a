"""The pairs of ``copies/`` as a store holds them, and how well they are decided."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.model import Article
from data.reading.copies.comparison import ComparedText, compare
from data.reading.copies.fingerprint import ENOUGH_KEYS, fingerprint
from data.reading.identity import named, stored_text
from tests.quality.scoring import HERE


@dataclass(frozen=True, slots=True)
class Pair:
    row_id: str
    lang: str
    kind: str
    copy: bool
    held_out: bool
    a: ComparedText
    b: ComparedText

    @property
    def found(self) -> bool:
        """Whether a store would compare the two at all."""
        one, other = (set(fingerprint(told.text)) for told in (self.a, self.b))
        return len(one & other) >= ENOUGH_KEYS

    @property
    def told_one(self) -> bool:
        """Whether a store would make one story of the two."""
        return self.found and compare(self.a, self.b).same


@dataclass(frozen=True, slots=True)
class Figures:
    precision: float
    recall: float
    candidates: float
    """Share of the copies that a store would compare."""


def pairs(part: str | None = None) -> list[Pair]:
    """All pairs in order of the files, or those of the part "open" or "held_out"."""
    lines = (
        line
        for path in sorted((HERE / "copies").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    found = [_pair(json.loads(line)) for line in lines]
    return [pair for pair in found if part is None or pair.held_out is (part == "held_out")]


def figures(asked: Iterable[Pair]) -> Figures:
    told = [(pair, pair.told_one) for pair in asked]
    right = sum(pair.copy and one for pair, one in told)
    copies = [pair for pair, _ in told if pair.copy]
    return Figures(
        precision=right / sum(one for _, one in told),
        recall=right / len(copies),
        candidates=sum(pair.found for pair in copies) / len(copies),
    )


def _pair(row: dict) -> Pair:
    return Pair(
        row["id"],
        row["lang"],
        row["kind"],
        row["copy"],
        row["held_out"],
        _told(row["a"]),
        _told(row["b"]),
    )


def _told(row: dict) -> ComparedText:
    article = named(
        Article(
            source=row["source"],
            title=row["title"],
            text=stored_text(row["title"], row["text"]),
            published=row["published"] and date.fromisoformat(row["published"]),
        )
    )
    return ComparedText(article.title, article.text, article.published, article.source)
