from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from data.errors import ArticleRefused
from data.model import ClaimEvent, DayFrom, Modality, SourceKind
from data.reading.article import CLAIMS_VERSION, completed, read_from
from data.reading.identity import prepare
from data.reading.mentions import NO_SUCH_NAME, unpacked_candidates
from data.store.engine import reading
from data.store.schema import (
    ARTICLE,
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    CLAIM,
    MENTION,
    PLACE,
    PLACING,
)
from data.store.writer import Outcome
from geocode.model import Mention, Resolution, Role
from tests.data.builders import (
    BAKHMUT,
    TODAY,
    article,
    claimed,
    new_writer,
    resolved,
    store,
    store_found,
)
from tests.theatre import UKRAINE

pytestmark = pytest.mark.both_engines


def _rows(engine, *columns, order=()):
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(*order))]


def _texts(engine):
    return _rows(
        engine,
        ARTICLE_TEXT.c.article_id,
        ARTICLE_TEXT.c.version,
        ARTICLE_TEXT.c.text,
        order=(ARTICLE_TEXT.c.article_id, ARTICLE_TEXT.c.version),
    )


def _mentions(engine):
    return _rows(engine, MENTION.c.text, MENTION.c.start, _PLACE_ID, order=(MENTION.c.start,))


_PLACE_ID = (
    sa.select(PLACE.c.place_id).where(PLACE.c.place_no == MENTION.c.place_no).scalar_subquery()
)
ONE = article("Fighting near Bakhmut.", article_id="1", day="2023-03-01")


def test_a_new_article_is_stored_with_its_mentions(engine, writer):
    assert store(writer, ONE, "Bakhmut") is Outcome.NEW
    assert _texts(engine) == [(1, 1, "Fighting near Bakhmut.")]
    assert _mentions(engine) == [("Bakhmut", 14, "geonames:712451")]
    assert _rows(engine, PLACE.c.place_id, PLACE.c.name_local) == [("geonames:712451", "Бахмут")]


def test_every_mention_keeps_versions_and_candidates(engine, writer):
    store(writer, ONE, "Bakhmut")
    candidate = {
        "place_id": "geonames:712451",
        "name": "Bakhmut",
        "latitude": 48.59,
        "longitude": 38.0,
        "score": 0.9,
        "why": ["only one"],
    }
    assert _rows(engine, MENTION.c.candidate_count) == [(1,)]
    versions = (PLACING.c.gazetteer_version, PLACING.c.model_version)
    assert _rows(engine, *versions) == [("gazetteer-1", "model-1")]
    ((kept,),) = _rows(engine, ARTICLE_EXPLAINED.c.packed)
    assert unpacked_candidates(kept) == {14: [candidate]}


def test_the_same_article_again_is_unchanged(engine, writer):
    store(writer, ONE, "Bakhmut")
    assert store(new_writer(engine), ONE, "Bakhmut") is Outcome.UNCHANGED
    assert len(_mentions(engine)) == 1


def test_another_text_is_a_new_version_and_the_older_is_kept(engine, writer):
    store(writer, ONE, "Bakhmut")
    other = article("Now Kherson and Bakhmut.", article_id="1", day="2023-03-01")
    assert store(writer, other, "Kherson", "Bakhmut") is Outcome.NEW_VERSION
    assert _texts(engine) == [
        (1, 1, "Fighting near Bakhmut."),
        (1, 2, "Now Kherson and Bakhmut."),
    ]
    assert _rows(engine, ARTICLE.c.article_id, ARTICLE.c.version) == [(1, 2)]
    assert [row[0] for row in _mentions(engine)] == ["Kherson", "Bakhmut"]


def test_claims_are_those_of_the_newest_text(engine, writer):
    first, second = "Russia captured Bakhmut.", "Zelensky says Bakhmut is not taken."
    store(writer, replace(ONE, text=first), "Bakhmut", claims=[claimed(first, "Bakhmut")])
    denied = claimed(
        second,
        "Bakhmut",
        modality=Modality.DENIED,
        source="Zelensky",
        source_party="UA",
        event_date=date(2023, 3, 1),
        date_prec=1,
        cue="not taken",
    )
    held = claimed(second, "Bakhmut", ClaimEvent.HELD, actor=None)
    store(writer, replace(ONE, text=second), "Bakhmut", claims=[denied, held])
    assert _rows(engine, *CLAIM.c, order=(CLAIM.c.ordinal,)) == [
        (1, 0, 14, 21, "captured", "RU", "denied", "Zelensky", "UA", date(2023, 3, 1), 1,
         "not taken", 0, 35),
        (1, 1, 14, 21, "held", None, "asserted", None, None, None, None, "held", 0, 35),
    ]  # fmt: skip
    assert _rows(engine, ARTICLE.c.claims_version) == [(CLAIMS_VERSION,)]


def test_an_older_version_met_again_is_unchanged(engine, writer):
    other = article("Now Kherson.", article_id="1", day="2023-03-01")
    store(writer, ONE, "Bakhmut")
    store(writer, other, "Kherson")
    again = new_writer(engine)
    assert store(again, ONE, "Bakhmut") is Outcome.UNCHANGED
    assert store(again, other, "Kherson") is Outcome.UNCHANGED
    assert [row[0] for row in _mentions(engine)] == ["Kherson"]


def test_other_metadata_of_the_same_text_updates_it(engine, writer):
    store(writer, article("Near Bakhmut.", url="https://a.com/1"), "Bakhmut")
    better = article("Near Bakhmut.", url="https://a.com/1", day="2023-03-01", lang="en")
    assert store(new_writer(engine), better, "Bakhmut") is Outcome.UPDATED
    assert _rows(engine, ARTICLE.c.published, ARTICLE.c.lang, ARTICLE.c.version) == [
        (date(2023, 3, 1), "en", 1)
    ]


def test_an_input_that_says_less_takes_nothing_away(engine, writer):
    full = article("Near Bakhmut.", day="2023-03-01", title="Near Bakhmut", lang="en")
    store(writer, full, "Bakhmut")
    bare = article("Near Bakhmut.", source="")
    assert store(new_writer(engine), bare, "Bakhmut") is Outcome.UNCHANGED
    columns = (ARTICLE.c.title, ARTICLE.c.source, ARTICLE.c.published, ARTICLE.c.lang)
    assert _rows(engine, *columns) == [("Near Bakhmut", "Reuters", date(2023, 3, 1), "en")]


def test_two_copies_in_one_run_do_not_overwrite_each_other(engine, writer):
    one = article("Near Bakhmut.", article_id="1", url="https://a.com/1")
    other = article("Near Bakhmut.", article_id="1", url="https://b.com/2", day="2023-03-01")
    outcomes = []
    for run in (writer, new_writer(engine), new_writer(engine)):
        outcomes += [store(run, one, "Bakhmut"), store(run, other, "Bakhmut")]
    assert outcomes == [Outcome.NEW, Outcome.UPDATED, *[Outcome.UNCHANGED] * 4]
    assert _rows(engine, ARTICLE.c.url, ARTICLE.c.published) == [
        ("https://a.com/1", date(2023, 3, 1))
    ]


def test_a_name_without_a_place_is_stored_with_the_reason(engine, writer):
    store(writer, article("Near Nowhere."), "Nowhere")
    columns = (MENTION.c.text, MENTION.c.place_no, MENTION.c.reason)
    assert _rows(engine, *columns) == [("Nowhere", None, NO_SUCH_NAME)]


def test_a_place_is_brought_up_to_date_by_a_later_run(engine, writer):
    store(writer, ONE, "Bakhmut")
    later = new_writer(engine, gazetteer_version="gazetteer-2")
    store(later, article("Still Bakhmut.", article_id="2"), "Bakhmut")
    assert _rows(engine, PLACE.c.place_id, PLACE.c.gazetteer_version) == [
        ("geonames:712451", "gazetteer-2")
    ]
    with reading(engine) as connection:
        placed = sa.select(ARTICLE.c.article_id, PLACING.c.gazetteer_version).join(PLACING)
        rows = connection.execute(placed.order_by(ARTICLE.c.article_id)).all()
    assert rows == [(1, "gazetteer-1"), (2, "gazetteer-2")]


def test_an_article_is_stored_whole_or_not_at_all(engine, writer):
    twice = [*resolved(ONE.text, "Bakhmut"), *resolved(ONE.text, "Bakhmut")]
    with pytest.raises(ArticleRefused, match=r"refused: .*(UNIQUE|unique)"):
        store_found(writer, ONE, twice)
    assert (_texts(engine), _mentions(engine), _rows(engine, PLACE.c.place_id)) == ([], [], [])
    # What the writer remembers of the places it wrote must not outlive the transaction.
    assert store(writer, ONE, "Bakhmut") is Outcome.NEW


def test_a_writer_that_came_second_sees_what_the_first_stored(engine, writer):
    prepared = prepare(ONE)
    plan = writer.plan(prepared)
    store(new_writer(engine), ONE, "Bakhmut")
    read = read_from(
        completed(plan.known, theatre=UKRAINE, today=TODAY),
        resolved(ONE.text, "Bakhmut"),
        theatre=UKRAINE,
    )
    assert writer.store(prepared, read, planned=plan) is Outcome.UNCHANGED
    assert len(_mentions(engine)) == 1


def test_hostile_text_is_stored_as_it_is(engine, writer):
    text = "'; DROP TABLE article; -- <script>alert(1)</script> \u202eBakhmut\u202c %_\\ 🙂"
    store(writer, article(text, source="<b>'\"", source_kind=SourceKind.NEWS), "Bakhmut")
    assert _texts(engine) == [(1, 1, text)]
    start, end = _rows(engine, MENTION.c.start, MENTION.c.end)[0]
    assert text[start:end] == "Bakhmut"


def test_an_unplaced_mention_of_a_known_name_says_which_place_was_best(engine, writer):
    placed = resolved(ONE.text, "Bakhmut")[0]
    unsure = Resolution(Mention(14, 21, "Bakhmut"), None, 0.0, None, None, placed.candidates)
    store_found(writer, ONE, [unsure])
    assert _rows(engine, MENTION.c.reason) == [
        (f"not certain enough; the best candidate is {BAKHMUT.name}",)
    ]


@pytest.mark.parametrize(
    ("text", "lang", "known_by"),
    [
        ("Війна у місті Херсон триває.", "", "uk"),
        ("Війна у місті Херсон триває.", "ru", "ru"),
        ("Fighting near Bakhmut.", "ru", "ru"),
    ],
    ids=["new text", "new text with a language", "same text with a language"],
)
def test_an_input_without_a_day_is_read_and_dated_by_the_day_that_is_known(
    engine, writer, text, lang, known_by
):
    store(writer, ONE, "Bakhmut")
    second = prepare(article(text, article_id="1", lang=lang))
    plan = new_writer(engine).plan(second)
    read_by = completed(plan.known, theatre=UKRAINE, today=TODAY)
    assert (plan.parse, read_by.published, read_by.lang) == (True, date(2023, 3, 1), known_by)
    name = "Bakhmut" if "Bakhmut" in text else "Херсон"
    read = read_from(read_by, resolved(text, name), theatre=UKRAINE)
    new_writer(engine).store(second, read, planned=plan)
    assert _rows(engine, MENTION.c.text) == [(name,)]


def test_one_mention_of_a_place_leads_and_a_literal_one_first(engine, writer):
    text = "Bakhmut says. Fighting in Bakhmut and Kherson; Bakhmut again."
    said, *rest = resolved(text, "Bakhmut", "Kherson")
    first = replace(said, mention=replace(said.mention, role=Role.ASSOCIATIVE), confidence=0.99)
    again = [replace(said, mention=Mention(at, at + 7, "Bakhmut")) for at in (26, 47)]
    store_found(writer, article(text), [first, again[0], *rest, again[1]])
    leads = (MENTION.c.start, MENTION.c.lead)
    assert _rows(engine, *leads, order=(MENTION.c.start,)) == [
        (0, False),
        (26, True),
        (38, True),
        (47, False),
    ]


def test_a_day_that_is_stated_replaces_one_that_was_guessed_and_not_the_other_way(engine, writer):
    guessed = article("Near Bakhmut.", article_id="1", day="2023-03-02")
    guessed = replace(guessed, published_from=DayFrom.FILE_NAME)
    stated = article("Near Bakhmut.", article_id="1", day="2023-03-01")
    assert store(writer, guessed, "Bakhmut") is Outcome.NEW
    assert store(new_writer(engine), stated, "Bakhmut") is Outcome.UPDATED
    assert store(new_writer(engine), guessed, "Bakhmut") is Outcome.UNCHANGED
    day = (ARTICLE.c.published, ARTICLE.c.published_from)
    assert _rows(engine, *day) == [(date(2023, 3, 1), "metadata")]


def test_every_change_has_a_later_number(engine, writer):
    store(writer, ONE, "Bakhmut")
    store(writer, article("Now Kherson.", article_id="2"), "Kherson")
    store(writer, replace(ONE, author="A. Writer"), "Bakhmut")
    changed = (ARTICLE.c.article_id, ARTICLE.c.changed)
    assert _rows(engine, *changed, order=(ARTICLE.c.article_id,)) == [(1, 3), (2, 2)]
