"""Fixtures that the rooms share: the real gazetteer, compiled once, and a PostgreSQL server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geocode.focus import Focus
from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import CompiledGazetteer, default_path, open_gazetteer
from tests.postgres import MISSING, PostgresServer, programs
from tests.theatre import shipped_focus


@pytest.fixture(scope="session")
def gazetteer_path(tmp_path_factory) -> Path:
    """The compiled gazetteer that these sources make: the user's if current, else a fresh one."""
    path = default_path()
    if not os.access(path.parent, os.W_OK):
        path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite"
    build(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path) -> CompiledGazetteer:
    """The gazetteer that users have."""
    return open_gazetteer(gazetteer_path)


@pytest.fixture(scope="session")
def war() -> Focus:
    """What the theatre that ships adds to the geocoder."""
    return shipped_focus()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own, started when the first test asks for it."""
    if programs() is None:
        pytest.skip(MISSING)
    server = PostgresServer()
    yield server
    server.close()
