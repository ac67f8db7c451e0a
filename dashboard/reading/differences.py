"""Compares two texts paragraph by paragraph, and changed paragraphs word by word. Pure.

Time is bounded whatever the texts: what would take long to compare (one word a thousand times in
both) counts as changed whole. Paragraphs that differ are paired with those that share most words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LINES = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONG_LINE = 1200
"""Characters; a longer paragraph is compared sentence by sentence."""
_MOST_MEETINGS = 50_000
"""Pairs of equal words (or paragraphs) that are looked at; 700 words of prose have 6,000."""
_MOST_PAIRED = 2500
"""Paragraphs of one text times those of the other, of a stretch that was rewritten."""
_ALIKE = 0.4
"""Share of the words that two versions of one paragraph have in common."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph; ``changed`` where the other text has it otherwise or not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the older text beside its newer form; empty where there is none."""

    old: tuple[Part, ...]
    new: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return any(part.changed for part in (*self.old, *self.new))


def compare(old: str, new: str) -> list[Row]:
    """The paragraphs of both texts side by side, in order."""
    before, after = _paragraphs(old), _paragraphs(new)
    rows: list[Row] = []
    for same, (a, b), (c, d) in _stretches(before, after):
        if same:
            rows += [Row(*([(Part(one, False),)] * 2)) for one in before[a:b]]
        else:
            rows += _paired(before[a:b], after[c:d])
    return rows


def _paragraphs(text: str) -> list[str]:
    lines = (line.strip() for line in _LINES.split(text))
    return [part for line in lines if line for part in _pieces(line)]


def _pieces(line: str) -> Iterator[str]:
    if len(line) <= _LONG_LINE:
        yield line
    else:
        yield from _SENTENCE_END.split(line)


Span = tuple[int, int]


def _stretches(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, Span, Span]]:
    """Whether they are the same, and where they lie: stretches of both sequences, in order."""
    least = min(len(a), len(b))
    head = next((at for at in range(least) if a[at] != b[at]), least)
    most = least - head
    tail = next((at for at in range(most) if a[-1 - at] != b[-1 - at]), most)
    ends = (len(a) - tail, len(b) - tail)
    if head:
        yield True, (0, head), (0, head)
    yield from _between(a[head : ends[0]], b[head : ends[1]], head)
    if tail:
        yield True, (ends[0], len(a)), (ends[1], len(b))


def _between(a: Sequence[str], b: Sequence[str], at: int) -> Iterator[tuple[bool, Span, Span]]:
    if not a and not b:
        return
    there = Counter(b)
    if sum(count * there[one] for one, count in Counter(a).items()) > _MOST_MEETINGS:
        yield False, (at, at + len(a)), (at, at + len(b))
        return
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tag == "equal", (at + i, at + j), (at + k, at + m)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Rewritten paragraphs, each beside what it became."""
    at_old = at_new = 0
    for one, other in [*_partners(old, new), (len(old), len(new))]:
        yield from (Row((Part(text, True),), ()) for text in old[at_old:one])
        yield from (Row((), (Part(text, True),)) for text in new[at_new:other])
        if one < len(old):
            yield _word_by_word(old[one], new[other])
        at_old, at_new = one + 1, other + 1


def _partners(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Numbers of the paragraphs that are versions of one another: most shared words in all."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRED:
        return []
    words = [[Counter(re.findall(r"\w+", text)) for text in texts] for texts in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(one, other) for other in words[1]] for one in words[0]]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = alike[i][j] and alike[i][j] + best[i + 1][j + 1]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of the words in common; 0 where that is too little."""
    shared = 2 * (one & other).total() / ((one.total() + other.total()) or 1)
    return shared if shared >= _ALIKE else 0.0


def _word_by_word(old: str, new: str) -> Row:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    sides: tuple[list[Part], list[Part]] = ([], [])
    for same, (a, b), (c, d) in _stretches(before, after):
        stretches = "".join(before[a:b]), "".join(after[c:d])
        # The space between two words that changed is no stretch of its own.
        kept = same and not (stretches[0].isspace() and any(sides))
        for side, stretch in zip(sides, stretches, strict=True):
            if side and side[-1].changed is not kept:
                side[-1] = Part(side[-1].text + stretch, not kept)
            elif stretch:
                side.append(Part(stretch, not kept))
    return Row(*map(tuple, sides))
