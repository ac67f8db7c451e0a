"""Which articles the store holds for one story, and which source it counts as."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
import sqlalchemy as sa

from data.corrections.days import set_day
from data.model import Filter, SourceKind
from data.queries import tables as queries
from data.store.engine import open_engine, reading
from data.store.schema import ARTICLE
from tests.data.builders import BAKHMUT, article, new_writer, store
from tests.theatre import UKRAINE

WIRE = (
    "Russian artillery hit the market square of Bakhmut on Tuesday morning, the head of the city's "
    "administration Oleksii Reva said. Eleven people were taken to hospital, two of them children. "
    "Rescuers worked until noon to put out a fire that had spread to 14 stalls. The city has been "
    "without water for five weeks, and about 6,000 residents remain in it. "
)
CUT = WIRE.split(" Rescuers")[0]
OTHER = (
    "Volunteers brought 40 generators and three tonnes of bread to Bakhmut on Tuesday, their "
    "coordinator Iryna Rybakova said. Nobody was hurt when a shell fell beside the second lorry. "
    "They will come again on Friday if the road through Khromove stays open to civilian cars. "
)
DAY = "2023-01-17"
AGENCY = article(WIRE, article_id="1", source="Agency", day=DAY)
PAPER = article(CUT, article_id="2", source="Paper", day="2023-01-18")
OWN = article(OTHER, article_id="3", source="Paper", day=DAY)


def _stories(engine):
    """Source, story's number and first_source, by source and id of the article."""
    columns = (ARTICLE.c.identity, ARTICLE.c.story_id, ARTICLE.c.first_source)
    with reading(engine) as connection:
        rows = connection.execute(sa.select(*columns).order_by(ARTICLE.c.identity)).all()
    return [(identity.removeprefix("id:").replace("\x1f", " "), *rest) for identity, *rest in rows]


def _independent(engine):
    return queries.places(engine, Filter()).set_index("place_id").loc[BAKHMUT.place_id, "sources"]


def test_a_copy_joins_the_story_and_speaks_with_its_voice(engine, writer):
    for given in (AGENCY, PAPER, OWN):
        store(writer, given, "Bakhmut")
    assert _stories(engine) == [
        ("Agency 1", 1, "Agency"),
        ("Paper 2", 1, "Agency"),
        ("Paper 3", 3, "Paper"),
    ]
    assert _independent(engine) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_input_changes_no_story(tmp_path, order):
    engine = open_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    writer = new_writer(engine)
    for number in order:
        store(writer, (AGENCY, PAPER, OWN)[number], "Bakhmut")
    told = {name: (story, first_source) for name, story, first_source in _stories(engine)}
    assert told["Agency 1"] == told["Paper 2"]
    assert told["Paper 3"][0] not in {told["Agency 1"][0]}
    assert [told[name][1] for name in sorted(told)] == ["Agency", "Agency", "Paper"]
    assert _independent(engine) == 2
    engine.dispose()


def test_an_earlier_copy_becomes_the_first_source_and_the_others_follow(engine, writer):
    store(writer, PAPER, "Bakhmut")
    store(writer, replace(AGENCY, published=date(2023, 1, 20)), "Bakhmut")
    assert {first_source for _name, _story, first_source in _stories(engine)} == {"Paper"}
    set_day(engine, 2, date(2023, 1, 17), theatre=UKRAINE)
    assert {first_source for _name, _story, first_source in _stories(engine)} == {"Agency"}


def test_a_new_text_leaves_the_story_and_what_it_held_together_falls_apart(engine, writer):
    first, rest = WIRE.split(" Rescuers")[0], OTHER
    both = article(f"{first} {rest}", article_id="1", source="Agency", day=DAY)
    beginning = article(first, article_id="2", source="Paper", day=DAY)
    store(writer, both, "Bakhmut")
    store(writer, beginning, "Bakhmut")
    joined = {story for _name, story, _first_source in _stories(engine)}
    assert joined == {1}
    store(writer, replace(both, text=OTHER), "Bakhmut")
    assert _stories(engine) == [("Agency 1", 1, "Agency"), ("Paper 2", 2, "Paper")]


def test_a_brief_is_nobodys_copy(engine, writer):
    store(writer, AGENCY, "Bakhmut")
    brief = replace(AGENCY, source="Frontline brief", source_kind=SourceKind.BRIEF)
    store(writer, brief, "Bakhmut")
    assert len({story for _name, story, _first_source in _stories(engine)}) == 2
    assert _independent(engine) == 1


ALERT = (
    "Air raid alert in Bakhmut at {hour:02}:{minute:02}. Residents of the community are asked to "
    "go to shelters at once and to stay there until the alarm is over and the sirens are silent."
)


def _alert(number, **about):
    hour, minute = 10 + number // 10, 11 + 4 * (number % 10)
    return article(ALERT.format(hour=hour, minute=minute), day=DAY, **about)


def test_a_copy_of_one_of_many_messages_on_one_form_joins_that_one_alone(engine, writer):
    for number in range(100):
        store(writer, _alert(number, article_id=str(number), source="Alerts"), "Bakhmut")
    store(writer, _alert(70, article_id="copy", source="Paper"), "Bakhmut")
    stories = {name: story for name, story, _first in _stories(engine)}
    assert len(set(stories.values())) == 100
    assert stories["Paper copy"] == stories["Alerts 70"]
