"""Makes mentions of spans that the caller found, with the generic words beside them."""

from collections.abc import Iterable
from itertools import pairwise

from geocode.errors import InputError
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention, Role
from geocode.recognition.abbreviations import abbreviated_unit
from geocode.recognition.cues import Cues
from geocode.recognition.generics import attach_generics, coordinate
from geocode.recognition.peoples import is_demonym
from geocode.recognition.reading import Reading
from geocode.recognition.roles import role_of
from geocode.recognition.spans import Span


def given_mentions(
    reading: Reading, spans: Iterable[tuple[int, int]], cues: Cues, gazetteer: Gazetteer
) -> list[Mention]:
    """A mention a span, in the order given; generics and roles as the text has them.

    Raises:
        InputError: A span is empty or reaches out of the text.
    """
    wanted = list(spans)
    for start, end in wanted:
        if not 0 <= start < end <= len(reading.text):
            raise InputError(f"span {start}-{end} does not lie in a text of {len(reading.text)}")
    starts = {token.start: i for i, token in enumerate(reading.tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(reading.tokens)}
    found: dict[tuple[int, int], Span] = {}
    for start, end in sorted(set(wanted)):
        bare = end - 1 if reading.text[end - 1] == "." and end not in ends else end
        if start in starts and bare in ends:
            hits = gazetteer.lookup(reading.text[start:bare])
            found[start, end] = Span(starts[start], ends[bare], hits)
    ordered = list(found.values())
    for before, after in pairwise(ordered):
        unit = abbreviated_unit(reading, before, after.first, gazetteer.lookup)
        if unit is not None and unit.end == after.end:
            after.generic, after.sort = unit.generic, unit.sort
    coordinate(reading, ordered)
    attach_generics(reading, ordered, cues)
    mentions = []
    for start, end in wanted:
        text = reading.text[start:end]
        span = found.get((start, end))
        if span is None:
            mentions.append(Mention(start=start, end=end, text=text))
            continue
        role = Role.ASSOCIATIVE if is_demonym(text) else role_of(span, reading, cues)
        mentions.append(Mention(start, end, text, role, span.generic))
    return mentions
