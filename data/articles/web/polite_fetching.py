"""Fetches URLs politely: obeys robots.txt and asks each host at most once a second.

Rules are cached for a day. A site without rules (4xx) allows everything; one whose rules cannot be
read now (5xx, no answer) is not asked now. Redirects obey the rules of the site they lead to. Times
are seconds of the monotonic clock that is passed in.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from data.articles.web.connections import LOCAL, Guard, shown_url
from data.articles.web.fetching import AGENT_NAME, Fetched, Fetcher, Limits
from data.articles.web.robots import MOST_BYTES, Robots, read_robots, robots_address
from data.clock import Clock
from data.errors import AddressRefused, FetchError, NotThere
from data.settings import Settings

_GAP_S = 1.0
_RULES_KEPT_S = 86_400.0
_FAILURE_KEPT_S = 600.0
_MOST_HOSTS = 2_000


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of a host's rules, and until when."""

    until_s: float
    robots: Robots | None
    """None: they cannot be read."""
    reason: str = ""


class PoliteFetcher:
    """Fetches addresses one after the other, politely."""

    def __init__(self, fetcher: Fetcher, *, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._free_at: dict[str, float] = {}

    def fetch(self, address: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """What ``address`` gives; waits as long as politeness asks.

        Raises what ``Fetcher.fetch`` raises, and ``AddressRefused`` where the site's rules
        forbid it.
        """
        return self._fetcher.fetch(
            address, etag=etag, last_modified=last_modified, before=self._ask_leave
        )

    def _ask_leave(self, address: str) -> None:
        """Return when ``address`` may be asked; raises where it may not."""
        rules = self._rules_of(address)
        if rules.robots is None:
            raise FetchError(f"{shown_url(address)} is not asked now: {rules.reason}")
        if not rules.robots.allow(address):
            raise AddressRefused(
                f"{shown_url(address)} is not fetched: the site's robots.txt asks programs not to"
            )
        self._wait(address, max(_GAP_S, rules.robots.delay_s))

    def _rules_of(self, address: str) -> _Rules:
        place = robots_address(address)
        now = self._clock.steady_s()
        known = self._rules.get(place)
        if known is None or known.until_s <= now:
            known = self._fetch_rules(place)
            self._rules.pop(place, None)
            self._rules[place] = known
            if len(self._rules) > _MOST_HOSTS:
                del self._rules[next(iter(self._rules))]
        return known

    def _fetch_rules(self, place: str) -> _Rules:
        def until(kept_s: float) -> float:
            return self._clock.steady_s() + kept_s

        try:
            found = self._fetcher.fetch(
                place, max_bytes=MOST_BYTES, before=lambda hop: self._wait(hop, _GAP_S)
            )
        except NotThere:
            return _Rules(until(_RULES_KEPT_S), Robots())
        except AddressRefused:
            raise
        except FetchError as exc:
            return _Rules(until(_FAILURE_KEPT_S), None, str(exc))
        text = found.content.decode("utf-8", "replace")
        return _Rules(until(_RULES_KEPT_S), read_robots(text, agent=AGENT_NAME))

    def _wait(self, address: str, gap_s: float) -> None:
        host = urlsplit(address).hostname or ""
        now = self._clock.steady_s()
        wait_s = self._free_at.get(host, now) - now
        if wait_s > 0:
            self._clock.sleep(wait_s)
        if len(self._free_at) > _MOST_HOSTS:
            self._free_at = {name: at for name, at in self._free_at.items() if at > now}
        self._free_at[host] = self._clock.steady_s() + gap_s


def polite_fetcher(settings: Settings, clock: Clock) -> PoliteFetcher:
    """A visitor of the public internet, and of private networks where the settings allow it."""
    guard = Guard(allowed=LOCAL if settings.allow_local else ())
    limits = Limits(max_bytes=settings.max_file_bytes)
    return PoliteFetcher(Fetcher(guard, limits=limits, now=clock.wall), clock=clock)
