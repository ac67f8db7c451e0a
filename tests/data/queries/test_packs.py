"""What the browser reads from the packs is what ``data.places`` answers, whatever the range."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

import data
from data.counts import compact
from data.model import DateRange, DayBy, Filter
from tests.data.counts.model_store import FIRST_DAY, ModelStore, random_filter
from tests.packs import unpacked

RANGES = 200


@pytest.fixture
def random():
    return Random(11)


def filled(engine, random):
    """A store whose articles lie in several parts, with some changed and removed since."""
    store = ModelStore(engine, random, 9)
    for number in range(90):
        random.choice([store.add, store.add, store.add, store.change, store.remove])()
        if number in (40, 70):
            compact(engine)
    store.add_place()
    store.change_kind()
    return store


def some_range(random):
    """Both ends open or closed; now and then outside of all articles."""
    first, last = sorted(FIRST_DAY + timedelta(random.randrange(-5, 48)) for _ in range(2))
    return random.choice(
        [DateRange(first, last)] * 3 + [DateRange(first, None), DateRange(None, last), DateRange()]
    )


def mentions_read(places, counts, days):
    """Mentions by place id in a range, as the browser counts them."""
    ids = unpacked(places)[0]["ids"]
    head, arrays = unpacked(counts)
    first = date.fromisoformat(head["first_day"])
    low = (days.first - first).days if days.first else 0
    high = (days.last - first).days if days.last else head["days"]
    found = {}
    for n, place in enumerate(arrays["place"].tolist()):
        rows = slice(*arrays["row_start"][n : n + 2].tolist())
        in_order = arrays["day"][rows].tolist()
        assert in_order == sorted(set(in_order))
        total = sum(
            count
            for day, count in zip(in_order, arrays["count"][rows].tolist(), strict=True)
            if low <= day <= high
        )
        if days == DateRange():
            total += int(arrays["undated"][n])
        if total:
            found[ids[place]] = total
    return found


def mentions_asked(engine, chosen):
    table = data.places(engine, chosen)
    return dict(zip(table.place_id, table.mentions.tolist(), strict=True))


def filters(random):
    some = [random_filter(random) for _ in range(3)]
    chosen = [Filter(), Filter(associative=True), *some]
    return [replace(one, by=by) for one in chosen for by in DayBy]


@pytest.mark.both_engines
def test_the_browser_counts_what_the_store_counts_in_any_range(engine, random):
    store = filled(engine, random)
    for chosen in filters(random):
        places, counts = data.places_pack(engine), data.counts_pack(engine, chosen)
        for _ in range(RANGES // 10):
            days = some_range(random)
            asked = mentions_asked(engine, replace(chosen, days=days))
            assert mentions_read(places, counts, days) == asked, (chosen, days)
        random.choice([store.change, store.remove, store.add])()


def test_weeks_are_packed_where_days_would_take_too_many_bytes(engine, random):
    store = filled(engine, random)
    chosen = Filter(associative=True)
    head, arrays = unpacked(data.counts_pack(engine, chosen, most_bytes=0))
    assert head["unit"] == "week"
    ids = unpacked(data.places_pack(engine))[0]["ids"]
    first = date.fromisoformat(head["first_day"])
    monday = first - timedelta(days=first.weekday())
    found = Counter()
    for n, place in enumerate(arrays["place"].tolist()):
        for row in range(*arrays["row_start"][n : n + 2].tolist()):
            found[ids[place], int(arrays["day"][row])] += int(arrays["count"][row])
    expected = Counter(
        (f"p{place:03}", (told.day - monday).days // 7)
        for _, told, place, *_ in store.counted(chosen)
        if told.day
    )
    assert found == expected


def test_exact_numbers_of_one_range_are_those_of_the_store(engine, random):
    filled(engine, random)
    ids = unpacked(data.places_pack(engine))[0]["ids"]
    for chosen in filters(random):
        _head, arrays = unpacked(data.exact_pack(engine, chosen))
        places = [ids[n] for n in arrays["place"].tolist()]
        found = dict(zip(places, arrays["mentions"].tolist(), strict=True))
        assert found == mentions_asked(engine, chosen)


def test_the_histogram_sums_up_by_language_and_by_kind_of_source(engine, random):
    store = filled(engine, random)
    for chosen in filters(random):
        head, arrays = unpacked(data.counts_pack(engine, chosen))
        first = date.fromisoformat(head["first_day"])
        told = [
            (told, told.day_of(start // 2, chosen))
            for _, told, _, start, _ in store.counted(chosen, "days")
        ]
        for names, rows, of in (
            (head["languages"], arrays["by_language"], lambda one: one.lang),
            (head["source_kinds"], arrays["by_source_kind"], lambda one: one.kind.value),
        ):
            found = Counter(
                {
                    (names[n], first + timedelta(day)): int(rows[n, day])
                    for n, day in zip(*map(list, rows.nonzero()), strict=True)
                    for day in [int(day)]
                }
            )
            assert found == Counter((of(one), day) for one, day in told if day)
        undated = sum(day is None for _, day in told)
        assert (head["stated"], head["silent"]) == (len(told) - undated, undated)


def test_a_day_is_covered_by_any_article_of_the_sources_and_languages(engine, random):
    store = filled(engine, random)
    for chosen in filters(random):
        head, arrays = unpacked(data.counts_pack(engine, chosen))
        first = date.fromisoformat(head["first_day"])
        covered = {first + timedelta(int(day)) for day in arrays["covered"].nonzero()[0]}
        whatever = replace(chosen, search="", claims=(), kinds=(), inside=None, box=None)
        articles = [a for a in store.articles.values() if a.passes(whatever, "days")]
        if chosen.by is DayBy.PUBLISHED:
            assert covered == {one.day for one in articles if one.day}
        else:
            assert covered == {day for one in articles for day in one.events.values() if day}


def test_hidden_undated_articles_count_at_no_place(engine, random):
    filled(engine, random)
    _head, arrays = unpacked(data.counts_pack(engine, Filter(undated=False)))
    assert not arrays["undated"].any()


def test_the_days_of_the_strip_are_those_of_all_articles_whatever_is_chosen(engine, random):
    store = filled(engine, random)
    published = [one.day for one in store.articles.values() if one.day]
    events = [day for one in store.articles.values() for day in one.events.values() if day]
    for by, dated in ((DayBy.PUBLISHED, published), (DayBy.EVENT, events)):
        for chosen in (Filter(by=by), Filter(by=by, sources=("no such",))):
            head, _arrays = unpacked(data.counts_pack(engine, chosen))
            span = (max(dated) - min(dated)).days + 1
            assert (head["first_day"], head["days"]) == (min(dated).isoformat(), span)
            assert head["published"] == [min(published).isoformat(), max(published).isoformat()]


def test_an_empty_store_gives_empty_packs(engine):
    assert unpacked(data.places_pack(engine))[0]["ids"] == []
    head, arrays = unpacked(data.counts_pack(engine, Filter()))
    assert (head["days"], head["languages"], arrays["row_start"].tolist()) == (0, [], [0])


def test_places_are_packed_alike_until_a_place_changes(engine, random):
    store = filled(engine, random)
    before = data.places_pack(engine)
    store.add()
    assert data.places_pack(engine) == before
    store.add_place()
    after = unpacked(data.places_pack(engine))[0]
    assert after["ids"] == [*unpacked(before)[0]["ids"], "p011"]
