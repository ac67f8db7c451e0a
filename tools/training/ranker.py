"""Trains the ranker: the weights of the clues that choose a place, and those of the confidence.

A conditional logit: among a name's candidates and the possibility that none is meant, the right one
should have the largest share. Weights are drawn towards ``ranker_start.json``, which was set by
hand, so that a clue of which the texts say nothing keeps its sign. Scores of one round are clues of
the next, so scoring and fitting alternate. Trees (``grown``) correct what the sums leave wrong.
They and the confidence are learned on texts that the clues' weights were not learned from.
Deterministic; some minutes on one core.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.recognition.cues import load_cues
from geocode.recognition.given import given_mentions
from geocode.recognition.reading import read
from geocode.resolution.clues import unknown_signals
from geocode.resolution.confidence import lead
from geocode.resolution.resolver import ClueResolver, Settled, correct
from geocode.resolution.scoring import RANKER, Weights
from geocode.resolution.senses import Name
from geocode.resolution.trees import TREES_FILE, Trees, described, in_question, stored_trees
from tools.training.answers import (
    AnsweredText,
    corpus_texts,
    event_texts,
    own_texts,
    worked_texts,
)
from tools.training.gold import training_focus
from tools.training.grown import Question, grow
from tools.training.war_lists import war_lists

ROOT = Path(__file__).resolve().parents[2]
START = Path(__file__).with_name("ranker_start.json")
ROUNDS = 3
DRAW = 2.0
"""How strongly weights are drawn to ``START``: pseudo-observations a unit of weight squared."""

KEPT = {
    "capital": 30.0, "capital that speaks": 30.0, "named as elsewhere": 30.0,
    "names beside it could be near": 20.0, "in the direction named": 20.0, "in the theatre": 10.0,
    "named as near": 20.0, "stream": 10.0,
}  # fmt: skip
"""Drawn this many times as strongly: local papers, which LGL is made of, name more towns that bear
a capital's name than other texts do; and in the made lists of ``war_lists`` all is near."""
LISTS, MADE_COUNT = "lists", 0.3
"""What a name of the made lists counts: as many as names of news, they taught that all of a text
lies in the theatre (own open gold of names: 716 of 805 right; without their clues 720)."""
CONFIDENCE_FOLDS = 3
CONFIDENCE_DRAW = 1.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One name of a text: what speaks for each candidate, and which are right."""

    said: tuple[tuple[tuple[str, float], ...], ...]
    right: tuple[bool, ...]
    unknown: tuple[tuple[str, float], ...]
    """What speaks for none of them."""
    weight: float
    best_right: bool
    """Whether the candidate that led was right."""
    lead: Mapping[str, float]
    """How far it led."""


def settle(text: AnsweredText, gazetteer: Gazetteer, weights: Mapping[str, float]) -> Settled:
    """The names of a text as ``weights`` settle it."""
    focus = training_focus()
    reading = read(text.text)
    spans = [(span.start, span.end) for span in text.spans]
    mentions = given_mentions(reading, spans, load_cues(focus), gazetteer)
    resolver = ClueResolver(gazetteer, focus=focus, weights=Weights(weights, {}))
    return resolver.settle(reading, mentions, country=None, day=text.day, any_sort=True)


def right_of(text: AnsweredText, name: Name) -> tuple[bool, ...]:
    """Which candidates of a name are right; most of its mentions decide."""
    votes = [tuple(text.spans[index].right(name.hits)) for index in name.mentions]
    return max(set(votes), key=lambda vote: (votes.count(vote), vote))


def counted(text: AnsweredText, name: Name) -> float:
    """How many observations a name of a text is worth."""
    made = MADE_COUNT if text.corpus == LISTS else 1.0
    return made * sqrt(len(name.mentions))


def choices(text: AnsweredText, settled: Settled) -> list[Choice]:
    """What there is to learn from the names of a settled text."""
    focus = training_focus()
    unknown = tuple((clue, value) for clue, value, _ in unknown_signals(settled.country, focus))
    found = []
    for number, name in enumerate(settled.names):
        if not name.hits:
            continue
        said = tuple(
            tuple((clue, value) for clue, value, _ in signals) for signals in settled.said(number)
        )
        right = right_of(text, name)
        told = lead(name, settled.country, focus, local=settled.local)
        weight = counted(text, name)
        found.append(Choice(said, right, unknown, weight, right[name.best], told))
    return found


def questions(text: AnsweredText, settled: Settled) -> list[Question]:
    """The names of a settled text that the trees will be asked for."""
    found = []
    for number, name in enumerate(settled.names):
        sums = settled.sums[number]
        chosen = in_question(sums)
        if not chosen:
            continue
        rows = described(
            name.hits, settled.said(number), sums, chosen,
            country=settled.country, mentions=len(name.mentions),
        )  # fmt: skip
        right = right_of(text, name)
        others = [known for i, known in enumerate(sums) if i not in chosen]
        rest = float(np.logaddexp.reduce([*others, settled.unknown]))
        found.append(
            Question(
                tuple(rows),
                tuple(sums[i] for i in chosen),
                tuple(right[i] for i in chosen),
                rest,
                counted(text, name),
            )
        )
    return found


def fit(made: Sequence[Choice], start: Mapping[str, float], draw: float) -> dict[str, float]:
    """The weights that make the right candidates likeliest, near ``start``."""
    names = sorted(start)
    column = {name: i for i, name in enumerate(names)}
    data: list[float] = []
    columns: list[int] = []
    pointers = [0]
    group: list[int] = []
    goods: list[bool] = []
    for number, choice in enumerate(made):
        for said, good in zip(choice.said, choice.right, strict=True):
            known = [(column[clue], value) for clue, value in said if clue in column]
            columns += [at for at, _ in known]
            data += [value for _, value in known]
            pointers.append(len(columns))
            group.append(number)
            goods.append(good)
        columns += [column[clue] for clue, _ in choice.unknown]
        data += [value for _, value in choice.unknown]
        pointers.append(len(columns))
        group.append(number)
        goods.append(not any(choice.right))
    matrix = csr_matrix((data, columns, pointers), shape=(len(group), len(names)))
    groups, right = np.array(group), np.array(goods)
    counted = np.array([choice.weight for choice in made])
    centre = np.array([start[name] for name in names])
    pull = draw * np.array([KEPT.get(name, 1.0) for name in names])

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = matrix @ weights
        top = np.full(len(made), -np.inf)
        np.maximum.at(top, groups, sums)
        odds = np.exp(sums - top[groups])
        whole = np.bincount(groups, odds, len(made))
        hit = np.bincount(groups, odds * right, len(made)) + 1e-300
        given = odds / whole[groups] - odds * right / hit[groups]
        gradient = matrix.T @ (given * counted[groups]) + pull * (weights - centre)
        value = float((counted * np.log(whole / hit)).sum())
        return value + float((pull * (weights - centre) ** 2).sum()) / 2, gradient

    answer = minimize(loss, centre, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, answer.x.tolist(), strict=True))


def fit_confidence(made: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the confidence of the leading candidates true."""
    names = sorted({key for choice in made for key in choice.lead})
    table = np.array([[choice.lead.get(name, 0.0) for name in names] for choice in made])
    right = np.array([choice.best_right for choice in made], dtype=float)
    counted = np.array([choice.weight for choice in made])

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = table @ weights
        off = 1 / (1 + np.exp(-sums)) - right
        value = float((counted * (np.logaddexp(0, sums) - right * sums)).sum())
        gradient = table.T @ (off * counted) + CONFIDENCE_DRAW * weights
        return value + CONFIDENCE_DRAW / 2 * float((weights**2).sum()), gradient

    answer = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, answer.x.tolist(), strict=True))


def learn_clues(
    texts: Sequence[AnsweredText], gazetteer: Gazetteer, start: Mapping[str, float]
) -> dict[str, float]:
    """Settle and fit in turn, ``ROUNDS`` times."""
    weights = dict(start)
    for _ in range(ROUNDS):
        made = [
            choice for text in texts for choice in choices(text, settle(text, gazetteer, weights))
        ]
        weights = fit(made, start, DRAW)
    return weights


def learn(
    texts: Sequence[AnsweredText], gazetteer: Gazetteer, start: Mapping[str, float]
) -> tuple[Weights, Trees]:
    """All weights, and the trees.

    Trees are grown, and the confidence is learned, from texts as weights settle them that have not
    seen them; for the confidence trees correct them that have not either.
    """
    parts: list[list[tuple[AnsweredText, Settled]]] = []
    for fold in range(CONFIDENCE_FOLDS):
        rest = [text for text in texts if text.fold(CONFIDENCE_FOLDS, "confidence") != fold]
        weights = learn_clues(rest, gazetteer, start)
        held = [text for text in texts if text.fold(CONFIDENCE_FOLDS, "confidence") == fold]
        parts.append([(text, settle(text, gazetteer, weights)) for text in held])
    asked = [[q for text, settled in part for q in questions(text, settled)] for part in parts]
    unseen: list[Choice] = []
    for fold, part in enumerate(parts):
        trees = grow([q for k, found in enumerate(asked) if k != fold for q in found])
        for text, settled in part:
            correct(settled, trees)
            unseen += choices(text, settled)
    grown = grow([q for found in asked for q in found])
    return Weights(learn_clues(texts, gazetteer, start), fit_confidence(unseen)), grown


def training_texts(shared: Path, gazetteer: Gazetteer) -> list[AnsweredText]:
    """All that there is to learn from; what ``shared`` lacks is named and left out."""
    return [
        *corpus_texts(shared / "corpora"),
        *event_texts(shared / "frontline" / "viina"),
        *own_texts(gazetteer),
        *worked_texts(ROOT),
        *war_lists(gazetteer, training_focus()),
    ]


def start_weights() -> dict[str, float]:
    """The weights that were set by hand."""
    stored: dict[str, float] = json.loads(START.read_text(encoding="utf-8"))
    return stored


def make(shared: Path) -> None:
    """Learns from all texts there are and writes ``ranker.json``."""
    gazetteer = open_gazetteer()
    texts = training_texts(shared, gazetteer)
    made, trees = learn(texts, gazetteer, start_weights())
    stored = {
        "learned_from": dict(sorted(Counter(text.corpus for text in texts).items())),
        "clues": {name: round(weight, 3) for name, weight in sorted(made.clues.items())},
        "confidence": {name: round(weight, 3) for name, weight in sorted(made.confidence.items())},
    }
    RANKER.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    TREES_FILE.write_text(stored_trees(trees), encoding="utf-8")
    print(f"ranker: learned from {len(texts)} texts, {stored['learned_from']}")
