"""A real web server on this machine, whose answers a test writes down."""

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from data.articles.web.connections import Guard

PUBLIC = "127.0.0.2"
"""Stands for the internet: the guard of the tests lets it pass, and 127.0.0.1 not."""


def only_public(**names):
    """A guard for which ``PUBLIC`` is all of the internet; ``names`` gives hosts their numbers."""
    known = {name.replace("_", "."): numbers for name, numbers in names.items()}
    return Guard(allowed=(ip_network(PUBLIC),), resolve=lambda host, _port: known.get(host, [host]))


@dataclass
class Answer:
    """What a path gives."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    kind: str = "text/html"


@dataclass
class Site:
    """A running server: write into ``pages``, read ``asked``."""

    port: int
    pages: dict
    """Path to an Answer, or to a function of the request's handler that answers by itself."""
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)

    def address(self, path="/", host=PUBLIC):
        return f"http://{host}:{self.port}{path}"

    @property
    def counts(self):
        return Counter(self.asked)


@contextmanager
def serving(pages=None, *, host=PUBLIC, tls=None):
    site = Site(0, pages if pages is not None else {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            self.close_connection = True
            page = site.pages.get(self.path, Answer(b"nothing here", 404))
            if callable(page):
                page = page(self)
            if page is not None:
                give(self, page)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass  # a client that went away, which is what many tests are about

    with Server((host, 0), Handler) as server:
        site.port = server.server_address[1]
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def give(handler, answer):
    handler.send_response(answer.status)
    headers = {"Content-Type": answer.kind, "Content-Length": str(len(answer.body))}
    for name, value in (headers | answer.headers).items():
        if value is not None:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(answer.body)


def moved(target, status=302):
    return Answer(status=status, headers={"Location": target})
