"""Scores the geoparser on the gold in ``names/``; its ``SOURCES.md`` says how it is marked.

A literal name is right when a literal mention over it is put at its ``place_id``, or within its
``within_km``. Names of kind "any" count neither way. Every other literal mention with a place is a
wrong answer; where the gold has a nationality, a person or a thing there, too.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from geocode.gazetteer.earth import distance_km
from geocode.model import AREAL_KINDS, RelativeKind, Resolution, Role
from tests.quality.scoring import HERE, PIN_KM, POINTS, false_places, overlaps

FOLDER = HERE / "names"
PARTS = ("open", "held_out")
LANGUAGES = ("en", "uk", "ru")
SORTS = ("places", "namesakes", "roles", "traps")


@cache
def items(sort: str, lang: str, part: str) -> tuple[dict, ...]:
    """The items of one file."""
    with (FOLDER / part / f"{sort}_{lang}.jsonl").open(encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


def parsed(parser, item: dict) -> list[Resolution]:
    """What the geoparser says of an item."""
    day = item.get("published")
    return parser.parse(item["text"], published=date.fromisoformat(day) if day else None)


def is_right(found: Resolution, span: dict) -> bool:
    """Whether the mention's place is the gold's.

    A point stands for an area only where it is the area's own centre.
    """
    place = found.place
    if place is None:
        return False
    if place.place_id == span.get("place_id"):
        return True
    km = distance_km(place.latitude, place.longitude, span["lat"], span["lon"])
    is_centre_of_area = span["kind"] not in POINTS and place.kind not in AREAL_KINDS
    return km <= (PIN_KM if is_centre_of_area else span["within_km"])


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong answer, in words that a person reads."""

    item_id: str
    fault: str
    name: str
    answer: str
    text: str


@dataclass(slots=True)
class Tally:
    """Counts over some items; shares are 0..1."""

    asked: int = 0
    """Literal names of the gold, those of kind "any" left out."""
    answered: int = 0
    """Literal mentions with a place, but for those over a name of kind "any"."""
    right: int = 0
    named: int = 0
    """Names of the gold, whatever their role."""
    found: int = 0
    """Of these, names that a mention overlaps."""
    right_roles: int = 0
    """Of the found ones, those whose role is the gold's."""
    of_parts: int = 0
    """Names of which the text means a part."""
    right_parts: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.answered)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.asked)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.asked + self.answered)

    @property
    def names_found(self) -> float:
        return self.found / max(1, self.named)

    @property
    def roles(self) -> float:
        return self.right_roles / max(1, self.found)

    def add(self, item: dict, found: list[Resolution], *, kinds: Iterable[str] = ()) -> None:
        """Count one item; with ``kinds`` its names of these kinds alone, and no wrong answers."""
        for span in item["toponyms"]:
            if not kinds or span["kind"] in kinds:
                self._add_name(item, span, next((f for f in found if overlaps(f, span)), None))
        if kinds:
            return
        for mention in (f for f in found if is_literal(f)):
            span = next((s for s in item["toponyms"] if overlaps(mention, s)), None)
            self.answered += span is None or span["kind"] != "any"
            if span is None:
                self._miss(item, "no place of the gold", mention.mention.text, mention)

    def _add_name(self, item: dict, span: dict, hit: Resolution | None) -> None:
        self.named += 1
        self.found += hit is not None
        if hit is not None and hit.mention.role.value == span["role"]:
            self.right_roles += 1
        elif hit is not None:
            self._miss(item, f"role is {span['role']}", span["text"], hit)
        if "part" in span:
            right = hit is not None and is_part(hit, span["part"])
            self.of_parts += 1
            self.right_parts += right
            if not right:
                self._miss(item, f"part is {span['part']}", span["text"], hit)
        if span["role"] != "literal" or span["kind"] == "any":
            return
        right = hit is not None and is_literal(hit) and is_right(hit, span)
        self.asked += 1
        self.right += right
        if not right and (hit is None or hit.mention.role is Role.LITERAL):
            self._miss(item, f"place is {span['name']}", span["text"], hit)

    def _miss(self, item: dict, fault: str, name: str, hit: Resolution | None) -> None:
        self.misses.append(Miss(item["id"], fault, name, _told(hit), item["text"]))


def is_literal(found: Resolution) -> bool:
    """Whether the map shows it by default."""
    return found.place is not None and found.mention.role is Role.LITERAL


def is_part(found: Resolution, part: str) -> bool:
    """Whether the mention says that only this part of the place is meant: "northern Mali"."""
    relative = found.relative
    if relative is None or relative.kind is not RelativeKind.PART:
        return False
    return bool({part, f"{part}ern"} & set(relative.name.lower().split()))


def _told(hit: Resolution | None) -> str:
    if hit is None:
        return "not found"
    if hit.place is None:
        best = next((candidate.place for candidate in hit.candidates), None)
        told = f"unplaced, best {best.name} {best.place_id}" if best else "unplaced, no candidate"
    else:
        told = f"{hit.place.name} {hit.place.country} {hit.place.place_id}"
    return f"{told}, {hit.mention.role.value}"


def tally(parser, sort: str, lang: str, part: str, *, about: str | None = None) -> Tally:
    """The counts of one file, or of its items that are ``about`` something."""
    counted = Tally()
    for item in items(sort, lang, part):
        if about is None or item.get("about") == about:
            counted.add(item, parsed(parser, item))
    return counted


def by_kind(parser, sort: str, lang: str, part: str) -> Iterator[tuple[str, Tally]]:
    """Counts of the names of each kind; recall and roles alone say something there."""
    rows = [(item, parsed(parser, item)) for item in items(sort, lang, part)]
    for kind in sorted({span["kind"] for item, _ in rows for span in item["toponyms"]}):
        counted = Tally()
        for item, found in rows:
            counted.add(item, found, kinds=(kind,))
        yield kind, counted


def traps(part: str) -> list[dict]:
    """The traps of all languages."""
    return [item for lang in LANGUAGES for item in items("traps", lang, part)]


def false_names(parser, asked: Iterable[dict]) -> list[tuple[str, Resolution]]:
    """Every name that became a place that it may not, with its trap's id.

    Names of ``never`` may be no literal place; those with ``not_at`` may be anything else but
    these places, given by id or by country.
    """
    rows = list(asked)
    return false_places(parser, rows) + [
        (item["id"], found)
        for item in rows
        for found in parsed(parser, item)
        for span in item.get("toponyms", ())
        if found.place is not None
        and overlaps(found, span)
        and {found.place.place_id, found.place.country} & set(span.get("not_at", ()))
    ]
