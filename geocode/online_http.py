"""Requests to an online geocoder, bounded in time, size and destination.

geopy's own adapters repeat failed connections by themselves, read answers of any length, wait anew
for each byte, and follow redirects anywhere; this one does none of that. Times are seconds.
"""

import json
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPMessage
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

BYTES_MOST = 1_000_000
"""Ten results of Nominatim have 10 kB; an answer above this is none that was asked for."""
_ERROR_BYTES_MOST = 2_000
_TIMEOUT_S = 10.0
_CHUNK = 65_536


class _SameHost(HTTPRedirectHandler):
    """Follows redirects on the host that was asked, and from http to https there."""

    max_redirections = 3

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        same = (old.scheme, old.netloc) == (new.scheme, new.netloc)
        safer = old.hostname == new.hostname and new.scheme == "https"
        if not (same or safer):
            return None  # urllib then raises the status as an error
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """An adapter for any geopy geocoder: ``Nominatim(..., adapter_factory=BoundedAdapter)``."""

    def __init__(
        self,
        *,
        proxies: Mapping[str, str] | None,
        ssl_context: Any,  # noqa: ANN401 - geopy hands on what its caller gave
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        handlers: list[BaseHandler] = [HTTPSHandler(context=ssl_context), _SameHost()]
        if proxies is not None:
            handlers.append(ProxyHandler(dict(proxies)))
        self._opener = build_opener(*handlers)
        self._clock = clock

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> object:
        """The answer read as JSON.

        Raises:
            GeocoderParseError: It is none.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as exc:
            raise GeocoderParseError(f"the answer is not JSON: {text[:60]!r}") from exc

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """The body of the answer.

        Raises:
            AdapterHTTPError: The status is not one of success, or a redirect leads elsewhere.
            GeocoderTimedOut: The whole took longer than ``timeout``.
            GeocoderUnavailable: Nobody answers.
            GeocoderServiceError: The answer is too long, or no text.
        """
        within_s = timeout if timeout is not None else _TIMEOUT_S
        try:
            return self._text(Request(url, headers=dict(headers)), within_s)
        except HTTPError as exc:
            raise AdapterHTTPError(
                f"HTTP status {exc.code}",
                status_code=exc.code,
                headers={name.lower(): value for name, value in exc.headers.items()},
                text=None,
            ) from exc
        except TimeoutError as exc:
            raise GeocoderTimedOut(f"no answer within {within_s:g} s") from exc
        except URLError as exc:
            if isinstance(exc.reason, TimeoutError):
                raise GeocoderTimedOut(f"no answer within {within_s:g} s") from exc
            raise GeocoderUnavailable(f"cannot be reached ({exc.reason})") from exc
        except (OSError, HTTPException) as exc:
            raise GeocoderUnavailable(f"the connection broke ({exc!r})") from exc

    def _text(self, request: Request, within_s: float) -> str:
        deadline = self._clock() + within_s
        with self._opener.open(request, timeout=within_s) as page:
            body, promised = bytearray(), page.length
            while chunk := page.read1(_CHUNK):
                body += chunk
                if len(body) > BYTES_MOST:
                    raise GeocoderServiceError(f"the answer has more than {BYTES_MOST:,} bytes")
                if self._clock() > deadline:
                    raise TimeoutError
            if promised is not None and len(body) < promised:
                raise GeocoderUnavailable("the connection broke amid the answer")
            charset = page.headers.get_content_charset() or "utf-8"
        try:
            return body.decode(charset)
        except (UnicodeDecodeError, LookupError) as exc:
            raise GeocoderParseError(f"the answer is not text in {charset}") from exc
