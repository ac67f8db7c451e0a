import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from data.errors import StoreError
from data.model import Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.claims import claims
from data.store.check import Remedy
from data.store.engine import open_engine, reading, shown_address, writing
from data.store.migrations.steps import MIGRATIONS, pending
from data.store.rereading import Rereader
from data.store.schema import (
    ARTICLE,
    ARTICLE_TEXT,
    CLAIM,
    FEED,
    METADATA,
    MIGRATION,
    WATCHED_FILE,
)
from data.upkeep import problems
from tests.data.builders import article, new_writer, store


def _applied(engine):
    with reading(engine) as connection:
        return list(connection.scalars(sa.select(MIGRATION.c.name).order_by(MIGRATION.c.name)))


@pytest.mark.both_engines
def test_a_new_database_has_all_migrations_by_name(engine):
    assert _applied(engine) == [migration.name for migration in MIGRATIONS]
    with reading(engine) as connection:
        assert pending(connection, shown="it") == []
        assert set(sa.inspect(connection).get_table_names()) >= {*METADATA.tables, "article_search"}


def test_names_are_in_order_and_differ():
    names = [migration.name for migration in MIGRATIONS]
    assert names == sorted(set(names))


@pytest.mark.both_engines
def test_opening_again_changes_nothing(engine, database_url):
    open_engine(database_url).dispose()
    assert _applied(engine) == [migration.name for migration in MIGRATIONS]


def test_an_older_database_gets_what_it_lacks_and_keeps_what_it_has(engine, database_url):
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO run (started_at, gazetteer_version, model_version, new, new_versions, "
            "updated, unchanged, skipped) VALUES ('2024-01-01 12:00:00.000000', 'g', 'm', "
            "1, 0, 0, 0, 0)"
        )
        METADATA.drop_all(connection, tables=[WATCHED_FILE, FEED])
        same = MIGRATION.c.name == "0004-watched-files-and-feeds"
        connection.execute(sa.delete(MIGRATION).where(same))
    with pytest.raises(StoreError, match="is empty or of an older layout"):
        open_engine(database_url, read_only=True)
    open_engine(database_url).dispose()
    assert _applied(engine) == [migration.name for migration in MIGRATIONS]
    with reading(engine) as connection:
        assert set(sa.inspect(connection).get_table_names()) >= {WATCHED_FILE.name, FEED.name}
        assert connection.exec_driver_sql("SELECT new FROM run").all() == [(1,)]


def test_a_store_of_the_first_layout_is_carried_over_whole(tmp_path):
    file = tmp_path / "old.sqlite"
    with sqlite3.connect(file) as old:
        old.executescript((Path(__file__).parent / "layout_one.sql").read_text(encoding="utf-8"))
    old.close()
    engine = open_engine(f"sqlite:///{file}")
    everything = Filter(associative=True)
    mentions = holdings.mentions(engine, everything)
    columns = ["title", "published", "text", "start", "name", "told_by", "model_version"]
    assert mentions[columns].fillna("").to_dict("records") == [
        {"title": "Trucks burned", "published": "2023-03-01", "text": "Bakhmut", "start": 29,
         "name": "10 km south of Bakhmut", "told_by": "10 km south of Bakhmut",
         "model_version": "learned-1"},
        {"title": "Two names", "published": "", "text": "Kherson", "start": 12,
         "name": "Kherson", "told_by": "", "model_version": "rules-3"},
        {"title": "Two names", "published": "", "text": "Zzyzxgrad", "start": 24,
         "name": "", "told_by": "", "model_version": "rules-3"},
    ]  # fmt: skip
    (excerpt,) = queries.excerpts(engine, "geonames:706448", Filter(), limit=9, offset=0)
    assert [runner.name for runner in excerpt.candidates] == ["Kherson"]
    assert queries.places(engine, Filter())["articles"].tolist() == [1, 1]
    with reading(engine) as connection:
        names = set(sa.inspect(connection).get_table_names())
        texts = connection.execute(sa.select(ARTICLE_TEXT.c.version, ARTICLE_TEXT.c.text)).all()
        days = connection.execute(sa.select(ARTICLE.c.published_from, ARTICLE.c.first_source)).all()
    engine.dispose()
    assert names >= set(METADATA.tables)
    assert not any(name.startswith("layout_one") for name in names)
    assert len(texts) == 3
    assert days == [("metadata", "AP"), ("", "BBC")]


def test_a_store_that_repeats_the_published_day_opens_and_answers_the_same(tmp_path):
    file = tmp_path / "old.sqlite"
    with sqlite3.connect(file) as old:
        old.executescript((Path(__file__).parent / "layout_four.sql").read_text(encoding="utf-8"))
    old.close()
    engine = open_engine(f"sqlite:///{file}")
    counts = ["name", "mentions", "articles", "sources", "first_day", "last_day"]
    assert queries.places(engine, Filter())[counts].fillna("").to_numpy().tolist() == [
        ["Bakhmut", 2, 2, 1, "2023-03-02", "2023-03-03"],
        ["Kyiv", 1, 1, 1, "", ""],
        ["Kherson", 1, 1, 1, "2023-03-01", "2023-03-01"],
    ]
    columns = {column["name"] for column in sa.inspect(engine).get_columns("mention")}
    indexes = {index["name"] for index in sa.inspect(engine).get_indexes("mention")}
    wrong = {problem.remedy for problem in problems(engine)}
    with reading(engine) as connection:
        versions = connection.execute(sa.select(ARTICLE.c.claims_version)).all()
        assert connection.execute(sa.select(CLAIM)).all() == []
    engine.dispose()
    assert "day" not in columns
    assert versions == [(0,)] * 4
    assert indexes == {"ix_mention_place_no"}
    assert wrong == {Remedy.INDEX}  # which the committed store comes without


@pytest.mark.both_engines
def test_a_store_of_before_claims_opens_without_any_and_is_to_be_read_again(engine, database_url):
    store(new_writer(engine), article("Near Bakhmut."), "Bakhmut")
    with writing(engine) as connection:
        METADATA.drop_all(connection, tables=[CLAIM])
        connection.exec_driver_sql("ALTER TABLE article DROP COLUMN claims_version")
        connection.execute(sa.delete(MIGRATION).where(MIGRATION.c.name == "0007-claims"))
    opened = open_engine(database_url)
    versions = {"gazetteer_version": "gazetteer-1", "model_version": "model-1"}
    assert claims(opened, Filter()).empty
    assert queries.places(opened, Filter())["articles"].tolist() == [1]
    assert Rereader(opened, **versions).count() == 1
    opened.dispose()


@pytest.mark.both_engines
def test_a_newer_database_is_refused(engine, database_url):
    with writing(engine) as connection:
        connection.execute(
            sa.insert(MIGRATION).values(name="9999-from-the-future", applied_at=sa.func.now())
        )
    with pytest.raises(StoreError) as error:
        open_engine(database_url)
    assert str(error.value) == (
        f"{shown_address(engine)} was made by a newer version of this program "
        "(9999-from-the-future); update it"
    )


def test_the_tables_can_be_made_on_postgresql_too():
    dialect = postgresql.dialect()
    statements = {
        table.name: str(sa.schema.CreateTable(table).compile(dialect=dialect))
        for table in METADATA.sorted_tables
    }
    assert "article_id BIGSERIAL NOT NULL" in statements["article"]
    assert "packed BYTEA NOT NULL" in statements["article_explained"]
