"""Measure the front line: our reader against the oracle, our table against samples, our speed.

Prints (a) how many of the oracle's points the layer reader answers right, (b) for each sample file
how far the committed table agrees with it, settlement by settlement, with every disagreement, and
(c) how far the estimated line runs from the sample's grey zone or edge on three days that matter,
(d) the median time of an outline. The samples are other people's maps that may not be passed on;
they are looked for in ``frontline`` in the folder ``shared`` beside the repository (or in
``$FRONTLINE_SHARED``); (a) to (c) are left out, saying so, where there are none.
"""

import csv
import math
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import LayerError
from data.frontline.control import holders_on, load_control
from data.frontline.estimate import estimate_front
from data.frontline.land import lands
from data.frontline.layers.folder import layer_on, read_layer, survey
from data.frontline.layers.model import Layer, LayerSource, Status, area_at
from data.model import ControlRow, ControlState
from data.theatre import load_theatre

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared")) / "frontline"
THEATRE = load_theatre("ukraine")
FOLDERS = {
    "deepstate_full": LayerSource.DEEPSTATE,
    "deepstate_occupied_daily": LayerSource.DEEPSTATE_DAILY,
    "uacontrolmap_daily": LayerSource.UACONTROLMAP,
}
# The oracle does not give its coordinates. These are GeoNames' points, but for Soledar, whose
# GeoNames point lies 0.5 km west of the grey zone that the oracle puts the town in: its centre.
POINTS = {
    "Bakhmut": (48.59419, 37.99886),
    "Soledar": (48.6794, 38.0894),
    "Donetsk": (48.023, 37.80224),
    "Avdiivka": (48.13989, 37.74255),
    "Kherson": (46.63695, 32.61458),
    "Kramatorsk": (48.73893, 37.5841),
    "Pokrovsk": (48.28203, 37.17583),
    "Kupiansk": (49.71063, 37.61539),
    "Mariupol": (47.09514, 37.54131),
    "Izium": (49.20869, 37.24857),
}
# A year and more after the table ends, nothing it says can be held against a map.
KM_PER_DEGREE = 111.2
TABLE_ENDS = date(2025, 12, 31)
STRETCHES = {
    "Kherson": (date(2022, 11, 12), 32.2, 46.4, 33.9, 47.4),
    "Soledar": (date(2023, 1, 16), 37.7, 48.4, 38.4, 49.0),
    "Avdiivka": (date(2024, 2, 18), 37.3, 47.9, 37.95, 48.4),
}
"""Days and windows: west, south, east, north in degrees."""
OUTLINE_DAYS = (
    date(2022, 3, 20),
    date(2022, 11, 12),
    date(2023, 1, 16),
    date(2024, 2, 18),
    date(2025, 8, 3),
)


def main() -> int:
    """Print all figures; 1 if the reader answers a point of the oracle wrongly."""
    rows = load_control(THEATRE)
    changes = sum(row.day > date(2022, 2, 24) for row in rows)
    places = len({row.place_id for row in rows})
    print(f"control table: {len(rows)} rows, {changes} changes after 24 Feb 2022, {places} places")
    wrong = 0
    if (SAMPLES / "expected_points.csv").is_file():
        wrong = oracle()
        agreement(rows)
        distances(rows)
    else:
        print(f"no samples in {SAMPLES}: the reader and the table are not compared")
    speed(rows)
    return 1 if wrong else 0


def oracle() -> int:
    """Print how many points of ``expected_points.csv`` come out right; returns the wrong ones."""
    with (SAMPLES / "expected_points.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    wrong = 0
    for case in cases:
        day = date.fromisoformat(case["date"])
        folder = SAMPLES / case["source"]
        try:
            layer = layer_on(folder, day, THEATRE, source=FOLDERS[case["source"]], most_days_old=0)
        except LayerError:
            layer = None
        area = area_at(layer, *POINTS[case["place"]]) if layer else None
        got = "no layer" if layer is None else area.label if area else ""
        if got != ("" if case["result"] == "outside" else case["result"]):
            wrong += 1
            print(f"  wrong: {case} gives {got!r}")
    print(f"reader against the oracle: {len(cases) - wrong} of {len(cases)} right")
    return wrong


def agreement(rows: list[ControlRow]) -> None:
    """Print, file by file, where the table and the sample name the same holder."""
    total: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    times = Counter(row.place_id for row in rows)
    for layer in _layers():
        if layer.assessment_day > TABLE_ENDS:
            continue
        count: Counter[str] = Counter()
        lines = []
        for state in holders_on(rows, layer.assessment_day):
            verdict, status = _verdict(state, layer)
            count[verdict] += 1
            moved[verdict] += times[state.row.place_id] > 1
            if verdict == "differs":
                row = state.row
                lines.append(f"    {row.row_id}: table {row.holder}, map {status}; {row.note}")
        total += count
        print(f"  {layer.file.path.name}: {_figures(count)}")
        print("\n".join(lines)) if lines else None
    print(f"table against samples: {_figures(total)}")
    print(f"of these, settlements that changed hands: {_figures(moved)}")


def distances(rows: list[ControlRow]) -> None:
    """Print how far our line runs from the sample's, at the places of ``STRETCHES``."""
    countries = lands(THEATRE)
    for name, (day, west, south, east, north) in STRETCHES.items():
        layer = layer_on(SAMPLES / "deepstate_full", day, THEATRE, source=LayerSource.DEEPSTATE)
        if layer is None:
            print(f"  no sample for {name}")
            continue
        window = shapely.box(west, south, east, north)
        line = shapely.union_all(
            [
                stretch.geometry
                for stretch in estimate_front(holders_on(rows, day), THEATRE, lands=countries).line
            ]
        ).intersection(window)
        occupied = shapely.union_all(
            [one.geometry for one in layer.areas if one.status is Status.OCCUPIED]
        )
        grey = [one.geometry for one in layer.areas if one.status is Status.UNKNOWN]
        edge = shapely.union_all([occupied.boundary, *grey])
        theirs = _km(edge.intersection(window.buffer(0.3)), (south + north) / 2)
        ours = shapely.line_merge(_km(line, (south + north) / 2))
        points = [
            part.interpolate(step)
            for part in shapely.get_parts(ours)
            for step in np.arange(0, part.length, 0.5)
        ]
        apart = sorted(point.distance(theirs) for point in points)
        print(
            f"line at {name}, {day}: {ours.length:.0f} km of it, median "
            f"{apart[len(apart) // 2]:.1f} km and nine tenths within "
            f"{apart[len(apart) * 9 // 10]:.1f} km of DeepStateMap's"
        )


def speed(rows: list[ControlRow]) -> None:
    """Print the median processor time of an outline, lands cut, in milliseconds."""
    countries = lands(THEATRE)
    took = []
    for day in OUTLINE_DAYS * 3:
        start = time.process_time()
        estimate_front(holders_on(rows, day), THEATRE, lands=countries)
        took.append((time.process_time() - start) * 1000)
    states = len(holders_on(rows, OUTLINE_DAYS[-1]))
    print(f"outline of {states} settlements: median {statistics.median(took):.0f} ms (processor)")


def _km(geometry: BaseGeometry, latitude: float) -> BaseGeometry:
    """Kilometres east and north, true to a percent within the windows of ``STRETCHES``."""
    east = KM_PER_DEGREE * math.cos(math.radians(latitude))
    return shapely.transform(geometry, lambda points: points * (east, KM_PER_DEGREE))


def _layers() -> Iterator[Layer]:
    for folder in FOLDERS:
        for file in survey(SAMPLES / folder).files:
            try:
                yield read_layer(file, THEATRE)
            except LayerError as exc:
                print(f"  refused: {exc}")


def _verdict(state: ControlState, layer: Layer) -> tuple[str, str]:
    """How the table's holder and the map's status go together, and the status in words."""
    area = area_at(layer, state.row.latitude, state.row.longitude)
    status = area.status if area else None
    words = status.value if status else "outside all areas"
    if state.holder == "contested" or status is Status.UNKNOWN:
        return "contested or grey", words
    occupied = status is Status.OCCUPIED
    if state.row.country != "UA":
        return "in Russia", words  # the samples hardly colour Russia
    return ("agrees" if occupied == (state.holder == "RU") else "differs"), words


def _figures(count: Counter[str]) -> str:
    asked = count["agrees"] + count["differs"]
    share = 100 * count["agrees"] / asked if asked else 0
    left = count["contested or grey"] + count["in Russia"]
    return f"{count['agrees']} of {asked} agree ({share:.1f} %), {left} not comparable"


if __name__ == "__main__":
    sys.exit(main())
