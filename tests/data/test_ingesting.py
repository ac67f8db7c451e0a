from pathlib import Path

import sqlalchemy as sa

from data.model import ClaimEvent, Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.claims import claims
from data.store.engine import reading
from data.store.schema import ARTICLE, ARTICLE_TEXT, MENTION, PLACE, PLACING, RUN
from geocode.geoparser import MODEL_VERSION
from tests.data.builders import column

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seeds" / "000_e2c2174b0325c6ec.txt"


def test_everything_is_taken_or_named_with_a_reason(take, folder):
    report = take(folder)
    assert (report.new, report.new_versions, report.updated, report.unchanged) == (4, 1, 0, 0)
    assert report.undated == 1
    broken = f"{folder}/c.jsonl line 4"
    note = f"{folder}/c.jsonl line 3: date '31/02/24' is not a day; use YYYY-MM-DD"
    assert [origin for origin, _reason in report.skipped] == [broken]
    assert report.skipped[0][1].startswith(f"{broken} is not JSON (")
    assert report.notes == [f"{note}; kept as undated"]
    assert take.lines == [f"note: {note}; kept as undated", f"skipped: {report.skipped[0][1]}"]


def test_what_an_article_claims_is_stored_and_can_be_chosen(take, tmp_path, engine):
    file = tmp_path / "a.txt"
    file.write_text(
        "---\ndate: 2023-05-21\nsource: AP\n---\nRussian troops captured Bakhmut on Saturday, "
        "Shoigu said. Kherson was shelled. Kyiv is a city.\n",
        encoding="utf-8",
    )
    take(file)
    table = claims(engine, Filter())
    columns = ["name", "event", "actor", "modality", "said_by", "event_day"]
    assert table[columns].fillna("").to_numpy().tolist() == [
        ["Bakhmut", "captured", "RU", "asserted", "Shoigu", "2023-05-20"],
        ["Kherson", "struck", "", "asserted", "", "2023-05-21"],
    ]
    assert table.sentence[1] == "Kherson was shelled."
    captured = Filter(claims=(ClaimEvent.CAPTURED,))
    assert queries.places(engine, captured).name.tolist() == ["Bakhmut"]


def test_twice_in_a_row_adds_nothing(take, folder, engine):
    take(folder)
    before = holdings.totals(engine)
    report = take(folder)
    assert (report.new, report.new_versions, report.updated, report.unchanged) == (0, 0, 0, 5)
    after = holdings.totals(engine)
    assert (after.articles, after.mentions) == (before.articles, before.mentions)


def test_a_place_in_the_headline_is_found_and_its_offsets_hold(take, folder, engine):
    take(folder / "a.txt")
    with reading(engine) as connection:
        row = connection.execute(
            sa.select(MENTION, PLACE.c.place_id, ARTICLE_TEXT.c.text.label("stored"))
            .join(ARTICLE_TEXT, ARTICLE_TEXT.c.article_id == MENTION.c.article_id)
            .join(PLACE, PLACE.c.place_no == MENTION.c.place_no)
        ).one()
    assert row.stored == "Strikes in Kherson\n\nTwo were hurt.\n"
    assert (row.start, row.end, row.place_id) == (11, 18, "geonames:706448")
    assert row.stored[row.start : row.end] == row.text == "Kherson"


def test_the_users_article_is_stored_to_the_last_character(take, engine):
    take(SEED)
    assert column(engine, ARTICLE_TEXT.c.text) == [SEED.read_bytes().decode("utf-8")]
    row = queries.article_page(engine, Filter(), limit=1, offset=0).iloc[0]
    assert (row.source, row.published, row.lang) == ("The Hill", "2023-03-01", "en")
    assert row.title == (
        "Ukraine may ‘strategically pull back’ from embattled Bakhmut: Zelensky adviser"
    )


def test_every_mention_keeps_the_versions_that_placed_it(take, folder, engine, geoparser):
    take(folder)
    assert set(column(engine, PLACING.c.model_version)) == {MODEL_VERSION}
    assert set(column(engine, PLACING.c.gazetteer_version)) == {geoparser.gazetteer_version}


def test_briefs_are_left_out_on_request(take, folder, engine):
    report = take(folder, briefs=False)
    assert report.left_out == 1
    assert column(engine, ARTICLE.c.source_kind) == ["news"] * 3


def test_an_edited_brief_replaces_its_older_version(take, folder, engine):
    take(folder / "b.md")
    (folder / "b.md").write_text(
        "---\nkind: brief\ndate: 2023-03-02\n---\nFighting went on near Kherson.\n",
        encoding="utf-8",
    )
    assert take(folder / "b.md").new_versions == 1
    assert list(queries.places(engine, Filter()).name) == ["Kherson"]


def test_a_date_added_later_dates_the_article(take, folder, engine):
    path = folder / "d.txt"
    path.write_text("Shelling hit Bakhmut.", encoding="utf-8")
    assert take(path).undated == 1
    (folder / "d.meta.yaml").write_text("published: 2023-05-01\n", encoding="utf-8")
    report = take(path)
    assert (report.updated, report.undated) == (1, 0)


def test_a_run_keeps_its_account(take, folder, engine):
    take(folder)
    with reading(engine) as connection:
        run = connection.execute(sa.select(RUN)).one()
    assert (run.new, run.new_versions, run.updated, run.unchanged) == (4, 1, 0, 0)
    assert (run.skipped, run.model_version) == (1, MODEL_VERSION)
    assert run.finished_at >= run.started_at


def test_nul_and_lone_surrogates_are_replaced_and_offsets_hold(take, tmp_path, engine):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Near\\u0000 \\ud800 Bakhmut.", "date": "2023-03-01"}\n')
    report = take(path)
    assert report.notes == [
        f"{path} line 1: 2 characters that cannot be stored were replaced by U+FFFD"
    ]
    (found,) = queries.excerpts(engine, "geonames:712451", Filter(), limit=5, offset=0)
    assert found.text == "Near\ufffd \ufffd Bakhmut."
    assert (found.mark_start, found.mark_end) == (8, 15)


def test_hostile_markup_comes_back_as_text(take, tmp_path, engine):
    text = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> fighting in Bakhmut "
        "[link](javascript:alert(1)) \u202eevil\u202c"
    )
    path = tmp_path / "a.txt"
    path.write_text(f"---\nurl: javascript:alert(1)\ndate: 2023-03-01\n---\n{text}")
    report = take(path)
    assert report.notes == [f"{path} line 2: address is no http or https address; left out"]
    (found,) = queries.excerpts(engine, "geonames:712451", Filter(), limit=5, offset=0)
    assert (found.text, found.url) == (text, None)
