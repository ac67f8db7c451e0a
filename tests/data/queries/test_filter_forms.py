"""The two forms of a filter, SQL and packed, let the same articles and mentions pass."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from data.counts import Counts, compact
from data.model import DayBy
from data.queries import holdings
from tests.data.counts.model_store import ModelStore, random_filter

pytestmark = pytest.mark.both_engines


@pytest.mark.parametrize("seed", range(3))
def test_sql_and_packed_counts_count_the_same_mentions_of_places(engine, seed):
    random = Random(seed)
    store = ModelStore(engine, random, 7)
    for number in range(60):
        random.choice([store.add, store.add, store.add, store.change, store.remove])()
        if number % 20 == 0:
            compact(engine)
    for _ in range(12):
        either = random_filter(random)
        for chosen in (replace(either, by=by) for by in DayBy):
            rows = holdings.mentions(engine, chosen)
            by_sql = Counter(rows.place_id.dropna())
            with Counts.of(engine) as counts:
                table = counts.places(chosen)
            assert dict(zip(table.place_id, table.mentions, strict=True)) == by_sql, chosen
