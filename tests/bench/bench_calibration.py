"""Is the confidence true? Of the places that are given with 0.9, nine in ten should be right.

End to end: a name that the gold does not hold, or a point too far from the gold's, is wrong. The
expected calibration error is the mean distance between confidence and share right over ten bins of
equal width, each weighed by how many places lie in it.

TR-News and LGL: five-fold, by weights that have not seen the article, 161 km; once more over the
names alone that the gold holds, which tells the confidence in the place from that in the name. Our
own gold: its
held-out items, pins, 10 km. cir_ukraine: 25 km; it marks one place a text, so only what overlaps
that one is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.earth import distance_km
from geocode.geoparser import Geoparser
from geocode.model import Resolution, Role
from tests.bench.corpora import RIGHT_KM, Answer, answers, articles, is_asked, is_there
from tests.bench.held_out import FIVE_FOLD, held_out_answers
from tests.quality import names_gold
from tests.quality.scoring import gold, is_pin, overlaps, right_place
from tests.theatre import shipped_focus

BINS = 10
KINDS = {
    "war": [("namesakes", lang, None) for lang in names_gold.LANGUAGES],
    "other wars": [("places", lang, ("war",)) for lang in names_gold.LANGUAGES],
    "English, peace": [("places", "en", ("peace", "kinds"))],
    "English, roles": [("roles", "en", None)],
    "Ukrainian, peace": [("places", "uk", ("peace", "kinds"))],
    "Ukrainian, roles": [("roles", "uk", None)],
    "Russian, peace": [("places", "ru", ("peace", "kinds"))],
    "Russian, roles": [("roles", "ru", None)],
}
"""Files of the gold of names by kind of text: sort, language, what an item is about."""
Judged = tuple[float, bool]
"""A confidence, and whether the place was right."""


def report(label: str, judged: Sequence[Judged]) -> None:
    """The table of reliability and the error."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    error = 0.0
    rows = []
    for number, told in enumerate(bins):
        if not told:
            continue
        mean = sum(confidence for confidence, _ in told) / len(told)
        right = sum(right for _, right in told) / len(told)
        error += abs(mean - right) * len(told) / len(judged)
        rows.append(
            f"  {number / BINS:.1f} to {(number + 1) / BINS:.1f}: {len(told):5} places, "
            f"mean confidence {mean:.3f}, right {right:.3f}"
        )
    print(f"{label}: expected calibration error {error:.3f} over {len(judged)} places")
    print("\n".join(rows), flush=True)


def against(
    article: dict, told: Iterable[Answer], corpus: str, *, held_by_gold: bool = False
) -> Iterator[Judged]:
    """What is placed, end to end; what overlaps only names that are not asked for is left out.

    With ``held_by_gold`` what overlaps no name of the gold is left out too.
    """
    for answer in told:
        if answer.lat is None:
            continue
        met = [
            t for t in article["toponyms"] if t["start"] < answer.end and answer.start < t["end"]
        ]
        asked = [t for t in met if is_asked(t) and t.get("lat") is not None]
        if not asked and (met or held_by_gold):
            continue
        right = any(
            distance_km(answer.lat, answer.lon, t["lat"], t["lon"]) <= RIGHT_KM[corpus]
            for t in asked
        )
        yield answer.confidence, right


def unseen_articles() -> None:
    """TR-News and LGL, each and together."""
    told = held_out_answers()
    together: dict[bool, list[Judged]] = {False: [], True: []}
    for corpus in ("trnews", "lgl"):
        if not is_there(corpus):
            continue
        found, _ = told[corpus][FIVE_FOLD]
        for held_by_gold, all_judged in together.items():
            judged = [
                j
                for a in articles(corpus)
                for j in against(a, found[str(a["id"])], corpus, held_by_gold=held_by_gold)
            ]
            all_judged += judged
            what = "names that the gold holds" if held_by_gold else "end to end"
            report(f"{corpus}, {what}, five-fold", judged)
    if together[False]:
        report("trnews and lgl, end to end, five-fold", together[False])
        report("trnews and lgl, names that the gold holds, five-fold", together[True])


def own_gold(parser: Geoparser) -> None:
    """Pins of the held-out items of all three languages."""
    judged: list[Judged] = []
    for name in ("gold_en.jsonl", "gold_uk.jsonl", "gold_ru.jsonl"):
        for item in gold(name):
            if item["held_out"]:
                day = item.get("published")
                published = date.fromisoformat(day) if day else None
                found = parser.parse(item["text"], published=published)
                judged += [j for f in found for j in _pin(f, item["toponyms"])]
    report("own gold, held out, pins", judged)


def by_kind(parser: Geoparser) -> None:
    """Literal places of the held-out gold of names, by kind of text."""
    for label, files in KINDS.items():
        judged: list[Judged] = []
        for sort, lang, about in files:
            for item in names_gold.items(sort, lang, "held_out"):
                if about is None or item.get("about") in about:
                    told = names_gold.parsed(parser, item)
                    judged += [j for found in told for j in _name(found, item["toponyms"])]
        report(f"gold of names, held out, {label}", judged)


def _name(found: Resolution, spans: Sequence[dict]) -> Iterator[Judged]:
    if not names_gold.is_literal(found):
        return
    span = next((s for s in spans if overlaps(found, s)), None)
    if span is None or span["kind"] != "any":
        literal = span is not None and span["role"] == Role.LITERAL
        yield found.confidence, literal and names_gold.is_right(found, span)


def _pin(found: Resolution, spans: Sequence[dict]) -> Iterator[Judged]:
    if not is_pin(found):
        return
    span = next((s for s in spans if overlaps(found, s)), None)
    if span is None or span["kind"] != "any":
        literal = span is not None and span["role"] == Role.LITERAL
        yield found.confidence, literal and right_place(found, span)


def reports(parser: Geoparser) -> None:
    """cir_ukraine with the shipped weights, which were not trained on it."""
    if is_there("cir_ukraine"):
        judged = []
        for article in articles("cir_ukraine"):
            (marked,) = article["toponyms"]
            found = [
                a
                for a in answers(parser.parse(article["text"]))
                if a.start < marked["end"] and marked["start"] < a.end
            ]
            judged += against(article, found, "cir_ukraine")
        report("cir_ukraine, names that overlap the gold's", judged)


def main() -> None:
    """Print a table for each."""
    unseen_articles()
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    own_gold(parser)
    by_kind(parser)
    reports(parser)


if __name__ == "__main__":
    main()
