"""The weights of the clues, and how a sum of clues becomes a score and a confidence.

A candidate's sum ``s`` stands for odds ``exp(s)``; its score is its share of the odds of all
candidates and of ``UNKNOWN``, the chance that the name means a place that the gazetteer lacks.
So namesakes that nothing tells apart share the score, and none reaches ``PIN_THRESHOLD``.
Set by hand on the open part of the committed gold (``python -m pytest tests/quality``); a learned
ranker takes these weights over behind the same protocol.
"""

from collections.abc import Sequence
from math import exp

UNKNOWN = 2.4
"""Odds that no candidate is meant: 0.82 remains for a lone village with nothing else for it."""
PIN_THRESHOLD = 0.5
"""Up to this share a name is listed with its candidates and not pinned. Double entries of the best
within ``SAME_PLACE_KM`` count with it."""

CONTESTED_MOST = 0.97
"""The most that a place with namesakes elsewhere is given: of the pins at the top, 95 to 97 in a
hundred stand where reports of 2022 put them (cir_events, within 25 km)."""
SAME_PLACE_KM = 10.0
POPULATION = 1.5
"""A decade of residents."""
POPULATION_UNKNOWN = 300
"""Taken for a settlement whose sources give no residents: the median of Ukraine's villages."""
KIND_PRIOR = {
    "country": 13.0,
    "region": 8.8,
    "area": 8.5,
    "water": 8.0,
    "site": 6.5,
    "district": 4.5,
}
_KNOWN_REGION_LIST = "UA RU BY PL MD US CA AU GB IN CN BR DE FR IT ES MX TR JP GE"
KNOWN_REGIONS = frozenset(_KNOWN_REGION_LIST.split())
LESSER_REGION = 7.0
"""For parishes and departments elsewhere: Hanover is rather a town than a parish of Jamaica."""
STREAM_CODES = frozenset(["STM", "STMI", "CNL"])
STREAM = 5.0
"""Rivers mostly bear "river" beside their name; alone it is rather the town on the bank."""
TOWN_PART = 3.0
CAPITAL = 1.2
OFFICIAL = 0.0
UNOFFICIAL = -0.7
UNOFFICIAL_ABROAD = -3.0
"""For a bare alternate name (Molotov, once a name of Perm) outside the country of the text."""
UNOFFICIAL_RIVAL = -3.5
"""For an alternate name of a lesser town while another place is officially called so."""
FOCUS = 2.4
FOREIGN = -0.4
FOREIGN_SMALL = -2.0
"""For towns under 100,000: a text about Ukraine hardly names Antonovo in Bulgaria."""
NEIGHBOURS = {"UA": frozenset({"RU", "BY", "MD", "PL"})}
"""Countries whose villages are in the news with the focus."""
FRONT_OBLAST = 0.7
"""For the five oblasts where the fighting is: war news names their villages, not namesakes."""
FRONT_OBLASTS = frozenset(["Donetsk", "Luhansk", "Zaporizhzhia", "Kherson", "Kharkiv"])
INSIDE_NAMED = 8.0
OUTSIDE_NAMED = -5.0
INSIDE_SENTENCE = 3.2
OUTSIDE_SENTENCE = -1.2
INSIDE_ARTICLE = 1.0
NEAR_SCALE_KM = 25.0
NEAR = 4.8
SAME_COUNTRYSIDE_SCALE_KM = 250.0
SAME_COUNTRYSIDE = 0.9
NEAR_MOST = 7.0
"""Ten neighbours say little more than three."""
SAME_NAME_PLACED = 2.0
HOLDS = 1.2
HOLDS_MOST = 3.6
DEFINITE = 5.0
VILLAGE_WORD = 1.2
"""'the village of X' for a village, and against a city."""


def shares(sums: Sequence[float]) -> list[float]:
    """Each candidate's share of all odds, in the order given."""
    top = max((*sums, UNKNOWN))
    odds = [exp(value - top) for value in sums]
    total = sum(odds) + exp(UNKNOWN - top)
    return [value / total for value in odds]
