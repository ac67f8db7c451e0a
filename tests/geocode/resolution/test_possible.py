"""Names whose candidates could lie together speak for them, the more the fewer they have."""

import pytest

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.resolution.possible import possible


def place(place_id, latitude, longitude, kind=Kind.CITY, admin1="Tennessee", admin2="Henry"):
    return Place(place_id, place_id, latitude, longitude, kind, "PPL", "US", admin1, admin2)


PARIS_TN, PARIS_KY = place("tn", 36.30, -88.31), place("ky", 38.21, -84.25, admin2="Bourbon")
PURYEAR = place("py", 36.44, -88.33)
HENRY_TN = place("h-tn", 36.33, -88.30, Kind.DISTRICT)
HENRY_VA = place("h-va", 36.68, -79.87, Kind.DISTRICT, "Virginia")


def hits(*places):
    return [NameHit(one, official=True, inflected=False) for one in places]


TEXT = possible(
    [
        ("Paris", hits(PARIS_TN, PARIS_KY)),
        ("Puryear", hits(PURYEAR)),
        ("Henry County", hits(HENRY_TN, HENRY_VA)),
        ("Nowhere", ()),
    ]
)


@pytest.mark.parametrize(
    ("asked", "own", "near", "in_district"),
    [
        (PARIS_TN, "Paris", 1.5, 0.5),
        (PARIS_KY, "Paris", 0.0, 0.0),
        (PURYEAR, "Puryear", 1.0, 0.5),
        (HENRY_TN, "Henry County", 1.5, 1.5),
        (HENRY_VA, "Henry County", 0.0, 0.0),
    ],
    ids=[
        "near and in the county",
        "far",
        "two halves",
        "holds both",
        "holds nothing",
    ],
)
def test_what_other_names_could_mean(asked, own, near, in_district):
    assert TEXT.near(asked, own) == near
    assert TEXT.in_district(asked, own) == in_district
