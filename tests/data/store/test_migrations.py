import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from data.errors import StoreError
from data.store import migrations
from data.store.engine import open_engine, reading, writing
from data.store.migrations import MIGRATIONS, Migration, pending
from data.store.schema import METADATA, MIGRATION


def _applied(engine):
    with reading(engine) as connection:
        return list(connection.scalars(sa.select(MIGRATION.c.name).order_by(MIGRATION.c.name)))


def test_a_new_database_has_all_migrations_by_name(engine):
    assert _applied(engine) == [migration.name for migration in MIGRATIONS]
    with reading(engine) as connection:
        assert pending(connection, shown="it") == []
        assert set(sa.inspect(connection).get_table_names()) == set(METADATA.tables)


def test_names_are_in_order_and_differ():
    names = [migration.name for migration in MIGRATIONS]
    assert names == sorted(set(names))


def test_opening_again_changes_nothing(engine, database_url):
    open_engine(database_url).dispose()
    assert _applied(engine) == [migration.name for migration in MIGRATIONS]


def test_an_older_database_gets_what_it_lacks_and_keeps_what_it_has(
    engine, database_url, monkeypatch
):
    def add_note(connection):
        connection.execute(sa.DDL("ALTER TABLE run ADD COLUMN note TEXT"))

    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO run (started_at, gazetteer_version, model_version, new, new_versions, "
            "updated, unchanged, skipped) VALUES ('2024-01-01 12:00:00.000000', 'g', 'm', "
            "1, 0, 0, 0, 0)"
        )
    later = (*MIGRATIONS, Migration("9998-note-of-a-run", add_note))
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    with pytest.raises(StoreError, match="is empty or of an older layout"):
        open_engine(database_url, read_only=True)
    open_engine(database_url).dispose()
    assert sorted(_applied(engine)) == sorted(migration.name for migration in later)
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT new, note FROM run").all()
    assert rows == [(1, None)]


def test_a_store_from_before_relative_places_takes_them(engine, database_url):
    with writing(engine) as connection:
        connection.exec_driver_sql("ALTER TABLE mention DROP COLUMN relative")
        connection.execute(sa.delete(MIGRATION).where(MIGRATION.c.name == "0002-relative-places"))
    open_engine(database_url).dispose()
    with reading(engine) as connection:
        columns = {column["name"] for column in sa.inspect(connection).get_columns("mention")}
    assert columns == set(METADATA.tables["mention"].columns.keys())


def test_a_newer_database_is_refused(engine, database_url):
    with writing(engine) as connection:
        connection.execute(
            sa.insert(MIGRATION).values(name="9999-from-the-future", applied_at=sa.func.now())
        )
    with pytest.raises(StoreError) as error:
        open_engine(database_url)
    assert str(error.value) == (
        f"database {engine.url.database} was made by a newer version of this program "
        "(9999-from-the-future); update it"
    )


def test_the_tables_can_be_made_on_postgresql_too():
    dialect = postgresql.dialect()
    statements = {
        table.name: str(sa.schema.CreateTable(table).compile(dialect=dialect))
        for table in METADATA.sorted_tables
    }
    assert "article_id BIGSERIAL NOT NULL" in statements["article"]
    assert "candidates JSON NOT NULL" in statements["mention"]
