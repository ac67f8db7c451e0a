"""What only a server does: what it complains of, and its going away and coming back."""

import threading

import pytest
import sqlalchemy as sa

from data.errors import ArticleRefused, StoreAway, StoreError
from data.ingesting import ingest
from data.store.engine import open_engine, reading, shown_address, writing
from data.store.schema import ARTICLE, RUN, STATE
from tests.data.builders import article, column, store
from tests.theatre import UKRAINE

SAYS = {
    "password": "refuses this user or password; check both in the address",
    "database": "does not exist; make it with createdb, or name another",
    "port": "cannot be reached: no server listens there; start it, or check the port",
    "host": "cannot be reached: there is no such host; check the address",
}


@pytest.fixture
def database_url(postgres):
    return postgres.new_database()


def _wrong(url, what):
    changed = {"password": "no", "database": "nowhere", "port": 1, "host": "nowhere.invalid"}
    return sa.make_url(url).set(**{what: changed[what]})


@pytest.mark.parametrize("what", list(SAYS))
def test_an_address_that_leads_nowhere_is_told_in_one_line_without_the_password(database_url, what):
    url = _wrong(database_url, what)
    with pytest.raises(StoreError) as error:
        open_engine(url.render_as_string(hide_password=False))
    shown = url.set(drivername="postgresql+psycopg").render_as_string(hide_password=True)
    assert str(error.value) == f"database {shown} {SAYS[what]}"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_scheme_in_use_is_the_driver_that_is_installed(database_url, scheme):
    address = sa.make_url(database_url).set(drivername=scheme)
    engine = open_engine(address.render_as_string(hide_password=False))
    assert engine.url.drivername == "postgresql+psycopg"
    engine.dispose()


def test_a_server_without_room_for_more_connections_says_so(postgres, database_url):
    postgres.run("CREATE ROLE narrow LOGIN PASSWORD 'narrow' CONNECTION LIMIT 0")
    url = sa.make_url(database_url).set(username="narrow", password="narrow")
    with pytest.raises(StoreAway) as error:
        open_engine(url.render_as_string(hide_password=False))
    postgres.run("DROP ROLE narrow")
    assert str(error.value).endswith(
        f"/{url.database} takes no more connections; end other programs that use it, or raise "
        "max_connections"
    )


def test_a_user_without_rights_is_told_so(postgres, database_url):
    open_engine(database_url).dispose()
    postgres.run("CREATE ROLE reader LOGIN PASSWORD 'reader'")
    url = sa.make_url(database_url).set(username="reader", password="reader")
    with pytest.raises(StoreError) as error:
        open_engine(url.render_as_string(hide_password=False))
    postgres.run("DROP ROLE reader")
    assert str(error.value).endswith(
        "does not let this user do that; ask its owner for the rights to the tables"
    )


def test_a_read_only_engine_does_not_write(engine, database_url):
    reader = open_engine(database_url, read_only=True)
    with pytest.raises(StoreError, match="is read-only for this user"), writing(reader) as kept:
        kept.execute(sa.update(STATE).values(changes=7))
    reader.dispose()


def test_a_writer_that_waits_too_long_says_what_for(engine, database_url):
    other = open_engine(database_url, busy_timeout_s=0.01)
    change = sa.update(STATE).values(changes=STATE.c.changes + 1)
    with writing(engine) as first:
        first.execute(change)
        with pytest.raises(StoreError) as error, writing(other) as second:
            second.execute(change)
    other.dispose()
    assert str(error.value) == (
        f"{shown_address(engine)} is locked: another process is writing to it; wait for it to "
        "end, or stop it"
    )


def test_queries_of_one_reading_see_one_state(engine, writer):
    with reading(engine) as connection:
        count = sa.select(sa.func.count()).select_from(ARTICLE)
        assert connection.scalar(count) == 0
        store(writer, article("Near Bakhmut."), "Bakhmut")
        assert connection.scalar(count) == 0
    assert len(column(engine, ARTICLE.c.article_id)) == 1


def test_what_the_rows_are_at_fault_for_is_no_fault_of_the_store(engine):
    with pytest.raises(ArticleRefused), writing(engine) as connection:
        connection.execute(sa.insert(RUN).values(gazetteer_version="g", model_version="m"))


def test_two_processes_that_bring_a_new_database_up_at_once_do_it_once(database_url):
    engines, failures = [], []

    def open_it():
        try:
            engines.append(open_engine(database_url))
        except StoreError as exc:
            failures.append(str(exc))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert column(engines[0], STATE.c.changes) == [0]
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_ends_in_mid_transaction_takes_nothing_of_it_and_is_away(
    postgres, engine, writer, mode
):
    store(writer, article("Near Bakhmut."), "Bakhmut")

    def cut_short():
        with writing(engine) as connection:
            connection.execute(sa.update(ARTICLE).values(title="half"))
            postgres.stop(mode)
            connection.execute(sa.update(ARTICLE).values(source="half"))

    with pytest.raises(StoreAway) as error:
        cut_short()
    with pytest.raises(StoreAway, match="no server listens there"):
        column(engine, ARTICLE.c.title)
    postgres.start()
    assert column(engine, ARTICLE.c.title) == ["Near Bakhmut."]
    assert str(error.value) == (
        f"{shown_address(engine)} went away in mid-work (stopped or restarted); repeat the "
        "command when it is back"
    )


class _Meddling:
    """The real geoparser, which lets something happen before the text that names Kyiv."""

    def __init__(self, geoparser, happens):
        self._geoparser = geoparser
        self._happens = happens
        self.gazetteer_version = geoparser.gazetteer_version

    def parse(self, text, **known):
        if "Kyiv" in text:
            self._happens()
        return self._geoparser.parse(text, **known)


@pytest.fixture
def ingest_while(engine, geoparser, settings, tmp_path):
    """Ingest three articles; something happens before the second is stored."""
    for number, text in enumerate(("Near Bakhmut.", "Sirens in Kyiv.", "Kherson was hit.")):
        (tmp_path / f"{number}.txt").write_text(text)

    def ingested(happens):
        lines = []
        parser = _Meddling(geoparser, happens)
        known = {"engine": engine, "geoparser": parser, "settings": settings, "theatre": UKRAINE}
        return ingest([tmp_path], log=lines.append, **known), lines

    return ingested


def test_an_ingest_goes_on_when_the_server_was_restarted(postgres, engine, ingest_while):
    def restart():
        postgres.stop("immediate")
        postgres.start()

    report, _ = ingest_while(restart)
    assert (report.new, report.skipped) == (3, [])
    assert len(column(engine, ARTICLE.c.article_id)) == 3


def test_an_ingest_waits_for_a_server_that_is_away(postgres, engine, ingest_while):
    starting = threading.Timer(0.3, postgres.start)

    def stop():
        postgres.stop("fast")
        starting.start()

    report, lines = ingest_while(stop)
    starting.join()
    assert report.new == 3
    assert len(column(engine, ARTICLE.c.article_id)) == 3
    assert [line.partition(":")[0] for line in lines if "after" not in line] == [
        "waiting up to 60 s"
    ]
    assert lines[-1].startswith("going on after ")


def test_an_ingest_ends_with_one_line_when_its_database_is_dropped(postgres, engine, ingest_while):
    name = engine.url.database
    with pytest.raises(StoreError) as error:
        ingest_while(lambda: postgres.run(f"DROP DATABASE {name} WITH (FORCE)"))
    assert str(error.value) == (
        f"{shown_address(engine)} does not exist; make it with createdb, or name another"
    )
