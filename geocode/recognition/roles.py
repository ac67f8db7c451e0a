"""Decides whether something happens at a named place, or the name means people (associative).

"Kyiv may soon decide" is a government, "Kharkiv Group of Forces" part of a name, "flights between
London and Amsterdam" two towns. The rule that names are marked by is in
``tests/quality/names/ROLES.md``; the weights are learned from our own texts (``tools.training``).
"""

from geocode.model import Mention, Role
from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading
from geocode.recognition.role_clues import CERTAIN
from geocode.recognition.role_features import may_rule, role_features
from geocode.recognition.spans import Span
from geocode.recognition.tagging.weights import ROLES_FILE, load_weights

ASSOCIATIVE = 0.0
"""Log odds above which a mention stands for people or is part of another name."""
TOWN_BAR = 0.6
"""How much more a town needs that rules nothing: a pin that is lost costs more than one
too many. On the open gold .6 to 1 lose no role and keep literal names of villages."""


def role_of(span: Span, reading: Reading, cues: Cues) -> Role:
    """The role of one name in the text."""
    if any(holds(span, reading, cues) for holds in CERTAIN):
        return Role.ASSOCIATIVE
    score = load_weights(ROLES_FILE).total(role_features(span, reading, cues))
    bar = ASSOCIATIVE if may_rule(span) else ASSOCIATIVE + TOWN_BAR
    return Role.ASSOCIATIVE if score > bar else Role.LITERAL


def mention_of(span: Span, reading: Reading, cues: Cues) -> Mention:
    """The mention that ``span`` is, with its role."""
    start, end = reading.tokens[span.first].start, reading.tokens[span.end - 1].end
    role = role_of(span, reading, cues)
    return Mention(start, end, reading.text[start:end], role, span.generic)
