"""Ukrainian prose of any kind: which of its words are taken for places, and persons pinned.

``neruk2_dev_loc`` beside the repository (or in ``$FRONTLINE_SHARED``; NER-UK 2.0 by lang-uk,
CC BY-NC-SA) has 160 texts of fiction, news, law and essays with spans of places, persons,
organisations and works. It measures only: nothing here learns from it.

Its spans hold the generic word ("Донецька область"), ours do not, so names are scored by overlap;
"exact" counts equal spans. Two more conventions differ. A place's name inside the name of an
organisation, an office, a document or a work is no place there; here it is a mention, and has the
associative role where it is not literal: "strict" counts each as wrong, "apart" leaves them out.
And streets, buildings and addresses are places there, which we leave unmarked: recall is given for
all, and for what is none of these by the words of the gold span alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from geocode.model import Resolution, Role
from tests.bench.corpora import articles, is_there
from tests.theatre import shipped_focus

CORPUS = "neruk2_dev_loc"
PLACE, PERSON, NOTHING = "LOC", "PERS", "none"
_LONGER_NAMES = frozenset({"ORG", "JOB", "DOC", "ART", "MISC"})
_ADDRESS = re.compile(
    r"\b(вул|вулиц\w+|вулич\w+|пров|провул\w+|просп|проспект\w*|пр-т|бульвар\w*|пл|площ\w+|буд"
    r"|будин\w+|узв\w+|шосе|шлях\w*|дорог\w+|ЖК|корпус\w*|парк\w*|пляж\w*|театр\w*|собор\w*|церкв\w+"
    r"|цвинтар\w*|кладовищ\w*|вокзал\w*|станці\w+)\b|\d",
    re.IGNORECASE,
)


def overlaps(one: dict, start: int, end: int) -> bool:
    return one["start"] < end and start < one["end"]


def meaning(article: dict, start: int, end: int) -> str:
    """What the gold says of a span: a place, else the first other label, else nothing."""
    if any(overlaps(name, start, end) for name in article["toponyms"]):
        return PLACE
    return next((o["label"] for o in article["others"] if overlaps(o, start, end)), NOTHING)


def precision(meanings: Counter[str], left_out: Iterable[str] = ()) -> float:
    asked = meanings.total() - sum(meanings[label] for label in left_out)
    return meanings[PLACE] / asked if asked else 0.0


def recall(found: Sequence[tuple[dict, Sequence[Resolution]]], *, addresses: bool) -> float:
    """The share of the gold's places that some mention overlaps."""
    hits = [
        any(overlaps(name, r.mention.start, r.mention.end) for r in told)
        for article, told in found
        for name in article["toponyms"]
        if addresses or not _ADDRESS.search(name["text"])
    ]
    return sum(hits) / len(hits)


def report(label: str, found: Sequence[tuple[dict, Sequence[Resolution]]]) -> None:
    meanings: Counter[str] = Counter()
    exact = 0
    for article, told in found:
        spans = {(name["start"], name["end"]) for name in article["toponyms"]}
        for r in told:
            meanings[meaning(article, r.mention.start, r.mention.end)] += 1
            exact += (r.mention.start, r.mention.end) in spans
    gold = sum(len(article["toponyms"]) for article, _ in found)
    count = meanings.total()
    print(
        f"{label}: {count} mentions, P {precision(meanings):.3f} strict, "
        f"{precision(meanings, _LONGER_NAMES):.3f} with names inside longer names apart; "
        f"R {recall(found, addresses=True):.3f} of {gold} places, "
        f"{recall(found, addresses=False):.3f} without streets and buildings; "
        f"exact P {exact / max(count, 1):.3f} R {exact / gold:.3f}"
    )
    print(f"  mentions by what the gold says: {dict(meanings.most_common())}")


def persons_pinned(found: Sequence[tuple[dict, Sequence[Resolution]]]) -> Counter[str]:
    """How often each word of a person's name is a literal mention with a place."""
    return Counter(
        r.mention.text
        for article, told in found
        for r in told
        if r.place is not None
        and r.mention.role is Role.LITERAL
        and meaning(article, r.mention.start, r.mention.end) == PERSON
    )


def main() -> None:
    if not is_there(CORPUS):
        return
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    found = [(article, parser.parse(article["text"])) for article in articles(CORPUS)]
    literal = [
        (article, [r for r in told if r.mention.role is Role.LITERAL]) for article, told in found
    ]
    report("all mentions", found)
    report("literal ones", literal)
    persons = persons_pinned(found)
    print(
        f"persons pinned: {persons.total()} in {len(found)} texts, "
        f"{len(persons)} different names: {persons.total() / len(found):.3f} a text"
    )


if __name__ == "__main__":
    main()
