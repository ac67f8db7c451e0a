import pytest
import sqlalchemy as sa

from data.counts import compact
from data.reading.article import copy_keys
from data.store.engine import reading, writing
from data.store.schema import ARTICLE, ARTICLE_EXPLAINED, ARTICLE_TEXT, CLAIM, MENTION, ROLLUP
from data.upkeep import problems, repair
from tests.data.builders import article, claimed, new_writer, store

pytestmark = pytest.mark.both_engines

ARTICLES = [
    (article("Shelling hit Bakhmut and Kherson.", article_id="1", day="2023-03-01"), 2),
    (article("A blast in Kyiv.", article_id="2", day="2023-03-02", title="Blast"), 1),
    (article("Nothing is named here.", article_id="3"), 0),
]
NAMES = ("Bakhmut", "Kherson", "Kyiv")


@pytest.fixture
def sound(engine):
    """A store of three articles, packed, with nothing wrong."""
    writer = new_writer(engine)
    for given, _count in ARTICLES:
        named = [name for name in NAMES if name in given.text]
        claims = [claimed(given.text, name) for name in named]
        store(writer, given, *named, claims=claims)
    compact(engine)
    return engine


def _change(engine, statement):
    with writing(engine) as connection:
        connection.execute(statement)


def _told(engine):
    return [str(problem) for problem in problems(engine)]


def test_a_sound_store_has_no_problems(sound):
    assert _told(sound) == []


def test_an_empty_store_has_no_problems(engine):
    assert _told(engine) == []


REREAD = "; --repair marks it for the next python -m data reparse"
CASES = {
    "offsets": (
        sa.update(MENTION).where(MENTION.c.start == 13).values(end=21),
        ["article 1 () does not say 'Bakhmut' at 13" + REREAD],
    ),
    "leads": (
        sa.update(MENTION).where(MENTION.c.start == 13).values(lead=False),
        ["article 1 () has mentions that do not lead as they should" + REREAD],
    ),
    "candidates": (
        sa.delete(ARTICLE_EXPLAINED).where(ARTICLE_EXPLAINED.c.article_id == 2),
        ["article 2 () has mentions whose candidates are lost" + REREAD],
    ),
    "claims": (
        sa.update(CLAIM).where(CLAIM.c.article_id == 2).values(start=10),
        ["article 2 () has a claim at 10, where no place is named" + REREAD],
    ),
    "sentences": (
        sa.update(CLAIM).where(CLAIM.c.article_id == 2).values(sentence_end=4),
        ["article 2 () has a claim at 11 without its sentence" + REREAD],
    ),
    "first source": (
        sa.update(ARTICLE).where(ARTICLE.c.article_id == 2).values(first_source="Nobody"),
        [
            "article 2 is in story 2, first from 'Nobody', and should be in 2, first from "
            "'Reuters'; --repair finds its duplicates again"
        ],
    ),
    "story": (
        sa.update(ARTICLE).where(ARTICLE.c.article_id == 2).values(story_id=77),
        [
            "article 2 is in story 77, first from 'Reuters', and should be in 2, first from "
            "'Reuters'; --repair finds its duplicates again"
        ],
    ),
    "search": (
        sa.update(ARTICLE).where(ARTICLE.c.article_id == 2).values(search_doc=None),
        [
            "the packed counts have 2 articles otherwise; --repair counts again",
            "article 2 is not in the full-text index; --repair rebuilds the full-text index",
        ],
    ),
}


@pytest.mark.parametrize(("statement", "told"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_told_and_mended(sound, statement, told):
    _change(sound, statement)
    assert [line for line in _told(sound) if "counts" not in line] == [
        line for line in told if "counts" not in line
    ]
    assert repair(sound, list(problems(sound))) == []
    left = [line for line in _told(sound) if REREAD not in line]
    assert left == []


def test_packed_counts_that_are_wrong_are_counted_again(sound):
    with reading(sound) as connection:
        same = (ROLLUP.c.name == "named",)
        packed = connection.scalar(sa.select(ROLLUP.c.packed).where(*same))
    wrong = packed[:-1] + bytes([packed[-1] ^ 1])
    _change(sound, sa.update(ROLLUP).where(*same).values(packed=wrong))
    (line,) = _told(sound)
    assert line.endswith("; --repair counts again")
    repair(sound, list(problems(sound)))
    assert _told(sound) == []


def test_a_text_that_is_gone_is_told_and_cannot_be_mended(sound):
    _change(sound, sa.delete(ARTICLE_TEXT).where(ARTICLE_TEXT.c.article_id == 3))
    (line,) = _told(sound)
    assert line == (
        "article 3 () has no text of its version 1; "
        "restore a backup, or move the database away and ingest again"
    )
    assert [str(left) for left in repair(sound, list(problems(sound)))] == [line]


def test_a_text_that_was_altered_is_told(sound):
    same = ARTICLE_TEXT.c.article_id == 3
    _change(sound, sa.update(ARTICLE_TEXT).where(same).values(text="Something else."))
    assert _told(sound)[0].startswith("article 3 () has another text than was stored; restore")


def test_copies_are_one_story_before_and_after(sound):
    writer = new_writer(sound)
    copied = article("Shelling hit Bakhmut and Kherson. " * 9, article_id="9", day="2023-03-01")
    for source in ("AP", "BBC"):
        store(writer, article(copied.text, source=source, day="2023-03-01"), "Bakhmut")
    assert copy_keys(copied)
    assert _told(sound) == []
