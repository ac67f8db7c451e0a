"""A geopy geocoder that asks the offline gazetteer: names to points and back, no network.

Keeps geopy's contract: ``Location`` or None, a list with ``exactly_one=False``, never an empty
list. Points are latitude, longitude in WGS84 degrees.
"""

from collections.abc import Sequence

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.errors import InputError
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Place
from geocode.resolution.ranking import rank

_REVERSE_KM = 50.0
"""Farther from every settlement than this there is nothing to name: the open sea."""
_LIMIT = 10


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Geocodes against one gazetteer; works in geopy's ``RateLimiter``."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(scheme="https", user_agent="frontline-offline")
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | Sequence[str] | None = None,
        limit: int = _LIMIT,
        language: str = "en",
    ) -> Location | list[Location] | None:
        """The place that ``query`` most likely names; with ``exactly_one=False`` all, best first.

        None when nothing is called so. "Lyman, Donetsk Oblast" says what it lies in.

        Args:
            query: A name, or a name and what it lies in, parted by commas.
            exactly_one: False asks for a list.
            country_codes: ISO alpha-2 codes; other countries are left out.
            limit: How many at most in a list.
            language: "en" for names in Latin letters, another code for the local ones.

        Raises:
            InputError: ``query`` is not text.
        """
        if not isinstance(query, str):
            raise InputError(f"query {query!r} is not text; give a name such as 'Kherson'")
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        ranked = rank(
            self._gazetteer, query, countries=codes, limit=1 if exactly_one else max(1, limit)
        )
        places = [candidate.place for candidate in ranked]
        return self._answer(places, language, exactly_one=exactly_one)

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        limit: int = _LIMIT,
        language: str = "en",
    ) -> Location | list[Location] | None:
        """The settlement or site nearest to a point; None when none lies within 50 km.

        Args:
            query: ``(latitude, longitude)``, a geopy ``Point``, or text that ``Point`` reads.
            exactly_one: False asks for a list, nearest first.
            limit: How many at most in a list.
            language: As for ``geocode``.

        Raises:
            InputError: ``query`` is no point on the globe.
        """
        try:
            if query is None:  # geopy would make it 0, 0
                raise TypeError("no point")
            point = Point(query)
        except (ValueError, TypeError) as exc:
            raise InputError(f"point {query!r} is not 'latitude, longitude' in degrees") from exc
        found = self._gazetteer.near(
            point.latitude,
            point.longitude,
            radius_km=_REVERSE_KM,
            limit=1 if exactly_one else max(1, limit),
        )
        return self._answer([place for place, _ in found], language, exactly_one=exactly_one)

    def _answer(
        self, places: Sequence[Place], language: str, *, exactly_one: bool
    ) -> Location | list[Location] | None:
        if not places:
            return None
        locations = [_location(place, language) for place in places]
        return locations[0] if exactly_one else locations


def _location(place: Place, language: str) -> Location:
    name = place.name if language == "en" else place.name_local or place.name
    parts = [name, place.admin2, place.admin1, place.country]
    address = ", ".join(dict.fromkeys(part for part in parts if part))
    raw = {name: getattr(place, name) for name in Place.__slots__}
    return Location(address, Point(place.latitude, place.longitude), raw)
