"""Days: when an article was published, and when what it tells happened. UCDP ``date_prec``."""

from data.dating.stated import Published, published, published_day

__all__ = ["Published", "published", "published_day"]
