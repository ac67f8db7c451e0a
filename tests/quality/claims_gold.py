"""Scores claims against ``claims/*.jsonl``: right are place, event, actor and modality together.

A place is the name as written; who says it is shown by the bench and not scored.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.model import Article
from data.reading.article import events
from data.reading.claims import Claim, find_claims
from tests.quality.scoring import HERE
from tests.theatre import UKRAINE

Key = tuple[str, str, str | None, str]
FILES = tuple(sorted(path.stem for path in (HERE / "claims").glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of the gold with what is claimed in it and what was found."""

    row: dict
    wanted: Counter[Key]
    told: Counter[Key]


def rows(name: str) -> list[dict]:
    """The sentences of a file, in order."""
    lines = (HERE / "claims" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def claims_of(parser, text: str, *, lang: str, published: date | None) -> list[Claim]:
    """The claims that an ingest of the text finds."""
    found = parser.parse(text, published=published, lang=lang)
    article = Article("", text, published=published, lang=lang)
    spans = [(one.mention.start, one.mention.end) for one in found]
    return find_claims(
        text,
        found,
        lang=lang,
        theatre=UKRAINE,
        published=published,
        published_prec=1,
        events=events(article, spans, theatre=UKRAINE),
    )


def scored(parser, name: str) -> Iterator[Answer]:
    """Of each sentence of a file what is right and what is answered."""
    for row in rows(name):
        day = date.fromisoformat(row["published"])
        found = claims_of(parser, row["text"], lang=row["lang"], published=day)
        yield Answer(
            row,
            Counter((c["text"], c["event"], c["actor"], c["modality"]) for c in row["claims"]),
            Counter((row["text"][c.start : c.end], c.event, c.actor, c.modality) for c in found),
        )


def precision_recall(answers: list[Answer]) -> tuple[float, float]:
    """Shares of the answers that are right, and of the claims that are found."""
    right = sum((a.wanted & a.told).total() for a in answers)
    told, wanted = (sum(c.total() for c in counts) for counts in (
        [a.told for a in answers], [a.wanted for a in answers],
    ))  # fmt: skip
    return right / max(1, told), right / max(1, wanted)
