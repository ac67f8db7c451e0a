"""The resolver that ships: weighs all candidates of a name by the clues, in rounds over the text.

First without neighbours, which settles what is plain; then with what the other names were taken
for. Every round costs time in proportion to names times candidates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log1p
from typing import TypeVar

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Candidate, Mention, Resolution
from geocode.recognition.reading import Reading
from geocode.recognition.subject import idiom, subject_country
from geocode.resolution.beside import beside
from geocode.resolution.city_districts import settle_city_districts
from geocode.resolution.clues import OF_THE_PLACE, STANDING, moving_clues, signals, unknown_signals
from geocode.resolution.confidence import confidence_of, decide
from geocode.resolution.context import Case, Context, Placed, Signal
from geocode.resolution.neighbours import Surroundings
from geocode.resolution.possible import possible
from geocode.resolution.scoring import Weights, shares, shipped_weights, total, weighed
from geocode.resolution.senses import (
    Key,
    Name,
    masses,
    names_of,
    placed,
    placed_by_name,
    sentences_of,
    split_by_container,
)
from geocode.resolution.trees import Trees, described, in_question, shipped_trees
from geocode.resolution.wording import reasons

_SHOWN = 5
_CONTAINER_SHARE = 0.6
_ANCHOR_SHARE = 0.7
_ROUNDS = 2
_TOGETHER: Signal = ("clues together", 1.0, None)
_MENTIONS_READ = 50
_Unit = TypeVar("_Unit", str, tuple[str, str])


@dataclass(slots=True)
class Settled:
    """A text whose names have come to rest: what training and the resolutions are made from."""

    names: list[Name]
    country: str | None
    standing: list[list[list[Signal]]]
    """Per name and hit the signals that do not change."""
    moving: list[list[list[Signal]]]
    """Per name and hit the signals of the last round."""
    sums: list[list[float]]
    """Per name and hit what the clues add up to."""
    unknown: float
    """What speaks for a name's meaning none of its candidates."""
    local: float
    """How much the text reads like a local paper: the logarithm of its words of one country's."""
    corrections: list[dict[int, float]]
    """Per name what the trees add to the sums of some hits, by their numbers."""

    def said(self, number: int) -> list[list[Signal]]:
        """Per hit of a name all of its signals."""
        pairs = zip(self.standing[number], self.moving[number], strict=True)
        return [fixed + turned for fixed, turned in pairs]


class ClueResolver:
    """Resolves against one gazetteer."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        focus: Focus = NO_FOCUS,
        weights: Weights | None = None,
        trees: Trees | None = None,
    ) -> None:
        """Use other weights than those that ship by passing them in; no trees go with them.

        Args:
            gazetteer: Where names are looked up.
            focus: The war that is known, if any.
            weights: Those of the clues and of the confidence.
            trees: What corrects the sums of the clues.
        """
        self._gazetteer = gazetteer
        self._focus = focus
        self._trees = trees or (Trees() if weights else shipped_trees())
        weights = weights or shipped_weights()
        self._clues, self._confidence = weights.clues, weights.confidence

    def resolve(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        *,
        country: str | None,
        day: date | None,
        least: float,
    ) -> list[Resolution]:
        """One resolution a mention, in the same order."""
        settled = self.settle(reading, mentions, country=country, day=day, any_sort=least <= 0)
        found: dict[int, Resolution] = {}
        for number, name in enumerate(settled.names):
            shown = self._shown(settled, number)
            confidence = confidence_of(
                name, settled.country, self._confidence, self._focus, local=settled.local
            )
            for index in name.mentions:
                found[index] = decide(
                    mentions[index], name, shown, confidence * mentions[index].certainty, least
                )
        return [found[index] for index in range(len(mentions))]

    def settle(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        *,
        country: str | None,
        day: date | None = None,
        any_sort: bool = False,
    ) -> Settled:
        """Weigh all names of the text until they have their senses.

        ``any_sort``: who is to name a place in any case takes one of another sort than the generic
        word's rather than none.
        """
        sentences = sentences_of(reading, mentions)
        names = names_of(reading.text, mentions, self._gazetteer, any_sort=any_sort)
        settle_city_districts(names, sentences)
        context = Context(
            country=country,
            country_given=country is not None,
            focus=self._focus,
            idiom=idiom(reading.forms),
        )
        context.possible = possible((name.key, name.hits) for name in names)
        by_mention = {index: (name.key, name.hits) for name in names for index in name.mentions}
        context.beside = beside(reading.text, mentions, by_mention)
        if country is None:
            said = (name.hits for name in names for _ in name.mentions)
            context.country = country = subject_country(reading, said, self._focus)
        unknown = total(unknown_signals(country, self._focus), self._clues)
        fixed = [self._fixed(name, mentions, context, day) for name in names]
        for name, hits in zip(names, fixed, strict=True):
            score(name, [total for total, _ in hits], unknown)
        self._look_round(names, mentions, sentences, context)
        # nothing that the STANDING clues read has changed but what a name is said to lie in
        before = {tuple(name.mentions): hits for name, hits in zip(names, fixed, strict=True)}
        names = split_by_container(names, mentions, sentences, reading.text, context)
        war = self._focus if country == self._focus.home else NO_FOCUS
        surroundings = Surroundings(reading.text, names, mentions, sentences, war)
        fixed = [
            before[tuple(name.mentions)]
            if name.container is None and tuple(name.mentions) in before
            else self._fixed(name, mentions, context, day)
            for name in names
        ]
        moving: list[list[list[Signal]]] = []
        sums: list[list[float]] = []
        for number in range(_ROUNDS):
            if number:
                self._look_round(names, mentions, sentences, context)
            known = placed_by_name(names, _ANCHOR_SHARE)
            cases = [
                replace(
                    _moving_case(name, mentions, sentences, context, known),
                    neighbours=round_it,
                    day=day,
                )
                for name, round_it in zip(names, surroundings.look(), strict=True)
            ]
            moving = [
                [signals(moving_clues(case), hit, case, context) for hit in name.hits]
                for name, case in zip(names, cases, strict=True)
            ]
            sums = [
                [
                    known_sum + total(said, self._clues)
                    for (known_sum, _), said in zip(standing, turned, strict=True)
                ]
                for standing, turned in zip(fixed, moving, strict=True)
            ]
            for name, known_sums in zip(names, sums, strict=True):
                score(name, known_sums, unknown)
        signals_of = [[said for _, said in hits] for hits in fixed]
        local = log1p(sum(context.idiom.values()))
        settled = Settled(
            names, country, signals_of, moving, sums, unknown, local, [{} for _ in names]
        )
        if self._trees:
            correct(settled, self._trees)
        return settled

    def _fixed(
        self, name: Name, mentions: Sequence[Mention], context: Context, day: date | None
    ) -> list[tuple[float, list[Signal]]]:
        """The signals of the ``STANDING`` clues for each hit, with their sum."""
        if not name.hits:
            return []
        case = Case(
            mentions=tuple(mentions[index] for index in name.mentions[:_MENTIONS_READ]),
            key=name.key,
            container=name.container,
            officially=frozenset(hit.place.place_id for hit in name.hits if hit.official),
            definite=name.definite,
            day=day,
        )
        said = [signals(STANDING, hit, case, context) for hit in name.hits]
        return [(total(hit, self._clues), hit) for hit in said]

    def _look_round(
        self,
        names: Sequence[Name],
        mentions: Sequence[Mention],
        sentences: Sequence[int],
        context: Context,
    ) -> None:
        """Bring the context up to what the names were taken for."""
        context.containers = placed(
            names, mentions, sentences, least=_CONTAINER_SHARE, containers=True
        )
        context.anchors = placed(names, mentions, sentences, least=_ANCHOR_SHARE, containers=False)
        context.countries, context.regions, context.mass = {}, {}, 0.0
        for name in names:
            countries, regions = masses(name)
            context.mass += sum(countries.values())
            for country, part in countries.items():
                context.countries[country] = context.countries.get(country, 0.0) + part
            for region, part in regions.items():
                context.regions[region] = context.regions.get(region, 0.0) + part

    def _shown(self, settled: Settled, number: int) -> tuple[Candidate, ...]:
        """The best candidates of a name, with reasons."""
        name = settled.names[number]
        order = sorted(
            range(len(name.hits)), key=lambda i: (-name.scores[i], name.hits[i].place.place_id)
        )
        standing, moving = settled.standing[number], settled.moving[number]
        shown = []
        for i in order[:_SHOWN]:
            weights = weighed(standing[i] + moving[i], self._clues)
            if i in settled.corrections[number]:
                weights.append((settled.corrections[number][i], _TOGETHER))
            why = reasons(weights)
            shown.append(Candidate(name.hits[i].place, name.scores[i], why))
        return tuple(shown)


def score(name: Name, sums: Sequence[float], unknown: float) -> None:
    """The share of each hit of the name, and which is best."""
    if not name.hits:
        return
    name.scores = shares(sums, unknown)
    name.best = min(range(len(sums)), key=lambda i: (-name.scores[i], name.hits[i].place.place_id))


def correct(settled: Settled, trees: Trees) -> None:
    """Add what the trees say to the sums of the candidates in question.

    They weigh together what the text says; where it says nothing, the best known place that is
    officially called so stays the best.
    """
    for number, name in enumerate(settled.names):
        sums = settled.sums[number]
        chosen, said = in_question(sums), settled.said(number)
        if not chosen:
            continue
        rows = described(
            name.hits, said, sums, chosen,
            country=settled.country, mentions=len(name.mentions),
        )  # fmt: skip
        found = {i: trees.correction(row) for i, row in zip(chosen, rows, strict=True)}
        corrected = [known + found.get(i, 0.0) for i, known in enumerate(sums)]
        silent = all(signal[0] in OF_THE_PLACE for i in chosen for signal in said[i])
        if silent and name.hits[chosen[0]].official and max(corrected) > corrected[chosen[0]]:
            continue
        settled.corrections[number] = found
        score(name, corrected, settled.unknown)


def _moving_case(
    name: Name,
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    context: Context,
    known: Mapping[Key, frozenset[str]],
) -> Case:
    """The name among the others, as they stand in this round."""
    if not name.hits:
        return Case()
    countries, regions = masses(name)
    others = _without(context.countries, countries)
    leading = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
    return Case(
        sentences=tuple(dict.fromkeys(sentences[index] for index in name.mentions)),
        starts=frozenset(mentions[index].start for index in name.mentions),
        container=name.container,
        anchors=_anchors(name, mentions, sentences, context),
        definite=name.definite,
        placed=known.get(name.key, frozenset()) if name.container is None else frozenset(),
        others_by_country=others,
        others_by_region=_without(context.regions, regions),
        leading=tuple(leading[:2]),
    )


def _without(all_names: Mapping[_Unit, float], own: Mapping[_Unit, float]) -> dict[_Unit, float]:
    """What is left of the sums when a name's own part is taken out."""
    return {unit: part - own.get(unit, 0.0) for unit, part in all_names.items()}


def _anchors(
    name: Name, mentions: Sequence[Mention], sentences: Sequence[int], context: Context
) -> tuple[Placed, ...]:
    """The anchors round the name's first mention, each place once and the name itself not."""
    starts = {mentions[index].start for index in name.mentions}
    near = context.anchors_near(sentences[name.mentions[0]])
    known = {anchor.place.place_id: anchor for anchor in reversed(near)}
    return tuple(
        anchor
        for anchor in near
        if known[anchor.place.place_id] is anchor and anchor.start not in starts
    )
