"""Fixtures that the rooms share: above all the real gazetteer, compiled once."""

import os
from pathlib import Path

import pytest

from geocode.gazetteer.build import build
from geocode.gazetteer.compiled import CompiledGazetteer, default_path, open_gazetteer


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
