"""A text that is longer than any article is read in parts, so that memory stays bounded.

What a parse holds at once is some sixty times the text. No article of the news at hand has more
than 64,000 characters; what is longer than ``PART_LENGTH`` is a dump of many, whose beginning says
nothing of its end. Each part is cut where a line ends, else a sentence, else a word, and read for
itself; offsets are those of the whole.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from geocode.model import Resolution

PART_LENGTH = 100_000
"""Characters of a part at most; it and its mentions take some 8 MB."""
_SEARCHED = 10_000
"""How far back from its limit a part may end."""
_STOP = re.compile(r"(?s:.*)[.!?…]\s")
_SPACE = re.compile(r"(?s:.*)\s")


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part, in order; together they are the text."""
    start = 0
    while len(text) - start > PART_LENGTH:
        end = _cut(text, start + PART_LENGTH)
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, limit: int) -> int:
    least = limit - _SEARCHED
    line = text.rfind("\n", least, limit)
    if line >= 0:
        return line + 1
    for boundary in (_STOP, _SPACE):
        found = boundary.match(text, least, limit)
        if found is not None:
            return found.end()
    return limit


def moved(found: Resolution, by: int) -> Resolution:
    """The resolution with its offsets ``by`` characters further on."""
    mention = replace(found.mention, start=found.mention.start + by, end=found.mention.end + by)
    relative = found.relative
    if relative is not None:
        relative = replace(relative, start=relative.start + by, end=relative.end + by)
    return replace(found, mention=mention, relative=relative)
