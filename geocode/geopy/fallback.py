"""A geocoder that asks the offline gazetteer first and, only if turned on, an online service."""

import time
import warnings
from collections.abc import Callable, Mapping
from logging import getLogger
from pathlib import Path
from typing import Any

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeopyError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from platformdirs import user_cache_path

from geocode.errors import GeocodeError
from geocode.explain import printable
from geocode.gazetteer.protocol import Gazetteer
from geocode.geopy.offline import OfflineGeocoder
from geocode.geopy.online import OnlineClient, OnlineRules, ServiceRefused

_log = getLogger(__name__)


class OnlineWarning(UserWarning):
    """An online service could not answer; the offline answer stays."""


class FallbackGeocoder(OfflineGeocoder):
    """``OfflineGeocoder`` with an online service for what the gazetteer lacks.

    ``raw["answered_by"]`` says who answered; ``timeout`` is the service's. A query with a street or
    post code goes to the service too. If service or cache fails, the offline answer stays and
    ``on_error``, or else a warning, says why. Nothing is sent before it is needed.
    """

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
        super().__init__(gazetteer, adapter_factory=adapter_factory)
        self._on_error = on_error
        self._client: OnlineClient | None = None
        if online:
            if service is None or isinstance(service.adapter, BaseAsyncAdapter):
                raise ServiceRefused("online needs a service with a synchronous adapter")
            path = cache_path or user_cache_path("frontline") / "online.sqlite"
            self._client = OnlineClient(service, path, rules or OnlineRules(), clock, delay)

    def _elsewhere(
        self, method: str, query: str | Mapping[str, object], options: Mapping[str, Any]
    ) -> list[Location]:
        if self._client is None:
            return []
        try:
            return self._client.ask(method, query, options)
        except (GeopyError, GeocodeError) as exc:
            reason = printable(str(exc)[:200]) or type(exc).__name__
            message = f"{self._client.host}: {reason}; the offline answer stays"
            _log.warning("%s", message)
            if self._on_error is not None:
                self._on_error(exc)
            else:
                warnings.warn(message, OnlineWarning, stacklevel=5)
            return []
