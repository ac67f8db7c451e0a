"""Finds places told by two names or more: "between A and B", "the A-B road", "from A to B".

Text only, as ``relative_phrases``, and as bounded in reach.
"""

import re
from collections.abc import Sequence

from geocode.model import Mention, RelativeKind
from geocode.resolution.relative_words import GENERIC, Phrase

_BEFORE, _AFTER, _GAP = 110, 40, 40
_NAMES_MOST = 6
"""Names of one road or line; a longer chain is a list."""
_FLAGS = re.IGNORECASE

_WAY = (
    r"(?:road|highway|motorway|route|railway|rail\s+line|дороз[іи]|дорог\w{1,2}|трас\w{1,3}|"
    r"трасс\w{1,3}|шосе|шоссе)"
)
_ROAD = rf"(?:{_WAY}|line|лінії|лінія|линии|линия)"
"""A line leads "from A to B" only by the way: "across the county line from A to B"."""
_PLURAL = r"(?:(?:the\s+)?(?:villages|towns|cities|settlements)\s+of\s+)?"
_BETWEEN = re.compile(
    rf"(?:(?P<before>\w{{2,20}})[\s,]+)?(?<!\w)(?P<phrase>(?:(?P<halfway>halfway|midway|half\s+way|"
    rf"посередині|посередине)\s+)?(?:between|між|между)\s+{_PLURAL}{GENERIC})$",
    _FLAGS,
)
_NO_SPACE_BETWEEN = re.compile(
    r"(?:talk|negotiat|agree|deal|treat|accord|relation|tie|trade|war|conflict|differen|meeting|"
    r"cooperat|contact|dialogue|swap|exchange|match|game|flight|train|border|link|rivalr|split|"
    r"choos|choice|dispute|call|переговор|відносин|отношен|угод|договор|договір|війн|войн|"
    r"конфлікт|конфликт|обмін|обмен|кордон|границ|різниц|разниц|матч|зустріч|встреч|рейс|поїзд|"
    r"поезд)\w{0,8}$",
    _FLAGS,
)
"""Before "between": what goes on between the two, or divides them, and lies nowhere on the way."""
_FROM = re.compile(
    rf"(?<!\w)(?P<phrase>(?:on\s+|along\s+|на\s+|вздовж\s+|вдоль\s+)?(?:the\s+)?{_WAY}\s+"
    rf"(?:from|linking|connecting|із|зі|з|из|между|між|between)\s+{GENERIC})$",
    _FLAGS,
)
_ROAD_BEFORE = re.compile(
    rf"(?<!\w)(?P<phrase>(?:on\s+|along\s+|на\s+|вздовж\s+|вдоль\s+)?(?:the\s+)?(?:{_ROAD}\s+)?)$",
    _FLAGS,
)
_ROAD_AFTER = re.compile(rf"\s+{_ROAD}(?!\w)", _FLAGS)
_AND = re.compile(r"(?:\s+(?:town|city|village))?\s+(?:and|та|і|й|и)\s+" + GENERIC, _FLAGS)
_TO = re.compile(
    r"(?:\s+(?:town|city|village))?\s+(?:and|to|with|до|в|у|на|та|і|й|и)\s+" + GENERIC, _FLAGS
)
_DASH = re.compile(r"\s?[-–—‑]\s?")


def line(text: str, mentions: Sequence[Mention], number: int) -> Phrase | None:
    """What lies between this mention and the next: "between A and B", "the A-B road"."""
    if number + 1 == len(mentions):
        return None
    first, second = mentions[number], mentions[number + 1]
    gap = text[first.end : second.start]
    if len(gap) > _GAP:
        return None
    before = text[max(0, first.start - _BEFORE) : first.start]
    both = (number, number + 1)
    if _DASH.fullmatch(gap):
        return _dashed(text, mentions, number, before)
    if not _TO.fullmatch(gap):
        return None
    road = _FROM.search(before)
    if road is not None:
        start = first.start - len(road["phrase"])
        return Phrase(RelativeKind.ROAD, start, second.end, both)
    between = _BETWEEN.search(before) if _AND.fullmatch(gap) else None
    if between is None or _NO_SPACE_BETWEEN.match(between["before"] or ""):
        return None
    start = first.start - len(between["phrase"])
    halfway = between["halfway"] is not None
    return Phrase(RelativeKind.BETWEEN, start, second.end, both, halfway=halfway)


def _dashed(text: str, mentions: Sequence[Mention], number: int, before: str) -> Phrase | None:
    """From the first name to the last: "the A-B road", "the A-B-C line"."""
    last = number + 1
    while last + 1 < min(len(mentions), number + _NAMES_MOST) and _DASH.fullmatch(
        text, mentions[last].end, min(mentions[last + 1].start, mentions[last].end + _GAP)
    ):
        last += 1
    end = mentions[last].end
    behind = _ROAD_AFTER.match(text, end, end + _AFTER)
    ahead = _ROAD_BEFORE.search(before)
    named_ahead = ahead is not None and re.search(_ROAD, ahead["phrase"], _FLAGS)
    if behind is None and not named_ahead:
        return None
    start = mentions[number].start - (len(ahead["phrase"]) if ahead else 0)
    end = behind.end() if behind else end
    return Phrase(RelativeKind.ROAD, start, end, tuple(range(number, last + 1)))
