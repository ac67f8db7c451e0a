"""Asks an online service each question once, no faster than its terms allow.

Answers are cached in one SQLite file, which all programs of the user share: the sender of a
request holds its lock until the answer is in, so the pace and the daily limit hold for all of them.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from inspect import signature
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from geopy import exc as geopy_errors
from geopy.adapters import URLLibAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.errors import GeocodeError, InputError

RESPONSE_BYTES_MOST = 1_000_000  # ten results of Nominatim have 10 kB
_OSM = "© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"
_GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
_ATTRIBUTIONS = {Nominatim: _OSM, Photon: _OSM, GeoNames: _GEONAMES}
_SERVICES = {"nominatim": Nominatim, "photon": Photon, "geonames": GeoNames}
_LEAST_DELAY_S = {"nominatim.openstreetmap.org": 1.0, "photon.komoot.io": 1.0}
"""Nominatim's usage policy says one request a second; Photon's names no number."""
_DAY_S, _WAIT_MOST_S = 86_400.0, 10.0
_PAUSE_S = 60.0
"""After a failure, where the service does not say how long to wait."""
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
"""What geopy's parsers raise on JSON of an unexpected shape."""
_FIELDS = ("street", "village", "town", "city", "county", "state", "postalcode", "country")
_SCHEMA = """CREATE TABLE IF NOT EXISTS request (
    host TEXT, key TEXT, next_at REAL, until REAL, answer TEXT, PRIMARY KEY (host, key))"""
"""``next_at``: the earliest time of the next request; ``until``: how long the answer is kept."""


class ServiceRefused(InputError, geopy_errors.ConfigurationError):  # type: ignore[misc]
    """The service is unknown, or its terms or its API ask for something that is missing."""


class NotAsked(GeocodeError):
    """The service was not asked: no such filter, paused, limit reached, or no usable cache."""


@dataclass(frozen=True, slots=True)
class OnlineRules:
    """How an online service is asked, and how long its answers are kept."""

    delay_s: float = 1.0
    """Minimum time between two requests, all programs of the user together."""
    timeout_s: float = 10.0
    retries: int = 1
    day_most: int = 1000
    hit_days: float = 30.0
    """How long answers are kept; the service's terms may ask for less."""
    miss_days: float = 3.0
    """How long "nothing found" is kept: maps grow."""


class BoundedAdapter(URLLibAdapter):  # type: ignore[misc]  # geopy ships no types
    """geopy's urllib adapter with limits on a response's size and on its total time."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:  # noqa: ANN401 - geopy's own
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        # get_json and get_text send their requests through urlopen
        self.urlopen: Any = partial(_open_bounded, self.urlopen)


def _open_bounded(urlopen: Any, request: Any, *, timeout: float) -> Any:  # noqa: ANN401 - urllib's
    deadline = monotonic() + timeout
    try:
        page = urlopen(request, timeout=timeout)
    except HTTPError as exc:
        exc.read = lambda *_: b""  # type: ignore[method-assign]  # without a limit
        raise
    body = bytearray()
    while chunk := page.read1(65_536):
        body += chunk
        if len(body) > RESPONSE_BYTES_MOST:
            raise ValueError(f"the response exceeds {RESPONSE_BYTES_MOST:,} bytes")
        if monotonic() > deadline:
            raise TimeoutError
    page.read = lambda *_: bytes(body)
    return page


def online_service(
    name: str,
    *,
    user_agent: str | None = None,
    username: str | None = None,
    domain: str | None = None,
    scheme: str | None = None,
) -> Geocoder:
    """A geopy geocoder for "nominatim", "photon" or "geonames". Sends nothing yet.

    Nominatim's terms ask for ``user_agent`` with your program and a contact, GeoNames for the
    ``username`` of your account; ``domain`` and ``scheme`` name a server of your own.

    Raises:
        ServiceRefused: The name is unknown, or an option is missing or does not fit.
    """
    if name not in _SERVICES:
        raise ServiceRefused(f"service {name!r} is none of {', '.join(_SERVICES)}")
    given = {"user_agent": user_agent, "username": username, "domain": domain, "scheme": scheme}
    options = {key: value for key, value in given.items() if value}
    try:
        return _SERVICES[name](adapter_factory=BoundedAdapter, **options)
    except (geopy_errors.ConfigurationError, TypeError) as exc:
        raise ServiceRefused(f"{name}: {exc}") from exc


class OnlineClient:
    """Asks one service; safe to call from several threads. Times are seconds since 1970."""

    def __init__(
        self,
        service: Geocoder,
        cache_path: Path,
        rules: OnlineRules,
        clock: Callable[[], float],
        delay: Callable[[float], None],
    ) -> None:
        self._service, self._path, self._rules = service, cache_path, rules
        self._clock, self._delay = clock, delay
        self.host = urlsplit(str(getattr(service, "api", ""))).netloc or type(service).__name__
        self._delay_s = max(_LEAST_DELAY_S.get(self.host, 0.0), rules.delay_s)

    def ask(
        self, method: str, query: str | Mapping[str, object], options: Mapping[str, Any]
    ) -> list[Location]:
        """The service's answers, best first; raises ``NotAsked`` or the service's error."""
        arguments = {"query": self._query(query), "exactly_one": False}
        arguments |= self._accepted(method, options)
        key = sha256(json.dumps([method, arguments], default=str).encode()).hexdigest()
        timeout_s = options.get("timeout") or self._rules.timeout_s
        call = partial(getattr(self._service, method), timeout=timeout_s, **arguments)
        now, failure = self._clock(), None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, 30, isolation_level=None)) as db:
                db.execute("BEGIN IMMEDIATE")
                db.execute(_SCHEMA)
                cached = db.execute(
                    "SELECT answer FROM request WHERE host = ? AND key = ? AND until > ?",
                    (self.host, key, now),
                ).fetchone()
                if not cached:
                    answer, failure = self._requested(db, key, call, now)
                    db.execute("COMMIT")
        except (sqlite3.Error, OSError) as exc:
            raise NotAsked(f"{self._path}: the cache cannot be used ({exc})") from exc
        if failure is not None:
            raise failure
        service, found = type(self._service), json.loads(cached[0] if cached else answer)
        terms = _ATTRIBUTIONS.get(service, f"see the terms of {service.__name__}")
        marks = {"answered_by": service.__name__, "cached": bool(cached), "attribution": terms}
        return [Location(name, Point(*point), {**raw, **marks}) for name, point, raw in found]

    def _query(self, query: str | Mapping[str, object]) -> object:
        """The query as the service takes it: only Nominatim takes fields."""
        if isinstance(query, str):
            return query
        fields = {k: v for k in _FIELDS if isinstance(v := query.get(k), str) and v.strip()}
        if not isinstance(self._service, Nominatim):
            return ", ".join(fields.values())
        towns = [fields.pop(key) for key in ("village", "town", "city") if key in fields]
        return {**fields, "city": towns[0]} if towns else fields

    def _accepted(self, method: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """The options that the service's method takes; filters are not left out in silence."""
        known = set(signature(getattr(self._service, method)).parameters) - {"timeout"}
        if not isinstance(self._service, Nominatim):
            known.discard("language")  # Photon's public server rejects languages that it lacks
        for name in {"country_codes", "featuretype"} - known:
            if options.get(name):
                raise NotAsked(f"{type(self._service).__name__} has no filter {name}")
        return {name: value for name, value in options.items() if value and name in known}

    def _requested(
        self, db: sqlite3.Connection, key: str, call: Callable[[], Any], now: float
    ) -> tuple[str, Exception | None]:
        """The answer as JSON, or the failure, of a request; recorded in the file."""
        rules = self._rules
        next_at, made = db.execute(
            "SELECT max(next_at), count(*) FROM request WHERE host = ? AND next_at BETWEEN ? AND ?",
            (self.host, now - _DAY_S, now + _DAY_S),  # later: the clock was set back
        ).fetchone()
        wait_s = max(0.0, (next_at or now) - now)
        if wait_s > _WAIT_MOST_S:
            return "", NotAsked(f"it must not be asked for another {wait_s:.0f} s")
        if made >= rules.day_most:
            return "", NotAsked(f"its {rules.day_most} requests a day are used up")
        self._delay(wait_s)
        limited = RateLimiter(
            call, max_retries=rules.retries, error_wait_seconds=self._delay_s,
            swallow_exceptions=False,
        )  # fmt: skip
        answer, failure, pause_s = "", None, self._delay_s
        try:
            found = limited() or ()
            places = [[at.address, [at.latitude, at.longitude], dict(at.raw)] for at in found]
            answer = json.dumps(places, default=str)
        except geopy_errors.GeopyError as exc:
            failure = exc
            pause_s = min(getattr(exc, "retry_after", None) or _PAUSE_S, _DAY_S)
        except _UNREADABLE as exc:
            failure = geopy_errors.GeocoderParseError(f"its answer cannot be read ({exc!r})")
        next_at = self._clock() + pause_s
        days = 0.0 if failure else rules.miss_days if answer == "[]" else rules.hit_days
        row = (self.host, f"failed {now}" if failure else key, next_at, now + days * _DAY_S, answer)
        db.execute("DELETE FROM request WHERE max(until, next_at + ?) < ?", (_DAY_S, now))
        db.execute("REPLACE INTO request VALUES (?, ?, ?, ?, ?)", row)
        return answer, failure
