"""Sorting the areas of a file by where they lie: in the theatre, abroad, or far from it."""

from pathlib import Path

import pytest
from shapely.geometry import Polygon

from data.errors import LayerError
from data.frontline.layers.model import Status
from data.frontline.layers.placing import StatedArea, place_areas
from tests.data.frontline.formats import KARELIA, SOUTH_EAST, box
from tests.theatre import UKRAINE

SOMALIA = box(44.3, 3.5, 48.8, 7.0)
KURSK = box(35.1, 51.15, 35.3, 51.3)  # Sudzha lies in it
SUMY = box(34.6, 50.8, 34.9, 51.0)
ACROSS_THE_BORDER = box(34.6, 50.8, 35.3, 51.3)


def place(*areas):
    """``areas``: status and rings, and the holder where the file names one."""
    stated = [
        StatedArea(f"feature {number}", status, "words", [Polygon(ring) for ring in rings], *more)
        for number, (status, rings, *more) in enumerate(areas, start=1)
    ]
    return place_areas(stated, UKRAINE, Path("x.geojson"))


def kinds(placed):
    return [(area.status, area.holder) for area in placed.areas]


def test_an_area_far_from_the_theatre_is_left_out_with_a_note_and_the_rest_used():
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), (Status.UNKNOWN, [SOMALIA]))
    assert kinds(placed) == [(Status.OCCUPIED, "RU")]
    assert placed.notes == (
        "feature 2 ('words'): left out 1 part outside the theatre, from 3.5 N 44.3 E to 7.0 N "
        "48.8 E",
    )


def test_a_stray_part_beside_the_real_one_is_left_out_with_a_note():
    placed = place((Status.OCCUPIED, [SOUTH_EAST, SOMALIA]))
    assert placed.areas[0].geometry.bounds == (33.0, 45.0, 38.0, 47.0)
    assert "left out 1 part outside the theatre" in placed.notes[0]


def test_ground_occupied_far_from_the_home_country_is_of_another_war():
    abkhazia = box(41.0, 42.5, 42.0, 43.5)  # in the theatre's box
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), (Status.OCCUPIED, [abkhazia]))
    assert len(placed.areas) == 1
    assert "42.5 N 41.0 E" in placed.notes[0]


def test_areas_of_other_wars_may_lie_anywhere():
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), (Status.ELSEWHERE, [KARELIA]))
    assert kinds(placed) == [(Status.OCCUPIED, "RU"), (Status.ELSEWHERE, "")]
    assert placed.notes == ()


@pytest.mark.parametrize(
    ("ring", "status"),
    [
        (KURSK, Status.HELD_ABROAD),
        (SUMY, Status.LIBERATED),
        # A strip along the border, which the outlines draw 2 km off.
        (box(35.89, 50.43, 35.95, 50.44), Status.LIBERATED),
    ],
    ids=["abroad", "home", "border"],
)
def test_liberated_ground_in_another_country_is_held_abroad(ring, status):
    assert kinds(place((Status.LIBERATED, [ring]))) == [(status, "UA")]


def test_the_parts_of_one_area_are_sorted_each_by_its_country():
    placed = place((Status.LIBERATED, [SUMY, KURSK]))
    assert {area.status: area.geometry.bounds for area in placed.areas} == {
        Status.LIBERATED: (34.6, 50.8, 34.9, 51.0),
        Status.HELD_ABROAD: (35.1, 51.15, 35.3, 51.3),
    }


@pytest.mark.parametrize(
    ("holder", "ring", "found"),
    [
        ("RU", box(36, 47, 37, 47.5), [(Status.OCCUPIED, "RU")]),
        ("RU", KURSK, [(Status.HELD, "RU")]),
        ("UA", SUMY, [(Status.HELD, "UA")]),
        ("UA", KURSK, [(Status.HELD_ABROAD, "UA")]),
        ("RU", ACROSS_THE_BORDER, [(Status.OCCUPIED, "RU"), (Status.HELD, "RU")]),
        ("UA", ACROSS_THE_BORDER, [(Status.HELD, "UA"), (Status.HELD_ABROAD, "UA")]),
    ],
)
def test_ground_of_a_named_party_is_cut_at_the_border(holder, ring, found):
    assert kinds(place((Status.HELD, [ring], holder))) == found


def test_ground_of_a_named_party_is_cut_at_the_edge_of_the_theatre():
    placed = place((Status.HELD, [box(40, 52, 60, 54)], "RU"))
    assert placed.areas[0].geometry.bounds == (40.0, 52.0, 45.0, 54.0)
    assert placed.notes == ("feature 1 ('words'): cut 1 part at the edge of the theatre",)


def test_a_ring_that_crosses_itself_is_mended_and_one_without_extent_is_left_out():
    bow = [[33.0, 45.0], [38.0, 47.0], [38.0, 45.0], [33.0, 47.0], [33.0, 45.0]]
    spike = [[33.0, 45.0], [38.0, 47.0], [33.0, 45.0], [33.0, 45.0]]
    placed = place((Status.OCCUPIED, [bow]), (Status.OCCUPIED, [spike]))
    assert [area.geometry.is_valid for area in placed.areas] == [True]
    assert placed.areas[0].geometry.area == pytest.approx(5.0)
    assert placed.notes == ("feature 2 ('words'): left out, it has no extent",)


def test_a_file_with_its_axes_swapped_is_refused_with_that_word():
    swapped = [[y, x] for x, y in SOUTH_EAST]
    with pytest.raises(LayerError, match=r"^x\.geojson: latitude and longitude are swapped"):
        place((Status.OCCUPIED, [swapped]), (Status.LIBERATED, [SUMY]))


def test_one_swapped_area_among_many_is_left_out():
    swapped = [[y, x] for x, y in SUMY]
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), (Status.LIBERATED, [swapped]))
    assert len(placed.areas) == len(placed.notes) == 1


def test_a_file_with_nothing_in_the_theatre_is_refused_with_its_first_note():
    with pytest.raises(LayerError, match=r"no area in the theatre \(feature 1 .*outside"):
        place((Status.UNKNOWN, [SOMALIA]))


def test_notes_are_counted_where_they_are_many():
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), *[(None, [SUMY])] * 30)
    assert len(placed.notes) == 21
    assert placed.notes[-1] == "and 10 more"


def test_an_area_that_crosses_itself_thousands_of_times_is_left_out():
    chords = [[33 + n * 7919 % 400 / 100, 47 + n * 104729 % 300 / 300] for n in range(300)]
    placed = place((Status.OCCUPIED, [SOUTH_EAST]), (Status.OCCUPIED, [chords]))
    assert placed.notes == (
        "feature 2 ('words'): left out, its edges cross too often to be mended",
    )
