"""Parses robots.txt by RFC 9309 and says which URLs may be fetched.

The group that names us counts, else the group of all; of the rules that fit an address the longest
decides, and of two as long the one that allows. ``*`` stands for anything, ``$`` for the end.
Python's own reader knows neither and takes the first rule that fits. Delays are seconds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from requests.utils import requote_uri

MOST_BYTES = 1024 * 1024
_MOST_DELAY_S = 30.0
_TOKEN = re.compile(r"[a-z_-]+|\*", re.IGNORECASE)
_RULES = {"allow": True, "disallow": False}


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program on one host."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Pattern, and whether it allows."""
    delay_s: float = 0.0
    """Seconds to leave between two requests, at most ``_MOST_DELAY_S``."""

    def allow(self, address: str) -> bool:
        """Whether the page at ``address`` may be fetched."""
        parts = urlsplit(requote_uri(address))
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), may) for pattern, may in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def robots_address(address: str) -> str:
    """Where the rules for ``address`` stand."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_robots(text: str, *, agent: str) -> Robots:
    """The rules that ``text`` has for the program named ``agent``; none where it has none."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    named: list[str] = []
    heading = False
    for key, value in _lines(text):
        if key == "user-agent":
            token = _TOKEN.match(value)
            named = named if heading else []
            heading = True
            if token:
                named.append(token[0].lower())
                groups.setdefault(token[0].lower(), ([], []))
        elif key in _RULES:
            heading = False
            if value:  # an empty one forbids nothing
                for name in named:
                    groups[name][0].append((requote_uri(value), _RULES[key]))
        elif key == "crawl-delay":
            heading = False
            for name in named:
                groups[name][1].append(_seconds(value))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _seconds(raw: str) -> float:
    try:
        seconds = float(raw)
    except ValueError:
        return 0.0
    return min(seconds, _MOST_DELAY_S) if seconds > 0 else 0.0


def _fits(pattern: str, path: str) -> bool:
    """Whether the pattern fits the beginning of ``path``; takes no more than their product."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if ends and not others:
        return place == len(path)
    last = others.pop() if ends else ""
    for part in others:
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return not ends or (path.endswith(last) and len(path) - len(last) >= place)
