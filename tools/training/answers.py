"""Reads the texts with known places that the ranker learns from: corpora and the project's own.

LGL, TR-News and the events of VIINA (``frontline/viina/events*.csv``: Zhukov & Ayers 2023, ODbL),
which say in which settlements war news took place and when, are read from a folder beside the
repository and never copied. The project's own marked texts are in ``marked_texts``. Demonyms and
names inside longer names are left out. Offsets count code points; coordinates are WGS84 degrees.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Place
from tools.training.gold import articles
from tools.training.texts import MarkRole, read_all

RIGHT_KM = 161.0
"""The corpora's own measure of a right answer."""
SAME_SPOT_KM = 10.0
PIN_KM = 10.0
_ASKED_ROLES = frozenset({MarkRole.LITERAL, MarkRole.METONYM, MarkRole.SITE})
_UNITS_ALIKE = frozenset({"UA", "RU", "US", "CA", "AU", "GB", "DE", "IN"})

Right = Callable[[Sequence[NameHit]], list[bool]]
"""Which of a name's candidates are right."""


@dataclass(frozen=True, slots=True)
class AnsweredSpan:
    """A place name of a text and how to know its place."""

    start: int
    end: int
    right: Right


@dataclass(frozen=True, slots=True)
class AnsweredText:
    """A text whose names are placed by hand."""

    corpus: str
    text_id: str
    text: str
    spans: tuple[AnsweredSpan, ...]
    day: date | None = None

    def fold(self, folds: int, purpose: str = "") -> int:
        """The part of a cross-validation that the text belongs to, by its id alone."""
        digest = hashlib.sha256(f"{purpose}/{self.corpus}/{self.text_id}".encode()).digest()
        return digest[0] % folds


def own_texts(gazetteer: Gazetteer) -> Iterator[AnsweredText]:
    """The project's marked texts; a mark's unit says which candidates are right."""
    for text in read_all():
        spans = tuple(
            AnsweredSpan(s.start, s.end, inside(s.where, gazetteer.place(f"iso:{s.where}")))
            for s in text.spans
            if s.role in _ASKED_ROLES
        )
        yield AnsweredText("own", text.text_id, text.text, spans)


def worked_texts(root: Path) -> Iterator[AnsweredText]:
    """The worked sentences and the briefs of the repository at ``root``, with points and days."""
    with (root / "tests/quality/worked.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            spans = tuple(
                AnsweredSpan(t["start"], t["end"], _known(t))
                for t in item["toponyms"]
                if t["kind"] != "any"
            )
            yield AnsweredText("worked", item["id"], item["text"], spans)
    with (root / "tests/quality/briefs_places.csv").open(encoding="utf-8", newline="") as table:
        rows = sorted(csv.DictReader(table), key=lambda row: row["brief"])
    for brief, places in groupby(rows, key=lambda row: row["brief"]):
        text = (root / f"seeds/briefs/{brief}.md").read_text(encoding="utf-8").split("---", 2)[2]
        named = [
            (text.find(row["name"]), {**row, "lat": row["latitude"], "lon": row["longitude"]})
            for row in places
        ]
        spans = tuple(
            AnsweredSpan(at, at + len(row["name"]), _known(row))
            for at, row in sorted(named, key=lambda pair: pair[0])
        )
        yield AnsweredText("briefs", brief, text, spans, date.fromisoformat(brief[:10]))


def _known(toponym: dict[str, Any]) -> Right:
    """By the point that is given for the name, else by its id, else by its kind."""
    if toponym.get("lat"):
        return _at(toponym, PIN_KM)
    if known := toponym.get("place_id"):
        return _each(lambda place: place.place_id == known)
    return _each(lambda place: place.kind.value == toponym["kind"])


def _each(is_right: Callable[[Place], bool]) -> Right:
    return lambda hits: [is_right(hit.place) for hit in hits]


def event_texts(folder: Path) -> Iterator[AnsweredText]:
    """Settlements of VIINA's events with their days, each alone: what a day names is no text."""
    for path in sorted(folder.glob("events*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            for number, row in enumerate(csv.DictReader(table)):
                text = f"Shelling was reported in {row['asciiname']}, Ukraine."
                start = text.index(row["asciiname"])
                point = {"lat": row["latitude"], "lon": row["longitude"]}
                right = _at({**point, "geonameid": int(row["geonameid"])})
                span = AnsweredSpan(start, start + len(row["asciiname"]), right)
                day = datetime.strptime(row["date"], "%Y%m%d").date()
                yield AnsweredText("viina", f"{row['date']}-{number}", text, (span,), day)


def corpus_texts(folder: Path) -> Iterator[AnsweredText]:
    """LGL and TR-News; a corpus that is not in the folder is printed and left out."""
    for corpus, article in articles(folder):
        spans = tuple(
            AnsweredSpan(t["start"], t["end"], _at(t))
            for t in article["toponyms"]
            if t.get("lat") is not None and not t.get("demonym") and not t.get("embedded")
        )
        yield AnsweredText(corpus, str(article["id"]), article["text"], spans)


def _at(toponym: dict[str, Any], most_km: float = RIGHT_KM) -> Right:
    """Right is the place of the same id, else what stands nearest to the point."""
    latitude, longitude = float(toponym["lat"]), float(toponym["lon"])
    known = f"geonames:{toponym.get('geonameid')}"

    def right(hits: Sequence[NameHit]) -> list[bool]:
        far = [distance_km(h.place.latitude, h.place.longitude, latitude, longitude) for h in hits]
        same = [km for km, hit in zip(far, hits, strict=True) if hit.place.place_id == known]
        nearest = min(same or far, default=most_km + 1)
        if nearest > most_km and not same:
            return [False] * len(hits)
        return [km <= nearest + SAME_SPOT_KM for km in far]

    return right


def inside(code: str, unit: Place | None) -> Right:
    """Right is what lies in the unit of an ISO code, or is it.

    Args:
        code: ``US-IL`` or ``FR``; "-" for what lies in several countries, "?" for what no
            gazetteer knows.
        unit: The gazetteer's place of a first-level code, where it has one.
    """
    country, _, first_level = code.partition("-")

    def right(hits: Sequence[NameHit]) -> list[bool]:
        if code == "?":
            return [False] * len(hits)
        if code == "-":
            return [hit.place.country is None for hit in hits]
        in_country = [hit.place.country == country for hit in hits]
        if not first_level or unit is None:
            return in_country
        in_unit = [
            here and (hit.place.admin1 == unit.admin1 or hit.place.place_id == unit.place_id)
            for here, hit in zip(in_country, hits, strict=True)
        ]
        # elsewhere ISO's units and the gazetteer's are not always of one level
        return in_unit if any(in_unit) or country in _UNITS_ALIKE else in_country

    return right
