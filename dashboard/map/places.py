"""Places named in a range of days, as dots by mentions and kind, with their names."""

from datetime import date

from dashboard.map import bundle
from dashboard.map.layer import MapLayer


class Places(MapLayer):
    """A dot for each place; areas are never dots.

    Args:
        places: what ``data.places_pack`` returns; ``None``: the live page sends both packs.
        counts: what ``data.counts_pack`` returns.
        first: first of the days that count; ``None``: no first day.
        last: last of them; ``None``: no last day. Without both, mentions without a day count too.
    """

    def __init__(
        self,
        places: bytes | None = None,
        counts: bytes | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        if (places is None) != (counts is None):
            raise ValueError("give both packs, or none")
        super().__init__(
            "addPlaces",
            {
                "places": bundle.within_page(places) if places else None,
                "counts": bundle.within_page(counts) if counts else None,
                "first": first.isoformat() if first else None,
                "last": last.isoformat() if last else None,
            },
        )
