"""Of the names in the corpora that have a point: for how many the gazetteer has a right candidate.

What it lacks no ranking can find, so this bounds accuracy with spans given. A candidate is right
within 161 km of the gold point (25 km for the one-line reports of Ukraine). Counted by the name as
written, and by the name with the word before or after it ("Neches" + "River"). The corpora may not
be copied here; what is absent is said and skipped. Figures only, no floor.
"""

import re

from geocode.gazetteer.compiled import CompiledGazetteer, open_gazetteer
from geocode.gazetteer.earth import distance_km
from tests.bench.corpora import RIGHT_KM, articles, is_asked, is_there

_WORD_BEFORE = re.compile(r"([\w'-]+)\s+\Z")
_WORD_AFTER = re.compile(r"\s+([\w'-]+)")


def spellings(text: str, toponym: dict) -> list[str]:
    """The name as written, then with its neighbours."""
    name = toponym["text"]
    before = _WORD_BEFORE.search(text[: toponym["start"]])
    after = _WORD_AFTER.match(text, toponym["end"])
    return [
        name,
        *([f"{name} {after[1]}"] if after else []),
        *([f"{before[1]} {name}"] if before else []),
    ]


def is_right(gazetteer: CompiledGazetteer, name: str, toponym: dict, km: float) -> bool:
    point = (toponym["lat"], toponym["lon"])
    return any(
        distance_km(hit.place.latitude, hit.place.longitude, *point) <= km
        for hit in gazetteer.lookup(name)
    )


def shares(gazetteer: CompiledGazetteer, corpus: str) -> tuple[int, float, float, float]:
    """Names, share of those that anything is called, right as written, right with a neighbour."""
    total = known = right = helped = 0
    for article in articles(corpus):
        for toponym in article["toponyms"]:
            if not is_asked(toponym) or toponym.get("lat") is None:
                continue
            name, *longer = spellings(article["text"], toponym)
            plain = is_right(gazetteer, name, toponym, RIGHT_KM[corpus])
            total += 1
            known += bool(gazetteer.lookup(name))
            right += plain
            helped += plain or any(
                is_right(gazetteer, more, toponym, RIGHT_KM[corpus]) for more in longer
            )
    return total, known / total, right / total, helped / total


def main() -> None:
    """Print a line a corpus."""
    gazetteer = open_gazetteer()
    for name, km in RIGHT_KM.items():
        if not is_there(name):
            continue
        total, known, right, helped = shares(gazetteer, name)
        print(
            f"{name}: of {total} names {known:.3f} are in the gazetteer, {right:.3f} with a "
            f"candidate within {km:g} km, {helped:.3f} with the words beside them"
        )


if __name__ == "__main__":
    main()
