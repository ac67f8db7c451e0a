"""Finds relative places in a text: "10 km south of", "between A and B", "outskirts of".

Text only: which words are near which mentions. ``location`` decides where that is on the globe, and
whether the named places allow it. A bounded stretch of text is searched around each mention, so
time grows with the number of mentions, whatever the text contains.
"""

import re
from collections.abc import Callable, Sequence

from geocode.model import Mention, RelativeKind
from geocode.resolution.relative.vocabulary import (
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

_BEFORE, _AFTER, _BETWEEN_NAMES = 110, 40, 40
"""Characters that are searched before a mention, after it, and between two."""
_IN_THE_REACH = 20
_NAMES_MOST = 6
"""Names of one road or line; a longer chain is a list."""
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


def phrases(text: str, mentions: Sequence[Mention]) -> list[Phrase]:
    """The relative places of the text, in its order; ``mentions`` in text order too."""
    found: list[Phrase] = []
    number = 0
    while number < len(mentions):
        phrase = _line(text, mentions, number) or _single(text, mentions[number], number)
        if phrase is not None:
            found.append(phrase)
            number = phrase.mentions[-1]
        number += 1
    return found


def _line(text: str, mentions: Sequence[Mention], number: int) -> Phrase | None:
    """What this mention and the next say together: "between A and B", "the A-B road"."""
    if number + 1 == len(mentions):
        return None
    first, second = mentions[number], mentions[number + 1]
    gap = text[first.end : second.start]
    if len(gap) > _BETWEEN_NAMES:
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
        text, mentions[last].end, min(mentions[last + 1].start, mentions[last].end + _BETWEEN_NAMES)
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


def _single(text: str, mention: Mention, number: int) -> Phrase | None:
    """What the words around this mention alone say."""
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
    low = before.lower()
    close = low[-_CLOSE:]
    for marks, anywhere, rules in _RULES:
        words = low if anywhere else close
        if not any(mark in words for mark in marks):
            continue
        for rule in rules:
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
    "outskirt", "suburb", "edge", "fringe", "околиц", "передм", "окраин", "приг", "предм",
)  # fmt: skip
_CLOSE = 64
"""Characters that hold all but a distance with its note in brackets."""

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
_THE_WEST = re.compile("Захід|Запад|Схід|Восток|Північ|Север|Південь|Юг")
"""With a capital the alliance or half of the world: "Захід Україні допоможе"."""
_MIDNIGHT = re.compile(r"(?<!\w)(?:о|об|після|до|опісля)\s+$", _FLAGS)


def _part(before: str, mention: Mention) -> _Found | None:
    found = _PART.search(before)
    if found is None or _COMPARED.search(found["bearing"]) or _THE_WEST.fullmatch(found["bearing"]):
        return None
    explicit = found["part"] or (found["of"] and found["the"])
    if not explicit and (found["the"] or _POSSESSIVE.search(before, 0, found.start())):
        return None
    adjective = found["bearing"].lower().endswith("ern") or not found["bearing"].isascii()
    if not explicit and (
        found["of"] or not adjective or _MIDNIGHT.search(before, 0, found.start())
    ):
        return None
    point = compass_point(found["bearing"])
    return None if point is None else (found.start(), RelativeKind.PART, None, point)


_Rule = Callable[[str, Mention], _Found | None]
_RULES: tuple[tuple[tuple[str, ...], bool, tuple[_Rule, ...]], ...] = (
    (_UNIT_MARKS, True, (_offset,)),
    (_EDGE_MARKS, False, (_outskirts,)),
    (_NEAR_MARKS, False, (_near,)),
    (_COMPASS_MARKS, False, (_bearing_only, _part)),
)
"""Words, whether they may be anywhere before the mention or only close to it, and the rules that
need one of them. Most names have none before them, and looking for the words first halves the time
of the whole step."""
