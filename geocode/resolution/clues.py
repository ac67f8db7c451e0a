"""The clues: what a text and the gazetteer say for or against one candidate.

A clue is a small pure function ``(hit, case, context) -> signals``. A signal names its weight in
``files/weights/ranker.json``, gives a value, and carries what its words need; ``wording`` puts it
into words for the few candidates that are shown. Adding a clue means a function here, its words,
a row in its test, training anew (``tools.training.ranker``) and the gold figures
before and after.

``STANDING`` clues do not change while a text is resolved; ``MOVING`` ones look at what its other
names were taken for and are asked again in every round.
"""

from collections.abc import Sequence

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import NameHit
from geocode.resolution.case import Case, Clue, Signal
from geocode.resolution.context import Context
from geocode.resolution.moving import (
    article_container,
    company,
    holds,
    nearness,
    one_sense,
    sentence_container,
)
from geocode.resolution.standing import (
    definite,
    front,
    idiom,
    name_standing,
    prior,
    said_inside,
    subject,
    village_word,
)

STANDING: Sequence[Clue] = (
    prior, name_standing, subject, idiom, front, said_inside, village_word, definite,
)  # fmt: skip
MOVING: Sequence[Clue] = (
    sentence_container, article_container, company, nearness, one_sense, holds,
)  # fmt: skip


def unknown_signals(country: str | None, focus: Focus = NO_FOCUS) -> Sequence[Signal]:
    """What speaks for the name meaning none of its candidates, in a text about ``country``.

    The gazetteer has all villages of the home country.
    """
    if country == focus.home:
        return ("no candidate", 1.0, None), ("no candidate in the theatre", 1.0, None)
    return (("no candidate", 1.0, None),)


def signals(rules: Sequence[Clue], hit: NameHit, case: Case, context: Context) -> list[Signal]:
    """All that the clues of ``rules`` have to say of one candidate."""
    return [signal for rule in rules for signal in rule(hit, case, context)]
