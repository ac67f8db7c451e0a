"""Seas, world regions and historic states are known by the names that newspapers use."""

import pytest

from geocode.model import Kind
from geocode.precision import WherePrec


@pytest.mark.parametrize(
    ("name", "found", "kind"),
    [
        ("South China Sea", "frontline:south-china-sea", Kind.WATER),
        ("Strait of Hormuz", "frontline:strait-of-hormuz", Kind.WATER),
        ("Ормузької протоки", "frontline:strait-of-hormuz", Kind.WATER),
        ("Суэцком канале", "frontline:suez-canal", Kind.WATER),
        ("Southeast Asia", "frontline:southeast-asia", Kind.AREA),
        ("Horn of Africa", "frontline:horn-of-africa", Kind.AREA),
        ("Soviet Union", "frontline:soviet-union", Kind.AREA),
        ("U.S.S.R.", "frontline:soviet-union", Kind.AREA),
    ],
)
def test_a_wide_place_is_found_and_drawn_as_an_area(gazetteer, name, found, kind):
    place = gazetteer.lookup(name)[0].place
    assert (place.place_id, place.kind, place.where_prec) == (found, kind, WherePrec.FUZZY)
