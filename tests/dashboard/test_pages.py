import ast
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from dashboard import cache
from data.store.engine import open_engine
from tests.dashboard.small_store import take_in

HOSTILE_ADDRESS = {
    "from": "'; drop table article;--",
    "to": "9999-99-99",
    "source": "<script>alert(1)</script>",
    "kind": "castle",
    "place": "[x](javascript:alert(1))",
    "page": "1e9",
    "front": "yes",
    "held": "../..",
    "q": "%_'\"\\",
}


PAGES = sorted((Path(cache.__file__).parent / "app_pages").glob("*.py"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_has_a_bare_string_which_streamlit_would_print(path):
    _docstring, *statements = ast.parse(path.read_text(encoding="utf-8")).body
    values = [node.value for node in statements if isinstance(node, ast.Expr)]
    assert not any(isinstance(value, ast.Constant) for value in values)


def texts(app):
    return "\n".join(str(block.value) for block in app.get("html"))


def widget(app, kind, label):
    return next(one for one in app.get(kind) if one.label == label)


def test_the_map_page_lists_the_places_most_mentioned_first(app):
    page = app()
    assert not page.exception
    assert page.selectbox(key="place_list").options == [
        "Bakhmut (4)",
        "Soledar (3)",
        "Donetsk Oblast (1)",
    ]


def test_a_chosen_place_shows_its_excerpts_newest_first_and_undated_last(app):
    shown = texts(app(place="geonames:713174"))
    days = [part.partition("</time>")[0] for part in shown.split("<time>")[1:]]
    assert days == ["2023-03-01", "2023-03-01", "2023-03-01", "undated"]
    assert "<mark>Bakhmut</mark>" in shown


def test_choosing_from_the_list_writes_the_place_into_the_address(app):
    page = app()
    page.selectbox(key="place_list").select("iso:UA-14").run()
    assert page.query_params["place"] == "iso:UA-14"
    assert "<mark>" in texts(page)


def test_days_of_the_address_set_the_slider_and_filter_the_places(app):
    page = app(**{"from": "2023-01-16", "to": "2023-01-20"})
    assert [day.isoformat() for day in page.slider(key="days").value] == [
        "2023-01-16",
        "2023-01-20",
    ]
    assert page.selectbox(key="place_list").options == ["Soledar (2)", "Donetsk Oblast (1)"]


def test_a_place_that_the_filter_hides_stays_chosen_and_says_so(app):
    page = app(place="geonames:713174", to="2023-01-20")
    assert [info.value for info in page.info] == [
        "The filter hides every mention of this place. Widen it to read the excerpts."
    ]
    assert page.query_params["place"] == "geonames:713174"


def test_a_claim_is_shown_in_its_excerpt_and_the_filter_keeps_only_such_mentions(app):
    page = app(place="geonames:713174", claim="held")
    assert page.multiselect(key="claims").value == ["held"]
    assert page.selectbox(key="place_list").options == ["Bakhmut (1)"]
    assert 'class="fl-claim"><bdi>held · UA' in texts(page)


def test_a_filter_that_leaves_nothing_says_so_and_offers_a_way_back(app):
    page = app(q="nosuchword")
    assert page.info[0].value.startswith("No place passes the filter.")
    page.button(key="reset_empty").click().run()
    page.run()
    assert "q" not in page.query_params
    assert len(page.selectbox(key="place_list").options) == 3


def test_a_hostile_address_is_left_out_line_by_line_and_never_raised(app):
    page = app(**HOSTILE_ADDRESS)
    assert not page.exception
    lines = [warning.value for warning in page.warning]
    assert len(lines) == 8
    assert not any("<script" in line.replace("\\<", "") for line in lines)


def test_sources_are_words_and_not_markup(app):
    options = widget(app(), "multiselect", "Source").options
    assert "**Bold** [x](javascript:alert(1)) (1)" in options


def test_a_hostile_title_is_text_in_the_panel(app):
    shown = texts(app(place="iso:UA-14"))
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
    assert page.subheader[1].value == "Articles without a day (1)"


def test_the_about_page_needs_no_store(app_on, tmp_path):
    page = app_on(f"sqlite:///{tmp_path}/none.sqlite")("app_pages/about.py")
    assert not page.exception
    assert page.header[0].value == "About Frontline"


def test_without_a_database_one_line_says_what_to_do(app_on, tmp_path):
    page = app_on(f"sqlite:///{tmp_path}/none.sqlite")()
    assert not page.exception
    assert len(page.error) == 1
    assert page.code[0].value == "python -m data ingest seeds"


def test_an_empty_database_says_how_to_fill_it(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/empty.sqlite"
    open_engine(url).dispose()
    page = app_on(url)()
    assert not page.exception
    assert page.info[0].value.startswith("There are no articles yet.")


def test_a_file_that_is_no_database_is_one_line(app_on, tmp_path):
    (tmp_path / "x.sqlite").write_text("this is no database, and long enough to be told apart " * 9)
    page = app_on(f"sqlite:///{tmp_path}/x.sqlite")()
    assert not page.exception
    assert "\n" not in page.error[0].value.strip()


def test_briefs_0_starts_without_briefs(app, monkeypatch):
    monkeypatch.setenv("BRIEFS", "0")
    page = app()
    assert page.toggle(key="briefs").value is False
    assert "briefs" not in page.query_params


@pytest.mark.parametrize(("day", "shown"), [("2023-02-01", "2023-02-01"), ("2030-01-01", None)])
def test_the_front_line_has_a_day_within_the_chosen_days(app, day, shown):
    page = app(front="1", day=day)
    assert not page.exception
    assert page.date_input(key="front_day").value.isoformat() == (shown or "2023-03-01")


def test_the_layer_switch_offers_the_file_of_the_day_with_its_own_day(app, monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTLINE_LAYERS", str(tmp_path))
    page = app(front="1")
    assert any("No front-line file for 2023-03-01" in line.value for line in page.caption)


def test_a_database_that_goes_away_is_one_line_at_the_next_click(app_on, store_url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(store_url.removeprefix("sqlite:///")).read_bytes())
    page = app_on(f"sqlite:///{copy}")()
    copy.write_bytes(b"no database at all" * 1000)
    st.cache_data.clear()
    page.selectbox(key="place_list").select("iso:UA-14").run()
    assert not page.exception
    assert len(page.error) == 1


def test_articles_of_a_single_day_need_no_slider(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/one.sqlite"
    (tmp_path / "a.txt").write_text("Bakhmut.", encoding="utf-8")
    (tmp_path / "a.meta.yaml").write_text("published: 2023-03-01\nlang: en\n", encoding="utf-8")
    take_in([tmp_path / "a.txt"], url)
    page = app_on(url)()
    assert not page.exception
    assert not page.slider
    assert page.selectbox(key="place_list").options == ["Bakhmut (1)"]


def test_what_is_taken_in_later_shows_without_a_restart(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/two.sqlite"
    (tmp_path / "a.txt").write_text("Bakhmut.", encoding="utf-8")
    take_in([tmp_path / "a.txt"], url)
    page = app_on(url)()
    (tmp_path / "b.txt").write_text("Soledar.", encoding="utf-8")
    take_in([tmp_path / "b.txt"], url)
    cache.ask_anew()  # in place of the two seconds that the store's mark is kept
    page.run()
    assert page.selectbox(key="place_list").options == ["Soledar (1)", "Bakhmut (1)"]


def test_days_of_new_articles_widen_a_range_that_cut_nothing_off(app_on, tmp_path):
    url = f"sqlite:///{tmp_path}/growing.sqlite"
    for name, day in (("a", "2023-01-16"), ("b", "2023-03-01"), ("c", "2024-05-05")):
        text = f"---\ntitle: New\nsource: Wire\npublished: {day}\nlang: en\n---\nBakhmut {name}.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    take_in([tmp_path / "a.txt", tmp_path / "b.txt"], url)
    page = app_on(url)()
    assert page.date_input(key="day_to").value == date(2023, 3, 1)
    take_in([tmp_path / "c.txt"], url)
    st.cache_data.clear()
    page.run()
    assert page.slider(key="days").value == (date(2023, 1, 16), date(2024, 5, 5))
    assert page.date_input(key="day_to").value == date(2024, 5, 5)
    assert "to" not in page.query_params


def _titles(page):
    return page.dataframe[0].value["Title"].tolist()


def test_articles_are_listed_newest_first_and_undated_last(app):
    page = app("app_pages/articles.py")
    assert not page.exception
    assert _titles(page) == [
        "Troops may pull back from Bakhmut",
        "Soledar <script>alert(1)</script>",
        "No day",
    ]
    assert page.subheader[0].value == "3 articles"


def test_the_search_leaves_the_articles_that_hold_its_words(app):
    assert _titles(app("app_pages/articles.py", q="shelling")) == [
        "Soledar <script>alert(1)</script>"
    ]


def test_an_opened_article_shows_its_names_and_hostile_titles_as_text(app):
    shown = texts(app("app_pages/articles.py", article="2"))
    assert "Soledar &lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert '<mark title="Donetsk Oblast (iso:UA-14)' in shown
    assert '<mark class="fl-lost" title="not placed">Zzyzxgrad</mark>' in shown
    assert "<script>" not in shown


def test_an_article_that_is_not_there_is_said(app):
    page = app("app_pages/articles.py", article="99")
    assert page.info[0].value == "There is no article 99. Choose one from the list."


def test_an_undated_article_can_be_dated_and_the_day_taken_back(app_on, store_url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(store_url.removeprefix("sqlite:///")).read_bytes())
    page = app_on(f"sqlite:///{copy}")("app_pages/articles.py", nodate="1", article="3")
    assert _titles(page) == ["No day"]
    page.date_input(key="new_day-3").set_value(date(2023, 2, 1)).run()
    widget(page, "button", "Save").click().run()
    assert not page.exception
    assert page.info[0].value == "Every article has a day."
    assert "2023-02-01, set by hand" in texts(page)
    undone = app_on(f"sqlite:///{copy}")("app_pages/articles.py")
    widget(undone, "button", "Undo").click().run()
    assert not undone.exception
    assert _titles(undone)[-1] == "No day"
    assert undone.dataframe[0].value["Published"].tolist()[-1] == ""
