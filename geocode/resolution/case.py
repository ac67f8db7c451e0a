"""What a clue is asked about, and what it answers with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention, Place
from geocode.resolution.context import Context, Placed

Signal = tuple[str, float, object]
"""The name of a weight, a value, and what the words for it need."""
Clue = Callable[[NameHit, "Case", Context], Sequence[Signal]]
SETTLEMENTS = frozenset({Kind.CITY, Kind.VILLAGE})
STREAM_CODES = frozenset(["STM", "STMI", "CNL"])


@dataclass(frozen=True, slots=True)
class Case:
    """One name as the text uses it, all its mentions taken together."""

    mentions: tuple[Mention, ...] = ()
    sentences: tuple[int, ...] = ()
    starts: frozenset[int] = frozenset()
    """Where its mentions begin: it is no evidence for itself."""
    container: Place | None = None
    """What the text says that it lies in."""
    officially: frozenset[str] = frozenset()
    """Ids of the candidates that are officially called so."""
    anchors: tuple[Placed, ...] = ()
    definite: bool = False
    """It stands after "the", "bank of" or "across"."""
    placed: frozenset[str] = frozenset()
    """Ids that the same name was given elsewhere in the text."""
    day: date | None = None
    others_by_country: Mapping[str, float] = field(default_factory=dict)
    """``Context.countries`` without what this name itself adds to it."""
    others_by_region: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """``Context.regions`` without what this name itself adds to it."""
    leading: tuple[tuple[str, float], ...] = ()
    """The two countries that most of the others lie in, and how much of them does."""
