from datetime import date

import pytest

from data.frontline.audit import ControlRecord, Verdict, table_record
from data.model import Claim, ClaimEvent, Modality
from tests.data.frontline.builders import BAKHMUT, said
from tests.theatre import UKRAINE

PLACE = BAKHMUT[0]
RECORD = ControlRecord(UKRAINE, [said("UA", "2022-02-24"), said("RU", "2023-05-20")])


def claim(event, actor, day, *, prec=1, modality=Modality.ASSERTED):
    return Claim(
        start=0, end=7, event=event, actor=actor, modality=modality, source=None,
        source_party=None, event_date=date.fromisoformat(day) if day else None,
        date_prec=prec if day else None, cue="", sentence_start=0, sentence_end=7,
    )  # fmt: skip


def check(*args, published=date(2023, 3, 1), **options):
    return RECORD.check(PLACE, claim(*args, **options), published=published)


@pytest.mark.parametrize(
    ("event", "actor", "day", "options", "verdict", "later", "days"),
    [
        ("held", "UA", "2023-03-01", {}, Verdict.AGREES, None, None),
        ("captured", "RU", "2023-05-25", {}, Verdict.AGREES, None, None),
        ("captured", "RU", "2023-05-01", {"prec": 4}, Verdict.AGREES, None, None),
        ("withdrew", "UA", "2023-03-01", {}, Verdict.LATER, date(2023, 5, 20), 80),
        ("captured", "RU", None, {}, Verdict.LATER, date(2023, 5, 20), 80),
        ("captured", "UA", "2023-06-01", {}, Verdict.DISAGREES, None, None),
        ("withdrew", "UA", "2023-03-01", {"modality": Modality.DENIED},
         Verdict.AGREES, date(2023, 5, 20), 80),
        ("captured", "RU", "2023-06-01", {"modality": Modality.DENIED},
         Verdict.DISAGREES, None, None),
        ("contested", "RU", "2023-03-01", {}, Verdict.OTHER, None, None),
    ],
)  # fmt: skip
def test_a_claim_is_compared_with_the_record_of_its_day_and_after(
    event, actor, day, options, verdict, later, days
):
    found = check(ClaimEvent(event), actor, day, **options)
    assert (found.verdict, found.later, found.days_between) == (verdict, later, days)


def test_the_holder_of_the_day_is_named_with_its_first_day():
    found = check(ClaimEvent.WITHDREW, "UA", "2023-03-01")
    assert (found.holder, found.since, found.since_prec) == ("UA", date(2022, 2, 24), 1)


@pytest.mark.parametrize(
    ("event", "actor", "day"),
    [("struck", "RU", "2023-03-01"), ("captured", None, "2023-03-01"),
     ("held", "UA", "2020-01-01")],
    ids=["strike", "no actor", "before the record"],
)  # fmt: skip
def test_where_there_is_nothing_to_compare_there_is_no_check(event, actor, day):
    assert check(ClaimEvent(event), actor, day) is None


def test_a_place_without_a_row_and_a_claim_without_any_day_have_no_check():
    made = claim(ClaimEvent.HELD, "UA", None)
    assert RECORD.check(PLACE, made, published=None) is None
    assert RECORD.check("geonames:1", made, published=date(2023, 3, 1)) is None


def test_the_shipped_table_has_bakhmut_fall_eighty_days_after_the_hill_asked():
    record = table_record(UKRAINE)
    asked = claim(ClaimEvent.WITHDREW, "UA", "2023-03-01", modality=Modality.POSSIBLE)
    assert record.check(PLACE, asked, published=None).days_between == 80
    held = claim(ClaimEvent.HELD, "UA", "2023-03-01")
    assert record.check(PLACE, held, published=None).verdict is Verdict.OTHER  # contested that day
    taken = claim(ClaimEvent.CAPTURED, "RU", "2023-01-01", prec=4)
    assert record.check("geonames:706757", taken, published=None).verdict is Verdict.AGREES
