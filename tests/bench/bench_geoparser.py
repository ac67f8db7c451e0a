"""How good the geoparser is on published corpora, on articles that its weights have not seen.

TR-News and LGL: five-fold by article, and trained without the whole corpus, which tells how it may
do on a corpus that nobody has looked at. cir_ukraine trains nothing: there the shipped weights
answer. "End to end" is found and within 161 km (25 km for the one-line reports); with gold spans
given, what stays without a place counts as wrong. Figures only, no floor: the corpora may not be
copied here.

Three rows of end to end, by the modes of the scorer. "Names": every mention, whatever its role, on
the gold without demonyms and names inside longer ones (mode "places"). "Literal roles": literal
mentions alone on that gold, which marks no roles and has names that stand for a government.
"All roles": every mention on the whole gold (mode "all").
"""

import time

from geocode.gazetteer.compiled import CompiledGazetteer, open_gazetteer
from geocode.gazetteer.earth import distance_km
from geocode.geoparser import Geoparser
from geocode.model import Kind, Role
from tests.bench.corpora import (
    RIGHT_KM,
    Answer,
    answers,
    articles,
    is_asked,
    is_there,
    scored,
)
from tests.bench.enriched import enriched_gazetteer
from tests.bench.held_out import FIVE_FOLD, Found, held_out_answers
from tests.theatre import shipped_focus


def line(corpus: str, parsed: Found, given: Found, gold: list[dict] | None = None) -> str:
    """The figures of one row."""
    whole, asked = scored(corpus, parsed), scored(corpus, given, gold)
    accuracy = f"acc{RIGHT_KM[corpus]:g}"
    parts = [
        f"{name} P {whole[key]['P']:.3f} R {whole[key]['R']:.3f} F1 {whole[key]['F1']:.3f}"
        for name, key in (("overlap", "overlap"), ("end to end", "end2end"))
    ]
    resolved = whole["resolution"].get(accuracy, 0.0)
    strict = asked["resolution"].get(f"{accuracy}_strict", 0.0)
    return (
        f"{'; '.join(parts)}; within {RIGHT_KM[corpus]:g} km {resolved:.3f} of the resolved, "
        f"{strict:.3f} with gold spans given"
    )


def roles_line(corpus: str, parsed: Found) -> str:
    """End to end by role; see the module."""
    literal = {
        text_id: [a for a in told if a.role == Role.LITERAL] for text_id, told in parsed.items()
    }
    figures = (
        ("literal roles", scored(corpus, literal)),
        ("all roles", scored(corpus, parsed, mode="all")),
    )
    return "; ".join(
        f"{label} P {told['end2end']['P']:.3f} R {told['end2end']['R']:.3f} "
        f"F1 {told['end2end']['F1']:.3f}"
        for label, told in figures
    )


def same_unit_other_point(gazetteer: CompiledGazetteer, toponym: dict, told: Answer) -> bool:
    """Whether both are one country or first-level unit whose two points lie too far apart.

    A country has no one point; GeoNames, which LGL and TR-News were annotated with, has moved some
    of its own since. The gold's sort and country must agree, and the name must be the unit's.
    """
    if told.place_id is None or told.kind not in (Kind.COUNTRY, Kind.REGION):
        return False
    if distance_km(told.lat, told.lon, toponym["lat"], toponym["lon"]) <= RIGHT_KM["lgl"]:
        return False
    country = told.kind == Kind.COUNTRY
    if not str(toponym.get("fcode")).startswith("PCL" if country else "ADM1"):
        return False
    within = {
        hit.place.country
        for hit in gazetteer.lookup(toponym.get("country") or "")
        if hit.place.kind is Kind.COUNTRY
    }
    place = gazetteer.place(told.place_id)
    named = any(h.place.place_id == told.place_id for h in gazetteer.lookup(toponym["text"]))
    return place is not None and place.country in within and (country or named)


def without_far_units(
    gazetteer: CompiledGazetteer, corpus: str, given: Found
) -> tuple[list[dict], int, int]:
    """The gold with those names set aside, how many they are, and how many are wrong in all."""
    gold, aside, wrong = [], 0, 0
    for article in articles(corpus):
        kept = []
        for toponym, told in zip(article["toponyms"], given[str(article["id"])], strict=True):
            asked = is_asked(toponym) and toponym.get("lat") is not None
            far = asked and same_unit_other_point(gazetteer, toponym, told)
            aside += far
            wrong += asked and (
                told.lat is None
                or distance_km(told.lat, told.lon, toponym["lat"], toponym["lon"])
                > RIGHT_KM[corpus]
            )
            kept.append({**toponym, "ignore": True} if far else toponym)
        gold.append({**article, "toponyms": kept})
    return gold, aside, wrong


def unseen_articles(gazetteer: CompiledGazetteer) -> None:
    """TR-News and LGL."""
    print("TR-News and LGL: tagger and ranker trained anew for each row, no article of it seen")
    told = held_out_answers()
    for corpus in ("trnews", "lgl"):
        for way, (parsed, given) in told.get(corpus, {}).items():
            print(f"{corpus}, {way}: names {line(corpus, parsed, given)}")
            print(f"{corpus}, {way}: end to end, {roles_line(corpus, parsed)}")
            whole = scored(corpus, given, mode="all")["resolution"]["acc161_strict"]
            print(f"{corpus}, {way}: {whole:.3f} with gold spans given, demonyms too")
            gold, aside, wrong = without_far_units(gazetteer, corpus, given)
            strict = scored(corpus, given, gold)["resolution"]["acc161_strict"]
            print(
                f"{corpus}, {way}: of {wrong} wrong with gold spans given {aside} are the right "
                f"country or first-level unit at another point; without those {strict:.3f}"
            )
        if FIVE_FOLD not in told.get(corpus, {}):
            is_there(corpus)


def reports(label: str, parser: Geoparser) -> None:
    """cir_ukraine with the shipped weights."""
    if not is_there("cir_ukraine"):
        return
    parsed: Found = {}
    given: Found = {}
    for article in articles("cir_ukraine"):
        text, text_id = article["text"], str(article["id"])
        parsed[text_id] = answers(parser.parse(text))
        spans = [(t["start"], t["end"]) for t in article["toponyms"]]
        given[text_id] = answers(parser.resolve(text, spans))
    figures = line("cir_ukraine", parsed, given)
    print(f"cir_ukraine, {label}, shipped weights, not trained on it: {figures}", flush=True)


def main() -> None:
    """Print a line a corpus and way of training."""
    started = time.perf_counter()
    gazetteer = open_gazetteer()
    unseen_articles(gazetteer)
    reports("default gazetteer", Geoparser(gazetteer, focus=shipped_focus()))
    enriched = enriched_gazetteer()
    if enriched is not None:
        reports("with UA.zip", Geoparser(enriched, focus=shipped_focus()))
    seconds = time.perf_counter() - started
    print(f"{seconds:.0f} s; gazetteer {gazetteer.version}")


if __name__ == "__main__":
    main()
