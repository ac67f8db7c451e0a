"""The control of a war: opened from the cache or anew, and asked of places and days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import load_theatre
from data.frontline import war_control
from data.frontline.daily import Span
from data.frontline.daily import daily_holders as daily
from data.frontline.evidence.model import Provider
from data.frontline.war_control import open_control
from tests.data.frontline.builders import said
from tests.packs import unpacked
from tests.theatre import UKRAINE

TODAY = date(2026, 3, 10)
SMALL = load_theatre(Path(__file__).parent.parent / "made_up_theatre")
SMALL_TODAY = date(2031, 5, 20)
KOSICE = ("geonames:724443", "Košice", 48.71441, 21.25802)
BAKHMUT, KUPIANSK = "geonames:713174", "geonames:703656"


@pytest.fixture(scope="module")
def control(gazetteer_path):
    return open_control(UKRAINE, today=TODAY, gazetteer_path=gazetteer_path)


@pytest.fixture
def small(gazetteer_path, tmp_path):
    """Opens the control of a small war."""

    def opened(*providers, today=SMALL_TODAY, **options):
        return open_control(
            SMALL,
            providers or (Provider.TABLE,),
            today=today,
            gazetteer_path=gazetteer_path,
            cache=tmp_path,
            **options,
        )

    return opened


def test_it_is_kept_and_opened_again_as_it_was(small):
    first, again = small(), small()
    assert again is not first
    assert (again.key, again.pack, again.notes) == (first.key, first.pack, ())
    assert (again.first_day, again.last_day) == (SMALL.first_day, first.last_day)
    place = "geonames:723819"
    assert again.history(place, 0, 0) == first.history(place, 0, 0)


def test_the_same_is_given_back_where_nothing_changed(small):
    first = small()
    unused = [said("RU", "2031-05-02", evidence_id="articles:1")]
    assert small(known=first, claims=unused, today=date(2031, 5, 31)) is first
    assert small(known=first, today=date(2031, 6, 1)) is not first


def test_a_broken_cache_is_a_line_and_no_failure(small, tmp_path):
    first = small()
    path = tmp_path / f"control-{first.key}.npz"
    path.write_bytes(b"damaged")
    again = small()
    assert [note.split(": cannot be read")[0] for note in again.notes] == [str(path)]
    assert again.pack == first.pack
    assert small().notes == ()


def test_a_cache_that_cannot_be_written_is_a_line_and_no_failure(gazetteer_path, tmp_path):
    (tmp_path / "file").write_text("in the way")
    found = open_control(
        SMALL, today=SMALL_TODAY, gazetteer_path=gazetteer_path, cache=tmp_path / "file"
    )
    assert len(found.notes) == 1
    assert found.notes[0].endswith("let FRONTLINE_CACHE name a folder that can be written")


def test_other_evidence_is_another_key(small):
    both = (Provider.TABLE, Provider.ARTICLES)
    one = said("west", "2031-05-02", evidence_id="articles:1")
    keys = [small().key, *(small(*both, claims=c).key for c in ([], [one]))]
    keys.append(small(*both, claims=[replace(one, note="other words")]).key)
    assert len(set(keys)) == 4
    other_order = small(*reversed(both), claims=[one])
    assert other_order.key == keys[2]


def test_claims_that_settle_nothing_are_evidence_and_change_no_pack(small, monkeypatch):
    one = said("west", "2031-05-02", evidence_id="articles:1", weight=0.3, place=KOSICE)
    both = (Provider.TABLE, Provider.ARTICLES)
    first = small(*both)
    worked_out = []
    monkeypatch.setattr(
        war_control, "daily_holders", lambda *given: worked_out.append(given) or daily(*given)
    )
    second = small(*both, claims=[one], known=first)
    assert (second.pack, worked_out) == (first.pack, [])
    assert [one.evidence_id for one in second.statements(KOSICE[0], SMALL_TODAY)] == [
        "articles:1",
        "table:kosice-1",
    ]
    third = small(*both, claims=[replace(one, weight=1.0)], known=second)
    assert (third.pack == second.pack, len(worked_out)) == (False, 1)


def test_the_pack_has_every_day_of_the_record(control):
    head, arrays = unpacked(control.pack)
    assert (head["first_day"], head["last_day"]) == ("2022-02-24", "2026-02-01")
    first = date.fromisoformat(head["first_day"]).toordinal()
    assert date.fromordinal(first + int(arrays["changes"][:, 0].max())) <= date(2026, 3, 31)
    assert len(control.pack) < 350_000


@pytest.mark.parametrize(
    ("day", "holder"), [("2022-09-09", "RU"), ("2022-09-12", "UA"), ("2021-01-01", "")]
)
def test_any_day_can_be_asked(control, day, holder):
    found = control.on(date.fromisoformat(day)).settlement(KUPIANSK)
    assert (found.settlement.name, found.holder) == ("Kupiansk", holder)


def test_who_held_a_place_when(control):
    assert control.history(BAKHMUT, 0, 0) == [
        Span(date(2022, 2, 24), "UA", inferred=False),
        Span(date(2023, 2, 1), "contested", inferred=False),
        Span(date(2023, 5, 20), "RU", inferred=False),
    ]


def test_a_place_that_is_no_settlement_goes_with_the_ground_it_lies_on(control):
    spans = control.history("osm:a-bridge", 48.6, 38.0)
    assert [(span.holder, span.inferred) for span in spans] == [
        ("UA", True),
        ("contested", True),
        ("RU", True),
    ]
    assert control.history("osm:at-sea", 44.0, 36.0) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (48.595, 38.0, "Bakhmut"),
        (46.60, 32.55, "Zymivnyk"),
        (44.0, 36.0, None),
        (10.0, 10.0, None),
        (52.2, 21.0, None),
    ],
    ids=["town", "river", "sea", "far", "another country"],
)
def test_the_settlement_at_a_point(control, latitude, longitude, name):
    found = control.settlement_at(latitude, longitude)
    assert (found and found.name) == name


def test_what_was_stated_of_a_settlement_comes_newest_first_and_no_later_than_the_day(control):
    days = [one.day for one in control.statements(BAKHMUT, date(2023, 3, 7))]
    assert days == [date(2023, 3, 7), date(2023, 2, 1), date(2022, 2, 24)]
    assert control.statements("geonames:5128581", TODAY) == []
