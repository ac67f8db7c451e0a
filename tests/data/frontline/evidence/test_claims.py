"""How much a claim counts depends on who makes it, against whose interest."""

from datetime import date

import pytest

from data.frontline.evidence.claims import StoredClaim, claim_evidence
from data.frontline.holders import History
from data.model import ClaimEvent, Modality
from tests.theatre import UKRAINE


def claim(event, actor, *, by=None, modality=Modality.ASSERTED, teller="A", number=1, sentence=""):
    return StoredClaim(
        claim_id=number,
        article_id=number,
        place_id="geonames:713174",
        name="Bakhmut",
        latitude=48.59419,
        longitude=37.99886,
        country="UA",
        event=ClaimEvent(event),
        actor=actor,
        modality=modality,
        source=None,
        source_party=by,
        day=date(2023, 5, 20),
        day_prec=1,
        teller=teller,
        sentence=sentence,
    )


@pytest.mark.parametrize(
    ("made", "holder", "weight"),
    [
        (claim("captured", "RU"), "RU", 0.6),
        (claim("captured", "RU", by="RU"), "RU", 0.3),
        (claim("captured", "RU", by="UA"), "RU", 1.0),
        (claim("withdrew", "UA", by="UA"), "RU", 1.0),
        (claim("withdrew", "UA", by="RU"), "RU", 0.3),
        (claim("held", "UA", by="UA"), "UA", 0.3),
        (claim("captured", "RU", by="UA", modality=Modality.DENIED), "RU", 0.3),
        (claim("captured", "RU", by="RU", modality=Modality.DENIED), "RU", 1.0),
        (claim("captured", "RU", modality=Modality.POSSIBLE), "RU", 0.15),
        (claim("contested", "RU", by="UA"), "contested", 0.3),
    ],
    ids=[
        "an article asserts",
        "a boast",
        "a rival admits",
        "an own withdrawal",
        "a rival says so",
        "says that it holds",
        "a rival denies",
        "denies its own success",
        "possible",
        "an assault",
    ],
)
def test_a_claim_weighs_by_whose_word_it_is(made, holder, weight):
    (one,) = claim_evidence([made], UKRAINE)
    assert (one.holder, one.weight) == (holder, weight)


@pytest.mark.parametrize("made", [claim("struck", "RU"), claim("captured", None)])
def test_what_says_nothing_of_a_holder_is_no_evidence(made):
    assert list(claim_evidence([made], UKRAINE)) == []


def test_a_thousand_papers_with_one_boast_move_nothing_and_one_admission_does():
    boasts = [claim("captured", "RU", by="RU", teller=f"paper {n}", number=n) for n in range(1000)]
    admission = claim("withdrew", "UA", by="UA", number=5000)
    assert list(History(claim_evidence(boasts, UKRAINE)).changes()) == []
    ((_place, change),) = History(claim_evidence([*boasts, admission], UKRAINE)).changes()
    assert change.holder == "RU"


def test_papers_that_print_the_same_sentence_are_one_source():
    printed = [
        claim("captured", "RU", teller=name, number=number, sentence=sentence)
        for number, (name, sentence) in enumerate(
            [("A", "Bakhmut has fallen."), ("B", "Bakhmut has fallen!"), ("C", "Bakhmut fell.")]
        )
    ]
    assert [one.source for one in claim_evidence(printed, UKRAINE)] == ["A", "A", "C"]
