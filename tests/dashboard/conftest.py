"""A small store made by the real pipeline, and the app run without a browser."""

import json
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.ingest import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.gazetteer.memory import MemoryGazetteer
from geocode.geoparser import Geoparser
from geocode.model import Kind, Place
from geocode.precision import WherePrec

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
_PLACES = [
    Place("geonames:713174", "Bakhmut", 48.59, 38.0, Kind.CITY, "PPLA2", "UA", "Donetsk",
          population=74_000, name_local="Бахмут"),
    Place("geonames:694792", "Soledar", 48.68, 38.09, Kind.CITY, "PPL", "UA", "Donetsk",
          population=10_000),
    Place("iso:UA-14", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk",
          where_prec=WherePrec.REGION, uncertainty_m=120_000),
]  # fmt: skip
_ARTICLES = [
    {
        "id": "1",
        "source": "The Hill",
        "title": "Troops may pull back from Bakhmut",
        "published": "2023-03-01",
        "lang": "en",
        "text": "Fighting goes on in Bakhmut. Soledar fell in January. Bakhmut is held.",
    },
    {
        "id": "2",
        "source": "**Bold** [x](javascript:alert(1))",
        "title": "Soledar <script>alert(1)</script>",
        "published": "2023-01-16",
        "lang": "uk",
        "text": "Shelling near Soledar in Donetsk Oblast. The village of Zzyzxgrad was hit too.",
    },
    {"id": "3", "source": "Undated", "title": "No day", "text": "Bakhmut again.", "lang": "en"},
]


@pytest.fixture(scope="session")
def store_url(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("store")
    lines = "".join(json.dumps(article) + "\n" for article in _ARTICLES)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    url = f"sqlite:///{folder}/test.sqlite"
    engine = open_engine(url)
    gazetteer = MemoryGazetteer([(place, ()) for place in _PLACES])
    report = ingest(
        [folder / "articles.jsonl"],
        engine=engine,
        geoparser=Geoparser(gazetteer),
        settings=Settings(database_url=url),
        log=lambda line: None,
    )
    engine.dispose()
    assert report.new == len(_ARTICLES)
    return url


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
        test = AppTest.from_file(str(APP), default_timeout=30)
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
