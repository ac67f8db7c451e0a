"""Values of settlements without evidence, on a row of settlements and on a graph in two parts."""

import numpy as np
import pytest
import shapely

from data.frontline.inference import FixedValues, Inference
from tests.data.frontline.test_mesh import GRID, mesh_of, settlement

OLD = 10_000
"""Days: old enough to say all it can."""


def inference(mesh, *ever):
    return Inference(mesh, np.array([mesh.node_of[f"x:{name}"] for name in ever]))


def on_a_day(mesh, **fixed):
    """Pairs of value and age in days, by name of the settlement."""
    said = sorted((mesh.node_of[f"x:{name}"], *pair) for name, pair in fixed.items())
    nodes, values, ages = zip(*said, strict=True) if said else ((), (), ())
    return FixedValues(np.array(nodes, np.int64), np.array(values, float), np.array(ages, float))


def values(mesh, solver, **fixed):
    found = solver.values(on_a_day(mesh, **fixed))
    return {one.name: found[node] for node, one in enumerate(mesh.settlements)}


def test_what_lies_between_two_parties_goes_with_the_nearer():
    mesh = mesh_of(GRID)
    found = values(mesh, inference(mesh, "10", "13"), **{"10": (1.0, OLD), "13": (0.0, OLD)})
    assert found["11"] > 0.5 > found["12"]
    assert (found["10"], found["13"]) == (1.0, 0.0)


def test_a_settlement_that_changed_yesterday_says_less_than_one_held_for_years():
    mesh = mesh_of(GRID)
    solver = inference(mesh, "10", "13")
    old = values(mesh, solver, **{"10": (1.0, OLD), "13": (0.0, OLD)})
    new = values(mesh, solver, **{"10": (1.0, 1), "13": (0.0, OLD)})
    assert new["12"] < old["12"]
    assert new["11"] < old["11"]


def test_contested_ground_pulls_to_neither_side():
    mesh = mesh_of(GRID)
    found = values(mesh, inference(mesh, "11"), **{"11": (0.5, OLD)})
    assert found["00"] == pytest.approx(0.5)


def test_the_same_answer_whether_a_settlement_is_fixed_later_or_never():
    mesh = mesh_of(GRID)
    fixed = {"10": (1.0, OLD), "13": (0.0, OLD)}
    few = values(mesh, inference(mesh, "10", "13"), **fixed)
    many = values(mesh, inference(mesh, "10", "13", "22", "01", "33"), **fixed)
    assert many == pytest.approx(few)


def test_a_part_without_evidence_is_unknown():
    river = shapely.LineString([(29, 49.75), (31, 49.75)])
    mesh = mesh_of(GRID, barriers=[(river, 0.0)])
    found = values(mesh, inference(mesh, "00"), **{"00": (1.0, OLD)})
    assert found["13"] > 0.5
    assert np.isnan(found["23"])


def test_ground_far_from_all_evidence_is_unknown():
    chain = [settlement(f"far{n}", 49.75, 30.2 - n / 12) for n in range(1, 15)]
    mesh = mesh_of([*GRID, *chain])
    found = values(mesh, inference(mesh, "13"), **{"13": (1.0, OLD)})
    assert found["far1"] > 0.5
    assert np.isnan(found["far14"])


def test_without_evidence_nothing_is_known():
    mesh = mesh_of(GRID)
    assert np.isnan(list(values(mesh, inference(mesh, "00")).values())).all()
