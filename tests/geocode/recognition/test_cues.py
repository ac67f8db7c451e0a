"""The cue tables: whole, in lower case, and no word that undoes another."""

from pathlib import Path

import pytest

from geocode.recognition.cues import load_cues

FOLDER = Path(__file__).resolve().parents[3] / "geocode" / "files" / "cues"
TABLES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_tables_are_in_lower_case_and_described(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert lines == [line.lower() for line in lines]
    assert f"`{path.name}`" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


def test_every_table_has_words():
    cues = load_cues()
    assert all(getattr(cues, name) for name in cues.__slots__)


def test_towns_of_the_news_are_not_common_words():
    towns = {"bakhmut", "kyiv", "soledar", "kherson", "бахмут", "київ", "харків", "odesa", "lyman"}
    assert not towns & load_cues().common_words
