"""Every answer from the packed counts is what counting the articles one by one comes to.

Small stores at random, with articles and places added, changed and removed, and packed in between.
Limits are small so that a few hundred mentions are counted as millions are.
"""

from collections import Counter
from random import Random

import pytest

from data.counts import Counts, Limits, compact
from data.model import Filter, SourceKind
from tests.data.counts.model_store import ModelStore, random_filter

PLACES = 7


def _agree(store, chosen, limits):
    with Counts.of(store.engine, limits=limits) as counts:
        table = counts.places(chosen)
        names = ["place_id", "mentions", "articles", "sources", "first_day", "last_day"]
        rows = [tuple(row) for row in table[names].fillna("").itertuples(index=False)]
        assert rows == store.places(chosen)
        daily = [(day.isoformat(), mentions) for day, mentions in counts.mentions_by_day(chosen)]
        assert daily == store.daily(chosen)
        listed = store.newest_first(chosen)
        assert counts.article_count(chosen) == len(listed)
        page = counts.article_page(chosen, limit=5, offset=3)
        assert page == [(number, store.stands_at(chosen).get(number)) for number in listed[3:8]]
        _same_facets(counts.facets(chosen), store, chosen)
        for place in (1, 2):
            wanted = store.excerpts(place, chosen)
            assert counts.mention_count(f"p{place:03}", chosen) == len(wanted)
            page = counts.mention_page(f"p{place:03}", chosen, limit=4, offset=2)
            ids = [] if page is None else page.article_ids.tolist()
            assert ids == [article_id for article_id, _start in wanted[2:6]]


def _same_facets(found, store, chosen):
    def ranked(counter):
        return sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))

    by_source = Counter(told.source for told in store.naming(chosen, "sources").values())
    by_language = Counter(told.lang for told in store.naming(chosen, "languages").values())
    by_kind = Counter(store.kinds[p].value for _, _, p, *_ in store.counted(chosen, "kinds"))
    assert found.sources == ranked(by_source)
    assert found.languages == ranked(by_language)
    assert found.kinds == ranked(by_kind)
    days, undated = store.days(chosen)
    assert (found.first_day, found.last_day) == (min(days, default=None), max(days, default=None))
    assert found.undated_articles == undated


def _same_totals(store, limits):
    told = store.articles.values()
    with Counts.of(store.engine, limits=limits) as counts:
        held = counts.totals()
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
    "as for millions": Limits(
        rows_a_period=4, few_days=0, few_days_at_first=0, single_steps=1, large_part=5
    ),
    "days compared": Limits(
        rows_a_period=9, few_days=10**9, few_days_at_first=10**9, single_steps=1, large_part=30
    ),
    "many sources": Limits(
        rows_a_period=2, few_days=0, few_days_at_first=0, single_steps=1, most_flags=0, large_part=0
    ),
    "as they are": Limits(),
}


def _compared(engine, random, rounds, limits):
    store = ModelStore(engine, random, PLACES)
    steps = [store.add] * 12 + [store.change] * 3 + [store.remove, store.change_kind]
    steps += [store.add_place] + [lambda: compact(engine, limits=limits)] * 2
    for _ in range(rounds):
        for _ in range(30):
            random.choice(steps)()
        for _ in range(6):
            _agree(store, random_filter(random), limits)
        _agree(store, Filter(), limits)
        _same_totals(store, limits)
    compact(engine, limits=limits)
    _agree(store, Filter(), limits)
    _same_totals(store, limits)


@pytest.mark.parametrize("limits", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("seed", range(2))
def test_answers_are_those_of_counting_one_by_one(engine, limits, seed):
    _compared(engine, Random(seed), 4, limits)


@pytest.mark.both_engines
def test_both_engines_answer_alike(engine):
    _compared(engine, Random(7), 2, WAYS["as for millions"])
