"""The resolver that ships: weighs all candidates of a name by the clues, twice over the text.

First without neighbours, which settles what is plain; then with the places so settled as anchors.
One name has one sense in a text, except where the text itself puts it in two containers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geocode.gazetteer.names import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import AREAL_KINDS, Candidate, Mention, Place, Resolution
from geocode.precision import WherePrec
from geocode.recognition.cues import Sort, load_cues
from geocode.recognition.focus import infer_focus
from geocode.recognition.reading import Reading
from geocode.resolution.candidates import candidates
from geocode.resolution.clues import Case, weigh
from geocode.resolution.context import (
    CONTAINER_KINDS,
    Context,
    Placed,
    named_container,
    quick_km,
)
from geocode.resolution.scoring import PIN_THRESHOLD, SAME_PLACE_KM, shares

_DEFINITE_BEFORE = re.compile(
    r"(?:\b(?:the|banks?|crossed)|берег\w*|берез\w*|через|русл\w*|гирл\w*|усть\w*|притока?\w*)\s$",
    re.IGNORECASE,
)
_BEFORE_REACH, _AFTER_REACH = 12, 2
_DEFINITE_LOOKED_AT = 20
_SHOWN = 5
_WEIGHED_MOST = 250
"""Namesakes weighed at most: Ukraine has 107 Ivanivkas, the world some 200 Santa Marías."""
_CONTAINER_SHARE = 0.6
_ANCHOR_SHARE = 0.75
_FRONT_RADIUS_M = 15_000
"""A "direction" or "axis" is the country some 15 km round its town."""
_ROUNDS = 2


@dataclass(slots=True)
class _Name:
    """All mentions of one name in one sense, and what was found for it."""

    mentions: list[int]
    hits: Sequence[NameHit]
    sort: Sort | None
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
        names = self._names(mentions)
        for name in names:
            name.definite = _stands_definite(reading.text, [mentions[i] for i in name.mentions])
        if focus is None:
            focus = infer_focus(reading, (name.hits for name in names for _ in name.mentions))
        context = Context(focus=focus)
        for name in names:
            _rank(name, mentions, sentences, context, frozenset())
        context.containers = _placed(names, mentions, sentences, containers=True)
        names = _split_by_container(names, mentions, sentences, reading.text, context)
        for _ in range(_ROUNDS):
            placed = _placed_by_name(names, mentions)
            for name in names:
                form = normal_form(mentions[name.mentions[0]].text)
                _rank(name, mentions, sentences, context, placed.get(form, frozenset()))
            context.containers = _placed(names, mentions, sentences, containers=True)
            context.anchors = _placed(names, mentions, sentences, containers=False)
        found: dict[int, Resolution] = {}
        for name in names:
            for index in name.mentions:
                found[index] = _resolution(mentions[index], name)
        return [found[index] for index in range(len(mentions))]

    def _names(self, mentions: Sequence[Mention]) -> list[_Name]:
        generics = load_cues().generics
        names: dict[tuple[str, Sort | None], _Name] = {}
        for index, mention in enumerate(mentions):
            known = generics.get(normal_form(mention.generic)) if mention.generic else None
            sort = known.sort if known is not None else None
            key = (normal_form(mention.text), sort)
            if key not in names:
                hits = candidates(mention.text, mention.generic, sort, self._gazetteer.lookup)
                names[key] = _Name([], hits[:_WEIGHED_MOST], sort)
            names[key].mentions.append(index)
        return list(names.values())


def _stands_definite(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether most mentions stand as rivers and areas do."""
    count = sum(
        _DEFINITE_BEFORE.search(text, max(0, mention.start - _BEFORE_REACH), mention.start)
        is not None
        and not text[mention.end : mention.end + _AFTER_REACH].lstrip(" -")[:1].isalpha()
        for mention in mentions[:_DEFINITE_LOOKED_AT]
    )
    return 2 * count > min(len(mentions), _DEFINITE_LOOKED_AT)


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


def _split_by_container(
    names: Sequence[_Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    text: str,
    context: Context,
) -> list[_Name]:
    """Names apart by what the text puts them in; mentions without a container join the only one."""
    split: list[_Name] = []
    for name in names:
        if len(name.hits) < 2:
            split.append(name)
            continue
        parts: dict[str | None, _Name] = {}
        for index in name.mentions:
            container = named_container(text, mentions[index], sentences[index], context)
            key = container.place_id if container is not None else None
            if key not in parts:
                parts[key] = _Name([], name.hits, name.sort, name.definite, container, name.ranked)
            parts[key].mentions.append(index)
        if len(parts) == 2 and None in parts:
            bare = parts.pop(None)
            (only,) = parts.values()
            only.mentions = sorted(only.mentions + bare.mentions)
        split += parts.values()
    return split


def _placed_by_name(
    names: Sequence[_Name], mentions: Sequence[Mention]
) -> dict[str, frozenset[str]]:
    """The ids that each name was given where the text says what it lies in."""
    placed: dict[str, set[str]] = {}
    for name in names:
        if name.container is not None and name.ranked and name.ranked[0].score >= _ANCHOR_SHARE:
            form = normal_form(mentions[name.mentions[0]].text)
            placed.setdefault(form, set()).add(name.ranked[0].place.place_id)
    return {form: frozenset(ids) for form, ids in placed.items()}


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
    return min(1.0, ranked[0].score + sum(same))


def _resolution(mention: Mention, name: _Name) -> Resolution:
    best = name.ranked[0] if name.ranked else None
    confidence = _confidence(name.ranked)
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
