"""How exact a place is, in words: distances, and what a place that texts tell by others is.

Distances are metres. Plain text, not yet escaped.
"""

from collections.abc import Mapping
from typing import Any

from geocode.model import RELATIVE_CODE, Kind


def distance(metres: int) -> str:
    """Metres below one kilometre, kilometres above."""
    if metres < 1000:
        return f"{metres} m"
    km = metres / 1000
    return f"{km:.0f} km" if km >= 10 or km == int(km) else f"{km:.1f} km"


def estimate_words(place: Mapping[str, Any]) -> str:
    """What a place that texts tell by others is, with its reach; empty for every other place."""
    if place["feature_code"] != RELATIVE_CODE:
        return ""
    reach = distance(int(place["uncertainty_m"]))
    if Kind(place["kind"]) is Kind.SPOT:
        return f"estimated point, ±{reach}"
    return f"estimated area, within {reach}"
