from dataclasses import replace
from datetime import date

import pytest

from dashboard.reading import claims
from data import ClaimEvent, Modality
from data.frontline.audit import ControlRecord
from tests.dashboard.reading.builders import BAKHMUT, claim, links, named, opened
from tests.data.frontline.builders import said
from tests.theatre import UKRAINE

TEXT = "They may leave Bakhmut, Rodnyansky said."
RECORD = ControlRecord(UKRAINE, [said("UA", "2022-02-24"), said("RU", "2023-05-20")])
LEFT = claim(TEXT, "Bakhmut")


def article(*made):
    return opened(TEXT, names=(named(TEXT, "Bakhmut"),), claims=made)


def test_what_is_claimed_twice_stands_once_with_all_who_say_it():
    (told,) = claims.told(article(LEFT, replace(LEFT, source="Kyiv"), LEFT))
    assert told.sources == ("Rodnyansky", "Kyiv")
    assert told.name.place_id == BAKHMUT


def test_a_claim_and_its_denial_are_two():
    assert len(claims.told(article(LEFT, replace(LEFT, modality=Modality.DENIED)))) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "the table: came 80 days later, on 20 May 2023"),
        ({"modality": Modality.DENIED},
         "the table agrees: Ukrainian forces since 24 February 2022; "
         "it came 80 days later, on 20 May 2023"),
        ({"event": ClaimEvent.HELD, "modality": Modality.ASSERTED},
         "the table agrees: Ukrainian forces since 24 February 2022"),
        ({"event": ClaimEvent.CAPTURED, "actor": "UA", "event_date": date(2023, 6, 1)},
         "the table differs: Russian forces since 20 May 2023"),
        ({"event": ClaimEvent.CONTESTED, "actor": "RU"},
         "the table: Ukrainian forces since 24 February 2022"),
    ],
    ids=["later", "denied", "agrees", "differs", "fighting"],
)  # fmt: skip
def test_the_table_says_what_it_knows_of_a_claim(changes, words):
    made = replace(LEFT, **changes)
    check = RECORD.check(BAKHMUT, made, published=date(2023, 3, 1))
    assert claims.check_words(check, UKRAINE) == words


def test_the_section_names_place_act_modality_and_speaker_and_links_the_place():
    html = claims.section(article(LEFT), RECORD, UKRAINE, links())
    assert f'data-fl-place="{BAKHMUT}"' in html
    for part in ("left by Ukraine", ">possible<", "says Rodnyansky", "80 days later"):
        assert part.strip(">") in html


def test_speakers_are_escaped_and_no_claims_give_no_section():
    hostile = replace(LEFT, source="<script>x</script>")
    assert "<script" not in claims.section(article(hostile), RECORD, UKRAINE, links())
    assert claims.section(article(), RECORD, UKRAINE, links()) == ""


def test_after_the_fifth_claim_the_others_are_folded():
    made = [replace(LEFT, event=event) for event in ClaimEvent]
    made += [replace(LEFT, modality=Modality.DENIED), replace(LEFT, actor="RU")]
    html = claims.section(article(*made), RECORD, UKRAINE, links())
    assert "2 more claims" in html
