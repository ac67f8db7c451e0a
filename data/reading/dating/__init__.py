"""Days: when an article was published, and when what it tells happened. UCDP ``date_prec``."""

from data.reading.dating.events import event_days
from data.reading.dating.finding import find_published
from data.reading.dating.stated import Published, published, published_day

__all__ = ["Published", "event_days", "find_published", "published", "published_day"]
