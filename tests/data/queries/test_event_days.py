"""By the day of the event, every answer goes by what the sentences tell of."""

from datetime import date

import pytest

from data.model import ClaimEvent, DateRange, DayBy, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.claims import claims
from data.queries.one_article import opened
from geocode.model import Kind
from tests.data.builders import article, claimed, new_writer, store

pytestmark = pytest.mark.both_engines

BAKHMUT, KHERSON = "geonames:712451", "geonames:706448"
ON_TUESDAY = "Bakhmut was shelled on Tuesday."
TWO_DAYS = "Kherson was hit on 1 March. On 3 March Kherson and Niu were hit."
SILENT = "Kherson and Bakhmut are cities."
IN_FEBRUARY = "In February 2023, Kherson was shelled."


@pytest.fixture(scope="module")
def news(shared_engine):
    """Articles of 2023; 28 February was a Tuesday."""
    writer = new_writer(shared_engine)
    shelled = claimed(ON_TUESDAY, "Bakhmut", ClaimEvent.STRUCK, event_date=date(2023, 2, 28))
    store(writer, article(ON_TUESDAY, day="2023-03-02", lang="en"), "Bakhmut", claims=[shelled])
    store(writer, article(TWO_DAYS, day="2023-03-05", lang="en"), "Kherson", "Niu")
    store(writer, article(SILENT, day="2023-03-01", lang="en"), "Kherson", "Bakhmut")
    store(writer, article(IN_FEBRUARY, day="2023-03-04", lang="en"), "Kherson")
    return shared_engine


def by_event(first=None, last=None, **more):
    ends = (date.fromisoformat(day) if day else None for day in (first, last))
    return Filter(days=DateRange(*ends), by=DayBy.EVENT, **more)


def _mentions(table):
    return dict(zip(table.place_id, table.mentions.tolist(), strict=True))


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        (by_event(), {KHERSON: 3, BAKHMUT: 2}),
        (by_event(undated=False), {KHERSON: 2, BAKHMUT: 1}),
        (by_event("2023-02-28", "2023-02-28"), {BAKHMUT: 1}),
        (by_event("2023-03-02", "2023-03-09"), {}),
        (by_event("2023-02-01", "2023-02-01"), {KHERSON: 1}),
        (by_event("2023-02-02", "2023-02-27"), {}),
        (by_event(last="2023-03-01"), {KHERSON: 2, BAKHMUT: 1}),
        (by_event("2023-02-01", kinds=(Kind.AREA,)), {}),
        (by_event("2023-02-01", claims=(ClaimEvent.STRUCK,)), {BAKHMUT: 1}),
    ],
)
def test_a_mention_counts_on_the_first_day_of_what_its_sentence_tells(news, chosen, wanted):
    assert _mentions(queries.places(news, chosen)) == wanted
    assert queries.excerpt_count(news, BAKHMUT, chosen) == wanted.get(BAKHMUT, 0)


def test_places_are_told_with_the_first_and_last_day_of_their_events(news):
    table = queries.places(news, by_event()).set_index("place_id")
    assert tuple(table.loc[KHERSON, ["first_day", "last_day"]]) == ("2023-02-01", "2023-03-01")


def test_the_histogram_is_of_days_of_events(news):
    daily = queries.daily(news, by_event("2023-03-01", "2023-03-01"))
    assert list(daily.itertuples(index=False, name=None)) == [
        ("2023-02-01", 1), ("2023-02-28", 1), ("2023-03-01", 1)
    ]  # fmt: skip


def test_facets_count_articles_that_state_no_day_as_undated(news):
    found = queries.facets(news, by_event("2023-02-28", "2023-03-01"))
    assert (found.first_day, found.last_day) == (date(2023, 2, 1), date(2023, 3, 3))
    assert found.undated_articles == 1
    assert found.sources == [("Reuters", 2)]
    assert found.kinds == [("city", 2)]


def _texts(news, chosen):
    page = queries.article_page(news, chosen, limit=9, offset=0)
    assert queries.article_count(news, chosen) == len(page)
    return [opened(news, number).text for number in page.article_id]


def test_articles_stand_at_the_last_event_that_they_tell_of(news):
    assert _texts(news, by_event()) == [TWO_DAYS, ON_TUESDAY, IN_FEBRUARY, SILENT]
    assert _texts(news, by_event("2023-02-01", "2023-02-28")) == [ON_TUESDAY, IN_FEBRUARY]
    listed = queries.article_page(news, by_event(), limit=9, offset=0).event_day
    assert listed.fillna("").tolist() == ["2023-03-03", "2023-02-28", "2023-02-01", ""]


def test_an_article_passes_by_a_name_that_could_not_be_placed(news):
    chosen = by_event("2023-03-03", "2023-03-03")
    assert _texts(news, chosen) == [TWO_DAYS]
    assert queries.unmapped(news, chosen).text.tolist() == ["Niu"]
    assert queries.unmapped(news, by_event("2023-03-01", "2023-03-02")).empty


def test_excerpts_are_newest_event_first_and_those_that_state_none_last(news):
    found = queries.excerpts(news, KHERSON, by_event(), limit=9, offset=0)
    days = [one.event.first if one.event else None for one in found]
    assert days == [date(2023, 3, 1), date(2023, 2, 1), None]
    second = queries.excerpts(news, KHERSON, by_event(), limit=1, offset=1)
    assert [(one.event.first, one.event.day_prec) for one in second] == [(date(2023, 2, 1), 4)]


def test_exported_mentions_and_claims_go_by_it(news):
    chosen = by_event("2023-02-28", "2023-03-03")
    assert holdings.mentions(news, chosen).text.tolist() == ["Bakhmut", "Kherson", "Niu"]
    assert claims(news, chosen).event_day.tolist() == ["2023-02-28"]
    assert claims(news, by_event("2023-03-01")).empty
