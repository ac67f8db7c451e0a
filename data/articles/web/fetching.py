"""Fetches one URL, with limits on the size, duration and content type of the response.

Redirects are followed by hand, at most five, each checked like the first address. Answers are
asked for plain or gzipped, and unpacked no further than the limit. Nothing is read from the
environment: no proxies, no passwords. Sizes are bytes after unpacking, times are seconds.
"""

import platform
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin

import requests
from urllib3.exceptions import HTTPError

from data.articles.web.connections import Guard, GuardedAdapter, GuardedConnector, shown_url
from data.errors import AddressRefused, FetchError, Gone, Later, NotThere

AGENT_NAME = "Frontline"
USER_AGENT = (
    f"{AGENT_NAME}/0.1 (news map; fetches what its user names; Python/{platform.python_version()})"
)
"""The user agent. Without a contact address: the client is the person who runs the program."""
LONGEST_WAIT_S = 86_400.0
_MOST_REDIRECTS = 5
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE, _TOO_MANY, _UNAVAILABLE, _UNCHANGED = 410, 429, 503, 304
_NO_TEXT = ("image/", "audio/", "video/", "font/")
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_GZIP_OR_ZLIB = 47  # zlib's code for "look at the head"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is taken."""

    max_bytes: int = 32 * 1024 * 1024
    total_s: float = 60.0
    """For all of it, redirects too."""
    silence_s: float = 15.0
    """For a connection, and between two pieces of an answer."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    address: str
    """The last one, after redirects."""
    content: bytes
    content_type: str
    """As the server says, its charset with it; empty where it does not."""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    """The server says that nothing is new since the given tag or date; ``content`` is empty."""
    asked: str = ""
    """The first one, before redirects."""


class Fetcher:
    """Fetches addresses, one at a time."""

    def __init__(
        self,
        guard: Guard,
        *,
        limits: Limits | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._guard = guard
        self._limits = limits or Limits()
        self._now = now

    def fetch(
        self,
        address: str,
        *,
        etag: str = "",
        last_modified: str = "",
        max_bytes: int | None = None,
        before: Callable[[str], None] = lambda _address: None,
    ) -> Fetched:
        """What ``address`` gives; ``unchanged`` only where a tag or date was handed in.

        ``before`` gets each address that is about to be asked, and may wait, or raise.

        Raises:
            AddressRefused: It is not asked, or leads to where nothing is asked.
            Gone: It is no more (410).
            NotThere: The server has nothing there for us (other 4xx).
            Later: The server names a time to come back (429, 503).
            FetchError: Anything else: no answer, another status, too long, too slow, cut off.
        """
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": _one_line(etag)} if etag else {}
        headers |= {"If-Modified-Since": _one_line(last_modified)} if last_modified else {}
        most = max_bytes or self._limits.max_bytes
        left_s = self._limits.total_s
        following = address
        for hop in range(_MOST_REDIRECTS + 1):
            try:
                asked = self._guard.checked(following)
                before(asked)
                begun = time.monotonic()  # what `before` waits is not the server's fault
                found = self._ask(asked, headers, most, left_s)
            except AddressRefused as exc:
                if not hop:
                    raise
                raise AddressRefused(f"{shown_url(address)} leads elsewhere: {exc}") from exc
            if isinstance(found, Fetched):
                return replace(found, asked=address)
            left_s -= time.monotonic() - begun
            following = found
        raise FetchError(f"{shown_url(address)} leads on and on; over {_MOST_REDIRECTS} redirects")

    def _ask(
        self, address: str, headers: Mapping[str, str], most: int, left_s: float
    ) -> "Fetched | str":
        """What one request gives: an answer, or the address that it redirects to."""
        limits = self._limits
        connector = GuardedConnector(
            self._guard, total_s=max(left_s, 0.0), connect_s=limits.silence_s
        )
        with connector, requests.Session() as session:
            session.trust_env = False
            adapter = GuardedAdapter(connector)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            slow = f"{shown_url(address)} was not read within {limits.total_s:g} s"
            try:
                found = self._send(session, address, headers, most)
            except (OSError, HTTPError, HTTPException, ValueError, zlib.error) as exc:
                if connector.expired:
                    raise FetchError(slow) from exc
                if isinstance(exc, FetchError):
                    raise
                if connector.failure is not None:
                    raise connector.failure from exc
                raise FetchError(f"{shown_url(address)} gives no answer ({_why(exc)})") from exc
            if connector.expired:  # a shut socket looks like the end of the answer
                raise FetchError(slow)
            return found

    def _send(
        self, session: requests.Session, address: str, headers: Mapping[str, str], most: int
    ) -> "Fetched | str":
        request = requests.Request("GET", urldefrag(address).url, headers=dict(headers))
        with session.send(
            session.prepare_request(request),
            stream=True,
            allow_redirects=False,
            timeout=self._limits.silence_s,
        ) as answer:
            if answer.status_code not in _REDIRECTS or "Location" not in answer.headers:
                return self._taken(answer, address, headers, most)
            target = answer.headers["Location"].encode("latin-1", "replace")
            return urljoin(address, target.decode("utf-8", "replace"))

    def _taken(
        self, answer: requests.Response, address: str, headers: Mapping[str, str], most: int
    ) -> Fetched:
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        unchanged = answer.status_code == _UNCHANGED and conditional
        if answer.status_code != requests.codes.ok and not unchanged:
            raise self._refusal(answer, address)
        kind = _one_line(answer.headers.get("Content-Type", ""))
        if kind.lower().startswith(_NO_TEXT):
            raise FetchError(
                f"{shown_url(address)} is {kind[:40]}; only texts and tables can be read"
            )
        content = b"" if unchanged else self._body(answer, address, most)
        return Fetched(
            address,
            content,
            kind,
            etag=_one_line(answer.headers.get("ETag", "")),
            last_modified=_one_line(answer.headers.get("Last-Modified", "")),
            unchanged=unchanged,
        )

    def _body(self, answer: requests.Response, address: str, most: int) -> bytes:
        packing = answer.headers.get("Content-Encoding", "").strip().lower()
        pieces = answer.raw.stream(_CHUNK, decode_content=False)
        if packing in {"gzip", "x-gzip"}:
            pieces = _unpacked(pieces)
        elif packing not in {"", "identity"}:
            raise FetchError(
                f"{shown_url(address)} is packed as {packing[:40]!r}, which was not asked"
            )
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > most:
                raise FetchError(
                    f"{shown_url(address)} is too large (over {most / 1024 / 1024:g} MB); "
                    "raise FRONTLINE_MAX_MB"
                )
        return bytes(body)

    def _refusal(self, answer: requests.Response, address: str) -> FetchError:
        status = f"{answer.status_code} {_one_line(answer.reason or '')[:60]}".strip()
        message = f"{shown_url(address)} answers {status}"
        if answer.status_code == _GONE:
            return Gone(message)
        if answer.status_code in {_TOO_MANY, _UNAVAILABLE}:
            wait_s = self._wait_s(answer.headers.get("Retry-After", ""))
            if wait_s is not None:
                return Later(f"{message}, to come back in {wait_s:.0f} s", wait_s=wait_s)
        client = 400 <= answer.status_code < 500 and answer.status_code != _TOO_MANY
        return NotThere(message) if client else FetchError(message)

    def _wait_s(self, raw: str) -> float | None:
        """The seconds that Retry-After names, by number or date, within a day."""
        text = raw.strip()
        if text.isascii() and text.isdigit():
            return min(float(text[:9]), LONGEST_WAIT_S)
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((moment - self._now()).total_seconds(), 0.0), LONGEST_WAIT_S)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Gzip undone, at most ``_CHUNK`` bytes at once, however much a piece would come to."""
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    begun = False
    for given in pieces:
        rest = given
        while rest:
            if unpacker.eof:  # one gzip file after the other is a gzip file
                unpacker, begun = zlib.decompressobj(_GZIP_OR_ZLIB), False
            yield unpacker.decompress(rest, _CHUNK)
            begun = True
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    while begun and not unpacker.eof and (held := unpacker.decompress(b"", _CHUNK)):
        yield held  # what a full piece left in the unpacker
    if begun and not unpacker.eof:
        raise zlib.error("it breaks off")


def _one_line(value: str) -> str:
    return "".join(c for c in value if c.isprintable())[:1000].strip()


def _why(exc: BaseException) -> str:
    """The innermost reason, without the names of the classes around it."""
    inner: BaseException = exc
    for _depth in range(8):
        deeper = [a for a in (getattr(inner, "reason", None), *inner.args[::-1])]
        following = next((a for a in deeper if isinstance(a, BaseException)), None)
        if following is None:
            break
        inner = following
    if isinstance(inner, TimeoutError) or "timed out" in str(inner):
        return "it is silent for too long"
    told = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return " ".join(str(told).split())[:160]
