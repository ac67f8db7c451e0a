"""Opens connections for one fetch: to permitted addresses only, and cut off at a deadline.

A URL in a feed or a redirect is written by strangers, and this program may run where strangers
cannot look: on a desk, in an office, in a data centre whose metadata service gives out keys. A host
is refused if any of its IP addresses is not public.

requests and urllib3 resolve a host themselves and wait again for each byte. Here the name is
resolved once, every IP address is checked, and the socket connects to an address that was checked,
so a name that resolves to something else a moment later gains nothing; Host and the TLS name stay
those of the URL. A server that sends a byte a second holds the program until the deadline and no
longer: then the sockets are shut. Only the system's own name resolution cannot be cut short. Times
are seconds.
"""

import ipaddress
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from data.errors import AddressRefused, FetchError
from data.urls import web_address

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the addresses it has now; raises ``OSError`` where it has none."""
LOCAL: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in ("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
"""This machine, and the networks of an office or a home."""
# https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sister; written out,
# because what `is_global` says of some of them differs between releases of Python.
_NEVER: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carriers' own, and a cloud's metadata service
        "169.254.0.0/16",  # link-local, and the metadata service of most clouds
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "168.63.129.16/32",  # a public number that means the host's own machine in one cloud
        "2001::/23",  # Teredo and other protocols' own
        "2001:db8::/32",
        "2002::/16",  # an IPv4 address in disguise
        "3fff::/20",
        "fd00:ec2::254/128",  # metadata
    )
)
_UNICAST_6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def resolved(host: str, port: int) -> list[str]:
    """The addresses that the system knows for ``host``, in the order it prefers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Says which addresses may be connected to."""

    allowed: tuple[Network, ...] = ()
    """Networks that may be asked although they are not public."""
    resolve: Resolve = resolved

    def checked(self, address: str) -> str:
        """``address`` if it is one that may be asked; raises ``AddressRefused`` where it is not."""
        scheme = address.strip().partition(":")[0].lower()
        if scheme not in {"http", "https"}:
            raise AddressRefused(
                f"{shown_url(address)} is no http or https address; it is not fetched"
            )
        usable = web_address(address)
        if usable is None:
            raise AddressRefused(
                f"{shown_url(address)} is no web address that can be used; check it"
            )
        if "@" in urlsplit(usable).netloc:
            raise AddressRefused(
                f"{shown_url(address)} holds a name or password; write the address without it"
            )
        return usable

    def endpoints(self, host: str, port: int) -> list[str]:
        """The numbers to connect to for ``host``; raises where one of them is not public."""
        try:
            found = list(self.resolve(host.strip("[]"), port))
        except (OSError, UnicodeError) as exc:
            reason = getattr(exc, "strerror", None) or exc
            raise FetchError(f"{host} is not known here ({reason}); check the address") from exc
        for number in found:
            if not self.permits(number):
                raise AddressRefused(
                    f"{host} is {number}, which is not on the public internet; it is not asked "
                    "(FRONTLINE_ALLOW_LOCAL=1 allows an intranet's own machines)"
                )
        if not found:
            raise FetchError(f"{host} has no address; check it")
        return found

    def permits(self, number: str) -> bool:
        """Whether the machine with this number may be asked."""
        try:
            address = ip_address(number)
        except ValueError:  # with a zone ("fe80::1%eth0"), or nothing that we know
            return False
        if any(address.version == net.version and address in net for net in _NEVER):
            return False
        allowed = (net for net in self.allowed if net.version == address.version)
        return any(address in net for net in allowed) or _public(address)


def shown_url(address: str) -> str:
    """``address`` as messages have it: one line, not too long, no password."""
    scheme, slashes, rest = " ".join(address.split())[:200].partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + slashes + authority.rpartition("@")[2] + slash + path


class GuardedConnector:
    """Opens sockets until its time is over; as a context it shuts them all in the end."""

    def __init__(self, guard: Guard, *, total_s: float, connect_s: float) -> None:
        self._guard = guard
        self._connect_s = connect_s
        self._ends = time.monotonic() + total_s
        self._handles: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(total_s, self._cut)
        self._timer.daemon = True
        self.expired = False
        """True once time was over while something was still open."""
        self.failure: FetchError | None = None
        """Why the last connection was not made; urllib3 wraps it beyond recognition."""

    def __enter__(self) -> "GuardedConnector":
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def connect(self, host: str, port: int) -> socket.socket:
        """A socket connected to a number of ``host`` that the guard let pass."""
        try:
            return self._keep(self._open_socket(host, port))
        except FetchError as exc:
            self.failure = exc
            raise

    def _open_socket(self, host: str, port: int) -> socket.socket:
        reason = "no time left"
        for number in self._guard.endpoints(host, port):
            left = min(self._connect_s, self._ends - time.monotonic())
            if left <= 0:
                break
            family = socket.AF_INET6 if ":" in number else socket.AF_INET
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(left)
                connection.connect((number, port))
            except OSError as exc:
                connection.close()
                reason = "no answer in time" if isinstance(exc, TimeoutError) else _reason(exc)
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        raise FetchError(f"{host} cannot be reached ({reason})")

    def _keep(self, connection: socket.socket) -> socket.socket:
        # TLS takes the socket away from its object; a second handle still reaches it.
        with self._lock:
            if self.expired:
                connection.close()
                raise FetchError("no time left")
            self._handles.append(connection.dup())
        sys.audit("http.client.connect", None, *connection.getpeername()[:2])
        return connection

    def _cut(self) -> None:
        with self._lock:
            self.expired = True
            for handle in self._handles:
                try:
                    handle.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it ended by itself


class GuardedAdapter(HTTPAdapter):
    """Sends requests through connections of one dialler, and tries nothing twice."""

    def __init__(self, connector: GuardedConnector) -> None:
        self._connector = connector
        super().__init__(max_retries=0)

    def init_poolmanager(
        self,
        connections: int,
        maxsize: int,
        block: bool = False,
        **pool_kwargs: Any,  # noqa: ANN401 - requests' own signature
    ) -> None:
        """Make the pools as requests does, with connections that the dialler opens."""
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._connector)


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global
    if address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return inner.is_global and not any(inner in net for net in _NEVER if net.version == 4)
    # Outside of it lie mapped and compatible IPv4, the other NAT64, link- and site-local.
    return address in _UNICAST_6 and address.is_global


def _pools(connector: GuardedConnector) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connector.connect(self._dns_host, self.port or 80)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connector.connect(self._dns_host, self.port or 443)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _reason(exc: OSError) -> str:
    return exc.strerror or str(exc)
