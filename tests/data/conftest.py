"""The smallest real things that the data layer works on: one store, one writer, one parser."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest

from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import checkpoint, open_engine
from tests.data.builders import new_writer, small_geoparser, without_progress
from tests.theatre import UKRAINE


def pytest_generate_tests(metafunc):
    """Run what is marked ``both_engines`` on SQLite and on PostgreSQL."""
    marked = metafunc.definition.get_closest_marker("both_engines")
    if marked and "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database_url(request, tmp_path):
    """The address of a new store: in a file, or on the tests' server where a test asks so."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return request.getfixturevalue("postgres").new_database()
    return f"sqlite:///{tmp_path / 'store' / 'news.sqlite'}"


@pytest.fixture(scope="session")
def new_store(tmp_path_factory):
    """A file with a new store's tables, to be copied rather than made for each test."""
    file = tmp_path_factory.mktemp("new") / "store.sqlite"
    opened = open_engine(f"sqlite:///{file}")
    checkpoint(opened)
    opened.dispose()
    return file


@pytest.fixture
def engine(database_url, new_store):
    """The store at ``database_url``, new unless a fixture has filled it."""
    file = Path(database_url.removeprefix("sqlite:///"))
    if database_url.startswith("sqlite") and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(new_store, file)
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_engine(request, tmp_path_factory):
    """One new store for a module of tests that only read it, on each engine in turn."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'news.sqlite'}"
    opened = open_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def writer(engine):
    return new_writer(engine)


@pytest.fixture(scope="session")
def geoparser():
    """The real geoparser on five places."""
    return small_geoparser()


@pytest.fixture
def settings(database_url):
    return Settings(database_url=database_url)


@pytest.fixture
def open_folder():
    """A folder that a user without rights can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def take(engine, geoparser, settings):
    """Ingest some paths; the report, and what was logged in ``take.lines``."""
    lines = []

    def taken(*paths, briefs=True):
        return ingest(
            list(paths),
            engine=engine,
            geoparser=geoparser,
            settings=settings,
            theatre=UKRAINE,
            briefs=briefs,
            log=without_progress(lines),
        )

    taken.lines = lines
    return taken


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(
        "---\ntitle: Strikes in Kherson\ndate: 2023-03-01\nsource: AP\n---\nTwo were hurt.\n",
        encoding="utf-8",
    )
    (made / "b.md").write_text(
        "---\nkind: brief\ndate: 2023-03-02\n---\nFighting went on near Bakhmut.\n",
        encoding="utf-8",
    )
    lines = [
        {"id": 1, "source": "BBC", "date": "2023-03-03", "text": "Shelling hit Bakhmut."},
        {"id": 1, "source": "BBC", "date": "2023-03-03", "text": "Shelling hit Kherson."},
        {"id": 2, "source": "BBC", "date": "31/02/24", "text": "A blast in Kyiv."},
    ]
    (made / "c.jsonl").write_text(
        "\n".join([*(json.dumps(line) for line in lines), "{broken"]), encoding="utf-8"
    )
    return made
