"""Famous names that stay unplaced in the real news beside the repository.

``make bench ONLY=famous``. Counted is each mention that was recognised and not placed although the
best candidate of its name is a country, a first-level unit or a city of more than 100,000 people:
where a reader of the news would not hesitate. Each is printed with its count, why it is unplaced if
that is known, the candidates' shares with what spoke for them, and some of its sentences; the news
may not be copied here. Set aside by rule and counted in lines of their own: names that are only
spelt almost as a famous one, names of organisations that begin with the place's ("Cambridge
University"), and names whose best candidate is another and that have a famous one too.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from geocode.model import SETTLEMENT_KINDS, Kind, Place, Resolution, Role
from geocode.recognition.cues import load_cues
from tests.bench.corpora import SHARED
from tests.theatre import shipped_focus

NEWS = SHARED / "news"
FAMOUS_PEOPLE = 100_000
_SHOWN = 3
_BESIDE = 70
"""Characters of the text shown on each side of a name."""
_SPELT_ALMOST = "spelt almost as"
"""What the reasons of a candidate say whose name is not quite the one in the text."""
EXPLAINED = {
    "Brest": "one line without a country: a city and a region of Belarus, a city of France",
    "Columbia": "a university's student; no town is meant",
    "Dubasari": "labels of a map in one line: the town and the district are both called so",
    "Geneva": "a column's title in a text about New York, which has a Geneva of its own",
    "Independence": "the Palace of Independence in Minsk; no town is meant",
    "Saki": "the Crimean airfield, whose official name is Saky; Nigeria's Saki is larger",
    "Сил": "a form of the Ukrainian word for forces; no place is meant",
}
"""By hand, after reading each: why a name that is still unplaced is."""


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


def set_aside_by(found: Resolution, text: str) -> str | None:
    """The rule that says why a reader would not place the name either; None if no rule does."""
    if any(reason.startswith(_SPELT_ALMOST) for reason in found.candidates[0].why):
        return "only spelt almost as a famous name"
    following = re.match(r"\s([A-Z]\w+)", text[found.mention.end :])
    heads = load_cues().organisation_heads
    if following and following[1].lower() in heads and found.mention.role is Role.ASSOCIATIVE:
        return "the name of an organisation"
    if not is_famous(found.candidates[0].place):
        return "with a famous candidate that is not the best"
    return None


def unplaced(
    parser: Geoparser,
) -> tuple[dict[tuple[str, str], Unplaced], dict[str, Counter[str]], int]:
    """Famous names unplaced, those that a rule sets aside, number of all mentions."""
    best: dict[tuple[str, str], Unplaced] = defaultdict(Unplaced)
    apart: dict[str, Counter[str]] = defaultdict(Counter)
    mentions = 0
    for text, day in articles():
        for found in parser.parse(text, published=day):
            mentions += 1
            if found.place is not None or not any(is_famous(c.place) for c in found.candidates):
                continue
            rule = set_aside_by(found, text)
            if rule is not None:
                apart[rule][found.mention.text] += 1
                continue
            row = best[found.mention.text, found.candidates[0].place.place_id]
            row.count += 1
            row.roles[found.mention.role.value] += 1
            row.why = row.why or why(found)
            start, end = found.mention.start, found.mention.end
            row.texts.append(" ".join(text[max(0, start - _BESIDE) : end + _BESIDE].split()))
    return best, apart, mentions


def main() -> None:
    if not NEWS.is_dir():
        print(f"not measured, {NEWS} is absent")
        return
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    best, apart, mentions = unplaced(parser)
    total = sum(row.count for row in best.values())
    print(f"famous names unplaced: {total} of {mentions} mentions")
    for (name, place_id), row in sorted(best.items(), key=lambda pair: (-pair[1].count, pair[0])):
        roles = ", ".join(f"{role} {count}" for role, count in sorted(row.roles.items()))
        print(f"  {row.count} {name} ({place_id}; {roles}): {EXPLAINED.get(name, 'not explained')}")
        print(f"      {row.why}")
        for text in row.texts[:_SHOWN]:
            print(f"      {text}")
    for rule, names in sorted(apart.items()):
        told = ", ".join(f"{name} {count}" for name, count in sorted(names.items()))
        print(f"{rule}, {names.total()}: {told}")


if __name__ == "__main__":
    main()
