"""The resolver that ships: weighs all candidates of a name by the clues, in rounds over the text.

First without neighbours, which settles what is plain; then with what the other names were taken
for. Every round costs time in proportion to names times candidates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Candidate, Mention, Resolution
from geocode.recognition.focus import infer_focus
from geocode.recognition.reading import Reading
from geocode.resolution.case import Case, Signal
from geocode.resolution.clues import MOVING, STANDING, signals, unknown_signals
from geocode.resolution.confidence import confidence_of, decide
from geocode.resolution.context import Context
from geocode.resolution.scoring import Weights, shares, shipped_weights, total
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
from geocode.resolution.wording import reasons

_SHOWN = 5
_CONTAINER_SHARE = 0.6
_ANCHOR_SHARE = 0.7
_ROUNDS = 2
_MENTIONS_READ = 50


@dataclass(slots=True)
class Settled:
    """A text whose names have come to rest: what training and the resolutions are made from."""

    names: list[Name]
    focus: str | None
    standing: list[list[list[Signal]]]
    """Per name and hit the signals that do not change."""
    moving: list[list[list[Signal]]]
    """Per name and hit the signals of the last round."""


class ClueResolver:
    """Resolves against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, *, weights: Weights | None = None) -> None:
        """Use other weights than those that ship by passing them in."""
        self._gazetteer = gazetteer
        weights = weights or shipped_weights()
        self._clues, self._confidence = weights.clues, weights.confidence

    def resolve(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        *,
        focus: str | None,
        day: date | None,
        least: float,
    ) -> list[Resolution]:
        """One resolution a mention, in the same order."""
        settled = self.settle(reading, mentions, focus=focus, day=day)
        found: dict[int, Resolution] = {}
        for number, name in enumerate(settled.names):
            shown = self._shown(settled, number)
            confidence = confidence_of(name, settled.focus, self._confidence)
            for index in name.mentions:
                found[index] = decide(mentions[index], name, shown, confidence, least)
        return [found[index] for index in range(len(mentions))]

    def settle(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        *,
        focus: str | None,
        day: date | None = None,
    ) -> Settled:
        """Weigh all names of the text until they have their senses."""
        sentences = sentences_of(reading, mentions)
        names = names_of(reading.text, mentions, self._gazetteer)
        context = Context(focus=focus, focus_given=focus is not None)
        if focus is None:
            focus = infer_focus(reading, (name.hits for name in names for _ in name.mentions))
            context.focus = focus
        unknown = total(unknown_signals(focus), self._clues)
        for name in names:
            case = _case(name, mentions, sentences, context, day, {})
            self._score(name, [signals(STANDING, hit, case, context) for hit in name.hits], unknown)
        self._look_round(names, mentions, sentences, context)
        names = split_by_container(names, mentions, sentences, reading.text, context)
        cases = [_case(name, mentions, sentences, context, day, {}) for name in names]
        standing = [
            [signals(STANDING, hit, case, context) for hit in name.hits]
            for name, case in zip(names, cases, strict=True)
        ]
        moving: list[list[list[Signal]]] = []
        for _ in range(_ROUNDS):
            known = placed_by_name(names, _ANCHOR_SHARE)
            cases = [_case(name, mentions, sentences, context, day, known) for name in names]
            moving = [
                [signals(MOVING, hit, case, context) for hit in name.hits]
                for name, case in zip(names, cases, strict=True)
            ]
            for number, name in enumerate(names):
                pairs = zip(standing[number], moving[number], strict=True)
                self._score(name, [fixed + turned for fixed, turned in pairs], unknown)
            self._look_round(names, mentions, sentences, context)
        return Settled(names, focus, standing, moving)

    def _score(self, name: Name, said: Sequence[Sequence[Signal]], unknown: float) -> None:
        """The share of each hit of the name, and which is best."""
        if not name.hits:
            return
        sums = [total(hit, self._clues) for hit in said]
        name.scores = shares(sums, unknown)
        name.best = min(
            range(len(sums)), key=lambda i: (-name.scores[i], name.hits[i].place.place_id)
        )

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
        shown = []
        for i in order[:_SHOWN]:
            said = settled.standing[number][i] + settled.moving[number][i]
            weighed = [(self._clues.get(s[0], 0.0) * s[1], s) for s in said]
            shown.append(Candidate(name.hits[i].place, name.scores[i], reasons(weighed)))
        return tuple(shown)


def _case(
    name: Name,
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    context: Context,
    day: date | None,
    known: Mapping[Key, frozenset[str]],
) -> Case:
    """The name as the text uses it."""
    countries, regions = masses(name)
    return Case(
        mentions=tuple(mentions[index] for index in name.mentions[:_MENTIONS_READ]),
        sentences=tuple(dict.fromkeys(sentences[index] for index in name.mentions)),
        starts=frozenset(mentions[index].start for index in name.mentions),
        sort=name.sort,
        container=name.container,
        officially=frozenset(hit.place.place_id for hit in name.hits if hit.official),
        anchors=tuple(context.anchors_near(sentences[name.mentions[0]])),
        definite=name.definite,
        placed=known.get(name.key, frozenset()) if name.container is None else frozenset(),
        day=day,
        own_countries=countries,
        own_regions=regions,
    )
