"""The clues: what a text and the gazetteer say for or against one candidate.

A clue is a small pure function ``(hit, case, context) -> signals``. A signal names its weight in
``files/weights/ranker.json``, gives a value, and carries what its words need; ``wording`` puts it
into words for the few candidates that are shown. Adding a clue means a function here, its words,
a row in its test, training anew (``tools.training.ranker``) and the gold figures
before and after.

``STANDING`` clues do not change while a text is resolved; ``MOVING`` ones look at what its other
names were taken for and are asked again in every round.
"""

from collections.abc import Sequence
from math import log1p, log10

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS, Kind, Role
from geocode.recognition.cues import load_cues
from geocode.resolution.candidates import NEEDS_GENERIC
from geocode.resolution.clues_from_lists import direction, district, near_its_list, relation, sector
from geocode.resolution.clues_from_others import (
    article_container,
    company,
    holds,
    nearness,
    one_sense,
    place_mark,
    sentence_container,
)
from geocode.resolution.context import (
    CONTAINER_KINDS,
    NO_NEIGHBOURS,
    STREAM_CODES,
    Case,
    Clue,
    Context,
    Signal,
    lies_in,
)
from geocode.resolution.possible import POINT_KINDS

_VILLAGE_WORD_LIST = """
    village villages hamlet село села селі селом селу сіл деревня деревни деревне деревню
"""
_VILLAGE_WORDS = frozenset(_VILLAGE_WORD_LIST.split())
_TOWN_WORDS = frozenset(["city", "town", "місто", "місті", "міста", "город", "городе", "города"])
_VILLAGE_MOST = 20_000
_LESSER_TOWN = 100_000
_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_FORMER = ("renamed", "former")
_RESIDENTS_UNKNOWN = 300
"""Taken for a settlement whose sources give no residents: the median of Ukraine's villages."""
OF_THE_PLACE = frozenset(
    [
        *(kind.value for kind in Kind), "stream", "part of a town", "lesser region", "residents",
        "residents unknown", "capital", "capital that speaks", "former name", "alternate name",
        "alternate name beside an official one", "alternate name abroad",
    ]
)  # fmt: skip
"""The signals of ``prior`` and ``name_standing``, which hold whatever the text says."""
_FRONT_BINS_KM = ((12.0, "at the front"), (35.0, "near the front"), (90.0, "behind the front"))


def prior(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Larger places and whole countries are named more often."""
    place = hit.place
    if place.feature_code in STREAM_CODES:
        return (("stream", 1.0, None),)
    if place.feature_code == "PPLX":
        return (("part of a town", 1.0, None),)
    if place.kind is Kind.REGION and place.country not in load_cues().region_countries:
        return (("lesser region", 1.0, None),)
    if place.kind not in SETTLEMENT_KINDS:
        return ((place.kind.value, 1.0, None),)
    size = ("residents", log10((place.population or _RESIDENTS_UNKNOWN) + 1), place.population)
    if place.feature_code == "PPLC":
        governs = any(mention.role is Role.ASSOCIATIVE for mention in case.mentions)
        return size, ("capital that speaks" if governs else "capital", 1.0, None)
    if not place.population:
        return size, ("residents unknown", 1.0, None)
    return (size,)


def name_standing(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """An alternate name counts less, and least where another place is officially called so.

    A former name ("renamed 2016") was the official one in a text from before.
    """
    if hit.official or _is_shortened(hit, case):
        return ()
    if hit.note is not None and NEEDS_GENERIC in hit.note and any(m.generic for m in case.mentions):
        return ()
    if hit.note is not None and hit.note.startswith(_FORMER):
        year = hit.note[-4:]
        if case.day is not None and year.isdecimal() and case.day.year < int(year):
            return ()
        return (("former name", 1.0, hit.note),)
    rival = case.officially - {hit.place.place_id}
    point = hit.place.kind in SETTLEMENT_KINDS
    lesser = hit.place.population < _LESSER_TOWN and point
    exonym = hit.place.kind in (Kind.COUNTRY, Kind.REGION)  # Normandy is officially Normandie
    if rival and not exonym and (lesser or hit.note is None):
        return (("alternate name beside an official one", 1.0, None),)
    if hit.note is None and point and hit.place.country != context.country:
        return (("alternate name abroad", 1.0, None),)
    return (("alternate name", 1.0, hit.note),)


def _is_shortened(hit: NameHit, case: Case) -> bool:
    """Whether the text writes the official name with "St." or its like, which is as official."""
    if not case.mentions:
        return False
    first, _, rest = normal_form(case.mentions[0].text).partition(" ")
    whole = _SHORTENED.get(first)
    return whole is not None and normal_form(hit.place.name) == f"{whole} {rest}"


def subject(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text is about a country."""
    country = hit.place.country
    if context.country is None or country is None:
        return ()
    if country == context.country:
        if context.country_given:
            return (("in the focus as told", 1.0, context.country),)
        name = "in the theatre" if country == context.focus.home else "in the focus"
        return ((name, 1.0, context.country),)
    small = hit.place.kind is Kind.VILLAGE or (
        hit.place.kind is Kind.CITY and hit.place.population < _LESSER_TOWN
    )
    war = context.focus
    near = context.country == war.home and country in war.neighbours
    name = "small and out of the focus" if small and not near else "out of the focus"
    return ((name, 1.0, context.country),)


def front(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """In texts about the home country: how far the place was from the front of the day."""
    place, war = hit.place, context.focus
    if context.country != war.home or place.country not in war.countries:
        return ()
    if place.kind is Kind.REGION:
        return ()
    km = war.front.km(place.latitude, place.longitude, case.day)
    return next(((((name, 1.0, km),)) for most, name in _FRONT_BINS_KM if km <= most), ())


def idiom(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The words of the text are those of a country's papers.

    One word of others is no clue against a place: an agency of the world spells "defense" too.
    """
    country = hit.place.country
    if country is None or not context.idiom:
        return ()
    kind = "country" if hit.place.kind is Kind.COUNTRY else "place"
    own = context.idiom.get(country, 0)
    most = max((n for other, n in context.idiom.items() if other != country), default=0)
    signals: list[Signal] = []
    if own:
        signals.append((f"{kind}, words of its papers", log1p(own), country))
    if most > own + 1:
        signals.append((f"{kind}, words of other papers", log1p(most - own - 1), None))
    return signals


def said_inside(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text names what it lies in, directly beside the name."""
    if case.container is None:
        return ()
    inside = lies_in(hit.place, case.container)
    if inside is None:
        return ()
    name = "named as inside" if inside else "named as elsewhere"
    return ((name, 1.0, case.container.name),)


def village_word(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text calls it a village, or a town."""
    if hit.place.kind not in SETTLEMENT_KINDS:
        return ()
    called = any(mention.generic in _VILLAGE_WORDS for mention in case.mentions)
    town = any(mention.generic in _TOWN_WORDS for mention in case.mentions)
    if town and not called and hit.place.kind is Kind.CITY:
        return (("called a town", 1.0, None),)
    if not called:
        return ()
    if hit.place.population < _VILLAGE_MOST:
        return (("called a village", 1.0, None),)
    return (("called a village, but is a city", 1.0, None),)


def definite(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Rivers and areas take an article or a bank in front, towns do not."""
    if not case.definite:
        return ()
    if hit.place.kind in (Kind.WATER, Kind.AREA):
        return (("stands as rivers do", 1.0, None),)
    return (
        (("does not stand as towns do", 1.0, None),) if hit.place.kind in SETTLEMENT_KINDS else ()
    )


def could_be_near(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """Other names of the text can mean places near it, its district, or what lies in it."""
    place = hit.place
    signals: list[Signal] = []
    if place.kind in POINT_KINDS:
        near = context.possible.near(place, case.key)
        if near:
            signals.append((f"others could be near{place_mark(place, context)}", log1p(near), None))
    if place.admin2 is not None:
        near = context.possible.in_district(place, case.key)
        if near:
            name = f"others could be of the district{place_mark(place, context)}"
            signals.append((name, log1p(near), place.admin2))
    return signals


def listed(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The names beside it in a list can mean places of its sort."""
    count = context.beside.like(hit.place, case.key)
    if not count:
        return ()
    kind = "city" if hit.place.kind in SETTLEMENT_KINDS else hit.place.kind.value
    return ((f"{kind} listed with its like", log1p(count), None),)


def could_hold(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The name before it and a comma can mean a place in it: "Athens, Georgia"."""
    before = context.beside.before.get(case.key)
    if before is None or hit.place.kind not in CONTAINER_KINDS:
        return ()
    inside = (
        held.place.name
        for hits in before
        for held in hits
        if held.official and lies_in(held.place, hit.place)
    )
    name = next(inside, None)
    return (("could hold the name before it", 1.0, name),) if name is not None else ()


STANDING: Sequence[Clue] = (
    prior, name_standing, subject, idiom, front, said_inside, village_word, definite,
    could_be_near, listed, could_hold,
)  # fmt: skip
MOVING: Sequence[Clue] = (
    sentence_container, article_container, company, nearness, one_sense, holds,
)  # fmt: skip
_AMONG_NEIGHBOURS: Sequence[Clue] = (*MOVING, near_its_list, direction, district, relation, sector)
"""For names of reports of war that the first look does not settle."""


def moving_clues(case: Case) -> Sequence[Clue]:
    """The ``MOVING`` clues that have anything to say of the name."""
    return MOVING if case.neighbours is NO_NEIGHBOURS else _AMONG_NEIGHBOURS


def unknown_signals(country: str | None, focus: Focus = NO_FOCUS) -> Sequence[Signal]:
    """What speaks for the name meaning none of its candidates, in a text about ``country``.

    The gazetteer has all villages of the home country.
    """
    if country == focus.home:
        return ("no candidate", 1.0, None), ("no candidate in the theatre", 1.0, None)
    return (("no candidate", 1.0, None),)


def signals(rules: Sequence[Clue], hit: NameHit, case: Case, context: Context) -> list[Signal]:
    """All that the clues of ``rules`` have to say of one candidate."""
    return [signal for rule in rules for signal in rule(hit, case, context)]
