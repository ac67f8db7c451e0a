"""Our own gold: pins right within 10 km in news of the war, most of it turning on namesakes.

Authors of rules and of training text never read the held-out items. Figures for ``floors.json``;
with and without GeoNames' dump of Ukraine.
"""

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.bench.enriched import enriched_gazetteer
from tests.quality.relative_gold import scored
from tests.quality.scoring import PIN_KM, false_places, gold, is_pin, score
from tests.theatre import shipped_focus

GOLD = ("gold_en.jsonl", "gold_uk.jsonl", "gold_ru.jsonl")
TRAPS = ("traps_en.jsonl", "traps_uk_ru.jsonl", "traps.jsonl")


def parts(name: str) -> dict[str, list[dict]]:
    items = gold(name)
    return {
        "open": [item for item in items if not item.get("held_out")],
        "held out": [item for item in items if item.get("held_out")],
        "both": items,
    }


def figures(label: str, parser: Geoparser) -> None:
    for name in GOLD:
        for part, items in parts(name).items():
            told = score(parser, items)
            namesakes = sum(bool(item.get("namesake")) for item in items)
            print(
                f"{label}, {name.removesuffix('.jsonl')}, {part}: {len(items)} items, {namesakes} "
                f"turning on a namesake: pin F1 {told['pin_f1']:.3f}, names found F1 "
                f"{told['recognition_f1']:.3f}, areas right {told['areas_right']:.3f}, "
                f"roles right {told['roles_right']:.3f}"
            )


def traps(label: str, parser: Geoparser) -> None:
    """False places by file; a map draws some of them as areas, which counts all the same."""
    for name in TRAPS:
        made = {part: false_places(parser, items) for part, items in parts(name).items()}
        told = ", ".join(f"{part} {len(found)}" for part, found in made.items())
        pins = sum(is_pin(found) for _, found in made["both"])
        shown = sorted(f"{trap_id} {found.mention.text}" for trap_id, found in made["open"])
        print(
            f"{label}, {name.removesuffix('.jsonl')}, {len(gold(name))} traps: false places "
            f"{told}; {pins} of all are points; the open ones: {', '.join(shown) or 'none'}"
        )


def main() -> None:
    """Print the gold's figures, then the traps, for both gazetteers; relative places apart."""
    print(f"a pin is right within {PIN_KM:g} km")
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    figures("default gazetteer", parser)
    traps("default gazetteer", parser)
    enriched = enriched_gazetteer()
    if enriched is not None:
        figures("with UA.zip", Geoparser(enriched, focus=shipped_focus()))
        traps("with UA.zip", Geoparser(enriched, focus=shipped_focus()))
    relative_rows = scored(parser)
    for part in (False, True):
        right = [good for row, good, _ in relative_rows if row["held_out"] is part]
        name = "held out" if part else "open"
        print(f"relative places, {name}: {sum(right)} of {len(right)} right")


if __name__ == "__main__":
    main()
