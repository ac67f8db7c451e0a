"""A visitor as the settings say: whom it may visit, and how much it brings back."""

from data.articles.web.fetching import Fetcher, Limits
from data.articles.web.guard import LOCAL, Guard
from data.articles.web.visiting import Visitor
from data.clock import Clock
from data.settings import Settings

_BYTES_A_MB = 1024 * 1024


def visitor_for(settings: Settings, clock: Clock) -> Visitor:
    """A visitor of the public internet, and of private networks where the settings allow it."""
    guard = Guard(allowed=LOCAL if settings.allow_local else ())
    limits = Limits(max_bytes=settings.max_file_mb * _BYTES_A_MB)
    return Visitor(Fetcher(guard, limits=limits, now=clock.wall), clock=clock)
