"""The resolver that ships: weighs all candidates of a name by the clues, twice over the text.

First without neighbours, which settles what is plain; then with the places so settled as anchors.
One name has one sense in a text, except where the text itself puts it in two containers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geocode.gazetteer.names import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import AREAL_KINDS, Candidate, Kind, Mention, Place, Resolution
from geocode.precision import WherePrec
from geocode.recognition.cues import Sort, load_cues
from geocode.recognition.focus import infer_focus
from geocode.recognition.reading import Reading
from geocode.resolution.candidates import candidates_of, trust
from geocode.resolution.clues import Case, weigh
from geocode.resolution.context import (
    CONTAINER_KINDS,
    Context,
    Placed,
    named_container,
    quick_km,
)
from geocode.resolution.rivers import stands_definite
from geocode.resolution.scoring import CONTESTED_MOST, PIN_THRESHOLD, SAME_PLACE_KM, shares

_SHOWN = 5
_WEIGHED_MOST = 250
"""Namesakes weighed at most: Ukraine has 107 Ivanivkas, the world some 200 Santa Marías."""
_CONTAINER_SHARE = 0.6
_ANCHOR_SHARE = 0.75
_FRONT_RADIUS_M = 15_000
"""A "direction" or "axis" is the country some 15 km round its town."""
_ROUNDS = 2
_LIST_GAP = re.compile(r"\s*,?\s*(?:and|та|і|й|и)?\s*")
_LIST_GAP_MOST = 12
_TELLING_SORTS = frozenset({Sort.SITE, Sort.AREA})
"""Of these the generic word itself tells which place: a plant and a bridge of one town differ."""


_Key = str | tuple[str, ...]


@dataclass(slots=True)
class _Name:
    """All mentions of one name in one sense, and what was found for it."""

    mentions: list[int]
    hits: Sequence[NameHit]
    sort: Sort | None
    key: _Key
    """What it is known by in the text: its candidates, or its form where there are none."""
    definite: bool = False
    container: Place | None = None
    ranked: tuple[Candidate, ...] = ()


class ClueResolver:
    """Resolves against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def resolve(
        self, reading: Reading, mentions: Sequence[Mention], *, focus: str | None
    ) -> list[Resolution]:
        """One resolution a mention, in the same order."""
        sentences = _sentences_of(reading, mentions)
        names = self._names(reading.text, mentions)
        if focus is None:
            focus = infer_focus(reading, (name.hits for name in names for _ in name.mentions))
        context = Context(focus=focus)
        for name in names:
            _rank(name, mentions, sentences, context, frozenset())
        context.containers = _placed(names, mentions, sentences, containers=True)
        names = _split_by_container(names, mentions, sentences, reading.text, context)
        for _ in range(_ROUNDS):
            placed = _placed_by_name(names)
            for name in names:
                known = placed.get(name.key) if name.container is None else None
                _rank(name, mentions, sentences, context, known or frozenset())
            context.containers = _placed(names, mentions, sentences, containers=True)
            context.anchors = _placed(names, mentions, sentences, containers=False)
        found: dict[int, Resolution] = {}
        for name in names:
            for index in name.mentions:
                found[index] = _resolution(mentions[index], name)
        return [found[index] for index in range(len(mentions))]

    def _names(self, text: str, mentions: Sequence[Mention]) -> list[_Name]:
        """Mentions of one name together; the river apart from the town of its name."""
        generics = load_cues().generics
        names: dict[tuple[_Key, Sort | None, bool], _Name] = {}
        found: dict[tuple[str, str | None], Sequence[NameHit]] = {}
        for index, mention in enumerate(mentions):
            known = generics.get(normal_form(mention.generic)) if mention.generic else None
            sort = known.sort if known is not None else None
            form = (normal_form(mention.text), mention.generic)
            if form not in found:
                hits = candidates_of(mention.text, mention.generic, sort, self._gazetteer)
                found[form] = hits[:_WEIGHED_MOST]
            hits = found[form]
            key: _Key = tuple(hit.place.place_id for hit in hits) or form[0]
            water = any(hit.place.kind in (Kind.WATER, Kind.AREA) for hit in hits)
            definite = water and stands_definite(text, mention)
            name = names.setdefault((key, sort, definite), _Name([], hits, sort, key, definite))
            name.mentions.append(index)
        return list(names.values())


def _sentences_of(reading: Reading, mentions: Sequence[Mention]) -> list[int]:
    """The sentence number of each mention; mentions may come in any order."""
    order = sorted(range(len(mentions)), key=lambda index: mentions[index].start)
    numbers = [0] * len(mentions)
    token = 0
    for index in order:
        while token < len(reading.tokens) and reading.tokens[token].end <= mentions[index].start:
            token += 1
        if token < len(reading.tokens):
            numbers[index] = reading.sentence[token]
        elif reading.tokens:
            numbers[index] = reading.sentence[-1]
    return numbers


def _rank(
    name: _Name,
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    context: Context,
    placed: frozenset[str],
) -> None:
    """Weigh the name's candidates anew."""
    if not name.hits:
        return
    case = Case(
        mentions=tuple(mentions[index] for index in name.mentions[:50]),
        sentences=tuple(dict.fromkeys(sentences[index] for index in name.mentions)),
        starts=frozenset(mentions[index].start for index in name.mentions),
        sort=name.sort,
        container=name.container,
        officially=frozenset(hit.place.place_id for hit in name.hits if hit.official),
        anchors=tuple(context.anchors_near(sentences[name.mentions[0]])),
        definite=name.definite,
        placed=placed,
    )
    weighed = [(hit, *weigh(hit, case, context)) for hit in name.hits]
    parts = shares([total for _, total, _ in weighed])
    ranked = [
        Candidate(place=hit.place, score=share, why=why)
        for (hit, _, why), share in zip(weighed, parts, strict=True)
    ]
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.place.place_id))
    name.ranked = tuple(ranked[:_SHOWN])


def _placed(
    names: Sequence[_Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    *,
    containers: bool,
) -> list[Placed]:
    """Mentions of containers, or of points, that are sure enough to help others; in text order."""
    least = _CONTAINER_SHARE if containers else _ANCHOR_SHARE
    found = [
        Placed(best.place, sentences[index], mentions[index].start, mentions[index].end)
        for name in names
        for best in name.ranked[:1]
        if best.score >= least
        and (
            best.place.kind in CONTAINER_KINDS if containers else best.place.kind not in AREAL_KINDS
        )
        for index in name.mentions
    ]
    return sorted(found, key=lambda placed: (placed.sentence, placed.start))


def _containers(
    mentions: Sequence[Mention], sentences: Sequence[int], text: str, context: Context
) -> dict[int, Place | None]:
    """What the text puts each mention in; in "A and B in Kharkiv oblast" both are put there."""
    found: dict[int, Place | None] = {}
    later: int | None = None
    for index in sorted(range(len(mentions)), key=lambda k: -mentions[k].start):
        mention = mentions[index]
        container = named_container(text, mention, sentences[index], context)
        if container is None and later is not None and sentences[later] == sentences[index]:
            shared = found[later]
            gap = text[mention.end : mentions[later].start]
            listed = len(gap) < _LIST_GAP_MOST and _LIST_GAP.fullmatch(gap) is not None
            if listed and shared is not None and shared.kind is not Kind.COUNTRY:
                container = shared
        found[index] = container
        later = index
    return found


def _split_by_container(
    names: Sequence[_Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    text: str,
    context: Context,
) -> list[_Name]:
    """Names apart by what the text puts them in; see ``_join_later`` for those in nothing."""
    containers = _containers(mentions, sentences, text, context)
    split: list[_Name] = []
    for name in names:
        if not name.hits:
            split.append(name)
            continue
        parts: dict[str | None, _Name] = {}
        for index in name.mentions:
            container = containers[index]
            key = container.place_id if container is not None else None
            if key not in parts:
                parts[key] = _Name(
                    [], name.hits, name.sort, name.key, name.definite, container, name.ranked
                )
            parts[key].mentions.append(index)
        bare = parts.pop(None, None)
        if bare is not None:
            _join_later(bare, list(parts.values()), split)
        split += parts.values()
    return split


def _join_later(bare: _Name, contained: Sequence[_Name], split: list[_Name]) -> None:
    """Bare mentions mean what the last one with a container before them does.

    Those before every container may be another's: "Another Bilohorivka is in Donetsk oblast" at
    the end says nothing of the one before.
    """
    senses = {index: part for part in contained for index in part.mentions}
    before = []
    for index in bare.mentions:
        earlier = max((known for known in senses if known < index), default=None)
        if earlier is None:
            before.append(index)
        else:
            senses[earlier].mentions.append(index)
    for part in contained:
        part.mentions.sort()
    if before:
        bare.mentions = before
        split.append(bare)


def _placed_by_name(names: Sequence[_Name]) -> dict[_Key, frozenset[str]]:
    """The ids that each name was given where the text says what it lies in."""
    placed: dict[_Key, set[str]] = {}
    for name in names:
        if name.container is not None and name.ranked and name.ranked[0].score >= _ANCHOR_SHARE:
            placed.setdefault(name.key, set()).add(name.ranked[0].place.place_id)
    return {key: frozenset(ids) for key, ids in placed.items()}


def _confidence(ranked: Sequence[Candidate]) -> float:
    """The share of the best candidate and of those that stand at the same spot.

    Sources that name a village twice, some hundred metres apart, do not make it uncertain.
    """
    if not ranked:
        return 0.0
    best = ranked[0].place
    point = best.kind not in AREAL_KINDS
    same = [
        candidate.score
        for candidate in ranked[1:]
        if point
        and candidate.place.kind not in AREAL_KINDS
        and quick_km(candidate.place, best) <= SAME_PLACE_KM
    ]
    alone = len(same) == len(ranked) - 1
    return min(1.0 if alone else CONTESTED_MOST, ranked[0].score + sum(same))


def _resolution(mention: Mention, name: _Name) -> Resolution:
    best = name.ranked[0] if name.ranked else None
    confidence = min(_confidence(name.ranked), trust(name.hits))
    if best is None or confidence <= PIN_THRESHOLD:
        return Resolution(mention, None, 0.0, None, None, name.ranked)
    place = best.place
    where_prec, uncertainty_m = place.where_prec, place.uncertainty_m
    point = place.kind not in AREAL_KINDS
    if name.sort is Sort.FRONT and point:
        where_prec, uncertainty_m = WherePrec.NEAR, max(uncertainty_m, _FRONT_RADIUS_M)
    return Resolution(
        mention=mention,
        place=place,
        confidence=round(confidence, 4),
        where_prec=where_prec,
        uncertainty_m=uncertainty_m,
        candidates=name.ranked,
    )
