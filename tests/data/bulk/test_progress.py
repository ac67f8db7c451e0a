import pytest

from data.articles.formats.walking import load_all
from data.bulk.progress import Countdown, Progress


class Clock:
    now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


def test_pace_and_time_left_are_told_now_and_then(clock, tmp_path):
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text("x" * 20_000, encoding="utf-8")
    lines = []
    progress = Progress([tmp_path], lines.append, clock=clock)
    for number, _article in enumerate(
        load_all([tmp_path], max_bytes=1 << 20, watched=progress.watched), start=1
    ):
        if number % 25 == 0:
            clock.now_s += 30
            progress.show(number * 1000)
            progress.show(number * 1000)
    assert lines == [
        "25,000 articles so far, 833 a second, about 30 s left",
        "50,000 articles so far, 833 a second, about 0 s left",
    ]


def test_no_time_is_told_while_articles_come_out_of_a_large_file_that_was_read(clock, tmp_path):
    (tmp_path / "a.txt").write_text("x" * 500_000, encoding="utf-8")
    lines = []
    progress = Progress([tmp_path], lines.append, clock=clock)
    for _article in load_all([tmp_path], max_bytes=1 << 20, watched=progress.watched):
        clock.now_s += 30
        progress.show(1000)
    assert lines == ["1,000 articles so far, 33 a second"]


def test_no_time_is_told_where_the_input_has_no_size(clock):
    lines = []
    progress = Progress([], lines.append, clock=clock)
    clock.now_s = 10
    progress.show(500)
    assert lines == ["500 articles so far, 50 a second"]


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (5_000, "5,000 of 10,000, 500 a second, about 10 s left"),
        (500, "500 of 10,000, 50 a second, about 3 min left"),
        (10, "10 of 10,000, 1 a second, about 2.8 h left"),
    ],
    ids=["seconds", "minutes", "hours"],
)
def test_what_is_counted_beforehand_tells_how_much_of_it_is_done(clock, done, told):
    lines = []
    countdown = Countdown(10_000, lines.append, clock=clock)
    countdown.show(1)
    clock.now_s = 10
    countdown.show(done)
    assert lines == [told]
