from dataclasses import dataclass

from data.bulk.ordered_queue import Bounds, OrderedQueue
from data.bulk.readers import ReadingFailed, ReadingJob
from tests.data.builders import article


@dataclass(frozen=True)
class Numbered:
    number: int
    job: ReadingJob | None


def _turns(*texts):
    return [Numbered(n, ReadingJob(article(t), None) if t else None) for n, t in enumerate(texts)]


def _line(items, *, most=100, characters=1000, full=2):
    bounds = Bounds(items=most, characters=characters)
    return OrderedQueue(iter(items), bounds=bounds, is_full=lambda slots: len(slots) >= full)


def _numbers(slots):
    return [slot.item.number for slot in slots]


def _done(slots):
    for slot in slots:
        slot.given = ReadingFailed("x")


def test_turns_leave_in_their_order_even_if_a_later_one_is_done_first():
    line = _line(_turns("a", "b", "", "c", "d"))
    first, second = line.batch(), line.batch()
    assert (_numbers(first), _numbers(second)) == ([0, 1], [3, 4])
    _done(second)
    assert _numbers(line.done_items()) == []
    _done(first)
    assert _numbers(line.done_items()) == [0, 1, 2, 3, 4]
    assert line.batch() == []
    assert line.empty


def test_what_needs_no_reading_leaves_by_itself():
    line = _line(_turns("", "", ""))
    assert line.batch() == []
    assert _numbers(line.done_items()) == [0, 1, 2]
    assert line.empty


def test_no_more_turns_are_asked_for_than_may_be_under_way():
    asked = []

    def source():
        for item in _turns(*"abcdefgh"):
            asked.append(item.number)
            yield item

    line = _line(source(), most=4)
    first = line.batch()
    line.batch()
    assert line.batch() == []
    assert asked == [0, 1, 2, 3]
    _done(first)
    list(line.done_items())
    line.batch()
    assert asked == [0, 1, 2, 3, 4, 5]


def test_long_texts_count_by_their_length():
    line = _line(_turns("a" * 900, "b" * 200, "c"), full=1)
    assert _numbers(line.batch()) == [0]
    assert _numbers(line.batch()) == [1]
    assert line.batch() == []


def test_a_portion_that_everything_waits_for_goes_though_it_is_small():
    line = _line(_turns("a", "b", "c", "d"), most=3, full=2)
    first = line.batch()
    assert line.batch() == []  # the third turn waits for a fourth
    _done(first)
    list(line.done_items())
    assert _numbers(line.batch()) == [2, 3]
    line = _line(_turns("a", "b"), most=1, full=2)
    assert _numbers(line.batch()) == [0]
