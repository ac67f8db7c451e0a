"""Connections for one fetch: to checked addresses only, and cut off when its time is over.

requests and urllib3 look a host up themselves and wait anew for each byte. Here the name is looked
up once, the guard sees every number, and the socket goes to a number that it saw, while Host and
the name in TLS stay the ones asked for. A server that sends a byte a second holds us until the
deadline and no longer: then the sockets are shut, whatever waits for them. Only the system's own
look-up of a name cannot be cut short. Times are seconds.
"""

import socket
import sys
import threading
import time
from types import TracebackType
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from data.articles.web.guard import Guard
from data.errors import FetchError


class Dialler:
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

    def __enter__(self) -> "Dialler":
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def dial(self, host: str, port: int) -> socket.socket:
        """A socket connected to a number of ``host`` that the guard let pass."""
        try:
            return self._keep(self._connect(host, port))
        except FetchError as exc:
            self.failure = exc
            raise

    def _connect(self, host: str, port: int) -> socket.socket:
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
                reason = "no answer in time" if isinstance(exc, TimeoutError) else _told(exc)
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

    def __init__(self, dialler: Dialler) -> None:
        self._dialler = dialler
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
        self.poolmanager.pool_classes_by_scheme = _pools(self._dialler)


def _pools(dialler: Dialler) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dialler.dial(self._dns_host, self.port or 80)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return dialler.dial(self._dns_host, self.port or 443)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _told(exc: OSError) -> str:
    return exc.strerror or str(exc)
