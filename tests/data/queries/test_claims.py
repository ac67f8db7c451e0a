from dataclasses import replace
from datetime import date

import pytest

from data.frontline.evidence.claims import StoredClaim
from data.model import ClaimEvent, Filter, Modality, SourceKind
from data.queries import holdings
from data.queries import tables as queries
from data.queries.claims import claims, has_claims, stored_claims
from data.queries.one_article import opened
from data.upkeep import problems
from geocode.model import Kind, Role
from tests.data.builders import BAKHMUT, article, claimed, new_writer, resolved, store, store_found

pytestmark = pytest.mark.both_engines

CAPTURED, HELD, STRUCK = ClaimEvent.CAPTURED, ClaimEvent.HELD, ClaimEvent.STRUCK
DENIED = {
    "actor": "UA",
    "modality": Modality.DENIED,
    "source": "Kyiv",
    "source_party": "UA",
    "event_date": date(2023, 2, 1),
    "date_prec": 4,
}
TWICE = "A road to Bakhmut is cut. Ukraine holds Bakhmut, and Kherson was shelled."
DEMONYM = "Kyiv says that Kyiv was not hit."


@pytest.fixture(scope="module")
def news(shared_engine):
    """An article of three claims, one that claims nothing, one of a claim at no literal mention."""
    writer = new_writer(shared_engine)
    second = TWICE.index("Bakhmut", TWICE.index("holds"))
    named = resolved(TWICE, "Bakhmut", "Kherson")
    named += _moved(resolved(TWICE, "Bakhmut"), second)
    made = [
        claimed(TWICE, "Bakhmut", CAPTURED),
        _at(claimed(TWICE, "Bakhmut", HELD, **DENIED), second),
        claimed(TWICE, "Kherson", STRUCK, event_date=date(2023, 3, 1), date_prec=1),
    ]
    given = article(TWICE, day="2023-03-01", source="AP")
    store_found(writer, given, sorted(named, key=lambda found: found.mention.start), made)
    store_found(writer, article("Near Bakhmut."), resolved("Near Bakhmut.", "Bakhmut"))
    associative = resolved(DEMONYM, "Kyiv", role=Role.ASSOCIATIVE)
    store_found(writer, article(DEMONYM), associative, [claimed(DEMONYM, "Kyiv", STRUCK)])
    return shared_engine


def test_a_row_says_who_claims_what_where_and_in_which_words(news):
    table = claims(news, Filter(sources=("AP",)))
    columns = ["start", "name", "event", "actor", "modality", "said_by", "event_day", "sentence"]
    assert table[columns].fillna("").to_numpy().tolist() == [
        [10, "Bakhmut", "captured", "RU", "asserted", "", "", TWICE],
        [40, "Bakhmut", "held", "UA", "denied", "Kyiv", "2023-02-01", TWICE],
        [53, "Kherson", "struck", "RU", "asserted", "", "2023-03-01", TWICE],
    ]
    assert set(table.first_source) == {"AP"}
    assert table.claim_id.is_unique


def test_rows_are_those_of_the_chosen_events_and_kinds(news):
    assert claims(news, Filter(claims=(HELD,))).event.tolist() == ["held"]
    assert claims(news, Filter(claims=(HELD,), kinds=(Kind.AREA,))).empty
    assert claims(news, Filter()).name.tolist() == ["Bakhmut", "Bakhmut", "Kherson", "Kyiv"]


def test_the_front_is_told_each_dated_claim_and_who_told_it_first(news):
    held, struck = stored_claims(news)
    assert held == StoredClaim(
        claim_id=held.claim_id,
        article_id=1,
        place_id=BAKHMUT.place_id,
        name="Bakhmut",
        latitude=BAKHMUT.latitude,
        longitude=BAKHMUT.longitude,
        country="UA",
        event=HELD,
        actor="UA",
        modality=Modality.DENIED,
        source="Kyiv",
        source_party="UA",
        day=date(2023, 2, 1),
        day_prec=4,
        teller="AP",
        sentence=TWICE,
    )
    assert (struck.name, struck.day) == ("Kherson", date(2023, 3, 1))
    assert claims(news, Filter(claims=(HELD,))).claim_id.tolist() == [held.claim_id]


def test_copies_are_told_by_the_first_source_and_briefs_by_nobody(engine):
    writer = new_writer(engine)
    text = (
        "The town of Bakhmut was captured on Saturday after ten months of fighting, the commander "
        "of the assault said in a video. Eleven streets in its western part are still shelled from "
        "the heights beyond the canal, and nobody can say how many of 6,000 residents are left."
    )
    made = [claimed(text, "Bakhmut", event_date=date(2023, 5, 20), date_prec=1)]
    for source, day, kind in (
        ("Later", "2023-05-22", SourceKind.NEWS),
        ("First", "2023-05-21", SourceKind.NEWS),
        ("Own", "2023-05-23", SourceKind.BRIEF),
    ):
        given = article(text, source=source, day=day, source_kind=kind, article_id=source)
        store(writer, given, "Bakhmut", claims=made)
    assert [claim.teller for claim in stored_claims(engine)] == ["First", "First"]
    assert has_claims(engine)


def test_claims_of_briefs_and_claims_without_a_day_are_none_for_the_front(engine):
    writer, text = new_writer(engine), "Bakhmut was captured."
    dated = claimed(text, "Bakhmut", event_date=date(2023, 5, 20), date_prec=1)
    store(writer, article(text, source_kind=SourceKind.BRIEF), "Bakhmut", claims=[dated])
    store(writer, article(text + " "), "Bakhmut", claims=[claimed(text, "Bakhmut")])
    assert (has_claims(engine), stored_claims(engine)) == (False, [])


def _at(claim, start):
    return replace(claim, start=start, end=start + claim.end - claim.start)


def _moved(found, start):
    (one,) = found
    return [replace(one, mention=_at(one.mention, start))]


@pytest.mark.parametrize(
    ("events", "named"),
    [
        ((CAPTURED,), ["Bakhmut"]),
        ((HELD, STRUCK), ["Bakhmut", "Kherson"]),
        ((ClaimEvent.WITHDREW,), []),
    ],
)
def test_only_mentions_with_such_a_claim_count(news, events, named):
    chosen = Filter(claims=events)
    assert sorted(queries.places(news, chosen).name) == named
    assert holdings.mentions(news, chosen).name.tolist() == named
    table = queries.article_page(news, chosen, limit=9, offset=0)
    assert table[["source", "mentions"]].to_numpy().tolist() == (
        [["AP", len(named)]] if named else []
    )


def test_an_excerpt_is_of_the_mention_that_the_claim_is_made_at(news):
    (held,) = queries.excerpts(news, BAKHMUT.place_id, Filter(claims=(HELD,)), limit=9, offset=0)
    assert held.text[held.mark_start :].startswith("Bakhmut, and")
    assert queries.excerpt_count(news, BAKHMUT.place_id, Filter(claims=(HELD,))) == 1


def test_an_excerpt_carries_the_claims_made_at_its_mention(news):
    (captured, held) = sorted(
        queries.excerpts(news, BAKHMUT.place_id, Filter(sources=("AP",)), limit=9, offset=0),
        key=lambda excerpt: excerpt.mark_start,
    )
    assert [claim.event for claim in captured.claims] == [CAPTURED]
    (claim,) = held.claims
    assert (claim.event, claim.actor, claim.modality, claim.source) == (
        HELD, "UA", Modality.DENIED, "Kyiv",
    )  # fmt: skip
    assert held.text[claim.start : claim.end] == "Bakhmut"
    assert claim.start == held.mark_start
    assert 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end


def test_a_claim_may_stand_in_a_sentence_far_behind_its_mention(engine):
    text = "Bakhmut is near. " + "It rained a lot. " * 40 + "They took the town."
    behind = text.index("They")
    took = claimed(text, "Bakhmut", sentence_start=behind, event_date=date(2023, 5, 1), date_prec=1)
    store(new_writer(engine), article(text), "Bakhmut", claims=[took])
    assert [claim.sentence for claim in stored_claims(engine)] == ["They took the town."]
    (excerpt,) = queries.excerpts(engine, BAKHMUT.place_id, Filter(), limit=9, offset=0)
    (claim,) = excerpt.claims
    assert claim.sentence_start == claim.sentence_end == len(excerpt.text)
    assert list(problems(engine)) == []


def test_an_opened_article_has_all_its_claims(news):
    article = opened(news, 1)
    assert [(claim.event, article.text[claim.start : claim.end]) for claim in article.claims] == [
        (CAPTURED, "Bakhmut"), (HELD, "Bakhmut"), (STRUCK, "Kherson"),
    ]  # fmt: skip


def test_a_claim_at_a_name_that_stands_for_people_lets_no_article_pass(news):
    chosen = Filter(claims=(STRUCK,), associative=True)
    assert queries.places(news, chosen).name.tolist() == ["Kherson"]
