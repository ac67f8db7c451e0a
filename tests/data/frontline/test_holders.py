"""What statements of different weight, source and day come to."""

from datetime import date
from random import Random

from data.frontline.holders import History
from data.model import Modality
from tests.data.frontline.builders import BAKHMUT, said

SOLEDAR = ("geonames:693187", "Soledar", 48.6794, 38.0894)


def holder(evidence, day, place_id=BAKHMUT[0]):
    states = {state.place_id: state for state in History(evidence).on(date.fromisoformat(day))}
    return states[place_id].change.holder if place_id in states else None


START = said("UA", "2022-02-24")


def test_a_statement_that_settles_counts_from_its_day_on():
    evidence = [START, said("RU", "2023-05-20")]
    assert holder(evidence, "2023-05-19") == "UA"
    assert holder(evidence, "2023-05-20") == "RU"
    assert holder(evidence, "2022-02-23") is None


def test_a_boast_alone_moves_nothing_and_a_thousand_copies_of_it_do_not_either():
    boasts = [said("RU", "2023-05-20", weight=0.3, source="party RU") for _ in range(1000)]
    assert holder([START, *boasts], "2023-06-01") == "UA"


def test_independent_sources_settle_together_what_none_settles_alone():
    agencies = [said("RU", "2023-05-20", weight=0.6, source=name) for name in ("A", "B")]
    assert holder([START, agencies[0]], "2023-05-21") == "UA"
    assert holder([START, *agencies], "2023-05-21") == "RU"


def test_sources_confirm_each_other_only_within_three_weeks():
    early = said("RU", "2023-05-01", weight=0.6, source="A")
    late = said("RU", "2023-06-01", weight=0.6, source="B")
    assert holder([START, early, late], "2023-06-02") == "UA"


def test_a_denial_takes_away_what_it_denies():
    agencies = [said("RU", "2023-05-20", weight=0.6, source=name) for name in ("A", "B")]
    denial = said("RU", "2023-05-20", weight=0.4, source="C", modality=Modality.DENIED)
    assert holder([START, *agencies, denial], "2023-05-21") == "UA"


def test_two_strong_statements_that_differ_make_it_contested():
    evidence = [START, said("RU", "2023-05-20", source="A"), said("UA", "2023-05-20", source="B")]
    assert holder(evidence, "2023-05-20") == "contested"


def test_silence_changes_nothing():
    assert holder([START], "2026-01-01") == "UA"


def test_contested_ground_without_news_grows_less_sure_and_says_for_how_long():
    history = History([START, said("contested", "2023-03-01")])
    (soon,), (late,) = (history.on(day) for day in (date(2023, 3, 10), date(2024, 3, 1)))
    assert (soon.stale_days, late.stale_days) == (9, 366)
    assert late.confidence < soon.confidence / 2
    assert late.change.holder == "contested"


def test_a_change_names_the_statements_that_settled_it():
    agencies = [
        said("RU", "2023-05-20", weight=0.6, source=name, evidence_id=f"claim:{name}")
        for name in ("B", "A")
    ]
    (state,) = History([START, *agencies]).on(date(2023, 5, 21))
    assert state.change.evidence == ("claim:A", "claim:B")
    assert state.change.day == date(2023, 5, 20)


def test_the_order_of_statements_changes_nothing():
    random = Random(5)
    evidence = [
        said(
            random.choice(["RU", "UA", "contested"]),
            f"2023-0{random.randint(1, 9)}-{random.randint(10, 28)}",
            place=random.choice([BAKHMUT, SOLEDAR]),
            weight=random.choice([0.3, 0.6, 1.0]),
            source=random.choice("ABCD"),
            modality=random.choice([Modality.ASSERTED, Modality.DENIED]),
        )
        for _ in range(120)
    ]
    expected = list(History(evidence).changes())
    for _ in range(5):
        random.shuffle(evidence)
        assert list(History(evidence).changes()) == expected


def test_one_new_statement_can_be_weighed_without_the_others():
    before = [START, said("UA", "2022-02-24", place=SOLEDAR)]
    after = [START, said("RU", "2023-05-20")]
    history = History(before).with_changed({BAKHMUT[0]: after})
    assert list(history.changes()) == list(History([before[1], *after]).changes())
