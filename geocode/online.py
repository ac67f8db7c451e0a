"""The offline gazetteer first, and an online service only where the caller turned it on.

Refuses to send anything by default. When told to, a service is asked for what the gazetteer does
not know (or knows only without the street that was asked for), no faster than its terms allow, each
question once: answers are kept on disk. Whatever goes wrong online, the offline answer stands,
with one line in the log and a call of ``on_error`` or else a warning. Times are seconds.
"""

import time
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from logging import getLogger
from pathlib import Path
from typing import Any

from geopy.exc import GeopyError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from platformdirs import user_cache_dir

from geocode.errors import GeocodeError
from geocode.gazetteer.protocol import Gazetteer
from geocode.geocoder import (
    REVERSE_KM,
    Answer,
    Bounds,
    LocalGeocoder,
    OfflineGeocoder,
    PointLike,
    read_box,
    read_point,
)
from geocode.online_client import OnlineClient, OnlineRules
from geocode.online_services import (
    Question,
    ServiceRefused,
    check_service,
    geocode_question,
    host_of,
    reverse_question,
)
from geocode.online_store import OnlineStore
from geocode.place_query import country_set

_log = getLogger(__name__)
_ADDRESS_FIELDS = frozenset({"street", "postalcode"})
_MESSAGE_MOST = 200


class OnlineWarning(UserWarning):
    """An online service could not answer; the offline answer stands."""


def default_cache_path() -> Path:
    """Where answers are kept: in the user's cache folder."""
    return Path(user_cache_dir("frontline")) / "online.sqlite"


class FallbackGeocoder(LocalGeocoder):
    """``OfflineGeocoder`` with a way out; ``raw["answered_by"]`` says who answered."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        service: Geocoder | None = None,
        online: bool = False,
        rules: OnlineRules | None = None,
        cache_path: Path | None = None,
        on_error: Callable[[Exception], None] | None = None,
        adapter_factory: Callable[..., Any] | None = None,
        clock: Callable[[], float] = time.time,
        delay: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent, opened or written here.

        Args:
            gazetteer: Asked first, and alone unless ``online``.
            service: Any geopy geocoder with a synchronous adapter; ``online_service("nominatim",
                user_agent=...)`` makes one whose requests are bounded.
            online: Whether the service may be asked.
            rules: Pace, patience and keeping.
            cache_path: Where answers are kept; None: in the user's cache folder.
            on_error: Told of every failure of the service or the cache; without it, a warning.
            adapter_factory: An asynchronous adapter makes coroutines of the answers.
            clock: Seconds since 1970.
            delay: Waits so many seconds.

        Raises:
            ServiceRefused: ``online`` without a service, or against the service's terms.
        """
        super().__init__(adapter_factory=adapter_factory)
        self._offline = OfflineGeocoder(gazetteer)
        self._on_error = on_error
        self._client: OnlineClient | None = None
        if online:
            rules = rules or OnlineRules()
            if service is None:
                raise ServiceRefused("online needs a service, such as online_service('photon')")
            check_service(service, rules.delay_s)
            store = OnlineStore(cache_path or default_cache_path())
            self._client = OnlineClient(service, store, rules, clock=clock, delay=delay)

    @property
    def online(self) -> bool:
        """Whether a service may be asked."""
        return self._client is not None

    def geocode(
        self,
        query: str | Mapping[str, object],
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        limit: int | None = None,
        language: str | None = "en",
        country_codes: str | Sequence[str] | None = None,
        bounds: Bounds | None = None,
        viewbox: Bounds | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
    ) -> Answer | Awaitable[Answer]:
        """As ``OfflineGeocoder.geocode``; what it does not know the service is asked, if allowed.

        ``timeout`` is the service's. A query with fields that the gazetteer ignores (a street) goes
        to the service too, and keeps the offline answer where the service has none.
        """
        corners = bounds if bounds is not None else viewbox

        def question(service: Geocoder) -> Question:
            return geocode_question(
                service,
                query,
                most=1 if exactly_one else int(limit or 10),
                language=language,
                countries=country_set(country_codes),
                viewbox=corners,
                bounded=bounded,
                featuretype=featuretype,
            )

        def work() -> Answer:
            here: Any = self._offline.geocode(
                query,
                exactly_one=exactly_one,
                limit=limit,
                language=language,
                country_codes=country_codes,
                bounds=bounds,
                viewbox=viewbox,
                bounded=bounded,
                featuretype=featuretype,
            )
            if self._client is None or (here is not None and not _lacks_fields(here)):
                return here
            found = self._ask(self._client, question, timeout)
            if bounded and corners is not None:
                box = read_box(corners)
                found = [at for at in found if box.holds(at.latitude, at.longitude)]
            return _shaped(found, exactly_one=exactly_one) or here

        return self._run(work)

    def reverse(
        self,
        query: PointLike,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        limit: int | None = None,
        language: str | None = "en",
        radius_km: float = REVERSE_KM,
    ) -> Answer | Awaitable[Answer]:
        """As ``OfflineGeocoder.reverse``; the service is asked where no place is near enough."""
        point = read_point(query)

        def question(service: Geocoder) -> Question:
            return reverse_question(service, point, language=language)

        def work() -> Answer:
            here: Any = self._offline.reverse(
                point, exactly_one=exactly_one, limit=limit, language=language, radius_km=radius_km
            )
            if self._client is None or here is not None:
                return here
            found = self._ask(self._client, question, timeout)
            return _shaped(found, exactly_one=exactly_one)

        return self._run(work)

    def _ask(
        self,
        client: OnlineClient,
        question: Callable[[Geocoder], Question],
        timeout_s: float | None,
    ) -> list[Location]:
        """The service's answers; empty where it has none or fails, and then it is said."""
        try:
            return client.answers(question(client.service), timeout_s=timeout_s)
        except (GeopyError, GeocodeError) as exc:
            self._tell(client.service, exc)
            return []

    def _tell(self, service: Geocoder, exc: Exception) -> None:
        said = " ".join(str(exc).split())[:_MESSAGE_MOST]
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)
        message = f"{host_of(service)}: {plain or type(exc).__name__}; the offline answer stands"
        _log.warning("%s", message)
        if self._on_error is not None:
            self._on_error(exc)
        else:
            warnings.warn(message, OnlineWarning, stacklevel=4)


def _lacks_fields(answer: Answer) -> bool:
    first = answer[0] if isinstance(answer, list) else answer
    ignored = first.raw.get("ignored", ()) if first is not None else ()
    return not _ADDRESS_FIELDS.isdisjoint(ignored)


def _shaped(found: list[Location], *, exactly_one: bool) -> Answer:
    if not found:
        return None
    return found[0] if exactly_one else found
