"""Relative places: how many of the gold sentences are right, how far off, and what a name costs."""

import statistics
import time
from collections import defaultdict

from geocode import open_gazetteer
from geocode.geoparser import Geoparser
from geocode.resolution.relative.relater import Relater
from tests.quality.relative_gold import scored
from tests.quality.scoring import gold
from tests.theatre import shipped_focus

_ROUNDS = 20


def main() -> None:
    """Print the figures by language and by kind, then the time."""
    gazetteer = open_gazetteer()
    parser = Geoparser(gazetteer, focus=shipped_focus())
    groups = defaultdict(list)
    for row, good, km in scored(parser):
        part = "held out" if row["held_out"] else "open"
        for name in ("all", f"all, {part}", row["lang"], row["kind"]):
            groups[name].append((good, km))
    for name, answers in groups.items():
        errors = [km for _, km in answers if km is not None]
        right = sum(good for good, _ in answers)
        error = f"median error {statistics.median(errors):.2f} km" if errors else "none told"
        print(f"{name:15} {right:2} of {len(answers):2} right, {error}")
    relater = Relater(gazetteer)
    texts = [row["text"] for row in gold("relative.jsonl")]
    parsed = [(text, parser.parse(text)) for text in texts]
    for text, found in parsed:
        relater.relate(text, found)
    begun = time.process_time()
    for _ in range(_ROUNDS):
        for text, found in parsed:
            relater.relate(text, found)
    spent = time.process_time() - begun
    names = _ROUNDS * sum(len(found) for _, found in parsed)
    print(f"{1e6 * spent / names:.0f} us a name that tells something")


if __name__ == "__main__":
    main()
