"""Measure the front line: our reader against the oracle, our table against samples, our speed.

Prints (a) how many of the oracle's points the layer reader answers right, (b) for each sample file
how far the committed table agrees with it, settlement by settlement, with every disagreement, and
(c) the median time of an outline. The samples are other people's maps that may not be passed on;
they are looked for in the folder that FRONTLINE_SAMPLES names, else in ``shared/frontline`` beside
the repository, and (a) and (b) are left out, saying so, where there is none.
"""

import csv
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.errors import LayerError  # noqa: E402
from data.frontline.control import holders_on, load_control  # noqa: E402
from data.frontline.land import lands  # noqa: E402
from data.frontline.layers.model import (  # noqa: E402
    Layer,
    LayerSource,
    Status,
    area_at,
    status_at,
)
from data.frontline.layers.registry import available, layer_on, read_layer  # noqa: E402
from data.frontline.outline import outline  # noqa: E402
from data.model import ControlRow, ControlState, Holder  # noqa: E402

SAMPLES = Path(os.environ.get("FRONTLINE_SAMPLES", ROOT.parent / "shared" / "frontline"))
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
TABLE_ENDS = date(2025, 12, 31)
OUTLINE_DAYS = (
    date(2022, 3, 20),
    date(2022, 11, 12),
    date(2023, 1, 16),
    date(2024, 2, 18),
    date(2025, 8, 3),
)


def main() -> int:
    """Print all figures; 1 if the reader answers a point of the oracle wrongly."""
    rows = load_control()
    changes = sum(row.day > date(2022, 2, 24) for row in rows)
    places = len({row.place_id for row in rows})
    print(f"control table: {len(rows)} rows, {changes} changes after 24 Feb 2022, {places} places")
    wrong = 0
    if (SAMPLES / "expected_points.csv").is_file():
        wrong = oracle()
        agreement(rows)
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
        layer = layer_on(folder, day, source=FOLDERS[case["source"]], most_days_old=0)
        got = status_at(layer, *POINTS[case["place"]]) if layer else "no layer"
        if got != ("" if case["result"] == "outside" else case["result"]):
            wrong += 1
            print(f"  wrong: {case} gives {got!r}")
    print(f"reader against the oracle: {len(cases) - wrong} of {len(cases)} right")
    return wrong


def agreement(rows: list[ControlRow]) -> None:
    """Print, file by file, where the table and the sample name the same holder."""
    total: Counter[str] = Counter()
    for layer in _layers():
        if layer.assessment_day > TABLE_ENDS:
            continue
        count: Counter[str] = Counter()
        lines = []
        for state in holders_on(rows, layer.assessment_day):
            verdict, status = _verdict(state, layer)
            count[verdict] += 1
            if verdict == "differs":
                row = state.row
                lines.append(f"    {row.row_id}: table {row.holder}, map {status}; {row.note}")
        total += count
        print(f"  {layer.file.path.name}: {_figures(count)}")
        print("\n".join(lines)) if lines else None
    print(f"table against samples: {_figures(total)}")


def speed(rows: list[ControlRow]) -> None:
    """Print the median time of an outline, lands cut, in milliseconds."""
    countries = lands()
    took = []
    for day in OUTLINE_DAYS * 3:
        start = time.perf_counter()
        outline(holders_on(rows, day), lands=countries)
        took.append((time.perf_counter() - start) * 1000)
    states = len(holders_on(rows, OUTLINE_DAYS[-1]))
    print(f"outline of {states} settlements: median {statistics.median(took):.0f} ms")


def _layers() -> Iterator[Layer]:
    for folder in FOLDERS:
        for file in available(SAMPLES / folder):
            try:
                yield read_layer(file)
            except LayerError as exc:
                print(f"  refused: {exc}")


def _verdict(state: ControlState, layer: Layer) -> tuple[str, str]:
    """How the table's holder and the map's status go together, and the status in words."""
    area = area_at(layer, state.row.latitude, state.row.longitude)
    status = area.status if area else None
    words = status.value if status else "outside all areas"
    if state.holder is Holder.CONTESTED or status is Status.UNKNOWN:
        return "contested or grey", words
    occupied = status is Status.OCCUPIED
    if state.row.country != "UA":
        return "in Russia", words  # the samples hardly colour Russia
    return ("agrees" if occupied == (state.holder is Holder.RU) else "differs"), words


def _figures(count: Counter[str]) -> str:
    asked = count["agrees"] + count["differs"]
    share = 100 * count["agrees"] / asked if asked else 0
    left = count["contested or grey"] + count["in Russia"]
    return f"{count['agrees']} of {asked} agree ({share:.1f} %), {left} not comparable"


if __name__ == "__main__":
    sys.exit(main())
