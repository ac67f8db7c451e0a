"""Names of places on the gold of another hand (``tests/quality/names``): places, roles, traps.

``make bench ONLY=names``. Figures of the open and of the held-out items apart, by language, by what
an item is about and by kind of place; then what is wrong in the open items. Sentences of held-out
items are never printed: people who write rules or train may not read them.
"""

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.quality.names_gold import (
    LANGUAGES,
    PARTS,
    Tally,
    by_kind,
    false_names,
    tally,
    traps,
)
from tests.quality.scoring import gold
from tests.theatre import shipped_focus

ABOUT = ("war", "peace", "kinds")
OLD_TRAPS = ("traps_en.jsonl", "traps_uk_ru.jsonl")


def places(counted: Tally) -> str:
    told = (
        f"F1 {counted.f1:.3f} (precision {counted.precision:.3f}, recall {counted.recall:.3f} of "
        f"{counted.asked}), names found {counted.names_found:.3f}, roles {counted.roles:.3f}"
    )
    of_parts = f", parts {counted.right_parts} of {counted.of_parts}" if counted.of_parts else ""
    return told + of_parts


def roles(counted: Tally) -> str:
    return (
        f"roles {counted.roles:.3f} of the {counted.found} names found "
        f"(of all {counted.named}: {counted.right_roles / counted.named:.3f})"
    )


def figures(parser: Geoparser, part: str) -> list[Tally]:
    """Print the figures of one part; what was counted comes back."""
    seen = []
    for lang in LANGUAGES:
        whole = tally(parser, "places", lang, part)
        print(f"  {lang} places: {places(whole)}")
        for about in ABOUT:
            print(f"     {about}: {places(tally(parser, 'places', lang, part, about=about))}")
        for kind, counted in by_kind(parser, "places", lang, part):
            print(f"     {kind}: recall {counted.recall:.3f} of {counted.asked}")
        namesakes = tally(parser, "namesakes", lang, part)
        print(f"  {lang} namesakes of the war: {places(namesakes)}")
        told = tally(parser, "roles", lang, part)
        print(f"  {lang} roles: {roles(told)}")
        seen += [whole, namesakes, told]
    return seen


def false_traps(parser: Geoparser, part: str) -> None:
    """Print how many of the traps of both hands became places; names of the open ones."""
    old = [
        trap
        for name in OLD_TRAPS
        for trap in gold(name)
        if trap["held_out"] is (part == "held_out")
    ]
    new = traps(part)
    made = [false_names(parser, old), false_names(parser, new)]
    print(
        f"  traps: {len(made[0])} false places of {len(old)} older, {len(made[1])} of {len(new)} "
        f"newer, {len(made[0]) + len(made[1])} of {len(old) + len(new)}"
    )
    if part == "open":
        for trap_id, found in made[0] + made[1]:
            name = found.place.name if found.place else "?"
            print(f"    {trap_id} {found.mention.text}: {name}")


def main() -> None:
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    counted = {}
    for part in PARTS:
        print(f"{part.replace('_', ' ')}:")
        counted[part] = figures(parser, part)
        false_traps(parser, part)
    print("wrong in the open items:")
    for miss in (miss for told in counted["open"] for miss in told.misses):
        print(f"  {miss.item_id} {miss.name}: {miss.fault}; {miss.answer} | {miss.text}")


if __name__ == "__main__":
    main()
