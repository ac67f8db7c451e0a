"""The counts that the browser works out are those of ``data.places``, whatever the range."""

import base64
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

import data
from dashboard.map import bundle
from data.model import DateRange, DayBy, Filter
from tests.data.counts.model_store import FIRST_DAY, ModelStore, random_filter

pytestmark = pytest.mark.browser
RANGES, FILTERS = 200, 10
_MENTIONS = """async ([places, counts, ranges]) => {
  const [one, other] = await Promise.all([places, counts].map(frontline.readPack));
  const model = new frontline.PlaceDays(one, other);
  return ranges.map((days) => Object.fromEntries(model.mentions(...days.map(frontline.day))));
}"""


@pytest.fixture
def page(browser):
    """An empty page with the scripts of the map's layers."""
    page = browser.new_page()
    page.add_script_tag(content=bundle.script(page=False).decode())
    yield page
    page.close()


@pytest.fixture
def engine(tmp_path):
    engine = data.open_engine(f"sqlite:///{tmp_path}/model.sqlite")
    yield engine
    engine.dispose()


def some_range(random):
    first, last = sorted(FIRST_DAY + timedelta(random.randrange(-5, 48)) for _ in range(2))
    ends = [(first, last), (first, last), (first, None), (None, last), (None, None)]
    return DateRange(*random.choice(ends))


def iso(day):
    return day.isoformat() if day else None


def address(pack):
    return f"data:application/gzip;base64,{base64.b64encode(pack).decode()}"


def test_every_range_has_the_mentions_that_the_table_of_places_has(engine, page):
    random = Random(7)
    store = ModelStore(engine, random, 9)
    for _ in range(90):
        random.choice([store.add, store.add, store.add, store.change, store.remove])()
    places = address(data.places_pack(engine))
    seen = 0
    for number in range(FILTERS):
        free = Filter(by=list(DayBy)[number % 2])
        chosen = replace(random_filter(random) if number > 1 else free, days=DateRange())
        ranges = [some_range(random) for _ in range(RANGES // FILTERS)]
        asked = [[iso(days.first), iso(days.last)] for days in ranges]
        counts = address(data.counts_pack(engine, chosen))
        counted = page.evaluate(_MENTIONS, [places, counts, asked])
        for days, mentions in zip(ranges, counted, strict=True):
            table = data.places(engine, replace(chosen, days=days))
            assert mentions == dict(zip(table.place_id, table.mentions, strict=True)), days
            seen += len(mentions)
    assert seen > RANGES
