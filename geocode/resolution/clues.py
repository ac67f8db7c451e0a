"""The clues: each says how much something in the text speaks for one candidate, and why.

A clue is a small pure function ``(hit, case, context) -> (weight, words) | None``. Adding one means
a function here, its weight in ``scoring``, a row in its test and the gold figures before and after.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log10

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place
from geocode.recognition.cues import Sort
from geocode.resolution import scoring
from geocode.resolution.context import Context, Placed, lies_in, quick_km

Clue = tuple[float, str]
_VILLAGE_WORD_LIST = """
    village villages hamlet село села селі селом селу сіл деревня деревни деревне деревню
"""
_VILLAGE_WORDS = frozenset(_VILLAGE_WORD_LIST.split())
_TOWN_WORDS = frozenset(["city", "town", "місто", "місті", "міста", "город", "городе", "города"])
_VILLAGE_MOST = 20_000
_LESSER_TOWN = 100_000


@dataclass(frozen=True, slots=True)
class Case:
    """One name as the text uses it, all its mentions taken together."""

    mentions: tuple[Mention, ...]
    sentences: tuple[int, ...]
    starts: frozenset[int]
    """Where its mentions begin: it is no evidence for itself."""
    sort: Sort | None
    container: Place | None
    """What the text says that it lies in."""
    officially: frozenset[str]
    """Ids of the candidates that are officially called so."""
    anchors: tuple[Placed, ...]
    definite: bool
    """It stands after "the", "bank of" or "across"."""
    placed: frozenset[str]
    """Ids that the same name was given elsewhere in the text."""


def prior(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """Larger places and whole countries are named more often."""
    place = hit.place
    if place.feature_code in scoring.STREAM_CODES:
        return scoring.STREAM, "a river"
    if place.feature_code == "PPLX":
        return scoring.TOWN_PART, "part of a town"
    if place.kind is Kind.REGION and place.country not in scoring.KNOWN_REGIONS:
        return scoring.LESSER_REGION, "a region that is seldom in the news"
    if place.kind.value in scoring.KIND_PRIOR:
        return scoring.KIND_PRIOR[place.kind.value], f"a {place.kind.value}"
    residents = place.population or scoring.POPULATION_UNKNOWN
    weight = scoring.POPULATION * log10(residents + 1)
    capital = scoring.CAPITAL if place.feature_code == "PPLC" else 0.0
    known = f"{place.population:,} residents" if place.population else "residents unknown"
    return weight + capital, f"capital, {known}" if capital else known


def name_standing(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """An alternate name counts less, and least where another place is officially called so."""
    if hit.official:
        return None
    rival = case.officially - {hit.place.place_id}
    lesser = hit.place.population < _LESSER_TOWN and hit.place.kind in (Kind.CITY, Kind.VILLAGE)
    if rival and (lesser or hit.note is None):
        return scoring.UNOFFICIAL_RIVAL, "only an alternate name"
    point = hit.place.kind in (Kind.CITY, Kind.VILLAGE)
    if hit.note is None and point and hit.place.country != context.focus:
        return scoring.UNOFFICIAL_ABROAD, "an alternate name abroad"
    return scoring.UNOFFICIAL, hit.note or "alternate name"


def focus(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """The text is about a country."""
    country = hit.place.country
    if context.focus is None or country is None:
        return None
    if country != context.focus:
        small = hit.place.kind is Kind.VILLAGE or (
            hit.place.kind is Kind.CITY and hit.place.population < _LESSER_TOWN
        )
        near = country in scoring.NEIGHBOURS.get(context.focus, ())
        weight = scoring.FOREIGN_SMALL if small and not near else scoring.FOREIGN
        return weight, f"text is about {context.focus}"
    return scoring.FOCUS, f"in {context.focus}, which the text is about"


def theatre(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """In texts about Ukraine, the oblasts at the front."""
    at_front = hit.place.country == "UA" and hit.place.admin1 in scoring.FRONT_OBLASTS
    if context.focus != "UA" or not at_front or hit.place.kind is Kind.REGION:
        return None
    return scoring.FRONT_OBLAST, "in an oblast at the front"


def said_inside(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """The text names what it lies in, directly beside the name."""
    if case.container is None:
        return None
    inside = lies_in(hit.place, case.container)
    if inside is None:
        return None
    name = case.container.name
    if inside:
        return scoring.INSIDE_NAMED, f"named as in {name}"
    return scoring.OUTSIDE_NAMED, f"not in {name}, which stands beside it"


def sentence_container(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """A region or country in the same sentence holds it."""
    if case.container is not None:
        return None
    outside: str | None = None
    for sentence in case.sentences[:8]:
        for container in context.containers_in(sentence):
            if container.start in case.starts:
                continue
            inside = lies_in(hit.place, container.place)
            if inside:
                weight = scoring.INSIDE_SENTENCE
                if container.place.kind is Kind.COUNTRY:
                    weight /= 2
                return weight, f"{container.place.name} in the same sentence"
            if inside is False and container.place.kind is not Kind.COUNTRY:
                outside = container.place.name
    if outside is not None:
        return scoring.OUTSIDE_SENTENCE, f"not in {outside} of the same sentence"
    return None


def article_container(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """A region of the text holds it."""
    for container in context.containers[:40]:
        if container.place.kind is Kind.COUNTRY or container.start in case.starts:
            continue
        if lies_in(hit.place, container.place):
            return scoring.INSIDE_ARTICLE, f"{container.place.name} in the text"
    return None


def nearness(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """Other places of the text lie near; to a river, which something always does, it is no clue."""
    if hit.place.feature_code in scoring.STREAM_CODES and not case.definite:
        return None
    total = 0.0
    nearest: tuple[float, str] | None = None
    seen: set[str] = set()
    for rank, anchor in enumerate(case.anchors):
        place = anchor.place
        if anchor.start in case.starts:
            continue
        if place.place_id == hit.place.place_id or place.place_id in seen:
            continue
        seen.add(place.place_id)
        km = quick_km(hit.place, place)
        fade = 1.0 if rank < 4 else 0.6
        total += fade * (
            scoring.NEAR * exp(-km / scoring.NEAR_SCALE_KM)
            + scoring.SAME_COUNTRYSIDE * exp(-km / scoring.SAME_COUNTRYSIDE_SCALE_KM)
        )
        if nearest is None or km < nearest[0]:
            nearest = (km, place.name)
    if nearest is None or total < 0.05:
        return None
    return min(total, scoring.NEAR_MOST), f"{nearest[0]:.0f} km from {nearest[1]}"


def one_sense(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """The same name was placed there elsewhere in the text."""
    if hit.place.place_id not in case.placed:
        return None
    return scoring.SAME_NAME_PLACED, "the same name is there elsewhere in the text"


def village_word(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """The text calls it a village, or a town."""
    called = any(mention.generic in _VILLAGE_WORDS for mention in case.mentions)
    if hit.place.kind not in (Kind.CITY, Kind.VILLAGE):
        return None
    town = any(mention.generic in _TOWN_WORDS for mention in case.mentions)
    if town and not called and hit.place.kind is Kind.CITY:
        return scoring.VILLAGE_WORD, "called a town"
    if not called:
        return None
    if hit.place.population < _VILLAGE_MOST:
        return scoring.VILLAGE_WORD, "called a village"
    return -scoring.VILLAGE_WORD, "called a village, but is a city"


def definite(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """Rivers and areas take an article or a bank in front, towns do not."""
    if not case.definite:
        return None
    if hit.place.kind in (Kind.WATER, Kind.AREA):
        return scoring.DEFINITE, "stands as rivers and areas do"
    settlement = hit.place.kind in (Kind.CITY, Kind.VILLAGE)
    return (-scoring.DEFINITE, "does not stand as towns do") if settlement else None


def holds(hit: NameHit, case: Case, context: Context) -> Clue | None:
    """Other places of the text lie in this region or country."""
    if hit.place.kind not in (Kind.COUNTRY, Kind.REGION):
        return None
    inside = [
        anchor.place.name
        for anchor in case.anchors
        if anchor.start not in case.starts and lies_in(anchor.place, hit.place)
    ]
    if not inside:
        return None
    weight = min(scoring.HOLDS_MOST, scoring.HOLDS * len(set(inside)))
    return weight, f"{inside[0]} lies in it"


CLUES: Sequence[Callable[[NameHit, Case, Context], Clue | None]] = (
    prior, name_standing, focus, theatre, said_inside, sentence_container, article_container,
    nearness, one_sense, village_word, definite, holds,
)  # fmt: skip


def weigh(hit: NameHit, case: Case, context: Context) -> tuple[float, tuple[str, ...]]:
    """The sum of all clues for one candidate, and their words, strongest first."""
    spoken = [clue for clue in (rule(hit, case, context) for rule in CLUES) if clue is not None]
    spoken.sort(key=lambda clue: -abs(clue[0]))
    total = sum(weight for weight, _ in spoken)
    return total, tuple(f"{words} ({weight:+.1f})" for weight, words in spoken)
