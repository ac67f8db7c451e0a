"""Clues from what stands round a name in reports of war; see ``neighbours``."""

from collections.abc import Sequence
from math import atan2, cos, degrees, log, radians, sqrt

from geocode.gazetteer.earth import KM_PER_DEGREE
from geocode.gazetteer.protocol import NameHit
from geocode.model import SETTLEMENT_KINDS, Kind, Place
from geocode.resolution.context import Case, Context, Signal, lies_in, quick_km
from geocode.resolution.relative.vocabulary import BEARINGS

_FAR_DEGREES = 2.0
"""Beyond some 220 km nothing belongs to one list."""
_HERE_DEGREES = 0.05
_CONTAINERS_READ = 40
_HROMADA = "ADM3"
_HERE_KM = 2.0
"""Nearer places lie on every side."""
_SIDE_DEGREES = 67.5
"""Half of a side, of which "north" has four neighbours, and writers are generous."""
_DISTANCE_KM = 4.0
_DISTANCE_SHARE = 0.3


def near_its_list(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The names beside it, none of them settled, could all mean places near this one."""
    place, beside = hit.place, case.neighbours.beside
    if not beside or not _is_at_home(place, context):
        return ()
    values = [_could_be_near(place, meanings) for meanings in beside]
    return (("names beside it could be near", sum(values) / len(values), None),)


def _could_be_near(place: Place, meanings: Sequence[tuple[float, float, float]]) -> float:
    """The closeness that is to be expected of a name, a logarithm; 0 where all of it is far."""
    narrow = cos(radians(place.latitude))
    odds = 0.0
    for latitude, longitude, part in meanings:
        north, east = place.latitude - latitude, (place.longitude - longitude) * narrow
        away = min(sqrt(north * north + east * east), _FAR_DEGREES)
        odds += part * (_FAR_DEGREES + _HERE_DEGREES) / (away + _HERE_DEGREES)
    return log(odds)


def direction(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text speaks of a direction of the front, and the place lies there."""
    towards, place = case.neighbours.direction, hit.place
    if towards is None or towards.place_id == place.place_id or not _is_at_home(place, context):
        return ()
    value = _closeness(quick_km(place, towards))
    return (("in the direction named", value, towards.name),) if value else ()


def _closeness(km: float) -> float:
    """How many times nearer than what is far, a logarithm; 0 where it is far."""
    away = min(km / KM_PER_DEGREE, _FAR_DEGREES)
    return log((_FAR_DEGREES + _HERE_DEGREES) / (away + _HERE_DEGREES))


def district(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """A district or municipality that the text names holds it, anywhere in the text."""
    place = hit.place
    if case.container is not None or not _is_at_home(place, context):
        return ()
    for container in context.containers[:_CONTAINERS_READ]:
        if container.place.kind is not Kind.DISTRICT or container.start in case.starts:
            continue
        if _holds(container.place, place):
            beside = container.sentence in case.sentences
            name = "district in the sentence" if beside else "district in the text"
            return ((name, 1.0, container.place.name),)
    return ()


def _holds(unit: Place, place: Place) -> bool:
    if unit.feature_code == _HROMADA:
        return quick_km(unit, place) <= unit.uncertainty_m / 1000
    return lies_in(place, unit) is True


def relation(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text says how it lies to another place: near it, so far from it, on one side of it."""
    place = hit.place
    if not case.neighbours.relations or not _is_at_home(place, context):
        return ()
    said = case.neighbours.relations[0]
    if said.anchor.place_id == place.place_id:
        return ()
    km = quick_km(place, said.anchor)
    signals: list[Signal] = []
    if said.metres is not None:
        off = abs(km - said.metres / 1000)
        near = off <= max(_DISTANCE_KM, _DISTANCE_SHARE * said.metres / 1000)
        name = "at the distance named" if near else "not at the distance named"
        signals.append((name, 1.0, said.anchor.name))
    else:
        signals.append(("named as near", _closeness(km), said.anchor.name))
    if said.point is not None and km >= _HERE_KM:
        off = abs((_bearing(said.anchor, place) - BEARINGS[said.point] + 180) % 360 - 180)
        name = "on the side named" if off <= _SIDE_DEGREES else "on another side than named"
        signals.append((name, 1.0, said.anchor.name))
    return signals


def sector(hit: NameHit, case: Case, context: Context) -> Sequence[Signal]:
    """The text speaks of a group of forces, and the place lies in what that held, or does not."""
    group, place = case.neighbours.group, hit.place
    if group is None or not _is_at_home(place, context):
        return ()
    held = context.focus.sectors.holds(group, place.latitude, place.longitude, case.day)
    if held is None:
        return ()
    name = "in the sector of the group" if held else "out of the sector of the group"
    return ((name, 1.0, group),)


def _bearing(one: Place, other: Place) -> float:
    """Degrees clockwise from north, as on a map; good enough for some hundred kilometres."""
    north = other.latitude - one.latitude
    east = (other.longitude - one.longitude) * cos(radians(one.latitude))
    return degrees(atan2(east, north)) % 360


def _is_at_home(place: Place, context: Context) -> bool:
    """Whether it is a settlement of the country that is fought over, in a text about that."""
    home = context.focus.home
    return place.country == context.country == home and place.kind in SETTLEMENT_KINDS
