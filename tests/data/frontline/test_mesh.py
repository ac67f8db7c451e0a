"""Cells and neighbours of settlements, on a made-up square land where distances are known."""

import numpy as np
import pytest
import shapely
from geopy.distance import geodesic

from data.frontline.mesh import Plane, Settlement, build_mesh
from data.theatre import Extent

EXTENT = Extent(west=29, south=49, east=33, north=51)
LANDS = {"AA": shapely.box(29, 49, 31, 51), "BB": shapely.box(31, 49, 33, 51)}


def settlement(name, latitude, longitude, country="AA"):
    return Settlement(f"x:{name}", name, latitude, longitude, country)


GRID = [
    settlement(f"{row}{column}", 49.6 + row / 10, 30.2 + column / 10)
    for row in range(4)
    for column in range(4)
]


def mesh_of(settlements, *, lands=LANDS, barriers=()):
    return build_mesh(settlements, lands=lands, barriers=barriers, extent=EXTENT)


def edge_weight(mesh, one, other):
    pair = sorted((mesh.node_of[f"x:{one}"], mesh.node_of[f"x:{other}"]))
    (found,) = np.flatnonzero((mesh.edges == pair).all(axis=1))
    return mesh.weights[found]


def test_the_plane_keeps_distances_of_the_ellipsoid_to_a_third_of_a_percent():
    plane = Plane(49.0, 32.5)
    points = np.array([(22.5, 48.5), (24.0, 50.0), (37.8, 48.0), (39.5, 49.5)])
    km = plane.flat(points)
    for one in range(4):
        for other in range(one):
            true = geodesic(points[one][::-1], points[other][::-1]).km
            assert np.hypot(*(km[one] - km[other])) == pytest.approx(true, rel=0.012)
    assert plane.degrees(km) == pytest.approx(points)


def test_every_point_of_a_cell_lies_nearest_to_its_own_settlement():
    mesh = mesh_of(GRID)
    for node, cell in enumerate(mesh.ground_km):
        inside = cell.representative_point()
        assert mesh.tree.query((inside.x, inside.y))[1] == node


def test_neighbours_weigh_less_the_farther_they_lie_apart():
    mesh = mesh_of(GRID)
    # A tenth of a degree is 11.1 km to the north and 7.1 km to the east.
    assert edge_weight(mesh, "11", "21") == pytest.approx(11.12**-1.5, rel=0.01)
    assert edge_weight(mesh, "11", "12") == pytest.approx(7.2**-1.5, rel=0.02)


def test_a_barrier_lowers_what_crosses_it_and_nothing_else():
    river = shapely.LineString([(29, 49.75), (31, 49.75)])
    open_land, parted = mesh_of(GRID), mesh_of(GRID, barriers=[(river, 0.2)])
    assert edge_weight(parted, "11", "21") == pytest.approx(
        0.2 * edge_weight(open_land, "11", "21")
    )
    assert edge_weight(parted, "11", "12") == edge_weight(open_land, "11", "12")


def test_nothing_crosses_a_state_border():
    over = [settlement("east", 49.75, 31.05, "BB"), settlement("west", 49.75, 30.95)]
    assert edge_weight(mesh_of([*GRID, *over]), "east", "west") == 0


def test_a_cell_ends_where_its_country_ends():
    mesh = mesh_of([*GRID, settlement("edge", 49.75, 30.95)])
    cell = mesh.ground[mesh.node_of["x:edge"]]
    assert cell.bounds[2] == pytest.approx(31.0, abs=1e-3)


def test_settlements_on_one_point_share_a_cell_and_are_both_found():
    twin = settlement("twin", 49.6001, 30.2001)
    mesh = mesh_of([*GRID, twin])
    assert mesh.node_of["x:twin"] == mesh.node_of["x:00"]
    assert len(mesh.settlements) == len(GRID)


def test_what_lies_outside_the_extent_or_in_no_country_is_left_out():
    outside = [settlement("far", 40.0, 30.5), settlement("nowhere", 49.7, 30.5, "ZZ")]
    assert set(mesh_of([*GRID, *outside]).node_of) == {one.place_id for one in GRID}


def test_settlements_abroad_count_near_the_border_alone():
    abroad = [settlement("near", 49.7, 31.1, "BB"), settlement("deep", 49.7, 32.9, "BB")]
    mesh = mesh_of([*GRID, *abroad])
    assert "x:near" in mesh.node_of
    assert "x:deep" not in mesh.node_of


def test_an_arc_runs_between_the_two_cells_that_it_names():
    mesh = mesh_of(GRID)
    for first, last, left, right in mesh.arcs.tolist():
        middle = mesh.vertices_km[[first, last]].mean(axis=0)
        apart = [np.hypot(*(middle - mesh.points_km[side])) for side in (left, right)]
        assert apart[0] == pytest.approx(apart[1], rel=1e-6)


def test_ground_beside_a_border_belongs_to_the_nearest_settlement_of_its_own_country():
    over = [settlement("east", 49.75, 31.02, "BB"), settlement("west", 49.75, 30.8)]
    mesh = mesh_of([*GRID, *over])
    x, y = mesh.plane.flat_point(49.75, 30.99)  # 2 km from the one over the border, 14 from ours
    assert mesh.tree.query((x, y))[1] == mesh.node_of["x:east"]
    (found,) = mesh.ground_tree.query(shapely.Point(x, y), predicate="intersects").tolist()
    assert found == mesh.node_of["x:west"]
