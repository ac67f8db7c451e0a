"""The app run without a browser, on a small store made by the real pipeline."""

import json
import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.dashboard.small_store import ARTICLES, take_in

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


@pytest.fixture(scope="session")
def store_url(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("store")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    url = f"sqlite:///{folder}/test.sqlite"
    assert take_in([folder / "articles.jsonl"], url).new == len(ARTICLES)
    return url


@pytest.fixture(autouse=True)
def _own_main_module(monkeypatch):
    """Streamlit puts the page in place of ``__main__``; processes started later would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def app(store_url, monkeypatch):
    """Runs the app on the small store; the arguments are parameters of the address."""
    return _runner(store_url, monkeypatch)


@pytest.fixture
def app_on(monkeypatch):
    """As ``app``, on the store that is named."""
    return lambda url: _runner(url, monkeypatch)


def _runner(url, monkeypatch):
    def run(script="app_pages/map.py", **parameters):
        st.cache_data.clear()
        st.cache_resource.clear()
        test = AppTest.from_file(str(APP), default_timeout=300)
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        if script != "app_pages/map.py":
            test.switch_page(script).run()
        return test

    monkeypatch.setenv("FRONTLINE_DATABASE", url)
    for name in ("BRIEFS", "FRONTLINE_LAYERS", "FRONTLINE_TILES"):
        monkeypatch.delenv(name, raising=False)
    return run
