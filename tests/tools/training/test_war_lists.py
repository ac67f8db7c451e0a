"""Made lists name villages near each other, with their own places as the right answers."""

from itertools import combinations

import pytest

from geocode.gazetteer.earth import distance_km
from geocode.model import SETTLEMENT_KINDS
from tools.training.gold import training_focus
from tools.training.war_lists import war_lists

NEAR_KM = 30.0


@pytest.fixture(scope="module")
def made(gazetteer):
    return list(war_lists(gazetteer, training_focus()))


def test_there_are_lists_for_most_months_and_each_has_its_day(made):
    assert len({text.day for text in made}) >= 30
    assert len({text.text_id for text in made}) == len(made)


def test_each_name_has_a_right_place_and_the_villages_lie_together(made, gazetteer):
    for text in made[::10]:
        villages = []
        for span in text.spans:
            hits = gazetteer.lookup(text.text[span.start : span.end])
            right = [hit.place for hit, good in zip(hits, span.right(hits), strict=True) if good]
            assert right, text.text
            if right[0].kind in SETTLEMENT_KINDS and len(hits) > len(right):
                villages.append(right[0])
        for one, other in combinations(villages[-3:], 2):
            km = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
            assert km <= 2 * NEAR_KM, text.text


def test_the_same_lists_are_made_every_time(made, gazetteer):
    again = list(war_lists(gazetteer, training_focus()))
    assert [(text.text_id, text.text) for text in again] == [(t.text_id, t.text) for t in made]
