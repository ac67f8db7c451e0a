"""Scores relative places against ``relative.jsonl``: the right kind, and the point near enough.

Expected points were computed from GeoNames' points of the named places by the formulae of the
sphere, those of parts of oblasts as centroids of halves of Natural Earth's outlines; ``within_km``
is the larger of 2 km and a fifth of the stated distance, of half the line, or of the oblast's
radius.
"""

from geocode.gazetteer.earth import distance_km
from tests.quality.scoring import gold


def scored(parser) -> list[tuple[dict, bool, float | None]]:
    """Of each sentence its row, whether it is right, and the error in km where one was told."""
    return [(row, *_scored(parser, row)) for row in gold("relative.jsonl")]


def _scored(parser, row) -> tuple[bool, float | None]:
    told = next(
        (
            found.relative
            for found in parser.parse(row["text"])
            if found.mention.start < row["end"] and row["start"] < found.mention.end
        ),
        None,
    )
    if told is None:
        return False, None
    km = distance_km(told.latitude, told.longitude, row["lat"], row["lon"])
    return told.kind.value == row["kind"] and km <= row["within_km"], km
