"""Finds the places that a name could mean, given the generic word beside it.

"Donetsk region" can only be a first-level unit and "Dnipro river" only water. Where the gazetteer
has no such place the name stays without candidates rather than borrow a namesake of another sort,
except where a town is a fair stand-in ("Antonivka bridge" is at Antonivka).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.recognition.abbreviations import GENERIC as ABBREVIATED
from geocode.recognition.cues import Sort, load_cues
from geocode.recognition.generics import LEFT_BANK
from geocode.recognition.peoples import home_of
from geocode.recognition.spans import is_adjective
from geocode.resolution.adjectives_uk_ru import towns_of_adjective
from geocode.resolution.context import STREAM_CODES, quick_km

Lookup = Callable[[str], Sequence[NameHit]]

CLOSE_MOST = 0.8
"""Of 60 misspelt names pinned in the one-line reports of 2022 (cir_events), 49 are within 25 km."""
NEEDS_GENERIC = "without its generic word"
"""In the note of a name that means the unit only beside "region" and its like."""
_CITY_REGION_LEAST = 200_000
_CITY_REGION_KM = 60.0
_RIVER_TOWN = 20_000
"""Residents from which a town is better known than the river that it stands on."""
_KINDS = {
    Sort.REGION: frozenset({Kind.REGION}),
    Sort.STATE: frozenset({Kind.REGION}),
    Sort.REPUBLIC: frozenset({Kind.COUNTRY, Kind.REGION}),
    Sort.DISTRICT: frozenset({Kind.DISTRICT}),
    Sort.SETTLEMENT: SETTLEMENT_KINDS,
    Sort.WATER: frozenset({Kind.WATER}),
    Sort.AREA: frozenset({Kind.AREA, Kind.REGION}),
    Sort.SITE: frozenset({Kind.SITE}),
    Sort.FRONT: SETTLEMENT_KINDS,
}
_FULL_NAMES = {
    Sort.REGION: ("{} Oblast", "{} region", "{} область"),
    Sort.DISTRICT: ("{} Raion", "{} County", "{} District", "{} район"),
    Sort.WATER: ("{} River", "{} Reservoir", "{} Sea"),
}
_NAMED_WHOLE = {
    Sort.FRONT: frozenset({Kind.AREA}),
    Sort.SITE: frozenset({Kind.SITE}),
    Sort.WATER: frozenset({Kind.WATER}),
    Sort.AREA: frozenset({Kind.AREA}),
}
"""Sorts whose places the gazetteer may know by name and generic word together."""
_SITE_NAMES = {
    "nuclear": "{} nuclear power plant",
    "npp": "{} nuclear power plant",
    "аес": "{} атомна електростанція",
    "аэс": "{} атомная электростанция",
    "hydroelectric": "{} hydroelectric station",
    "steel": "{} steelworks",
}
_MANY = frozenset(["counties", "cities", "towns", "villages", "districts", "rivers", "lakes"])
_MUNICIPAL_LIST = "hromada community громада громади громаді громаду громадою громад"
_MUNICIPAL = frozenset(_MUNICIPAL_LIST.split())
_MUNICIPALITY = "ADM3"
_STAND_IN = frozenset(
    {Sort.SITE, Sort.FRONT, Sort.STATE, Sort.REPUBLIC, Sort.SETTLEMENT, Sort.REGION}
)
"""Sorts whose absence lets any namesake stand in."""


def candidates_of(
    name: str,
    generic: str | None,
    sort: Sort | None,
    gazetteer: Gazetteer,
    *,
    any_sort: bool = False,
) -> Sequence[NameHit]:
    """As ``candidates``; for a name that is nobody's, the town that it is a part of.

    Failing that, the places whose name is spelt almost so. ``any_sort``: a place of another sort
    than the generic word's is better than none, and a demonym is about its country.
    """
    home = home_of(name, gazetteer) if any_sort else ()
    if home:
        return home
    found = candidates(name, generic, sort, gazetteer.lookup)
    if not found and any_sort:
        found = candidates(name, None, None, gazetteer.lookup)
    if found or generic == ABBREVIATED or gazetteer.lookup(name):
        return found
    return wider(name, gazetteer) or candidates(name, generic, sort, gazetteer.lookup_close)


def trust(hits: Sequence[NameHit]) -> float:
    """The most that may be claimed of the places: less where their name is not quite theirs."""
    if any(hit.close for hit in hits):
        return CLOSE_MOST
    return NEAR_MOST if any(is_near(hit) for hit in hits) else 1.0


def candidates(
    name: str, generic: str | None, sort: Sort | None, lookup: Lookup
) -> Sequence[NameHit]:
    """The gazetteer's places that ``name`` could mean; most populous first as the gazetteer."""
    hits = lookup(name)
    if generic == ABBREVIATED:
        return [hit for hit in hits if hit.after_comma]
    if sort is None or _speaks_of_many(generic, name, hits):
        return _without_generic(hits, name)
    if generic == LEFT_BANK:
        return _left_bank(hits, lookup)
    if sort in _NAMED_WHOLE and generic is not None:
        whole = [hit for hit in lookup(f"{name} {generic}") if hit.place.kind in _NAMED_WHOLE[sort]]
        if whole:
            return whole
    if generic in _MUNICIPAL and (municipal := _municipalities(name, hits, lookup)):
        return municipal
    wanted = _KINDS[sort]
    fitting = [hit for hit in hits if hit.place.kind in wanted]
    if sort is Sort.FRONT and is_adjective(normal_form(name)):
        # 'Ізюмському напрямку' is Izium's, not the village Iziumske's
        fitting = _towns_of_units(hits, lookup) or towns_of_adjective(name, lookup) or fitting
    if not fitting and generic is not None:
        forms = _FULL_NAMES.get(sort, ())
        if sort is Sort.SITE and generic in _SITE_NAMES:
            forms = (_SITE_NAMES[generic],)
        fulls = (f"{name} {generic}", *(form.format(name) for form in forms))
        for full in fulls:
            fitting = [hit for hit in lookup(full) if hit.place.kind in wanted]
            if fitting:
                break
    if not fitting and sort is Sort.FRONT:
        fitting = _towns_of_units(hits, lookup)
    country = any(hit.place.kind is Kind.COUNTRY for hit in hits)
    if sort is Sort.SETTLEMENT and country and not any(hit.official for hit in fitting):
        return _without_generic(hits, name)  # "a suburb of Ukraine's capital"
    if fitting or sort not in _STAND_IN:
        return fitting
    standing = _without_generic(hits, name)
    if sort is Sort.SITE:
        return [hit for hit in standing if hit.place.kind in SETTLEMENT_KINDS]
    return standing


def _municipalities(name: str, hits: Sequence[NameHit], lookup: Lookup) -> list[NameHit]:
    """The third-level units of the name, or of the town of the name: "Hrodivka community"."""
    for found in (hits, lookup(f"{name} Hromada")):
        units = [hit for hit in found if hit.place.feature_code == _MUNICIPALITY]
        if units:
            return units
    return []


def _speaks_of_many(generic: str | None, name: str, hits: Sequence[NameHit]) -> bool:
    """Whether the generic word is of places in it: "Texas counties", "U.S. cities"."""
    if generic not in _MANY:
        return False
    wide = any(hit.place.kind in (Kind.COUNTRY, Kind.REGION) for hit in hits)
    return wide and name.isascii()


def _left_bank(hits: Sequence[NameHit], lookup: Lookup) -> Sequence[NameHit]:
    """The land on the left bank of the river, where it has a name of its own; else the river."""
    waters = [hit for hit in hits if hit.place.kind is Kind.WATER]
    lands = [
        land
        for water in waters
        for land in lookup(f"{LEFT_BANK} of the {water.place.name}")
        if land.place.kind is Kind.AREA
    ]
    return lands or waters or hits


def _without_generic(hits: Sequence[NameHit], name: str) -> Sequence[NameHit]:
    """What the bare name may mean: a unit that is named after its town yields to the town."""
    hits = [hit for hit in hits if not hit.after_comma] or hits
    no_districts = [hit for hit in hits if not _is_after_its_town(hit, hits)]
    if all(hit.place.kind is Kind.SITE for hit in no_districts):
        no_districts = []  # "Johnson County" is the county and not its airport
    form = normal_form(name)
    plain = [
        hit
        for hit in no_districts
        if NEEDS_GENERIC not in (hit.note or "")
        and not _is_city_region(hit, no_districts)
        and not _is_named_after_town(hit, no_districts)
        and not _is_bare_oblast(hit, form, no_districts)
    ]
    return plain or no_districts or hits


def _is_after_its_town(hit: NameHit, hits: Sequence[NameHit]) -> bool:
    """Whether a district needs its generic word: all but Norfolk, which is officially called so.

    Those in whose part of the country a town bears the name are called after the town.
    """
    district = hit.place
    if district.kind is not Kind.DISTRICT:
        return False
    return not hit.official or any(
        other.place.kind in SETTLEMENT_KINDS
        and other.place.country == district.country
        and quick_km(other.place, district) <= _CITY_REGION_KM
        for other in hits
    )


def _is_bare_oblast(hit: NameHit, form: str, hits: Sequence[NameHit]) -> bool:
    """Whether it is an oblast without its generic word, beside its town: "Belgorod"."""
    return hit.place.kind is Kind.REGION and any(
        other.place.kind is Kind.CITY
        and other.place.country == hit.place.country
        and normal_form(hit.place.name)
        in (f"{normal_form(other.place.name)} oblast", f"{form} oblast")
        for other in hits
    )


def _is_named_after_town(hit: NameHit, hits: Sequence[NameHit]) -> bool:
    """Whether a lesser region bears the name of a town in it: Gao and Kidal are the towns."""
    region = hit.place
    if region.kind is not Kind.REGION or region.country in load_cues().region_countries:
        return False
    return any(
        other.place.kind is Kind.CITY
        and other.place.country == region.country
        and other.place.admin1 == region.admin1
        and normal_form(other.place.name) == normal_form(region.name)
        for other in hits
    )


def without_rivers_of_towns(hits: Sequence[NameHit]) -> Sequence[NameHit]:
    """The places without rivers on which a town of their name stands: "in Irpin" is the town.

    For names before which nothing speaks of a river.
    """
    towns = [hit.place for hit in hits if hit.official and hit.place.population >= _RIVER_TOWN]
    return [
        hit
        for hit in hits
        if hit.place.feature_code not in STREAM_CODES
        or not any(
            town.kind is Kind.CITY
            and town.country == hit.place.country
            and quick_km(town, hit.place) <= _CITY_REGION_KM
            for town in towns
        )
    ]


def _is_city_region(hit: NameHit, hits: Sequence[NameHit]) -> bool:
    """Whether a region is a city of the same name, as Moscow, Istanbul and Berlin are."""
    region = hit.place
    return region.kind is Kind.REGION and any(
        other.place.kind is Kind.CITY
        and other.place.population >= _CITY_REGION_LEAST
        and quick_km(other.place, region) <= _CITY_REGION_KM
        for other in hits
    )


def _towns_of_units(hits: Sequence[NameHit], lookup: Lookup) -> list[NameHit]:
    """The towns that units are named after: "Бахмутський" напрямок is round Bakhmut."""
    towns: list[NameHit] = []
    for hit in hits:
        if hit.place.kind not in (Kind.REGION, Kind.DISTRICT):
            continue
        unit = hit.place.admin2 if hit.place.kind is Kind.DISTRICT else hit.place.admin1
        towns += [
            town
            for town in lookup(unit or "")
            if town.official
            and town.place.kind in SETTLEMENT_KINDS
            and town.place.country == hit.place.country
            and town.place.admin1 in (hit.place.admin1, None)
        ]
    return towns


NEAR_NOTE = "the town of which "
NEAR_MOST = 0.85
"""The highest confidence of a town that is used for its part."""
_BEFORE = re.compile(
    r"\A(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|central|upper|"
    r"lower|greater|inner|outer|downtown|midtown|uptown|metropolitan|metro|northern|southern|"
    r"eastern|western)(?:\s+|-)|(?:port|city|town|village|borough|township|district)\s+of\s+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:township|twp\.?|harbou?r|airport|metropolitan area|metro area|area|suburbs?)\.?$",
    re.IGNORECASE,
)


def wider(name: str, gazetteer: Gazetteer) -> Sequence[NameHit]:
    """Settlements whose name is ``name`` without the words for a part; empty where none are."""
    for bare in (_BEFORE.sub("", name), _AFTER.sub("", name)):
        if bare == name or not bare[:1].isupper():
            continue
        hits = [hit for hit in gazetteer.lookup(bare) if hit.place.kind in SETTLEMENT_KINDS]
        if hits:
            return [replace(hit, note=f"{NEAR_NOTE}it is a part") for hit in hits]
    return []


def is_near(hit: NameHit) -> bool:
    """Whether the place is only used for a part of it."""
    return (hit.note or "").startswith(NEAR_NOTE)
