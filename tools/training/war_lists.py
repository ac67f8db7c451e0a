"""Makes lists of villages near the front of a day, as reports of war have them, with their points.

What a list is, and that its members lie near each other, is true by construction: the villages are
the gazetteer's, chosen round points of the front line of each month. So the ranker learns how much
the members of a list, a direction of the front and a district that is named tell, which the few
reports with points cannot teach it. Deterministic.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import atan2, cos, degrees, radians

from geocode.focus import Focus
from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import SETTLEMENT_KINDS, Place
from tools.training.answers import PIN_KM, AnsweredSpan, AnsweredText, Right

LISTS_A_MONTH = 3
_ROUND_KM = 14.0
_TOWN_KM = 40.0
_TOWN_FROM = 8_000
_MEMBERS = 3
_LEAST_NAMESAKES = 2
_DAYS_IN = 12
_TEMPLATES = (
    "Fighting went on near {0}, {1} and {2}, the General Staff of Ukraine said.",
    "In the {town} direction Russian troops attacked near {0}, {1} and {2}.",
    "In {raion} district the villages of {0} and {1} were shelled, officials said; {2} was quiet.",
    "Російські війська штурмували позиції: {0}, {1} та {2}.",
    "Напрямок {town}. Атаки: {0}, {1}, {2}.",
    "Explosions were heard in {town} at night. Troops left {0}, Ukraine said. {1} and {2} hold.",
    "Ворог наступає від міста {town}. Бої за {0}. Під обстрілом також {1} і {2}, додав речник.",
    "{town} is quiet. Russian troops were seen in {0}. Later {1} was shelled, and {2} burned.",
    "Ukrainian troops hold {0}, {side} of {town}, and shell {1}; {2} is empty.",
    "A depot burned in {0} near {town}, Ukraine said, and drones fell on {1} and {2}.",
)
_SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def war_lists(gazetteer: Gazetteer, focus: Focus) -> Iterator[AnsweredText]:
    """Some lists for each month of the front."""
    for first, line in focus.front.lines:
        chosen = sorted(line, key=lambda point: _draw(first, point))[:LISTS_A_MONTH]
        for number, point in enumerate(chosen):
            text = _list(gazetteer, focus, first, number, point)
            if text is not None:
                yield text


def _list(
    gazetteer: Gazetteer, focus: Focus, first: date, number: int, point: tuple[float, float]
) -> AnsweredText | None:
    """A list round one point; None where too few villages have namesakes there."""
    round_it = [
        place
        for place, _ in gazetteer.near(*point, radius_km=_TOWN_KM, limit=300)
        if place.country == focus.home and place.kind in SETTLEMENT_KINDS and place.name_local
    ]
    near = [p for p in round_it if distance_km(*point, p.latitude, p.longitude) <= _ROUND_KM]
    members = sorted(
        (place for place in near if _namesakes(gazetteer, place, focus.home) >= _LEAST_NAMESAKES),
        key=lambda place: _draw(first, place.place_id),
    )[:_MEMBERS]
    towns = [place for place in round_it if place.population >= _TOWN_FROM]
    if len({place.name for place in members}) < _MEMBERS or not towns:
        return None
    template = _TEMPLATES[_draw(first, point) % len(_TEMPLATES)]
    local = not template.isascii()
    names = [(place.name_local or "") if local else place.name for place in members]
    town = (towns[0].name_local or "") if local else towns[0].name
    side = _side(towns[0], members[0])
    text = template.format(*names, town=town, side=side, raion=members[0].admin2)
    spans = tuple(
        AnsweredSpan(text.rindex(name), text.rindex(name) + len(name), _at(place))
        for name, place in zip(names, members, strict=True)
    )
    if "{raion}" in template:
        start = text.index(str(members[0].admin2))
        end = start + len(str(members[0].admin2))
        spans = (AnsweredSpan(start, end, _district(members[0])), *spans)
    elif "{town}" in template:
        start = text.index(town)
        spans = (AnsweredSpan(start, start + len(town), _at(towns[0])), *spans)
    day = first + timedelta(days=_DAYS_IN)
    return AnsweredText("lists", f"{first}-{number}", text, spans, day)


def _side(town: Place, place: Place) -> str:
    """On which side of the town the place lies."""
    east = (place.longitude - town.longitude) * cos(radians(town.latitude))
    bearing = degrees(atan2(east, place.latitude - town.latitude)) % 360
    return _SIDES[round(bearing / 45) % 8]


def _namesakes(gazetteer: Gazetteer, place: Place, country: str) -> int:
    """How many other settlements of the country bear the name."""
    hits = gazetteer.lookup(place.name)
    return (
        sum(hit.place.country == country and hit.place.kind in SETTLEMENT_KINDS for hit in hits) - 1
    )


def _at(place: Place) -> Right:
    def right(hits: Sequence[NameHit]) -> list[bool]:
        return [
            hit.place.kind in SETTLEMENT_KINDS
            and distance_km(
                hit.place.latitude, hit.place.longitude, place.latitude, place.longitude
            )
            <= PIN_KM
            for hit in hits
        ]

    return right


def _district(member: Place) -> Right:
    def right(hits: Sequence[NameHit]) -> list[bool]:
        return [
            (hit.place.feature_code, hit.place.admin1, hit.place.admin2)
            == ("ADM2", member.admin1, member.admin2)
            for hit in hits
        ]

    return right


def _draw(first: date, what: object) -> int:
    """A number that looks like chance and is the same every time."""
    return int.from_bytes(hashlib.sha256(f"{first}/{what}".encode()).digest()[:4])
