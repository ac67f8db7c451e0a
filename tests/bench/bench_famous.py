"""Famous names that stay unplaced in the real news beside the repository.

``make bench ONLY=famous``. Counted is each mention that was recognised and not placed although the
best candidate of its name is a country, a first-level unit or a city of more than 100,000 people:
where a reader of the news would not hesitate. Each is printed with its count, the candidates'
shares with what spoke for them, and one of its sentences; the news may not be copied here. Below
them, in one line, names whose best candidate is another and that have a famous one too.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from geocode.model import SETTLEMENT_KINDS, Kind, Place, Resolution
from tests.bench.corpora import SHARED
from tests.theatre import shipped_focus

NEWS = SHARED / "news"
FAMOUS_PEOPLE = 100_000
_SHOWN = 3
_BESIDE = 70
"""Characters of the text shown on each side of a name."""


@dataclass
class Unplaced:
    """All unplaced mentions of one name whose best candidate is the same place."""

    count: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    why: str = ""
    texts: list[str] = field(default_factory=list)


def is_famous(place: Place) -> bool:
    """Whether a reader of the news anywhere may know it."""
    if place.kind in SETTLEMENT_KINDS:
        return place.population > FAMOUS_PEOPLE
    return place.kind in (Kind.COUNTRY, Kind.REGION)


def articles() -> Iterator[tuple[str, date | None]]:
    """Each text of the news once, with its title where it has one, and its day."""
    seen = set()
    for path in sorted(NEWS.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                title, text = row.get("title") or "", row.get("text") or ""
                whole = text if text.startswith(title.strip()) else f"{title}\n\n{text}"
                if whole not in seen:
                    seen.add(whole)
                    yield whole, _day(row.get("date") or "")


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def why(found: Resolution) -> str:
    """The candidates that came closest, each with its share and what spoke for and against it."""
    told = [
        f"{c.place.name} ({c.place.country}, {c.place.kind.value}, {c.place.population:,}) "
        f"{c.score:.2f}: {'; '.join(c.why) or 'nothing'}"
        for c in found.candidates[:_SHOWN]
    ]
    return f"certainty of being a place {found.mention.certainty:.2f}; " + " | ".join(told)


def unplaced(parser: Geoparser) -> tuple[dict[tuple[str, str], Unplaced], Counter[str], int]:
    """Famous names unplaced, names with a famous candidate that is not the best, all mentions."""
    best: dict[tuple[str, str], Unplaced] = defaultdict(Unplaced)
    lesser: Counter[str] = Counter()
    mentions = 0
    for text, day in articles():
        for found in parser.parse(text, published=day):
            mentions += 1
            if found.place is not None or not found.candidates:
                continue
            if not is_famous(found.candidates[0].place):
                lesser[found.mention.text] += any(is_famous(c.place) for c in found.candidates)
                continue
            row = best[found.mention.text, found.candidates[0].place.place_id]
            row.count += 1
            row.roles[found.mention.role.value] += 1
            row.why = row.why or why(found)
            start, end = found.mention.start, found.mention.end
            row.texts.append(" ".join(text[max(0, start - _BESIDE) : end + _BESIDE].split()))
    return best, +lesser, mentions


def main() -> None:
    if not NEWS.is_dir():
        print(f"not measured, {NEWS} is absent")
        return
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    best, lesser, mentions = unplaced(parser)
    total = sum(row.count for row in best.values())
    print(f"famous names unplaced: {total} of {mentions} mentions")
    for (name, place_id), row in sorted(best.items(), key=lambda pair: (-pair[1].count, pair[0])):
        roles = ", ".join(f"{role} {count}" for role, count in sorted(row.roles.items()))
        print(f"  {row.count} {name} ({place_id}; {roles}): {row.why}")
        for text in row.texts[:_SHOWN]:
            print(f"      {text}")
    told = ", ".join(f"{name} {count}" for name, count in sorted(lesser.items()))
    print(f"with a famous candidate that is not the best, {lesser.total()}: {told or 'none'}")


if __name__ == "__main__":
    main()
