"""The smallest real things that the data layer works on: one store, one writer, one parser."""

import tempfile
from pathlib import Path

import pytest

from data.settings import Settings
from data.store.engine import open_engine
from geocode.gazetteer.memory import MemoryGazetteer
from geocode.geoparser import Geoparser
from tests.data.builders import PLACES, new_writer


@pytest.fixture
def database_url(tmp_path):
    return f"sqlite:///{tmp_path / 'store' / 'news.sqlite'}"


@pytest.fixture
def engine(database_url):
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def writer(engine):
    return new_writer(engine)


@pytest.fixture(scope="session")
def geoparser():
    """The real geoparser on five places."""
    return Geoparser(
        MemoryGazetteer([(p, [p.name_local] if p.name_local else []) for p in PLACES.values()])
    )


@pytest.fixture
def settings(database_url):
    return Settings(database_url=database_url)


@pytest.fixture
def open_folder():
    """A folder that a user without rights can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
