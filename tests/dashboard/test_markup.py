import re
from datetime import date
from html.parser import HTMLParser

import pytest

from dashboard import markup
from data.model import Excerpt, SourceKind, StoredCandidate

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '"><svg onload=alert(1)>',
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "invoice\u202egnp.exe",
    "a\u2066b\u2069c\u200fd",
    "nul\x00 bell\x07 \ud800",
]


class Tags(HTMLParser):
    """Collects every tag with its attributes, and the text between."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def parsed(html):
    tags = Tags()
    tags.feed(html)
    return tags


def excerpt(**changes):
    values = {
        "article_id": 1,
        "title": "Title",
        "source": "Source",
        "source_kind": SourceKind.NEWS,
        "published": date(2023, 3, 1),
        "url": None,
        "text": "near Bakhmut today",
        "mark_start": 5,
        "mark_end": 12,
        "place_id": "geonames:713174",
        "place_name": "Bakhmut",
        "confidence": 0.9,
        "where_prec": 1,
        "uncertainty_m": 3000,
        "role": "literal",
        "candidates": (StoredCandidate("geonames:1", "Other", 1.0, 2.0, 0.2, ("same name",)),),
    }
    return Excerpt(**{**values, **changes})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_never_becomes_a_tag_or_a_link(text):
    card = markup.excerpt(
        excerpt(title=text, source=text, text=f"{text} Bakhmut {text}", url=text), [text], []
    )
    allowed = {"article", "div", "time", "bdi", "blockquote", "mark", "br"}
    allowed |= {"details", "summary", "ul", "li", "p"}
    found = parsed(card)
    assert {tag for tag, _ in found.tags} <= allowed
    assert {name for _, attributes in found.tags for name in attributes} <= {"class"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_tooltips_and_evidence_hold_no_tag_of_the_text(text):
    tip = parsed(markup.tooltip(text, [text]))
    assert [tag for tag, _ in tip.tags] == ["b", "bdi", "br", "span"]
    rows = parsed(markup.evidence([(text, text, text, text, None), (text, text, text, text, 7)]))
    assert {tag for tag, _ in rows.tags} == {"table", "tr", "th", "td", "bdi", "a"}


def test_direction_marks_are_shown_and_not_obeyed():
    assert markup.visible("invoice\u202egnp.exe") == "invoice[U+202E]gnp.exe"
    assert markup.escaped("a\u2066b\u2069") == "a[U+2066]b[U+2069]"


def test_controls_and_lone_surrogates_are_dropped_and_new_lines_kept():
    assert markup.visible("a\x00b\x07c\ud800d\ne\tf") == "abcd\ne\tf"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/",
        "https://",
        "http://[::1",
        "ftp://example.org/",
        "https://example.org/\u202egnp.exe",
        " https://example.org/",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url):
    assert markup.safe_url(url) is None
    assert "<a" not in markup.link(url, "title")


def test_a_web_address_opens_beside_the_page_and_cannot_leave_its_quotes():
    link = parsed(markup.link('https://example.org/?a="onclick=x&b=<b>', "title"))
    assert link.tags[0] == (
        "a",
        {
            "href": 'https://example.org/?a="onclick=x&b=<b>',
            "target": "_blank",
            "rel": "noopener noreferrer",
        },
    )


def test_the_mention_is_marked_by_its_offsets():
    marked = markup.marked("<b>a</b> Bakhmut & b", 9, 16)
    assert marked == "<bdi>&lt;b&gt;a&lt;/b&gt; <mark>Bakhmut</mark> &amp; b</bdi>"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Hill", "The Hill"),
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("[x](javascript:alert(1))", r"\[x\]\(javascript\:alert\(1\)\)"),
        ("<img src=x>", r"\<img src\=x\>"),
        (":red[x] $a$ `c`", r"\:red\[x\] \$a\$ \`c\`"),
        ("two\nlines\u202e", r"two lines\[U\+202E\]"),
    ],
)
def test_labels_that_streamlit_reads_as_markdown_show_the_text_itself(text, label):
    assert markup.plain(text) == label


def test_a_brief_is_plainly_marked_and_news_is_not():
    brief = markup.excerpt(excerpt(source_kind=SourceKind.BRIEF), [], [])
    assert ">brief</span>" in brief
    assert "fl-brief" not in markup.excerpt(excerpt(), [], [])


def test_an_excerpt_without_a_day_says_so():
    assert "<time>undated</time>" in markup.excerpt(excerpt(published=None), [], [])


def test_a_legend_holds_its_words_escaped():
    legend = markup.legend([("dot", "#ff0000", "a <b>")])
    assert re.sub(r"<[^>]+>", "", legend) == "a &lt;b&gt;"


def test_a_claim_is_a_label_where_its_sentence_ends_and_is_escaped():
    text = "Bakhmut fell. More."
    shown = markup.marked(text, 0, 7, [(13, "captured · said by <b>")])
    assert shown == (
        "<bdi><mark>Bakhmut</mark> fell. "
        '<span class="fl-claim"><bdi>captured · said by &lt;b&gt;</bdi></span>  More.</bdi>'
    )


def test_a_label_inside_a_name_stands_after_it_and_no_text_is_lost_or_doubled():
    shown = markup.article_text("St. Mary fell.", [(0, 8, "a town", True)], [(3, "held")])
    assert "".join(parsed(shown).text).replace("held", "").split() == ["St.", "Mary", "fell."]
