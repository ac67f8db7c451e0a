"""The real files, where a developer has them: every point of the oracle, every broken day."""

import csv
from datetime import date

import pytest

from data.errors import LayerError
from data.frontline.layers.folder import layer_on
from tests.bench.bench_frontline import FOLDERS, POINTS, SAMPLES
from tests.data.frontline.formats import label_at
from tests.theatre import UKRAINE

pytestmark = pytest.mark.skipif(
    not (SAMPLES / "expected_points.csv").is_file(),
    reason=f"no front-line samples in {SAMPLES}; they may not be passed on with the project",
)


@pytest.fixture(scope="module")
def cases():
    with (SAMPLES / "expected_points.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_point_of_the_oracle_comes_out_right(cases):
    layers = {
        (case["source"], case["date"]): layer_on(
            SAMPLES / case["source"],
            date.fromisoformat(case["date"]),
            UKRAINE,
            source=FOLDERS[case["source"]],
            most_days_old=0,
        )
        for case in cases
    }
    assert len(layers) == 20
    wrong = [
        case
        for case in cases
        if label_at(layers[case["source"], case["date"]], *POINTS[case["place"]])
        != ("" if case["result"] == "outside" else case["result"])
    ]
    assert wrong == []
    assert len(cases) == 200


@pytest.mark.parametrize("day", ["2025-12-30", "2026-04-17"])
def test_the_empty_days_of_the_real_series_are_refused(day):
    folder = SAMPLES / "uacontrolmap_daily"
    with pytest.raises(LayerError, match="no area at all; a broken day, not a liberation"):
        layer_on(folder, date.fromisoformat(day), UKRAINE, most_days_old=3)
