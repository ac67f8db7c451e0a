from datetime import date

import pytest

from data.articles.formats.document import file_document
from data.articles.formats.text_files import Markdown, PlainText
from data.errors import LoadError
from data.model import SourceKind

MB = 1024 * 1024


@pytest.fixture
def load(tmp_path):
    def loaded(text, name="a.txt", sidecar=None):
        path = tmp_path / name
        path.write_bytes(text.encode())
        if sidecar:
            (tmp_path / f"{path.stem}.meta.yaml").write_text(sidecar, encoding="utf-8")
        loader = Markdown() if name.endswith(".md") else PlainText()
        (article,) = loader.load(file_document(path, max_bytes=MB))
        return article

    return loaded


def test_a_text_file_is_kept_to_the_last_character(load):
    text = "News\r\n\r\nTroops may “pull back” from Bakhmut.\n\n"
    assert load(text).text == text


def test_a_sidecar_says_what_the_text_does_not(load):
    article = load("Text.", sidecar="title: T\nsource: The Hill\npublished: 2023-03-01\nlang: en\n")
    assert (article.title, article.source, article.lang) == ("T", "The Hill", "en")
    assert (article.published, article.text) == (date(2023, 3, 1), "Text.")


def test_front_matter_wins_over_the_sidecar(load):
    article = load("---\ntitle: Front\n---\nText.", sidecar="title: Side\ndate: 2023-03-01\n")
    assert (article.title, article.published) == ("Front", date(2023, 3, 1))


def test_a_broken_sidecar_is_named(load, tmp_path):
    with pytest.raises(
        LoadError, match=rf"^{tmp_path}/a.meta.yaml line 3: metadata cannot be read"
    ):
        load("Text.", sidecar="title: T\ntitle\n  x: [\n")


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\ntitle: T\n---\n"])
def test_a_file_without_text_is_refused(load, text, tmp_path):
    with pytest.raises(LoadError) as error:
        load(text)
    assert str(error.value) == f"{tmp_path}/a.txt is empty; it holds no text to read"


def test_a_brief_is_known_by_its_file_name(load):
    brief = load("---\nkind: brief\n---\nText.", name="2022-02-24-kyiv.md")
    assert (brief.source_kind, brief.article_id) == (SourceKind.BRIEF, "2022-02-24-kyiv")


def test_the_first_heading_of_markdown_is_its_title_and_stays_in_the_text(load):
    article = load("Intro.\n\n## Fires in Kherson ##\n\nText.\n", name="a.md")
    assert article.title == "Fires in Kherson"
    assert article.text == "Intro.\n\n## Fires in Kherson ##\n\nText.\n"


def test_markdown_and_html_in_a_text_stay_text(load):
    text = "<script>alert(1)</script> [Bakhmut](javascript:alert(1)) <img src=x onerror=alert(1)>"
    assert load(text, name="a.md").text == text
