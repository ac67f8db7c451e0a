"""The values that the geocoder takes and gives: frozen, with units and order stated.

Coordinates are latitude, longitude in WGS84 degrees. Offsets count characters (code points) of the
text that was parsed, so ``text[mention.start:mention.end] == mention.text`` always holds.
"""

from dataclasses import dataclass
from enum import StrEnum

from geocode.precision import WherePrec


class Kind(StrEnum):
    """What sort of place it is, coarse enough for a filter."""

    COUNTRY = "country"
    """A state, or a continent's worth of them."""
    REGION = "region"
    """A first-level unit: oblast, state, province."""
    DISTRICT = "district"
    """A second- or third-level unit: raion, county, hromada."""
    CITY = "city"
    """A settlement that is a city or town by law or size."""
    VILLAGE = "village"
    """A village, hamlet or rural settlement."""
    AREA = "area"
    """A named stretch of land without an office: Donbas, Crimea, the left bank."""
    WATER = "water"
    """A river, sea, lake, reservoir or strait."""
    SITE = "site"
    """One built or natural thing: airport, plant, bridge, dam, island, hill."""
    SPOT = "spot"
    """A point that a text describes by other places: "10 km south of Bakhmut". In no gazetteer."""


RELATIVE_CODE = "RELATIVE"
"""Feature code of a place that is made from a ``Relative``; no gazetteer has it."""
AREAL_KINDS = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.AREA, Kind.WATER})
"""Kinds that a map draws as an area or a line, never as a pin."""
SETTLEMENT_KINDS = frozenset({Kind.CITY, Kind.VILLAGE})


def is_country_code(text: str) -> bool:
    """Whether it is written as an ISO 3166-1 alpha-2 code: two letters, large or small."""
    return len(text) == 2 and text.isascii() and text.isalpha()


class Role(StrEnum):
    """How the text uses the name."""

    LITERAL = "literal"
    """Something is, or happens, at the place."""
    ASSOCIATIVE = "associative"
    """The name means people or is part of another name: a government, a demonym, a paper."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer."""

    place_id: str
    """``geonames:N``, else ``katottg:CODE``, else ``iso:UA-14``, else ``frontline:slug``."""
    name: str
    """The official name in Latin letters, as shown to readers."""
    latitude: float
    """Degrees north, WGS84; for an area its centre."""
    longitude: float
    """Degrees east, WGS84; for an area its centre."""
    kind: Kind
    feature_code: str
    """GeoNames' feature code: PPL, PPLA, ADM1, PCLI, STM, RGN, AIRP ..."""
    country: str | None = None
    """ISO 3166-1 alpha-2, or None for what lies in several countries or none."""
    admin1: str | None = None
    """The first-level unit's short English name: "Donetsk"."""
    admin2: str | None = None
    """The second-level unit's short English name: "Bakhmut" (raion)."""
    population: int = 0
    """Residents; 0 where the sources give none."""
    name_local: str | None = None
    """The official name in the local script (Ukrainian for Ukraine), where known."""
    where_prec: WherePrec = WherePrec.EXACT
    uncertainty_m: int = 1000
    """Radius in metres round the point that holds the named place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, as written, without generic words ("Donetsk" in "Donetsk region")."""

    start: int
    end: int
    text: str
    role: Role = Role.LITERAL
    generic: str | None = None
    """The generic word that belongs to it ("region", "raion", "river"), lower case, or None."""
    certainty: float = 1.0
    """0..1: how sure the recogniser is that it names a place at all; 1 where it gives no degree."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the name could mean, with the score it reached and why."""

    place: Place
    score: float
    """0..1; candidates of one mention do not sum to one."""
    why: tuple[str, ...]
    """The clues that counted, in words, strongest first."""


class RelativeKind(StrEnum):
    """How a text describes a place by others that it names."""

    OFFSET = "offset"
    """A stated distance away, with a bearing or without: "10 km south of", "20 miles from"."""
    BETWEEN = "between"
    """On the way from one to the other: "between A and B"."""
    ROAD = "road"
    """On a line between two or more names: "the A-B highway", "the road from A to B"."""
    NEAR = "near"
    """By it, no distance given: "near", "outside", "south of"."""
    OUTSKIRTS = "outskirts"
    """At its edge, on a stated side or any."""
    PART = "part"
    """A side of a unit: "northern Donetsk Oblast"."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Where it happened, described by named places: "10 km south of Bakhmut"."""

    kind: RelativeKind
    phrase: str
    """The words of the text, ``text[start:end]``."""
    start: int
    end: int
    name: str
    """In English, for readers and for comparing: "10 km south of Bakhmut"."""
    anchors: tuple[str, ...]
    """Ids of the named places that describe it, in text order."""
    latitude: float
    longitude: float
    where_prec: WherePrec
    uncertainty_m: int
    """Radius in metres round the point that is likely to hold the event."""
    distance_m: float | None = None
    """As stated, of a range the middle; None where none is stated."""
    bearing_deg: float | None = None
    """Clockwise from north, from the anchor; None where none is stated."""
    describes: str | None = None
    """Id of another named place that this only locates ("Khromove, 3 km west of
    Bakhmut"); the point is then that place's own."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was taken to mean."""

    mention: Mention
    place: Place | None
    """None: the name is in no gazetteer, or no candidate was good enough to pin."""
    confidence: float
    """0..1; 0 where ``place`` is None."""
    where_prec: WherePrec | None
    """Of the event against ``place``'s own point: NEAR for "near Bakhmut"."""
    uncertainty_m: int | None
    """Radius in metres round ``place``'s own point that holds the event."""
    candidates: tuple[Candidate, ...] = ()
    """Best first, the chosen one included; at most five."""
    relative: Relative | None = None
    """Where the event itself was, where the text describes it by ``place``."""
