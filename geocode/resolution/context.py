"""Holds what a text says about where it takes place, and what each clue is given.

A container is a country, region or district that the text names. An anchor is a place
that was settled already. Both are looked up by sentence, and only so many are kept that the work
stays in proportion to the text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.earth import KM_PER_DEGREE, distance_km
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place
from geocode.resolution.beside import Beside
from geocode.resolution.possible import Possible

CONTAINER_KINDS = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DISTRICT})
_RANK = {Kind.COUNTRY: 3, Kind.REGION: 2, Kind.DISTRICT: 1}
_GAP_MAX = 60
_INSIDE_GAP = re.compile(
    r"(?:['’]s)?(?:\s+[\w'’-]+)??"  # the name's own generic word
    r"(?:,|\s\(|,?\s+(?:in|of|у|в|на))"
    r"(?:\s+(?:the|eastern|western|northern|southern|central|neighbou?ring|occupied|"
    r"north|south|east|west|province|oblast|region|state|county|district|republic|село|of)){0,4}\s*"
)
_APPOSITION = re.compile(
    r",\s(?:a|an|the|its|another)\s(?:[\w-]+\s){0,3}?(?:village|town|city|settlement|hamlet|suburb|"
    r"namesake|community|port|municipality)\s(?:in|of|inside)\s(?:the\s)?"
    r"(?:(?:eastern|western|northern|southern|central|occupied|neighbou?ring|nearby)\s)?"
)
"""'Murom, a border village of Shebekino district'."""
_BEFORE_GAP = re.compile(
    r"(?:['’]s)?(?:\s+(?:region|oblast|province|raion|district|області|области|області|району|"
    r"района|область|район))?(?:['’]s)?,?\s+"
    r"(?:(?:the|eastern|western|northern|southern|central|city|town|village|settlement|of|місто|м\.|"
    r"село|селі|с\.|смт|город|г\.|селище|поселок|посёлок|пос\.|near|near the)\s+){0,3}"
)
_GENITIVE_GAP = re.compile(r"(?:\s+(?:село|селі|села|с\.|смт|місто|міста|город|города))?\s?\(?\s?")
_GENITIVE = re.compile(r"\w{3,}(?:[сцз]ької|[сцз]кой|ого|щини|чини|щины|чины)", re.IGNORECASE)
"""A unit in the genitive right behind a name holds it: "Білогорівки Луганської області"."""
_CONTAINERS_MOST = 24
_ANCHORS_MOST = 24
_REACH_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that the text certainly speaks of, and the sentence where it does."""

    place: Place
    sentence: int
    start: int
    end: int


@dataclass(slots=True)
class Context:
    """Containers and anchors of one text, in text order."""

    containers: list[Placed] = field(default_factory=list)
    anchors: list[Placed] = field(default_factory=list)
    country: str | None = None
    """ISO alpha-2 code of the country that the text is about."""
    country_given: bool = False
    """The caller said what the text is about; else it was inferred."""
    focus: Focus = NO_FOCUS
    """The war that is known, if any."""
    idiom: Mapping[str, int] = field(default_factory=dict)
    """How many words of each country's English the text has; see ``recognition.subject.idiom``."""
    countries: dict[str, float] = field(default_factory=dict)
    """How much of what all names can mean lies in each country; see ``senses.masses``."""
    regions: dict[tuple[str, str], float] = field(default_factory=dict)
    """The same by country and first-level unit."""
    possible: Possible = field(default_factory=Possible)
    """What all names could mean, by where it lies."""
    beside: Beside = field(default_factory=Beside)
    """What the names directly beside each name could mean."""
    mass: float = 0.0
    """The names that count, each with the logarithm of its mentions."""

    def containers_in(self, sentence: int) -> Sequence[Placed]:
        """The first containers named in a sentence."""
        first = bisect_left(self.containers, sentence, key=lambda placed: placed.sentence)
        last = bisect_left(self.containers, sentence + 1, key=lambda placed: placed.sentence)
        return self.containers[first : min(last, first + _CONTAINERS_MOST)]

    def containers_beside(self, mention: Mention) -> Sequence[Placed]:
        """The containers that stand close enough to the mention to be said of it."""
        first = bisect_left(
            self.containers, mention.start - 2 * _GAP_MAX, key=lambda placed: placed.start
        )
        last = bisect_left(self.containers, mention.end + _GAP_MAX, key=lambda placed: placed.start)
        return self.containers[first : last + 1]

    def anchors_near(self, sentence: int) -> list[Placed]:
        """Anchors of the sentence and those round it first, then of the text's beginning."""
        first = bisect_left(
            self.anchors, sentence - _REACH_SENTENCES, key=lambda placed: placed.sentence
        )
        last = bisect_left(
            self.anchors, sentence + _REACH_SENTENCES + 1, key=lambda placed: placed.sentence
        )
        near = sorted(
            self.anchors[first : min(last, first + 4 * _ANCHORS_MOST)],
            key=lambda placed: abs(placed.sentence - sentence),
        )
        rest = self.anchors[: min(first, _ANCHORS_MOST)]
        return (near + rest)[:_ANCHORS_MOST]


def lies_in(place: Place, container: Place) -> bool | None:
    """Whether ``place`` lies in ``container``; None where the gazetteer cannot tell."""
    if place.place_id == container.place_id or place.country is None:
        return None
    if _RANK.get(place.kind, 0) >= _RANK[container.kind]:
        return None  # a country does not lie in a region, nor a region in a district
    if container.country != place.country:
        return False
    if container.kind is Kind.COUNTRY:
        return True
    if place.admin1 is None:
        reach_km = 2 * container.uncertainty_m / 1000
        return quick_km(place, container) <= reach_km
    if place.admin1 != container.admin1:
        return False
    if container.kind is Kind.REGION:
        return True
    if place.admin2 is None or container.admin2 is None:
        return None
    return place.admin2 == container.admin2


def quick_km(a: Place, b: Place) -> float:
    """The distance; beyond ten degrees of latitude a lower bound, which is all that is needed."""
    by_latitude = abs(a.latitude - b.latitude) * KM_PER_DEGREE
    if by_latitude > 10 * KM_PER_DEGREE:
        return by_latitude
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)


def named_container(text: str, mention: Mention, sentence: int, context: Context) -> Place | None:
    """The container that the text puts the mention in: "X, Luhansk Oblast", "X in Texas"."""
    for container in context.containers_beside(mention):
        if container.sentence != sentence:
            continue
        if container.start >= mention.end:
            gap = text[mention.end : container.start]
            if len(gap) <= _GAP_MAX and (_INSIDE_GAP.fullmatch(gap) or _APPOSITION.fullmatch(gap)):
                return container.place
            if _GENITIVE_GAP.fullmatch(gap):
                named = text[container.start : container.end]
                if "(" in gap or _GENITIVE.fullmatch(named) or _is_proclaimed(named, context):
                    return container.place
        elif container.end <= mention.start:
            gap = text[container.end : mention.start]
            if len(gap) <= _GAP_MAX and _BEFORE_GAP.fullmatch(gap) and "," not in gap[:1]:
                return container.place
    return None


def _is_proclaimed(named: str, context: Context) -> bool:
    """Whether it is an abbreviated unit right behind a town's name: "Белогоровка ЛНР"."""
    return not named.isascii() and named.lower() in context.focus.proclaimed_units


Signal = tuple[str, float, object]
"""The name of a weight, a value, and what the words for it need."""
Clue = Callable[[NameHit, "Case", Context], Sequence[Signal]]
STREAM_CODES = frozenset(["STM", "STMI", "CNL"])


Meanings = tuple[tuple[float, float, float], ...]
"""What a name could mean: latitude, longitude and the part that it has of all of them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text says of where a name is."""

    anchor: Place
    """What it is near, or on one side of."""
    metres: float | None
    """How far from there; None where the text does not say."""
    point: str | None
    """The compass point that it lies to, seen from there: "N", "SW"."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands round a name that is not settled; see ``neighbours``."""

    beside: tuple[Meanings, ...] = ()
    """The nearest other names of its sentence that are not settled."""
    direction: Place | None = None
    """The direction of the front that the text speaks of where the name stands."""
    relations: tuple[Relation, ...] = ()
    """What the text says of where it is."""
    group: str | None = None
    """The group of forces that the text speaks of where the name stands."""


NO_NEIGHBOURS = Neighbours()


@dataclass(frozen=True, slots=True)
class Case:
    """One name as the text uses it, all its mentions taken together."""

    mentions: tuple[Mention, ...] = ()
    key: object = None
    """What the name is known by in ``Context.possible`` and ``Context.beside``."""
    sentences: tuple[int, ...] = ()
    starts: frozenset[int] = frozenset()
    """Where its mentions begin: it is no evidence for itself."""
    container: Place | None = None
    """What the text says that it lies in."""
    officially: frozenset[str] = frozenset()
    """Ids of the candidates that are officially called so."""
    anchors: tuple[Placed, ...] = ()
    definite: bool = False
    """It is after "the", "bank of" or "across"."""
    placed: frozenset[str] = frozenset()
    """Ids that the same name was given elsewhere in the text."""
    day: date | None = None
    others_by_country: Mapping[str, float] = field(default_factory=dict)
    """``Context.countries`` without what this name itself adds to it."""
    others_by_region: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """``Context.regions`` without what this name itself adds to it."""
    leading: tuple[tuple[str, float], ...] = ()
    """The two countries that most of the others lie in, and how much of them does."""
    neighbours: Neighbours = NO_NEIGHBOURS
    """What stands round it in a text about the war."""
