from dataclasses import replace

import pytest

from data.model import ClaimEvent, Filter
from data.queries import holdings
from data.queries import tables as queries
from geocode.model import Role
from tests.data.builders import BAKHMUT, article, claimed, new_writer, resolved, store_found

pytestmark = pytest.mark.both_engines

CAPTURED, HELD, STRUCK = ClaimEvent.CAPTURED, ClaimEvent.HELD, ClaimEvent.STRUCK
TWICE = "A road to Bakhmut is cut. Ukraine holds Bakhmut, and Kherson was shelled."
DEMONYM = "Kyiv says that Kyiv was not hit."


@pytest.fixture(scope="module")
def news(shared_engine):
    """An article of three claims, one that claims nothing, one of a claim at no literal mention."""
    writer = new_writer(shared_engine)
    second = TWICE.index("Bakhmut", TWICE.index("holds"))
    named = resolved(TWICE, "Bakhmut", "Kherson")
    named += _moved(resolved(TWICE, "Bakhmut"), second)
    claims = [
        claimed(TWICE, "Bakhmut", CAPTURED),
        _at(claimed(TWICE, "Bakhmut", HELD), second),
        claimed(TWICE, "Kherson", STRUCK),
    ]
    given = article(TWICE, day="2023-03-01", source="AP")
    store_found(writer, given, sorted(named, key=lambda found: found.mention.start), claims)
    store_found(writer, article("Near Bakhmut."), resolved("Near Bakhmut.", "Bakhmut"))
    associative = resolved(DEMONYM, "Kyiv", role=Role.ASSOCIATIVE)
    store_found(writer, article(DEMONYM), associative, [claimed(DEMONYM, "Kyiv", STRUCK)])
    return shared_engine


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


def test_a_claim_at_a_name_that_stands_for_people_lets_no_article_pass(news):
    chosen = Filter(claims=(STRUCK,), associative=True)
    assert queries.places(news, chosen).name.tolist() == ["Kherson"]
