"""Marks placed names and acting parties in a sentence, each by signs of the same length.

What follows reads the marked sentence, so that a pattern need not know any name, and offsets in it
are offsets in the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.reading.claims.lexicon import ACTOR, ADJECTIVE, BARE, ENEMY, OWN, PLACE, SPEAKER, Lexicon
from geocode.model import Resolution, Role
from geocode.text import PLAIN_APOSTROPHE

_ASIDE = re.compile(r"\([^()]*\)")
# A reference in Markdown ends a sentence that has no space behind it: "21.[[5]](https://...)".
_LINK = re.compile(r"(?:\[\[[^\]]{0,12}\]\])?\(<?https?://[^\s)]*\)|https?://\S+")
_NOTE = r"\[+\w{1,12}\]+(?:\([^()\s]*\))?|\(https?:[^()\s]*\)"
_NOTES = re.compile(_NOTE)
NOTED_STOP = re.compile(rf"(?<=[^\W\d])[.!?][\"”»]?(?:(?:{_NOTE})+|\d{{1,3}})\s+(?=[^\W\d_])")
"""A full stop with the number of a note behind it, or a link."""
_BEFORE, _BEHIND = 30, 70
"""Characters around a place in which a party of that name may stand."""
_MARKS = {"a": ACTOR, "j": ADJECTIVE, "s": SPEAKER}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place in the sentence, or words that mean one named before."""

    start: int
    end: int
    number: int
    """Which of the text's mentions it is."""
    literal: bool
    named: bool = True
    """False: "the town"."""


@dataclass(slots=True)
class Sentence:
    """One sentence as it is read for claims."""

    start: int
    """In the text."""
    written: str
    lower: str
    """In lower case, nothing marked."""
    marked: str
    names: list[Name]
    lexicon: Lexicon
    groups: list[tuple[int, int, list[Name]]] = field(default_factory=list)
    """Listed names as one, with where the list begins and ends."""
    unconfirmed: bool = False
    """It stands under a label: "Unconfirmed claims: ..."."""

    def of(self, kind: str) -> re.Pattern[str]:
        """The word list of that kind."""
        return self.lexicon.words.get(kind, _NEVER)


_PLAIN = {**PLAIN_APOSTROPHE, **dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\u00a0\u202f\u2009"), " ")}
_NEVER = re.compile("(?!)")


def lowered(written: str) -> str:
    """The text in lower case, of the same length, with plain apostrophes and spaces."""
    lower = written.lower()
    if len(lower) != len(written):  # a capital whose small letter is two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
    return lower.translate(_PLAIN)


def mark(
    text: str,
    bounds: tuple[int, int],
    mentions: Sequence[tuple[int, Resolution]],
    antecedent: int | None,
    lexicon: Lexicon,
) -> Sentence:
    """The sentence of those bounds.

    Args:
        text: The text.
        bounds: Where the sentence begins and ends.
        mentions: The settlements and sites that it names, with their numbers.
        antecedent: Number of the settlement that "the town" means before the sentence names one.
        lexicon: The words of its language.
    """
    start, end = bounds
    written = text[start:end]
    lower = lowered(written)
    signs = list(_LINK.sub(_blank, lower) if "](" in lower or "://" in lower else lower)
    names = []
    longer = _parties_in(lower, lexicon, [m.mention.start - start for _n, m in mentions])
    for number, found in mentions:
        first, last = found.mention.start - start, found.mention.end - start
        literal = found.mention.role is Role.LITERAL and not _speaks(lower[last:], lexicon)
        if not literal and lexicon.parties.fullmatch(lower[first:last]):
            continue
        if any(a <= first and last <= b and b - a > last - first for a, b in longer):
            continue  # part of a party's name: "Kyiv's forces"
        names.append(Name(first, last, number, literal))
        signs[first:last] = PLACE * (last - first)
    label = lexicon.words.get("label", _NEVER).match(lower)
    unconfirmed = label is not None and label.group("unconfirmed") is not None
    for aside in [*_NOTES.finditer("".join(signs)), *_ASIDE.finditer("".join(signs)), label]:
        if aside:
            signs[aside.start() : aside.end()] = " " * (aside.end() - aside.start())
    names = [name for name in names if signs[name.start] == PLACE]
    _mark_parties(signs, lexicon)
    for apposed in lexicon.words.get("apposition", _NEVER).finditer("".join(signs)):
        signs[apposed.start() : apposed.end()] = " " * (apposed.end() - apposed.start())
    names = [name for name in names if signs[name.start] == PLACE]
    _mark_anaphors(signs, names, antecedent, lexicon)
    names.sort(key=lambda name: name.start)
    marked = "".join(signs)
    sentence = Sentence(start, written, lower, marked, names, lexicon, unconfirmed=unconfirmed)
    for group in lexicon.lists.finditer(marked):
        if lexicon.words["sector"].match(marked, group.end()):
            continue  # "the Lyman direction" is a stretch of the front
        inside = [name for name in names if group.start() <= name.start < group.end()]
        if inside:
            sentence.groups.append((group.start(), group.end(), inside))
    return sentence


def _blank(link: re.Match[str]) -> str:
    return ";" + " " * (len(link.group()) - 1)


def _speaks(after: str, lexicon: Lexicon) -> bool:
    """Whether a verb of saying is near: "Kyiv denies it"."""
    verbs = "|".join(lexicon.words[kind].pattern for kind in ("speech", "deny"))
    return re.match(rf"\s+(?:\w+\s+)?(?:{verbs})", after[:40]) is not None


def _parties_in(lower: str, lexicon: Lexicon, near: Sequence[int]) -> set[tuple[int, int]]:
    """Where parties' names stand around those offsets."""
    return {
        one.span()
        for place in near
        for one in lexicon.parties.finditer(lower, max(0, place - _BEFORE), place + _BEHIND)
        if (one.lastgroup or "")[:1] in {"a", "s"}
    }


def _mark_parties(signs: list[str], lexicon: Lexicon) -> None:
    for found in lexicon.parties.finditer("".join(signs)):
        kind = found.lastgroup or ""
        sign = {"own": OWN, "enemy": ENEMY, "bare": BARE}.get(kind)
        sign = sign or chr(_MARKS[kind[0]] + int(kind[1:]))
        signs[found.start() : found.end()] = sign * (found.end() - found.start())


def _mark_anaphors(
    signs: list[str], names: list[Name], antecedent: int | None, lexicon: Lexicon
) -> None:
    anaphor = lexicon.words.get("anaphor")
    if anaphor is None:
        return
    named = list(names)
    marked = "".join(signs)
    for found in anaphor.finditer(marked):
        # "the town of Bakhmut", "the city's centre": the name itself follows, or it is another.
        after = marked[found.end() : found.end() + 5].lstrip()
        if after.startswith((PLACE, "of ", "'")):
            continue
        before = [name for name in named if name.end <= found.start()]
        number = before[-1].number if before else antecedent
        if number is not None:
            names.append(Name(found.start(), found.end(), number, True, named=False))
            signs[found.start() : found.end()] = PLACE * (found.end() - found.start())


def side(sign: str) -> tuple[str, int] | None:
    """What a mark stands for: its kind and the number of its party; None for a letter."""
    for kind, first in _MARKS.items():
        if first <= ord(sign) < first + 16:
            return kind, ord(sign) - first
    return None
