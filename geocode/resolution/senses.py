"""Groups the mentions of a text into names, each with its candidates and its meaning so far.

One name has one sense in a text, except where the text itself puts it in two containers; the river
is separate from the town of its name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import AREAL_KINDS, Kind, Mention, Place
from geocode.recognition.cues import Sort, load_cues
from geocode.recognition.reading import Reading
from geocode.resolution.beside import listed_alike
from geocode.resolution.candidates import candidates_of, without_rivers_of_towns
from geocode.resolution.context import CONTAINER_KINDS, Context, Placed, lies_in, named_container

WEIGHED_MOST = 250
"""Namesakes weighed at most: Ukraine has 107 Ivanivkas, the world some 200 Santa Marías."""
_LIST_GAP = re.compile(r"\s*,?\s*(?:and|та|і|й|и)?\s*")
_LIST_GAP_MOST = 12
_MASS_LEAST = 0.02

Key = str | tuple[str, ...]


@dataclass(slots=True)
class Name:
    """All mentions of one name in one sense, and what was found for it."""

    mentions: list[int]
    hits: Sequence[NameHit]
    sort: Sort | None
    key: Key
    """What it is known by in the text: its candidates, or its form where there are none."""
    definite: bool = False
    container: Place | None = None
    scores: list[float] = field(default_factory=list)
    """The share of each hit, in the hits' order."""
    best: int = -1
    """The number of the best hit; -1 where there are none."""

    @property
    def place(self) -> Place | None:
        """The best candidate so far."""
        return self.hits[self.best].place if self.best >= 0 else None

    @property
    def share(self) -> float:
        """The share of the best candidate so far."""
        return self.scores[self.best] if self.best >= 0 else 0.0


def names_of(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, *, any_sort: bool
) -> list[Name]:
    """Mentions of one name together, in the order of their first mention.

    ``any_sort``: see ``candidates.candidates_of``.
    """
    generics = load_cues().generics
    names: dict[tuple[Key, Sort | None, bool], Name] = {}
    found: dict[tuple[str, str | None], Sequence[NameHit]] = {}
    for index, mention in enumerate(mentions):
        known = generics.get(normal_form(mention.generic)) if mention.generic else None
        sort = known.sort if known is not None else None
        form = (normal_form(mention.text), mention.generic)
        if form not in found:
            hits = candidates_of(mention.text, mention.generic, sort, gazetteer, any_sort=any_sort)
            found[form] = hits[:WEIGHED_MOST]
        hits = found[form]
        water = any(hit.place.kind in (Kind.WATER, Kind.AREA) for hit in hits)
        definite = water and is_definite(text, mention)
        if water and not definite and sort is None:
            hits = without_rivers_of_towns(hits)
        key: Key = tuple(hit.place.place_id for hit in hits) or form[0]
        name = names.setdefault((key, sort, definite), Name([], hits, sort, key, definite))
        name.mentions.append(index)
    return list(names.values())


def sentences_of(reading: Reading, mentions: Sequence[Mention]) -> list[int]:
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


def placed(
    names: Sequence[Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    *,
    least: float,
    containers: bool,
) -> list[Placed]:
    """Mentions of containers, or of points, that are sure enough to help others; in text order."""
    found = [
        Placed(name.place, sentences[index], mentions[index].start, mentions[index].end)
        for name in names
        if name.place is not None
        and name.share >= least
        and (
            name.place.kind in CONTAINER_KINDS if containers else name.place.kind not in AREAL_KINDS
        )
        for index in name.mentions
    ]
    return sorted(found, key=lambda placed: (placed.sentence, placed.start))


def masses(
    name: Name,
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """What the name's candidates, by their shares, add to each country and first-level unit."""
    countries: dict[str, float] = {}
    regions: dict[tuple[str, str], float] = {}
    if not name.scores:
        return countries, regions
    times = log1p(len(name.mentions)) / log1p(1)
    for hit, share in zip(name.hits, name.scores, strict=True):
        place = hit.place
        if share < _MASS_LEAST or place.country is None:
            continue
        part = share * times
        countries[place.country] = countries.get(place.country, 0.0) + part
        if place.admin1 is not None:
            key = (place.country, place.admin1)
            regions[key] = regions.get(key, 0.0) + part
    return countries, regions


def split_by_container(
    names: Sequence[Name],
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    text: str,
    context: Context,
) -> list[Name]:
    """Names apart by what the text puts them in; see ``_join_later`` for those in nothing."""
    hits = {index: name.hits for name in names for index in name.mentions}
    containers = _containers(mentions, sentences, text, context, hits)
    split: list[Name] = []
    for name in names:
        if not name.hits:
            split.append(name)
            continue
        parts: dict[str | None, Name] = {}
        for index in name.mentions:
            container = containers[index]
            key = container.place_id if container is not None else None
            if key not in parts:
                parts[key] = Name(
                    [], name.hits, name.sort, name.key, name.definite, container,
                    name.scores, name.best,
                )  # fmt: skip
            parts[key].mentions.append(index)
        bare = parts.pop(None, None)
        if bare is not None:
            _join_later(bare, list(parts.values()), split)
        split += parts.values()
    return split


def placed_by_name(names: Sequence[Name], least: float) -> Mapping[Key, frozenset[str]]:
    """The ids that each name was given where the text says what it lies in."""
    found: dict[Key, set[str]] = {}
    for name in names:
        if name.container is not None and name.place is not None and name.share >= least:
            found.setdefault(name.key, set()).add(name.place.place_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _containers(
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    text: str,
    context: Context,
    hits: Mapping[int, Sequence[NameHit]],
) -> dict[int, Place | None]:
    """What the text puts each mention in; in "A and B in Kharkiv oblast" both are put there.

    A country that holds none of a name's candidates is only listed with it ("England, France"), and
    so are the states of "Florida, New York and Texas".
    """
    found: dict[int, Place | None] = {}
    alike = listed_alike(text, mentions, hits)
    later: int | None = None
    for index in sorted(range(len(mentions)), key=lambda k: -mentions[k].start):
        mention = mentions[index]
        container = None
        if index not in alike:
            container = named_container(text, mention, sentences[index], context)
        if container is not None and container.kind is Kind.COUNTRY:
            held = any(lies_in(hit.place, container) for hit in hits[index])
            container = container if held else None
        if container is None and later is not None and sentences[later] == sentences[index]:
            shared = found[later]
            gap = text[mention.end : mentions[later].start]
            listed = len(gap) < _LIST_GAP_MOST and _LIST_GAP.fullmatch(gap) is not None
            if listed and shared is not None and shared.kind is not Kind.COUNTRY:
                container = shared
        found[index] = container
        later = index
    return found


def _join_later(bare: Name, contained: Sequence[Name], split: list[Name]) -> None:
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


_ON_WATER = re.compile(
    r"(?:\b(?:banks? of|cross(?:ed|ing|es)?|along|down)\s(?:the\s)?|"
    r"\b(?:over|across)\sthe\s|\b(?:bridges?|cross\w*|ferr(?:y|ies)|pontoons?|boats?)\s(?:over|across)\s|"
    r"берег\w*\s|берез\w*\s|"
    r"\b(?:тіка|втік|відійш|відступ|отош|отступ|отход|відход)\w*\s(?:\w+\s)?за\s|"
    r"\b(?:через|вздовж|вдоль|русл\w*|гирл\w*|усть\w*|приток\w*)\s)$",
    re.IGNORECASE,
)
"""What is said before the name of a river, whatever follows it."""
_ON = re.compile(r"\bна\s$", re.IGNORECASE)
_LOCATIVE = ("і", "е")
_ARTICLE = re.compile(r"\bthe\s$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"(?:['’]s\b)?(?:\s*(?:$|[^\w\s-])|\s+(?:and|or|but|is|was|were|are|has|had|have|at|in|on|near|"
    r"from|to|with|by|into|which|that|as|for|after|before|where|while|between|since|until|remains|"
    r"flows|runs)\b)"
)
"""After "the Dnipro"; "the Dnipro suburbs" are the city's."""
_BEFORE_REACH, _AFTER_REACH = 20, 12


def is_definite(text: str, mention: Mention) -> bool:
    """Whether the words before and after it are those of a river or an area."""
    before = text[max(0, mention.start - _BEFORE_REACH) : mention.start]
    if _ON_WATER.search(before):
        return True
    if _ON.search(before) and mention.text.endswith(_LOCATIVE):
        return True  # "місто на Дніпрі", but "удар на Дніпро"
    after = text[mention.end : mention.end + _AFTER_REACH]
    return _ARTICLE.search(before) is not None and _NO_NOUN.match(after) is not None
