"""Every answer from the columns is what counting the articles one by one comes to.

Small stores at random, with articles and places added, changed and removed, and packed in between.
Limits are lowered so that a few hundred mentions take the ways that millions take.
"""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from data.counts import compaction, counts, days, packing
from data.counts.compaction import compact
from data.model import DateRange, Filter, SourceKind
from data.queries import holdings
from data.queries import tables as queries
from tests.data.counts.model_store import (
    FIRST_DAY,
    KINDS,
    LANGUAGES,
    SOURCES,
    WORDS,
    ModelStore,
)

PLACES = 7


def _filters(random):
    def some(values, share=0.5):
        if random.random() > share:
            return ()
        return tuple(random.sample(values, random.randrange(1, len(values))))

    first, last = sorted(FIRST_DAY + timedelta(random.randrange(-2, 43)) for _ in range(2))
    if random.random() < 0.3:
        first = None
    if random.random() < 0.3:
        last = None
    return Filter(
        days=DateRange(first, last) if random.random() < 0.6 else DateRange(),
        sources=some([*SOURCES, "no such"]),
        languages=some(LANGUAGES, 0.4),
        kinds=some(KINDS, 0.4),
        search=random.choice(WORDS) if random.random() < 0.2 else "",
        briefs=random.random() < 0.7,
        undated=random.random() < 0.7,
        associative=random.random() < 0.5,
    )


def _agree(store, chosen):
    engine = store.engine
    table = queries.places(engine, chosen)
    names = ["place_id", "mentions", "articles", "sources", "first_day", "last_day"]
    rows = [tuple(row) for row in table[names].fillna("").itertuples(index=False)]
    assert rows == store.places(chosen)
    daily = queries.daily(engine, chosen)
    assert [tuple(row) for row in daily.itertuples(index=False)] == store.daily(chosen)
    listed = store.newest_first(chosen)
    assert queries.article_count(engine, chosen) == len(listed)
    assert list(queries.article_page(engine, chosen, limit=5, offset=3).article_id) == listed[3:8]
    _same_facets(queries.facets(engine, chosen), store, chosen)
    for place in (1, 2):
        told = store.excerpts(place, chosen)
        assert queries.excerpt_count(engine, f"p{place:03}", chosen) == len(told)
        page = queries.excerpts(engine, f"p{place:03}", chosen, limit=4, offset=2)
        assert [excerpt.article_id for excerpt in page] == [a for a, _start in told[2:6]]


def _same_facets(found, store, chosen):
    def ranked(counter):
        return sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))

    by_source = Counter(told.source for told in store.naming(chosen, "sources").values())
    by_language = Counter(told.lang for told in store.naming(chosen, "languages").values())
    by_kind = Counter(store.kinds[p].value for _, _, p, *_ in store.counted(chosen, "kinds"))
    assert found.sources == ranked(by_source)
    assert found.languages == ranked(by_language)
    assert found.kinds == ranked(by_kind)
    told_days = [told.day for told in store.naming(chosen, "days").values()]
    dated = [day for day in told_days if day]
    assert (found.first_day, found.last_day) == (min(dated, default=None), max(dated, default=None))
    assert found.undated_articles == len(told_days) - len(dated)


def _same_totals(store):
    told = store.articles.values()
    held = holdings.totals(store.engine)
    mapped = [place for one in told for place, *_ in one.mentions if place]
    dated = [one.day for one in told if one.day]
    assert (held.articles, held.older_versions) == (len(told), sum(t.version - 1 for t in told))
    assert held.briefs == sum(one.kind is SourceKind.BRIEF for one in told)
    assert (held.undated, held.mentions) == (
        len(told) - len(dated),
        sum(len(one.mentions) for one in told),
    )
    assert (held.mapped, held.places) == (len(mapped), len(set(mapped)))
    assert (held.first_day, held.last_day) == (min(dated, default=None), max(dated, default=None))


WAYS = {
    "as for millions": {"rows": 4, "few": 0, "flags": 1 << 28, "large": 5},
    "days compared": {"rows": 9, "few": 10**9, "flags": 1 << 28, "large": 30},
    "many voices": {"rows": 2, "few": 0, "flags": 0, "large": 0},
    "as they are": {},
}


@pytest.fixture
def lowered(monkeypatch):
    """Lower the limits, so that few mentions take the ways of many."""

    def lower(way):
        if way:
            monkeypatch.setattr(packing, "_ROWS_A_PERIOD", way["rows"])
            monkeypatch.setattr(days, "_FEW", way["few"])
            monkeypatch.setattr(days, "_FEW_AT_FIRST", way["few"])
            monkeypatch.setattr(days, "_SINGLE_STEPS", 1)
            monkeypatch.setattr(counts, "_MOST_FLAGS", way["flags"])
            monkeypatch.setattr(compaction, "_LARGE_ARTICLES", way["large"])

    return lower


def _compared(engine, random, rounds):
    store = ModelStore(engine, random, PLACES)
    steps = [store.add] * 12 + [store.change] * 3 + [store.remove, store.change_kind]
    steps += [store.add_place, lambda: compact(engine), lambda: compact(engine)]
    for _ in range(rounds):
        for _ in range(30):
            random.choice(steps)()
        for _ in range(6):
            _agree(store, _filters(random))
        _agree(store, Filter())
        _same_totals(store)
    compact(engine)
    _agree(store, Filter())
    _same_totals(store)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("seed", range(2))
def test_answers_are_those_of_counting_one_by_one(engine, lowered, way, seed):
    lowered(way)
    _compared(engine, Random(seed), rounds=6)


@pytest.mark.both_engines
def test_both_engines_answer_alike(engine, lowered):
    lowered(WAYS["as for millions"])
    _compared(engine, Random(7), rounds=2)
