import ast
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from dashboard import cache
from data.store.engine import open_engine
from tests.dashboard.small_store import ARTICLES, take_in

HOSTILE_ADDRESS = {
    "from": "'; drop table article;--",
    "to": "9999-99-99",
    "source": "<script>alert(1)</script> http://evil.ex",
    "kind": "castle",
    "place": "[x](javascript:alert(1))",
    "page": "1e9",
    "tiles": "yes",
    "inside": "../..",
    "box": "1,2,3",
    "by": "rumour",
    "q": "%_'\"\\",
}
PAGES = sorted((Path(cache.__file__).parent / "app_pages").glob("*.py"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_has_a_bare_string_which_streamlit_would_print(path):
    _docstring, *statements = ast.parse(path.read_text(encoding="utf-8")).body
    values = [node.value for node in statements if isinstance(node, ast.Expr)]
    assert not any(isinstance(value, ast.Constant) for value in values)


def texts(app):
    return "\n".join(
        str(block.value) for block in app.get("html") if not str(block.value).startswith("<style")
    )


def widget(app, kind, label):
    return next(one for one in app.get(kind) if one.label == label)


def component(app, name):
    """What a component of ours was given."""
    found = (one.proto for one in app.get("bidi_component"))
    return json.loads(next(one.json for one in found if one.component_name == name))


def chosen(app):
    return component(app, "frontline_stage")["chosen"]


def listed(app):
    rows = component(app, "frontline_article_list")["rows"]
    return [row["cells"][1] for row in rows]


def test_an_empty_address_opens_the_newest_article_that_is_no_brief_on_its_day(app):
    page = app()
    assert not page.exception
    assert page.query_params == {"article": "1", "day": "2023-03-01"}
    assert "fl-hint" in texts(page)
    shown = chosen(page)
    assert (shown["article"], shown["cursor"], shown["from"]) == (1, "2023-03-01", None)
    assert shown["lit"] == ["geonames:713174", "geonames:694792"]


def test_an_address_that_asks_for_anything_is_no_first_look(app):
    page = app(q="Soledar")
    assert chosen(page)["article"] is None
    assert "fl-hint" not in texts(page)


def test_a_store_of_briefs_alone_says_how_to_read_articles_of_ones_own(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/briefs.sqlite"
    (tmp_path / "a.txt").write_text(
        "---\ntitle: T\nsource: Frontline brief\npublished: 2023-03-01\n---\nBakhmut.\n",
        encoding="utf-8",
    )
    take_in([tmp_path / "a.txt"], url)
    page = app_on(url)()
    assert "python -m data ingest FILE" in texts(page)
    assert page.query_params == {}


def test_days_of_the_address_are_shown_as_they_are_even_where_no_article_is(app):
    page = app(**{"from": "2022-09-01", "to": "2022-09-09"})
    shown = chosen(page)
    assert (shown["from"], shown["to"], shown["cursor"]) == (
        "2022-09-01",
        "2022-09-09",
        "2022-09-09",
    )
    assert page.query_params == {"from": "2022-09-01", "to": "2022-09-09"}


def test_a_day_of_the_front_line_outside_the_chosen_days_is_kept(app):
    shown = chosen(app(day="2022-09-09", to="2022-05-01"))
    assert (shown["cursor"], shown["cursorFollows"]) == ("2022-09-09", False)


def test_a_filter_of_the_drawer_is_written_into_the_address_and_keeps_what_is_chosen(app):
    page = app(place="geonames:713174", day="2022-09-09")
    page.text_input(key="search").set_value("held").run()
    assert page.query_params == {"place": "geonames:713174", "day": "2022-09-09", "q": "held"}
    page.radio(key="by").set_value("day of the event").run()
    assert page.query_params["by"] == "event"
    assert chosen(page)["by"] == "event"
    widget(page, "button", "Reset the filter").click().run()
    assert page.query_params == {"place": "geonames:713174"}


def test_places_are_looked_for_inside_an_area(app):
    page = app(inside="iso:UA-14")
    inside = page.selectbox(key="inside")
    assert inside.value == "iso:UA-14"
    assert "Donetsk Oblast, Ukraine" in inside.options
    inside.set_value("").run()
    assert "inside" not in page.query_params


def test_a_piece_of_the_map_is_shown_as_its_edges(app):
    page = app(box="48.5,37.5,48.8,38.2")
    inside = page.selectbox(key="inside")
    assert inside.value == "box"
    assert "48.5 to 48.8° N, 37.5 to 38.2° E" in inside.options
    assert page.query_params["box"] == "48.5,37.5,48.8,38.2"


def test_what_is_in_view_is_asked_of_the_browser(app):
    page = app(q="Bakhmut")
    page.selectbox(key="inside").set_value("view").run()
    assert component(page, "frontline_stage")["views_asked_for"] == 1
    assert "box" not in page.query_params


def test_who_speaks_for_the_front_line_is_chosen_and_the_usual_are_left_out_of_the_address(app):
    page = app(line="table")
    assert page.query_params["line"] == "table"
    page = app(line=["table", "articles"])
    assert "line" not in page.query_params


def test_a_hostile_address_is_ignored_line_by_line_and_said_as_text(app):
    page = app(**HOSTILE_ADDRESS)
    assert not page.exception
    assert not page.warning
    shown = texts(page)
    assert shown.count("in the address") == 10
    assert "<script" not in shown
    assert "<a " not in shown
    assert "http://evil.ex" in shown  # within <bdi>, which nothing makes a link


def test_sources_are_words_and_not_markup(app):
    options = widget(app(), "multiselect", "Source").options
    assert "**Bold** [x](javascript:alert(1)) (1)" in options


def test_a_hostile_title_is_text_in_the_drawer(app):
    shown = texts(app(article="2"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>" not in shown


def test_what_is_not_mapped_is_listed_with_its_reason(app):
    page = app("app_pages/not_mapped.py")
    assert not page.exception
    names, undated = (frame.value for frame in page.dataframe)
    assert names["Name as written"].tolist() == ["Zzyzxgrad"]
    assert names["Why it is not on the map"].tolist()[0].startswith("no place of that name")
    assert undated["Title"].tolist() == ["No day"]


def test_articles_without_a_day_are_listed_when_the_filter_hides_them_too(app):
    page = app("app_pages/not_mapped.py", undated="0")
    assert page.dataframe[1].value["Title"].tolist() == ["No day"]
    assert page.header[1].value == "1 article without a day"


def test_the_about_page_needs_no_store(app_on, tmp_path):
    page = app_on(f"sqlite:///{tmp_path}/none.sqlite")("app_pages/about.py")
    assert not page.exception
    assert page.title[0].value == "About Frontline"


def test_without_a_database_one_line_says_what_to_do(app_on, tmp_path):
    page = app_on(f"sqlite:///{tmp_path}/none.sqlite")()
    assert not page.exception
    assert texts(page).count('role="alert"') == 1
    assert page.code[0].value == "python -m data ingest seeds"


def test_an_empty_database_says_how_to_fill_it(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/empty.sqlite"
    open_engine(url).dispose()
    page = app_on(url)()
    assert not page.exception
    assert "There are no articles yet." in texts(page)
    assert page.code[0].value == "python -m data ingest seeds"


def test_a_file_that_is_no_database_is_one_line(app_on, tmp_path):
    (tmp_path / "x.sqlite").write_text("this is no database, and long enough to be told apart " * 9)
    page = app_on(f"sqlite:///{tmp_path}/x.sqlite")()
    assert not page.exception
    assert texts(page).count('role="alert"') == 1


def test_briefs_0_starts_without_briefs(app, monkeypatch):
    monkeypatch.setenv("BRIEFS", "0")
    page = app()
    assert "briefs" not in page.query_params


def test_a_store_that_goes_away_is_a_line_and_what_is_known_stays(app_on, store_url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    whole = Path(store_url.removeprefix("sqlite:///")).read_bytes()
    copy.write_bytes(whole)
    page = app_on(f"sqlite:///{copy}")()
    copy.write_bytes(b"no database at all" * 1000)
    cache.ask_anew()
    page.run()
    assert not page.exception
    assert "The store does not answer" in texts(page)
    assert chosen(page)["article"] == 1
    copy.write_bytes(whole)
    cache.ask_anew()
    page.run()
    assert "The store does not answer" not in texts(page)


def test_a_question_that_was_not_asked_before_is_one_line_while_the_store_is_away(
    app_on, store_url, tmp_path
):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(store_url.removeprefix("sqlite:///")).read_bytes())
    page = app_on(f"sqlite:///{copy}")()
    copy.write_bytes(b"no database at all" * 1000)
    st.cache_data.clear()
    page.text_input(key="search").set_value("held").run()
    assert not page.exception
    assert texts(page).count('role="alert"') == 1


def test_what_is_taken_in_later_shows_without_a_restart(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/two.sqlite"
    (tmp_path / "a.txt").write_text("Bakhmut.", encoding="utf-8")
    take_in([tmp_path / "a.txt"], url)
    page = app_on(url)("app_pages/articles.py")
    assert len(listed(page)) == 1
    (tmp_path / "b.txt").write_text("Soledar.", encoding="utf-8")
    take_in([tmp_path / "b.txt"], url)
    cache.ask_anew()  # in place of the two seconds that the store's mark is kept
    page.run()
    assert len(listed(page)) == 2


def test_articles_are_listed_newest_first_and_undated_last(app):
    page = app("app_pages/articles.py")
    assert not page.exception
    assert listed(page) == [
        "Troops may pull back from Bakhmut",
        "Soledar <script>alert(1)</script>",
        "No day",
    ]
    assert page.header[0].value == "3 articles"


def test_the_search_leaves_the_articles_that_hold_its_words(app):
    page = app("app_pages/articles.py", q="shelling")
    assert listed(page) == ["Soledar <script>alert(1)</script>"]


def test_the_list_marks_the_article_that_is_open(app):
    page = app("app_pages/articles.py", article="2")
    assert component(page, "frontline_article_list")["opened"] == 2
    assert widget(page, "button", "Show its places on the map")


def test_an_article_that_is_not_there_is_said(app):
    page = app("app_pages/articles.py", article="99")
    assert "There is no article 99" in texts(page)


def test_every_source_chosen_is_no_filter(app):
    page = app("app_pages/articles.py")
    sources = page.multiselect(key="sources")
    for wanted, written in ((sources.options, []), (sources.options[:1], ["1"])):
        names = [one.rpartition(" (")[0] for one in wanted]
        page.multiselect(key="sources").set_value(names).run()
        found = page.query_params.get("source", [])
        assert ([found] if isinstance(found, str) else found) == [names[0] for _ in written]
    assert len(sources.options) > 1


def test_what_changed_between_versions_is_reached_from_the_article(app_on, store_url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(store_url.removeprefix("sqlite:///")).read_bytes())
    newer = json.dumps({**ARTICLES[0], "text": "Fighting goes on in Bakhmut. It has fallen."})
    (tmp_path / "newer.jsonl").write_text(newer)
    assert take_in([tmp_path / "newer.jsonl"], f"sqlite:///{copy}").new_versions == 1
    run = app_on(f"sqlite:///{copy}")
    assert 'href="./versions?article=1' in texts(run("app_pages/articles.py", article="1"))
    page = run("app_pages/versions.py", article="1", versions="1,2")
    assert "<ins>It has fallen</ins>" in texts(page)
    assert "Version 1, stored on" in texts(page)
    assert "one version only" in texts(run("app_pages/versions.py", article="2"))
    assert "no two such versions" in texts(
        run("app_pages/versions.py", article="1", versions="4,9")
    )
    assert "There is no article 99" in texts(run("app_pages/versions.py", article="99"))


def test_an_undated_article_can_be_dated_and_the_day_taken_back(app_on, store_url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(store_url.removeprefix("sqlite:///")).read_bytes())
    title = "See https://evil.example/ -- now"  # no link, though Streamlit makes one of Markdown
    with sqlite3.connect(copy) as store:
        store.execute("UPDATE article SET title = ? WHERE article_id = 3", (title,))
    page = app_on(f"sqlite:///{copy}")("app_pages/articles.py", nodate="1", article="3")
    assert listed(page) == [title]
    assert page.date_input(key="new_day-3").max == cache.today()  # nothing was published later
    page.date_input(key="new_day-3").set_value(date(2023, 2, 1)).run()
    widget(page, "button", "Save").click().run()
    assert not page.exception
    assert "Every article has a day." in texts(page)
    assert "1 February 2023, set by hand" in texts(page)
    undone = app_on(f"sqlite:///{copy}")("app_pages/articles.py")
    assert f"{title}: undated → 2023-02-01" in texts(undone)
    widget(undone, "button", "Undo").click().run()
    assert not undone.exception
    assert listed(undone)[-1] == title
