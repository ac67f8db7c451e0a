"""A geopy geocoder that uses the offline gazetteer: names to points and back, no network.

Keeps geopy's contract: ``Location`` or None, a list with ``exactly_one=False``, never an empty
list; coroutines of these where an asynchronous adapter is given. Points are latitude, longitude in
WGS84 degrees, distances km. Knows places, no streets or houses.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.display_names import address_of
from geocode.gazetteer.protocol import Gazetteer
from geocode.gazetteer.sources.licences import licence_of
from geocode.geopy.place_query import (
    PlaceQuery,
    QueryError,
    answer_language,
    country_set,
    feature_kinds,
    read_query,
)
from geocode.json_records import place_fields
from geocode.model import Candidate, Place
from geocode.resolution.ranking import rank

Answer: TypeAlias = Location | list[Location] | None
PointLike: TypeAlias = Point | str | tuple[float, float]
Bounds: TypeAlias = tuple[PointLike, PointLike]
"""Two opposite corners. As in geopy, a box across the 180th meridian can't be said."""
REVERSE_KM = 50.0
"""Farther from every settlement than this there is nothing to name: the open sea."""
_LIMIT = 10
_ADDRESS_FIELDS = frozenset({"street", "postalcode"})
_ALL = 10_000
"""More than any name has bearers: for filters that look at each."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of degrees, its edges included."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


class NoNetworkAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """Refuses every request: this geocoder has none to make."""

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:
        """Raise ``GeocoderServiceError``."""
        raise GeocoderServiceError(f"{url}: the offline geocoder makes no request")

    get_json = get_text


class NoNetworkAsyncAdapter(BaseAsyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """As ``NoNetworkAdapter``; a geocoder made with it returns coroutines. Needs no aiohttp."""

    async def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:
        """Raise ``GeocoderServiceError``."""
        raise GeocoderServiceError(f"{url}: the offline geocoder makes no request")

    get_json = get_text


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Geocodes against one gazetteer, from any thread; works in geopy's rate limiters.

    With ``adapter_factory=geopy.adapters.AioHTTPAdapter``, geopy's own way to say "asynchronous",
    or ``NoNetworkAsyncAdapter``, its methods return coroutines and ``async with`` works.
    """

    def __init__(
        self, gazetteer: Gazetteer, *, adapter_factory: Callable[..., Any] | None = None
    ) -> None:
        super().__init__(scheme="https", adapter_factory=adapter_factory or NoNetworkAdapter)
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str | Mapping[str, object],
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        limit: int | None = None,
        language: str | bool | None = "en",
        country_codes: str | Sequence[str] | None = None,
        bounds: Bounds | None = None,
        viewbox: Bounds | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
    ) -> Answer | Awaitable[Answer]:
        """The place that ``query`` most likely names; with ``exactly_one=False`` all, best first.

        None when nothing is called so. ``raw`` has the gazetteer's id, kind, units, ``where_prec``,
        ``uncertainty_m``, score, clues and licence, and under ``ignored`` the fields of the query
        that a gazetteer of places can't use.

        Args:
            query: A name, perhaps with what it lies in ("Lyman, Donetsk Oblast"), or fields:
                village, town or city, county, state, country, countrycode; street and postalcode
                are ignored.
            exactly_one: False asks for a list.
            timeout: Not used here; geopy's callers pass it.
            limit: How many at most in a list.
            language: "en", "uk" or "ru", for the address only; queries may be in any of them.
            country_codes: ISO alpha-2 codes; other countries are left out.
            bounds: Two corners; places inside come first.
            viewbox: What Nominatim calls ``bounds``.
            bounded: Leaves out what lies outside ``bounds``.
            featuretype: "country", "state", "city" or "settlement" (cities and villages).

        Raises:
            QueryError: An argument does not fit: an ``InputError`` and a ``GeocoderQueryError``.
        """
        asked = read_query(query)
        countries = country_set(country_codes)
        kinds = [kinds for kinds in (asked.kinds, feature_kinds(featuretype)) if kinds]
        box = _box(bounds, viewbox, bounded=bounded)
        most = _most(limit, exactly_one=exactly_one)
        shown_in = answer_language(language)
        extra = {"ignored": list(asked.ignored)} if asked.ignored else {}

        def inside(place: Place) -> bool:
            return box is None or box.holds(place.latitude, place.longitude)

        def fits(place: Place) -> bool:
            return all(place.kind in wanted for wanted in kinds) and (not bounded or inside(place))

        def work() -> Answer:
            found = self._ranked(asked, countries, fits)
            found.sort(key=lambda candidate: not inside(candidate.place))
            made = [_location(candidate, shown_in, extra) for candidate in found[:most]]
            if not made or not _ADDRESS_FIELDS.isdisjoint(asked.ignored):
                code = None if isinstance(query, str) else asked.phrases[0].country
                options = {
                    "limit": most, "timeout": timeout, "language": language, "bounded": bounded,
                    "viewbox": bounds or viewbox, "featuretype": featuretype,
                    "country_codes": sorted(countries | ({code} if code else set())),
                }  # fmt: skip
                others = self._elsewhere("geocode", query, options)
                if bounded and box is not None:
                    others = [at for at in others if box.holds(at.latitude, at.longitude)]
                made = others[:most] or made
            return _shaped(made, exactly_one=exactly_one)

        return self._run(work)

    def _elsewhere(
        self, method: str, query: str | Mapping[str, object], options: Mapping[str, Any]
    ) -> list[Location]:
        """What another geocoder answers where the gazetteer lacks something: nothing here."""
        return []

    def _run(self, work: Callable[[], Answer]) -> Answer | Awaitable[Answer]:
        """The answer; with an asynchronous adapter a coroutine that has a thread find it."""
        if isinstance(self.adapter, BaseAsyncAdapter):
            return asyncio.to_thread(work)
        return work()

    def _ranked(
        self, asked: PlaceQuery, countries: frozenset[str], fits: Callable[[Place], bool]
    ) -> list[Candidate]:
        """What fits of the first reading that has any; best first."""
        for phrase in asked.phrases:
            wanted = countries
            if phrase.country is not None:
                wanted = frozenset({phrase.country})
                if countries and phrase.country not in countries:
                    continue
            ranked = rank(self._gazetteer, phrase.text, countries=sorted(wanted), limit=_ALL)
            found = [candidate for candidate in ranked if fits(candidate.place)]
            if found:
                return found
        return []

    def reverse(
        self,
        query: PointLike,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        limit: int | None = None,
        language: str | bool | None = "en",
        radius_km: float = REVERSE_KM,
    ) -> Answer | Awaitable[Answer]:
        """The settlement or site nearest to a point; None when none lies within ``radius_km``.

        ``raw`` is that of ``geocode`` with ``distance_km`` in place of score and clues.

        Args:
            query: ``(latitude, longitude)``, a geopy ``Point``, or text that ``Point`` reads.
            exactly_one: False asks for a list, nearest first.
            timeout: Not used here; geopy's callers pass it.
            limit: How many at most in a list.
            language: As for ``geocode``.
            radius_km: How far away a place may be.

        Raises:
            QueryError: ``query`` is no point on the globe, or another argument does not fit.
        """
        point = read_point(query)
        shown_in = answer_language(language)
        most = _most(limit, exactly_one=exactly_one)
        if not isinstance(radius_km, int | float) or not radius_km >= 0:
            raise QueryError(f"radius_km {radius_km!r} is not a distance; use 0 or more")

        def work() -> Answer:
            found = self._gazetteer.near(
                point.latitude, point.longitude, radius_km=radius_km, limit=most
            )
            made = [_near_location(place, km, shown_in) for place, km in found]
            if not made:
                where = f"{point.latitude},{point.longitude}"
                options = {"timeout": timeout, "language": language}
                made = self._elsewhere("reverse", where, options)[:most]
            return _shaped(made, exactly_one=exactly_one)

        return self._run(work)


def read_point(query: PointLike) -> Point:
    """A point from what geopy takes for one.

    Raises:
        QueryError: It is none, or not on the globe.
    """
    try:
        if query is None:  # geopy would make it 0, 0
            raise TypeError("no point")
        return Point(query)
    except (ValueError, TypeError) as exc:
        raise QueryError(f"point {query!r} is not 'latitude, longitude' in degrees") from exc


def _box(bounds: Bounds | None, viewbox: Bounds | None, *, bounded: bool) -> Box | None:
    if bounds is not None and viewbox is not None:
        raise QueryError("bounds and viewbox are two names for one thing; give one")
    corners = bounds if bounds is not None else viewbox
    if corners is None:
        if bounded:
            raise QueryError("bounded needs bounds: ((latitude, longitude), (latitude, longitude))")
        return None
    if not isinstance(corners, list | tuple) or len(corners) != 2:
        raise QueryError(f"bounds {corners!r} are not two points")
    one, other = (read_point(corner) for corner in corners)
    south, north = sorted((one.latitude, other.latitude))
    west, east = sorted((one.longitude, other.longitude))
    return Box(south, west, north, east)


def _most(limit: int | None, *, exactly_one: bool) -> int:
    try:
        most = _LIMIT if limit is None else int(limit)
    except (TypeError, ValueError, OverflowError) as exc:
        raise QueryError(f"limit {limit!r} is no number; use 1 or more") from exc
    if most < 1:
        raise QueryError(f"limit {limit!r} is less than 1")
    return 1 if exactly_one else most


def _shaped(made: list[Location], *, exactly_one: bool) -> Answer:
    if not made:
        return None
    return made[0] if exactly_one else made


def _raw_fields(place: Place) -> dict[str, object]:
    """What ``Location.raw`` says of a place: plain values, units in their names."""
    return {
        **place_fields(place),
        "admin2": place.admin2,
        "population": place.population,
        "name_local": place.name_local,
        "where_prec": int(place.where_prec),
        "uncertainty_m": place.uncertainty_m,
        "licence": licence_of(place.place_id),
    }


def _location(candidate: Candidate, language: str, extra: Mapping[str, object]) -> Location:
    place = candidate.place
    raw = {**_raw_fields(place), "score": round(candidate.score, 4), "why": list(candidate.why)}
    return _at(place, language, {**raw, **extra})


def _near_location(place: Place, distance_km: float, language: str) -> Location:
    return _at(place, language, {**_raw_fields(place), "distance_km": round(distance_km, 3)})


def _at(place: Place, language: str, raw: dict[str, object]) -> Location:
    raw["answered_by"] = "offline gazetteer"
    return Location(address_of(place, language), Point(place.latitude, place.longitude), raw)
