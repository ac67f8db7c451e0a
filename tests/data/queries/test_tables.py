from datetime import date

import pandas as pd
import pytest

from data.model import DateRange, Filter, SourceKind
from data.queries import frames, holdings
from data.queries import tables as queries
from geocode.model import Kind, Role
from tests.data.builders import article, new_writer, store

pytestmark = pytest.mark.both_engines

BAKHMUT, KHERSON, DONBAS = "geonames:712451", "geonames:706448", "frontline:donbas"


@pytest.fixture(scope="module")
def news(shared_engine):
    """Five articles: two agencies, a brief, an undated one, one in Ukrainian."""
    writer = new_writer(shared_engine)
    for given, names in (
        (article("Before. Fighting near Bakhmut. After.", day="2023-03-01"), ["Bakhmut"]),
        (
            article("Kherson and Bakhmut, 100% sure.", day="2023-03-02", source="AP"),
            ["Kherson", "Bakhmut"],
        ),
        (
            article(
                "Brief on Bakhmut in Donbas.",
                day="2023-02-01",
                source="Frontline brief",
                source_kind=SourceKind.BRIEF,
                article_id="b",
            ),
            ["Bakhmut", "Donbas"],
        ),
        (article("Undated: Kherson, Nowhere.", lang="en"), ["Kherson", "Nowhere"]),
        (
            article("Бої за Бахмут і Куп’янськ.", day="2023-03-02", lang="uk", source="УП"),
            ["Бахмут", "Куп’янськ"],
        ),
    ):
        store(writer, given, *names)
    store(
        writer, article("Kyiv says no.", day="2023-03-03", lang="en"), "Kyiv", role=Role.ASSOCIATIVE
    )
    return shared_engine


def _counts(table):
    columns = ["place_id", "mentions", "articles", "sources", "first_day", "last_day"]
    return [tuple(row) for row in table[columns].itertuples(index=False)]


def test_places_are_counted_most_mentions_first_and_briefs_are_no_source(news):
    assert _counts(queries.places(news, Filter())) == [
        (BAKHMUT, 4, 4, 3, "2023-02-01", "2023-03-02"),
        (KHERSON, 2, 2, 2, "2023-03-02", "2023-03-02"),
        (DONBAS, 1, 1, 0, "2023-02-01", "2023-02-01"),
    ]


def test_a_place_comes_with_what_the_map_needs(news):
    row = queries.places(news, Filter()).iloc[0].to_dict()
    assert (row["name"], row["name_local"]) == ("Bakhmut", "Бахмут")
    assert (row["latitude"], row["longitude"]) == (48.59, 38.0)
    assert (row["kind"], row["country"], row["admin1"]) == ("city", "UA", "Donetsk")
    assert (row["where_prec"], row["uncertainty_m"]) == (1, 3000)


MARCH = DateRange(date(2023, 3, 1), date(2023, 3, 2))
_ALL = {BAKHMUT: 4, KHERSON: 2, DONBAS: 1}


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        (Filter(days=MARCH), {BAKHMUT: 3, KHERSON: 1}),
        (Filter(days=DateRange(date(2023, 3, 2), None)), {BAKHMUT: 2, KHERSON: 1}),
        (Filter(days=DateRange(None, date(2023, 3, 1))), {BAKHMUT: 2, DONBAS: 1}),
        (Filter(days=DateRange(date(2023, 3, 1), date(2023, 3, 1))), {BAKHMUT: 1}),
        (Filter(days=DateRange(date(2023, 3, 2), date(2023, 3, 1))), {}),
        (Filter(undated=False), {BAKHMUT: 4, KHERSON: 1, DONBAS: 1}),
        (Filter(sources=("Reuters", "AP")), {BAKHMUT: 2, KHERSON: 2}),
        (Filter(languages=("uk",)), {BAKHMUT: 1}),
        (Filter(kinds=(Kind.AREA,)), {DONBAS: 1}),
        (Filter(briefs=False), {BAKHMUT: 3, KHERSON: 2}),
        (
            Filter(associative=True, sources=("Reuters",)),
            {BAKHMUT: 1, KHERSON: 1, "geonames:703448": 1},
        ),
        (Filter(search="БОЇ"), {BAKHMUT: 1}),
        (Filter(search="куп'янськ бахмут"), {BAKHMUT: 1}),
        (Filter(search="fighting nowhere"), {}),
        (Filter(search="100%"), {BAKHMUT: 1, KHERSON: 1}),
        (Filter(search="%"), _ALL),
        (Filter(search="_"), _ALL),
        (Filter(search="'; DROP TABLE article; --"), {}),
        (Filter(search="x" * 100_000), {}),
        (Filter(sources=("no such",)), {}),
        (Filter(search="\ud800"), _ALL),
        (Filter(sources=("\ud800",), languages=("\x00",)), {}),
    ],
)
def test_every_part_of_the_filter_counts(news, chosen, counts):
    table = queries.places(news, chosen)
    assert dict(zip(table.place_id, table.mentions, strict=True)) == counts


def test_days_outside_the_chosen_ones_are_in_the_histogram(news):
    for chosen in (Filter(), Filter(days=MARCH)):
        assert queries.daily(news, chosen).to_dict("records") == [
            {"day": "2023-02-01", "mentions": 2},
            {"day": "2023-03-01", "mentions": 1},
            {"day": "2023-03-02", "mentions": 3},
        ]


def test_facets_leave_out_their_own_choice_only(news):
    found = queries.facets(news, Filter(sources=("AP",), languages=("uk",)))
    assert found.sources == [("УП", 1)]
    assert found.languages == [("en", 1)]
    assert found.kinds == []
    assert queries.facets(news, Filter(kinds=(Kind.AREA,))).kinds == [("city", 6), ("area", 1)]


def test_facets_of_everything(news):
    found = queries.facets(news, Filter())
    assert found.sources == [("Reuters", 3), ("AP", 1), ("Frontline brief", 1), ("УП", 1)]
    assert found.languages == [("en", 5), ("uk", 1)]
    assert (found.first_day, found.last_day) == (date(2023, 2, 1), date(2023, 3, 3))
    assert found.undated_articles == 1
    in_march = queries.facets(news, Filter(days=MARCH))
    assert in_march.sources == [("AP", 1), ("Reuters", 1), ("УП", 1)]
    assert (in_march.first_day, in_march.undated_articles) == (date(2023, 2, 1), 1)


def test_excerpts_are_newest_first_and_marked(news):
    found = queries.excerpts(news, BAKHMUT, Filter(), limit=10, offset=0)
    assert [(e.published.isoformat(), e.source) for e in found] == [
        ("2023-03-02", "УП"),
        ("2023-03-02", "AP"),
        ("2023-03-01", "Reuters"),
        ("2023-02-01", "Frontline brief"),
    ]
    assert [e.text[e.mark_start : e.mark_end] for e in found] == ["Бахмут", *["Bakhmut"] * 3]
    assert found[2].text == "Before. Fighting near Bakhmut. After."
    assert found[2].candidates[0].why == ("only one",)


def test_excerpts_are_paged_and_undated_ones_come_last(news):
    chosen = Filter()
    assert queries.excerpt_count(news, BAKHMUT, chosen) == 4
    page = queries.excerpts(news, BAKHMUT, chosen, limit=2, offset=2)
    assert [e.source for e in page] == ["Reuters", "Frontline brief"]
    assert queries.excerpts(news, BAKHMUT, chosen, limit=2, offset=4) == []
    of_kherson = queries.excerpts(news, KHERSON, chosen, limit=9, offset=0)
    assert [e.published for e in of_kherson] == [date(2023, 3, 2), None]


def test_excerpts_obey_the_filter(news):
    assert queries.excerpt_count(news, BAKHMUT, Filter(days=MARCH)) == 3
    assert queries.excerpt_count(news, "geonames:0", Filter()) == 0
    assert queries.excerpt_count(news, "\ud800", Filter()) == 0


def test_what_could_not_be_mapped_is_listed(news):
    table = queries.unmapped(news, Filter())
    assert table[["text", "mentions", "articles", "source"]].to_dict("records") == [
        {"text": "Nowhere", "mentions": 1, "articles": 1, "source": "Reuters"},
        {"text": "Куп’янськ", "mentions": 1, "articles": 1, "source": "УП"},
    ]
    assert list(table.candidates) == [0, 0]
    assert pd.isna(table.published[0])
    assert list(queries.unmapped(news, Filter(languages=("uk",))).text) == ["Куп’янськ"]


def test_articles_are_listed_with_their_mentions(news):
    table = queries.article_page(news, Filter(), limit=10, offset=0)
    columns = ["published", "source", "mentions", "pinned"]
    assert [tuple(row) for row in table[columns].fillna("").itertuples(index=False)] == [
        ("2023-03-03", "Reuters", 0, 0),
        ("2023-03-02", "УП", 2, 1),
        ("2023-03-02", "AP", 2, 2),
        ("2023-03-01", "Reuters", 1, 1),
        ("2023-02-01", "Frontline brief", 2, 2),
        ("", "Reuters", 2, 1),
    ]
    assert queries.article_count(news, Filter()) == 6


def test_articles_are_paged_and_filtered(news):
    page = queries.article_page(news, Filter(), limit=2, offset=4)
    assert list(page.source) == ["Frontline brief", "Reuters"]
    areas = Filter(kinds=(Kind.AREA,))
    assert list(queries.article_page(news, areas, limit=9, offset=0).source) == ["Frontline brief"]
    assert queries.article_count(news, areas) == 1


def test_only_the_newest_version_counts(writer, engine):
    store(writer, article("Only Bakhmut.", article_id="1"), "Bakhmut")
    store(writer, article("Only Kherson.", article_id="1"), "Kherson")
    assert list(queries.places(engine, Filter()).place_id) == [KHERSON]
    assert list(queries.places(engine, Filter(search="Bakhmut")).place_id) == []
    assert queries.excerpts(engine, KHERSON, Filter(), limit=1, offset=0)[0].text == "Only Kherson."


def test_mentions_for_export_are_in_the_order_of_the_text(news):
    table = holdings.mentions(news, Filter(languages=("uk",)))
    assert list(table.text) == ["Бахмут", "Куп’янськ"]
    assert list(table.place_id.fillna("")) == [BAKHMUT, ""]
    assert list(table.where_prec.isna()) == [False, True]


def test_totals_count_everything(news):
    assert holdings.totals(news) == holdings.Totals(
        articles=6,
        briefs=1,
        older_versions=0,
        undated=1,
        mentions=10,
        mapped=8,
        places=4,
        runs=1,
        first_day=date(2023, 2, 1),
        last_day=date(2023, 3, 3),
    )


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        (lambda engine: queries.places(engine, Filter()), frames.PLACES),
        (lambda engine: queries.daily(engine, Filter()), frames.DAILY),
        (lambda engine: queries.unmapped(engine, Filter()), frames.UNMAPPED),
        (lambda engine: queries.article_page(engine, Filter(), limit=5, offset=0), frames.ARTICLES),
        (lambda engine: holdings.mentions(engine, Filter()), frames.MENTIONS),
    ],
    ids=["places", "daily", "unmapped", "articles", "mentions"],
)
def test_columns_and_types_are_the_same_with_rows_and_without(engine, writer, query, columns):
    empty = query(engine)
    store(writer, article("Bakhmut or Nowhere.", day="2023-03-01"), "Bakhmut", "Nowhere")
    filled = query(engine)
    assert (len(empty), len(filled) > 0) == (0, True)
    assert list(empty.columns) == list(filled.columns) == list(columns)
    assert [str(t) for t in empty.dtypes] == [str(t) for t in filled.dtypes]
    assert [str(t) for t in empty.dtypes] == list(columns.values())


def test_an_empty_store_has_nothing_to_choose_from(engine):
    assert queries.facets(engine, Filter()) == queries.Facets([], [], [], None, None, 0)
    assert queries.excerpts(engine, BAKHMUT, Filter(), limit=5, offset=0) == []
    assert queries.article_count(engine, Filter()) == 0
