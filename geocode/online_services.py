"""The online services by name, and how a question of ours is put to each.

What a service can't be held to (a country, a box, a kind of place) is checked on its answers where
they tell, and else the service is not asked: an answer that breaks the caller's own limits would be
worse than none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geocode.errors import InputError
from geocode.online_http import BoundedAdapter

_OSM = "© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"
_GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
LEAST_DELAY_S = {"nominatim.openstreetmap.org": 1.0, "photon.komoot.io": 1.0}
"""What the services' terms ask of all requests of one program together: Nominatim's usage policy
says one a second at most; Photon's names no number, so the same is kept."""
CHECKED_MOST = 10
"""Answers asked for where some may be left out afterwards."""
_NOMINATIM_FIELDS = ("street", "county", "state", "country", "postalcode")
_ORDER = ("street", "village", "town", "city", "county", "state", "postalcode", "country")
_CODE_FIELDS = ("countrycode", "country_code")


class ServiceRefused(InputError, ConfigurationError):  # type: ignore[misc]  # geopy ships no types
    """The service is unknown, or lacks what its terms or its API ask for."""


class CannotAsk(InputError):
    """The service can't be held to what the caller asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as put to a service: the arguments of its ``geocode`` or ``reverse``."""

    method: str
    query: Any
    options: Mapping[str, Any] = field(default_factory=dict)
    most: int = 1
    """Answers wanted."""
    countries: frozenset[str] = frozenset()
    """Left to us to check."""


def online_service(
    name: str,
    *,
    user_agent: str | None = None,
    username: str | None = None,
    domain: str | None = None,
    scheme: str | None = None,
) -> Geocoder:
    """A geopy geocoder for "nominatim", "photon" or "geonames". Sends nothing yet.

    Args:
        name: Which service.
        user_agent: Names the program and how to reach you; Nominatim's terms ask for it.
        username: The account that GeoNames asks for.
        domain: Of a server of your own; None is the public one.
        scheme: "https" or "http"; None is geopy's default for the service.

    Raises:
        ServiceRefused: The name is unknown, or what the service asks for is missing.
    """
    options: dict[str, Any] = {"adapter_factory": BoundedAdapter}
    if user_agent:
        options["user_agent"] = user_agent
    if domain:
        options["domain"] = domain
    if scheme:
        options["scheme"] = scheme
    try:
        if name == "nominatim":
            if not user_agent:
                raise ServiceRefused(
                    "nominatim needs a user_agent that names your program and how to reach you"
                )
            return Nominatim(**options)
        if name == "photon":
            return Photon(**options)
        if name == "geonames":
            if not username:
                raise ServiceRefused("geonames needs the username of your GeoNames account")
            return GeoNames(username, **options)
    except ConfigurationError as exc:
        raise exc if isinstance(exc, InputError) else ServiceRefused(str(exc)) from exc
    raise ServiceRefused(f"service {name!r} is none of nominatim, photon, geonames")


def host_of(service: Geocoder) -> str:
    """The host that the service asks; the name of its class where it does not tell."""
    address = getattr(service, "api", None)
    host = urlsplit(address).netloc if isinstance(address, str) else ""
    return host or type(service).__name__


def check_service(service: Geocoder, delay_s: float) -> None:
    """Refuse what the service's terms forbid or what can't be asked from here.

    Raises:
        ServiceRefused: The adapter is asynchronous, or the pace too fast.
    """
    if isinstance(getattr(service, "adapter", None), BaseAsyncAdapter):
        raise ServiceRefused("give the service a synchronous adapter; it is asked from a thread")
    host = host_of(service)
    least_s = LEAST_DELAY_S.get(host, 0.0)
    if not delay_s >= least_s:
        raise ServiceRefused(f"{host} may be asked every {least_s:g} s at most, not {delay_s!r}")


def attribution_of(service: Geocoder) -> str:
    """What must stand beside the service's answers."""
    if isinstance(service, Nominatim | Photon):
        return _OSM
    if isinstance(service, GeoNames):
        return _GEONAMES
    return f"see the terms of {type(service).__name__}"


def geocode_question(
    service: Geocoder,
    query: str | Mapping[str, object],
    *,
    most: int,
    language: str | None,
    countries: frozenset[str],
    viewbox: Any,  # noqa: ANN401 - geopy's own forms, checked before
    bounded: bool,
    featuretype: str | None,
) -> Question:
    """The question as the service takes it.

    Raises:
        CannotAsk: The service can't be held to a country or a kind of place.
    """
    fields = {} if isinstance(query, str) else {k: v for k, v in query.items() if _is_text(v)}
    countries |= {str(fields[key]).strip().upper() for key in _CODE_FIELDS if key in fields}
    options: dict[str, Any] = {}
    if isinstance(service, Nominatim):
        options = {"limit": most, "bounded": bounded}
        given = {
            "language": language,
            "country_codes": sorted(code.lower() for code in countries),
            "viewbox": viewbox,
            "featuretype": featuretype,
        }
        options |= {key: value for key, value in given.items() if value}
        return Question("geocode", _nominatim_query(query, fields), options, most)
    if featuretype is not None:
        raise CannotAsk("it can't be held to a kind of place")
    text = query if isinstance(query, str) else _joined(fields)
    checked = bounded or bool(countries)
    if isinstance(service, Photon):
        options = {"limit": CHECKED_MOST if checked else most}
        if viewbox:
            options["bbox"] = viewbox
        if language == "en":  # the public server refuses languages that it lacks
            options["language"] = language
        return Question("geocode", text, options, most, countries)
    if isinstance(service, GeoNames):
        options = {"country": sorted(countries)} if countries else {}
        return Question("geocode", text, options, most)
    if countries:
        raise CannotAsk("it can't be held to a country")
    return Question("geocode", text, {}, most)


def reverse_question(service: Geocoder, point: Any, *, language: str | None) -> Question:  # noqa: ANN401 - geopy's Point has no type
    """The question for what lies at a point, as the service takes it."""
    options: dict[str, Any] = {}
    if language and isinstance(service, Nominatim):
        options["language"] = language
    elif language and isinstance(service, GeoNames):
        options["lang"] = language
    elif language == "en" and isinstance(service, Photon):
        options["language"] = language
    return Question("reverse", f"{point.latitude},{point.longitude}", options)


def fits_countries(location: Location, countries: frozenset[str]) -> bool:
    """Whether an answer says that it lies in one of the countries; Photon's do."""
    if not countries:
        return True
    properties = location.raw.get("properties", {}) if isinstance(location.raw, dict) else {}
    return isinstance(properties, dict) and str(properties.get("countrycode")).upper() in countries


def _nominatim_query(query: object, fields: Mapping[str, object]) -> object:
    if isinstance(query, str):
        return query
    asked = {key: fields[key] for key in _NOMINATIM_FIELDS if key in fields}
    settlement = next((fields[key] for key in ("village", "town", "city") if key in fields), None)
    return {**asked, "city": settlement} if settlement is not None else asked


def _joined(fields: Mapping[str, object]) -> str:
    return ", ".join(str(fields[key]) for key in _ORDER if key in fields)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
