import pytest

from dashboard.reading import citation
from tests.dashboard.reading.builders import opened


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "A. Writer, “A title”, The Hill, 1 March 2023, https://thehill.com/a"),
        ({"author": "", "url": "javascript:alert(1)"}, "“A title”, The Hill, 1 March 2023"),
        ({"published": None, "title": ""},
         "A. Writer, The Hill, undated, https://thehill.com/a"),
    ],
    ids=["all", "no safe address", "no day and title"],
)  # fmt: skip
def test_an_article_is_cited_by_what_is_known_of_it(changes, line):
    assert citation.line(opened("Text", **changes)) == line


def test_the_button_holds_the_citation_escaped():
    html = citation.section(opened("Text", title='"><script>'))
    assert 'data-fl-copy="A. Writer, “&quot;&gt;&lt;script&gt;”' in html
    assert "<script>" not in html
