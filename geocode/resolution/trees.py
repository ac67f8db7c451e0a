"""Corrects the sums of a name's leading candidates with small decision trees.

The clues are added up, each by its weight; the trees see them together: a county named in the text
means more where no candidate is a capital. They were grown on what the sums leave wrong
(``tools.training.grown`` writes ``files/weights/ranker_trees.json``) and are asked once a name,
after the last round, for the candidates that are still in question.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from typing import Any

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind
from geocode.resolution.context import Signal
from geocode.resolution.scoring import RANKER

TREES_FILE = RANKER.with_name("ranker_trees.json")
ASKED_MOST = 5
"""Candidates of a name that are asked for."""
ASKED_WITHIN = 6.0
"""What a candidate's sum lacks to the best at most: 1 to 400 in odds."""

Node = float | tuple[int, float, Any, Any]
"""A leaf, or: number of a feature, what it is at most to go left, left, right."""


@dataclass(frozen=True, slots=True)
class Trees:
    """What training grew."""

    features: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def correction(self, described: Mapping[str, float]) -> float:
        """What is to be added to the sum of a candidate."""
        values = [described.get(name, 0.0) for name in self.features]
        whole = 0.0
        for node in self.nodes:
            while type(node) is tuple:
                node = node[2] if values[node[0]] <= node[1] else node[3]
            whole += node  # type: ignore[operator]
        return whole


def in_question(sums: Sequence[float]) -> list[int]:
    """The numbers of the candidates that the trees are asked for, best first."""
    order = sorted(range(len(sums)), key=lambda i: (-sums[i], i))[:ASKED_MOST]
    chosen = [i for i in order if sums[i] >= sums[order[0]] - ASKED_WITHIN]
    return chosen if len(chosen) > 1 else []


def described(
    hits: Sequence[NameHit],
    said: Sequence[Sequence[Signal]],
    sums: Sequence[float],
    chosen: Sequence[int],
    *,
    country: str | None,
    mentions: int,
) -> list[dict[str, float]]:
    """What the trees are told of each of the ``chosen``: its signals, and its rivals.

    ``country`` is what the text is about, ``mentions`` how often it has the name.
    """
    sizes = [log10(hit.place.population + 1) for hit in hits]
    kinds = {hit.place.kind for hit in hits}
    largest, top, second = max(sizes), sums[chosen[0]], sums[chosen[1]]
    whole = {
        "candidates": float(len(hits)),
        "mentions": float(mentions),
        "text is about a country": float(country is not None),
        "a namesake is a country": float(Kind.COUNTRY in kinds),
        "a namesake is a region": float(Kind.REGION in kinds),
    }
    rows = []
    for order, i in enumerate(chosen):
        place = hits[i].place
        row = dict(whole)
        for name, value, _ in said[i]:
            row[name] = row.get(name, 0.0) + value
        row[f"kind {place.kind.value}"] = 1.0
        row["size"] = sizes[i]
        row["size behind the largest"] = largest - sizes[i]
        row["place by size"] = float(i)
        row["official"] = float(hits[i].official)
        row["spelt almost so"] = float(hits[i].close)
        row["of the text's country"] = float(place.country == country)
        row["sum"] = sums[i]
        row["sum behind the best"] = top - sums[i]
        row["lead of the best"] = top - second
        row["place by sum"] = float(order)
        rows.append(row)
    return rows


def stored_trees(trees: Trees) -> str:
    """The text of a file of trees, a tree a line."""
    lines = [json.dumps(node) for node in trees.nodes]
    features = json.dumps(list(trees.features), ensure_ascii=False)
    return f'{{"features": {features},\n"trees": [\n' + ",\n".join(lines) + "\n]}\n"


def read_trees(text: str) -> Trees:
    """The trees of a file's text."""
    stored = json.loads(text)
    return Trees(tuple(stored["features"]), tuple(_node(node) for node in stored["trees"]))


@lru_cache(maxsize=1)
def shipped_trees() -> Trees:
    """The trees of ``files/weights/ranker_trees.json``."""
    return read_trees(TREES_FILE.read_text(encoding="utf-8"))


def _node(stored: Any) -> Node:  # noqa: ANN401
    if isinstance(stored, list):
        feature, most, left, right = stored
        return int(feature), float(most), _node(left), _node(right)
    return float(stored)
