"""Scores the geoparser on the committed gold: names found, roles told apart, pins right.

Pins are literal mentions that stand on a point of their own. A pin is right when its span overlaps
a gold literal one and lies within ``PIN_KM`` of it. Areas are right by place id, or by kind where
the gold gives no id. Names that the gold marks "any" count neither way in pins.
"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

from geocode.gazetteer.earth import distance_km
from geocode.model import AREAL_KINDS, Resolution, Role

HERE = Path(__file__).resolve().parent
BRIEFS = HERE.parents[1] / "seeds" / "briefs"
PIN_KM = 10.0
POINTS = ("point", "site")


def gold(name: str) -> list[dict]:
    with (HERE / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_pin(found: Resolution) -> bool:
    """Whether the map would show it as a pin by default."""
    placed = found.place is not None and found.place.kind not in AREAL_KINDS
    return placed and found.mention.role is Role.LITERAL


def overlaps(found: Resolution, span: dict) -> bool:
    return found.mention.start < span["end"] and span["start"] < found.mention.end


def right_place(found: Resolution, span: dict) -> bool:
    """Whether the place is the gold's."""
    place = found.place
    if place is None:
        return False
    if "place_id" in span and place.place_id == span["place_id"]:
        return True
    if "lat" in span:
        km = distance_km(place.latitude, place.longitude, span["lat"], span["lon"])
        return place.kind not in AREAL_KINDS and km <= PIN_KM
    return "place_id" not in span and place.kind.value == span["kind"]


def score(parser, articles, *, errors=None) -> dict[str, float]:
    """Figures 0..1: recognition F1 (spans overlap), pin F1, areas right, roles right."""
    n: Counter[str] = Counter()
    for article in articles:
        day = article.get("published")
        found = parser.parse(article["text"], published=date.fromisoformat(day) if day else None)
        spans = article["toponyms"]
        n["gold"] += len(spans)
        n["found"] += len(found)
        for span in spans:
            hit = next((f for f in found if overlaps(f, span)), None)
            n["matched"] += hit is not None
            if hit is not None:
                n["exact"] += (hit.mention.start, hit.mention.end) == (span["start"], span["end"])
                n["roles"] += hit.mention.role.value == span["role"]
            if span["kind"] == "any" or span["role"] != "literal":
                continue
            sort = "pins" if span["kind"] in POINTS else "areas"
            right = hit is not None and right_place(hit, span) and hit.mention.role is Role.LITERAL
            n[f"gold {sort}"] += 1
            n[f"right {sort}"] += right
            if errors is not None and not right:
                errors.append((article["id"], span, hit))
        for f in found:
            span = next((s for s in spans if overlaps(f, s)), None)
            if is_pin(f) and (span is None or span["kind"] != "any"):
                n["made pins"] += 1
            if errors is not None and span is None:
                errors.append((article["id"], None, f))
    precision = n["right pins"] / max(1, n["made pins"])
    recall = n["right pins"] / max(1, n["gold pins"])
    return {
        "recognition_f1": 2 * n["matched"] / max(1, n["gold"] + n["found"]),
        "exact_f1": 2 * n["exact"] / max(1, n["gold"] + n["found"]),
        "pin_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "areas_right": n["right areas"] / max(1, n["gold areas"]),
        "roles_right": n["roles"] / max(1, n["matched"]),
    }


def false_places(parser, traps) -> list[tuple[str, Resolution]]:
    """Every forbidden span, with its trap's id, that became a literal mention with a place."""
    return [
        (trap["id"], found)
        for trap in traps
        for found in parser.parse(trap["text"])
        if found.place is not None
        and found.mention.role is Role.LITERAL
        and any(overlaps(found, span) for span in trap["never"])
    ]


def false_pins(parser, traps) -> list[tuple[str, str]]:
    """``(trap id, text)`` of every false place, those that a map draws as areas included."""
    return [(trap_id, found.mention.text) for trap_id, found in false_places(parser, traps)]


def brief_recall(parser) -> float:
    """The share of ``briefs_places.csv`` that is found, literal and right; see SOURCES.md there."""
    with (HERE / "briefs_places.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    briefs = {row["brief"] for row in rows}
    bodies = {
        brief: (BRIEFS / f"{brief}.md").read_text(encoding="utf-8").split("---", 2)[2]
        for brief in briefs
    }
    answers = {brief: parser.parse(text) for brief, text in bodies.items()}
    right = sum(
        any(_answers_row(found, row, bodies[row["brief"]]) for found in answers[row["brief"]])
        for row in rows
    )
    return right / len(rows)


def _answers_row(found: Resolution, row: dict[str, str], text: str) -> bool:
    """Whether the mention lies in the row's words, is literal, and is the row's place."""
    place = found.place
    if place is None or found.mention.role is not Role.LITERAL:
        return False
    name = row["name"]
    at = text.rfind(name, 0, found.mention.start + len(name))
    if not (0 <= at <= found.mention.start and found.mention.end <= at + len(name)):
        return False
    if row["latitude"]:
        point = float(row["latitude"]), float(row["longitude"])
        km = distance_km(place.latitude, place.longitude, *point)
        return place.kind not in AREAL_KINDS and km <= PIN_KM
    return place.kind.value == row["kind"]
