"""Finds what a text says of a place's surroundings: "10 km south of", "between", "outskirts of".

Text only: which words stand round which mentions. Where that is on the globe, and whether the named
places allow it, ``relative_points`` decides. Each mention is looked at within a bounded reach, so
time grows with the number of mentions whatever the text holds.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from geocode.model import Mention, RelativeKind
from geocode.resolution.relative_lines import line
from geocode.resolution.relative_words import (
    APPROXIMATELY,
    BEARING,
    GENERIC,
    NUMBER,
    UNIT,
    Distance,
    Phrase,
    compass_point,
    stated_distance,
)

_BEFORE, _AFTER = 110, 40
_IN_THE_REACH = 20
_FLAGS = re.IGNORECASE


_NOTE = r"(?:\s?\([^()]{1,25}\))?"
_OF = r"(?:of|from|від|од|от)"
_TO_THE = r"(?:to\s+the|due|на|к|ко|до)"
_OFFSET = re.compile(
    rf"{NUMBER}[-\s]?{UNIT}{_NOTE}(?:\s+(?:away|inland|deep|straight))?,?"
    rf"(?:\s+(?:{_TO_THE}\s+)?(?P<bearing>{BEARING}){_NOTE}(?:\s+{_OF})?"
    rf"|\s+(?:{_OF}|outside(?:\s+of)?|off))\s+{GENERIC}$",
    _FLAGS,
)
_BEARING_ONLY = re.compile(
    rf"(?<!\w)(?:(?:just|directly|immediately|дещо|трохи|немного)\s+)?(?P<the>(?:{_TO_THE}|the)\s+)?"
    rf"(?P<bearing>{BEARING})(?P<of>\s+{_OF})?\s+{GENERIC}$",
    _FLAGS,
)
_COMPARED = re.compile(r"(?:іше|нее)$", _FLAGS)
_NEAR = re.compile(
    rf"(?<!\w)(?:(?:{BEARING}|left|right)(?:ern)?[-\s]bank\s+of\s+(?:the\s+)?[\w'’-]{{2,25}}"
    r"(?:\s+river)?,?\s+)?(?:(?:somewhere|just|right)\s+)?"
    r"(?:near(?:\s+to)?|close\s+to|next\s+to|outside(?:\s+of)?|not\s+far\s+from|around|"
    r"in\s+the\s+(?:vicinity|area)\s+(?:of|around)|біля|поблизу|неподалік(?:\s+(?:від|од))?|"
    r"недалеко\s+(?:від|от)|пор(?:уч|яд)\s+(?:з|із|зі)|[ву]\s+районі|в\s+районе|"
    r"в\s+околицях|в\s+окрестностях|навколо|довкола|возле|около|вблизи(?:\s+от)?|"
    rf"неподал[её]ку\s+от|рядом\s+со?|вокруг|у(?=\s+(?:села|города|пос[её]лка|деревни)\s)|(?P<under>під|под))\s+(?P<generic>{GENERIC})$",
    _FLAGS,
)
_IN_THE = re.compile(r"(?<!\w)in\s+the\s+(?:greater\s+)?$", _FLAGS)
_AREA_AFTER = re.compile(r"\s+areas?(?!\w)", _FLAGS)
_IN_AND = re.compile(r"(?<!\w)(?:in|у|в)\s+(?:and|or|та|і|и|або|или)\s+$", _FLAGS)
"""Of "in and around Bakhmut": in it too."""
_INSTRUMENTAL = re.compile(r"(?:[оеєё]м|[оеє]ю|[оеё]й|[аиія]ми|[иіы]м|ью)$", _FLAGS)
"""Of "під" and "под": "під Бахмутом" is near it, "під Бахмут" the way there."""
_EDGE = (
    r"(?:outskirts?|suburbs?|edges?|fringes?|околиц\w{1,3}|передміст\w{1,3}|окраин\w{0,3}|"
    r"пригород\w{0,3}|предмест\w{1,3})"
)
_OUTSKIRTS = re.compile(
    rf"(?<!\w)(?:(?P<bearing>{BEARING})\s+)?{_EDGE}(?:\s+of)?\s+{GENERIC}$", _FLAGS
)
_EDGE_AFTER = re.compile(
    rf"(?:['’]s)?\s+(?:(?P<bearing>{BEARING})\s+)?(?:outskirts|suburbs|edges?)(?!\w)", _FLAGS
)
_PART = re.compile(
    rf"(?<!\w)(?P<the>the\s+)?(?P<bearing>{BEARING})"
    r"(?P<part>\s+(?:(?:part|parts|half|areas|districts|portion|end)\s+of|частин\w{1,3}|част[иью]\w?))?"
    r"(?P<of>\s+of)?\s+(?:the\s+)?$",
    _FLAGS,
)


def phrases(text: str, mentions: Sequence[Mention]) -> list[Phrase]:
    """The relative places of the text, in its order; ``mentions`` in text order too."""
    found: list[Phrase] = []
    number = 0
    while number < len(mentions):
        phrase = line(text, mentions, number) or _single(text, mentions[number], number)
        if phrase is not None:
            found.append(phrase)
            number = phrase.mentions[-1]
        number += 1
    return found


def _single(text: str, mention: Mention, number: int) -> Phrase | None:
    """What is told by this mention alone."""
    after = _EDGE_AFTER.match(text, mention.end, mention.end + _AFTER)
    if after is not None:
        point = compass_point(after["bearing"] or "")
        return Phrase(RelativeKind.OUTSKIRTS, mention.start, after.end(), (number,), point=point)
    begin = max(0, mention.start - _BEFORE)
    before = text[begin : mention.start]
    area = _AREA_AFTER.match(text, mention.end, mention.end + _AFTER)
    inside = _IN_THE.search(before[-_IN_THE_REACH:]) if area else None
    if area is not None and inside is not None:
        start = mention.start - len(inside[0])
        return Phrase(RelativeKind.NEAR, start, area.end(), (number,))
    for rule in _rules(before):
        found = rule(before, mention)
        if found is not None:
            start, kind, distance, point = found
            return Phrase(kind, begin + start, mention.end, (number,), distance, point)
    return None


_UNIT_MARKS = ("km", "kilom", "mile", "met", "m ", "mi ", "км", "ілом", "илом", "мил", "м ", "метр")
_COMPASS_MARKS = (
    "north", "south", "east", "west", "півн", "північ", "півд", "схід", "сход", "захід", "заход",
    "север", "юг", "юж", "восто", "запад",
)  # fmt: skip
_NEAR_MARKS = (
    "near", "close", "next", "outside", "not far", "around", "vicinity", "area", "біля", "поблизу",
    "неподал", "недалеко", "поруч", "поряд", "район", "околиц", "окрест", "довкола", "возле",
    "около", "вблизи", "рядом", "вокруг", "під ", "под ", "у ",
)  # fmt: skip
_EDGE_MARKS = (
    "outskirt",
    "suburb",
    "edge",
    "fringe",
    "околиц",
    "передм",
    "окраин",
    "приг",
    "предм",
)
_CLOSE = 64
"""Within this reach stands all but a distance with its note in brackets."""


def _rules(before: str) -> Iterator[Callable[[str, Mention], "_Found | None"]]:
    """The rules that can match, by words they cannot do without: most names have none before them.

    Looking for the words first halves the time of the whole step.
    """
    low = before.lower()
    close = low[-_CLOSE:]
    if _any_in(_UNIT_MARKS, low):
        yield _offset
    if _any_in(_EDGE_MARKS, close):
        yield _outskirts
    if _any_in(_NEAR_MARKS, close):
        yield _near
    if _any_in(_COMPASS_MARKS, close):
        yield _bearing_only
        yield _part


def _any_in(marks: Sequence[str], words: str) -> bool:
    return any(mark in words for mark in marks)


_Found = tuple[int, RelativeKind, Distance | None, str | None]


def _offset(before: str, mention: Mention) -> _Found | None:
    found = _OFFSET.search(before)
    if found is None:
        return None
    distance = stated_distance(found)
    point = compass_point(found["bearing"] or "")
    if distance is None or (found["bearing"] and point is None):
        return None
    if point is None and found["m"] == "m":
        return None  # "$50m from Kyiv"
    approximately = APPROXIMATELY.search(before, 0, found.start())
    start = approximately.start() if approximately else found.start()
    return start, RelativeKind.OFFSET, distance, point


def _outskirts(before: str, mention: Mention) -> _Found | None:
    found = _OUTSKIRTS.search(before)
    if found is None:
        return None
    return found.start(), RelativeKind.OUTSKIRTS, None, compass_point(found["bearing"] or "")


def _near(before: str, mention: Mention) -> _Found | None:
    found = _NEAR.search(before)
    if found is None or _IN_AND.search(before[: found.start()][-_IN_THE_REACH:]):
        return None
    if found["under"]:
        declined = (found["generic"].split() or [mention.text])[0]
        if not (_INSTRUMENTAL.search(declined) and _INSTRUMENTAL.search(mention.text)):
            return None
    return found.start(), RelativeKind.NEAR, None, None


def _bearing_only(before: str, mention: Mention) -> _Found | None:
    found = _BEARING_ONLY.search(before)
    if found is None or (found["the"] or "").strip().lower() == "the":
        return None  # "the south of Kherson" is a part of it
    if not found["of"] and not _COMPARED.search(found["bearing"]):
        return None
    point = compass_point(found["bearing"])
    return None if point is None else (found.start(), RelativeKind.NEAR, None, point)


_POSSESSIVE = re.compile(r"['’]s?\s+$")
"""As the article, it makes the side the country's: "Ukraine's eastern Donetsk region" is all of it,
and so is "the eastern Donetsk region", but "eastern Donetsk Oblast" is a part."""
_MIDNIGHT = re.compile(r"(?<!\w)(?:о|об|після|до|опісля)\s+$", _FLAGS)


def _part(before: str, mention: Mention) -> _Found | None:
    found = _PART.search(before)
    if found is None or _COMPARED.search(found["bearing"]):
        return None
    told = found["part"] or (found["of"] and found["the"])
    if not told and (found["the"] or _POSSESSIVE.search(before, 0, found.start())):
        return None
    adjective = found["bearing"].lower().endswith("ern") or not found["bearing"].isascii()
    if not told and (found["of"] or not adjective or _MIDNIGHT.search(before, 0, found.start())):
        return None
    point = compass_point(found["bearing"])
    return None if point is None else (found.start(), RelativeKind.PART, None, point)
