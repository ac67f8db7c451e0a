"""Decides which requests reach Streamlit: those to a name of ours, from a page of ours.

A page elsewhere can have its own name lead to this machine (DNS rebinding), and can open a
WebSocket here. Streamlit answers the first, and for the second asks a public address what this
machine's own is. So both end here: ``Host`` is this machine's or one that the settings name, and
``Origin``, where there is one, is the same or one that the settings allow.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # what a server binds to, and no name
_REFUSED = (
    b"This server does not answer to that name, or to that page. Open it by the address that it "
    b"printed, or start it with --server.allowedHosts NAME (--server.corsAllowedOrigins ADDRESS)."
)
_POLICY_VIOLATION = 1008
"""Code of RFC 6455; sent before the socket is accepted, it is an answer 403."""


class OwnHostsOnly:
    """Refuses what is asked under another name than ours, or by another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have the app answer."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = list(scope["headers"])
        hosts, origins = _values(headers, b"host"), _values(headers, b"origin")
        names = own_names(scope.get("server"))
        if not is_ours(hosts, origins, names=names, origins_allowed=_option("corsAllowedOrigins")):
            await _refuse(scope["type"], send)
            return
        # What may not connect was refused; Streamlit would judge the rest by asking elsewhere.
        kept = [pair for pair in headers if pair[0] != b"origin"]
        socket = scope["type"] == "websocket"
        await self._app({**scope, "headers": kept} if socket else scope, receive, send)


def own_names(server: tuple[str, int | None] | None) -> frozenset[str]:
    """The names that this server answers to; ``server`` is where the connection came in."""
    told = {str(config.get_option(f"{part}.{which}") or "") for part, which in _TOLD}
    here = {server[0]} if server else set()
    return _LOCAL | (told - _ANY_ADDRESS - {""}) | here | set(_option("allowedHosts"))


_TOLD = (("server", "address"), ("browser", "serverAddress"))


def is_ours(
    hosts: list[str],
    origins: list[str],
    *,
    names: Iterable[str],
    origins_allowed: Iterable[str] = (),
) -> bool:
    """Whether a request with these headers comes to one of the names, from a page of its own.

    A name may be a pattern: "*.example.com", "*".
    """
    if len(hosts) != 1 or len(origins) > 1:
        return False
    host = _host(f"//{hosts[0]}")
    if not any(fnmatchcase(host, name.lower().rstrip(".")) for name in names):
        return False
    origin = origins[0] if origins else f"http://{hosts[0]}"
    return _netloc(origin) == hosts[0].lower() or origin in set(origins_allowed)


def _netloc(origin: str) -> str | None:
    """Host and port of an http or https origin; None for any other."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else None


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        _port = parts.port  # raises where it is none
    except ValueError:
        return ""
    plain = not (parts.username or parts.path or parts.query or parts.fragment)
    return (parts.hostname or "").rstrip(".") if plain else ""


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]


def _option(name: str) -> Iterator[str]:
    return (str(value).strip() for value in config.get_option(f"server.{name}") or ())


async def _refuse(kind: str, send: Send) -> None:
    if kind == "websocket":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": _REFUSED})
