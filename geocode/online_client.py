"""Puts questions to one online service: each once, at its pace, with bounded patience.

An answer is kept on disk; only what is not kept is asked for, one request at a time. Decides when a
failure is worth another try and when the service is to be left alone. Times are seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geocode.online_services import (
    CHECKED_MOST,
    Question,
    attribution_of,
    fits_countries,
    host_of,
)
from geocode.online_store import OnlineStore, Pace, StoredAnswer, question_key

_DAY_S = 86_400.0
_REFUSED_WAIT_S = 3600.0
"""How long a service that shut us out is left alone where it does not say."""
_BUSY_WAIT_S = 60.0
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What geopy's parsers raise on JSON of another shape than they expect."""


@dataclass(frozen=True, slots=True)
class OnlineRules:
    """How an online service is asked, and how long its answers are kept."""

    delay_s: float = 1.0
    """Least time between two requests, all programs of the user together."""
    timeout_s: float = 10.0
    retries: int = 1
    """Further tries after a time-out, a broken connection or a server error."""
    wait_most_s: float = 30.0
    """Longest wait for a turn."""
    day_most: int = 1000
    """Requests a day: geocoding in bulk is for the gazetteer, or for a server of your own."""
    hit_days: float = 30.0
    """How long answers are kept; the service's terms may ask for less."""
    miss_days: float = 3.0
    """How long "nothing found" is kept: maps grow."""


class OnlineClient:
    """Asks one service; safe to call from several threads."""

    def __init__(
        self,
        service: Geocoder,
        store: OnlineStore,
        rules: OnlineRules,
        *,
        clock: Callable[[], float],
        delay: Callable[[float], None],
    ) -> None:
        self.service = service
        self._host = host_of(service)
        self._store = store
        self._rules = rules
        self._clock = clock
        self._delay = delay
        self._one_at_a_time = Lock()

    def answers(self, asked: Question, *, timeout_s: float | None = None) -> list[Location]:
        """What the service, or what is kept of it, answers; best first, empty for nothing.

        Raises:
            GeocoderServiceError: The service failed, or what it said can't be read.
            NotNow: It is not to be asked now.
            StoreUnusable: The cache can't be used; without it nothing is asked.
        """
        service = self.service
        who = f"{type(service).__name__} {getattr(service, 'api', '')}"
        key = question_key(who, asked.method, asked.query, asked.options, asked.most)
        kept = self._store.find(key, now=self._clock())
        cached = kept is not None
        if kept is None:
            with self._one_at_a_time:  # another thread may have asked the same meanwhile
                kept = self._store.find(key, now=self._clock())
                if kept is None:
                    kept = self._fetched(asked, timeout_s or self._rules.timeout_s)
                    self._keep(key, kept)
        marks = {
            "answered_by": type(service).__name__,
            "cached": cached,
            "attribution": attribution_of(service),
        }
        found = [
            Location(a.address, Point(a.latitude, a.longitude), {**a.raw, **marks}) for a in kept
        ]
        return [at for at in found if fits_countries(at, asked.countries)][: asked.most]

    def _keep(self, key: str, answers: list[StoredAnswer]) -> None:
        now = self._clock()
        days = self._rules.hit_days if answers else self._rules.miss_days
        self._store.keep(key, answers, now=now, until=now + days * _DAY_S)

    def _fetched(self, asked: Question, timeout_s: float) -> list[StoredAnswer]:
        """What the service says, after its turn has come; tried again where that may help."""
        tries = 1 + max(0, self._rules.retries)
        pace = Pace(self._rules.delay_s, self._rules.wait_most_s, self._rules.day_most)
        while True:
            tries -= 1
            wait_s = self._store.take_turn(self._host, pace, now=self._clock())
            if wait_s > 0:
                self._delay(wait_s)
            try:
                return _called(self.service, asked, timeout_s)
            except GeocoderServiceError as exc:
                self._leave_alone(exc)
                if not tries or not _may_help(exc):
                    raise

    def _leave_alone(self, exc: GeocoderServiceError) -> None:
        """After "too many requests" or "forbidden" nobody asks for a while."""
        if isinstance(exc, GeocoderQuotaExceeded):
            wait_s = getattr(exc, "retry_after", None) or _BUSY_WAIT_S
        elif isinstance(exc, GeocoderInsufficientPrivileges | GeocoderAuthenticationFailure):
            wait_s = _REFUSED_WAIT_S
        else:
            return
        now = self._clock()
        self._store.postpone(self._host, now=now, until=now + wait_s)


def _called(service: Geocoder, asked: Question, timeout_s: float) -> list[StoredAnswer]:
    method = getattr(service, asked.method)
    one = asked.most == 1 and not asked.countries
    try:
        found = method(asked.query, exactly_one=one, timeout=timeout_s, **asked.options)
        listed = found if isinstance(found, list) else [found] if found is not None else []
        return [_stored(location) for location in listed[: max(asked.most, CHECKED_MOST)]]
    except GeopyError:
        raise
    except _UNREADABLE as exc:
        raise GeocoderServiceError(f"its answer can't be read ({exc!r})") from exc


def _stored(location: Location) -> StoredAnswer:
    raw = location.raw if isinstance(location.raw, dict) else {"answer": str(location.raw)}
    return StoredAnswer(location.address, location.latitude, location.longitude, raw)


def _may_help(exc: GeocoderServiceError) -> bool:
    """Whether the same request may go better a moment later."""
    cause = exc.__cause__
    if isinstance(cause, AdapterHTTPError):
        return bool(cause.status_code >= 500)
    return isinstance(exc, GeocoderTimedOut | GeocoderUnavailable)
