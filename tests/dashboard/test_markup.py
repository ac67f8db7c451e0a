from html.parser import HTMLParser

import pytest

from dashboard import markup
from dashboard.markup import Act, Piece, Stretch

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "invoice\u202egnp.exe",
    "a\u2066b\u2069c\u200fd",
    "nul\x00 bell\x07 \ud800",
]
BAKHMUT = Act("./?place=geonames:713174", {"place": "geonames:713174"})


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


def everything(text):
    """HTML of every function here, made of the same text."""
    act = Act(f"./?q={text}", {"article": text})
    shown = markup.escaped(text)
    return [
        markup.action(act, shown, name=text, tip=text),
        markup.button("copy", text, shown, name=text),
        markup.span(text, "fl-lost", tip=text),
        markup.joined([shown, shown], "fl-meta"),
        markup.paragraph(text),
        markup.items([shown], "fl-points"),
        markup.section(text, shown),
        markup.folded(text, shown),
        markup.drawer([shown], shown, label=text),
        markup.prose(f"{text}\n\n{text}", 0, [Piece(0, 1, markup.chip(text))]),
        markup.strip([Stretch(3, (text, text), "held", text, act)], text, (text, text), 0),
        markup.bars([(3, True, text)], text, (text, text)),
        markup.card(shown, markup.listed(shown, [shown], "fl-tellers")),
        markup.signed(text, text, "fl-check"),
        markup.table([text], [[text]], text),
        markup.link(text, text),
        markup.reading_tools(text, text),
        markup.brand(text, heading=True),
        markup.in_language(text, text),
        markup.beside(markup.removed(text), markup.added(text), style="fl-changed"),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_never_becomes_a_tag_an_attribute_or_a_link(text):
    plain = [[(tag, sorted(attributes)) for tag, attributes in parsed(html).tags]
             for html in everything("plain words")]  # fmt: skip
    hostile = [[(tag, sorted(attributes)) for tag, attributes in parsed(html).tags]
               for html in everything(text)]  # fmt: skip
    assert hostile == plain


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


def test_an_act_is_an_address_and_what_the_page_chooses_in_place_of_going_there():
    assert parsed(markup.action(BAKHMUT, "Bakhmut", style="fl-named")).tags == [
        ("a", {"href": BAKHMUT.href, "data-fl-place": "geonames:713174", "class": "fl-named"})
    ]


def test_pieces_stand_in_place_of_their_text_and_the_rest_is_escaped():
    pieces = [Piece(9, 16, "<i>Bakhmut</i>")]
    shown = markup.rich("<b>a</b> Bakhmut & b", 0, 20, pieces)
    assert shown == "&lt;b&gt;a&lt;/b&gt; <i>Bakhmut</i> &amp; b"


def test_a_label_inside_a_name_stands_after_it_and_no_text_is_lost_or_doubled():
    pieces = [Piece(3, 3, " held "), Piece(0, 8, "St. Mary")]
    assert markup.rich("St. Mary fell.", 0, 14, pieces) == "St. Mary held  fell."


def test_empty_lines_part_paragraphs_and_a_piece_stays_in_the_one_it_begins_in():
    text = "Head\n\nOne two.\nThree.\n \n\nFour."
    pieces = [Piece(6, 9, "1"), Piece(13, 13, "!"), Piece(25, 29, "4")]
    assert markup.prose(text, 4, pieces) == (
        '<div class="fl-text"><p dir="auto">1 two!.<br>Three.</p><p dir="auto">4.</p></div>'
    )


def test_a_piece_over_two_paragraphs_is_shown_once():
    shown = markup.prose("New\n\nYork is far.", 0, [Piece(0, 9, "New York")])
    assert parsed(shown).text == "New York is far."


def test_a_strip_names_each_stretch_and_gives_it_its_share_of_the_days():
    html = markup.strip(
        [
            Stretch(90, ("#111111", "#222222"), "held", "held by A", BAKHMUT),
            Stretch(30, ("red", "url(x)"), "contested", "contested", BAKHMUT),
        ],
        "Who held it",
        ("2022", "2023"),
        19_047,
    )
    tags = parsed(html).tags
    assert [attributes["style"] for tag, attributes in tags if tag == "li"] == [
        "flex:90 1 0;--fl-light:#111111;--fl-dark:#222222",
        "flex:30 1 0;--fl-light:#808080;--fl-dark:#808080",
    ]
    assert [a["aria-label"] for tag, a in tags if tag == "a"] == ["held by A", "contested"]


def test_what_is_empty_leaves_nothing_behind():
    assert markup.section("Title", "") == ""
    assert markup.folded("Title", "") == ""
    assert markup.items([], "") == ""
    assert markup.table(["a"], [], "label") == ""
