import pytest

from data.articles.formats.markup import charset_in_head, fragment_text, unescaped_text
from tests.growth import processor_time_under


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Plain.", "Plain."),
        ("Two lines\n\nwithout marks &amp; tags", "Two lines\n\nwithout marks & tags"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One\n  line</p>", "One line"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<div><div><p>Deep</p></div></div><p>Next", "Deep\n\nNext"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<table><tr><td>Kyiv</td><td>3</td></tr></table>", "Kyiv 3"),
        ("In <b>Bakh</b>mut &mdash; &#1061;ерсон", "In Bakhmut — Херсон"),
        ("a<script>alert(1)</script><style>p{}</style>b", "ab"),
        ("a<script>never closed", "a"),
        ("a<!-- hidden -->b", "ab"),
        ("x < y and <b>z</b>", "x < y and z"),
        ("<p>Бої під Бахмутом</p>", "Бої під Бахмутом"),
        ("<p>half a \ud83d letter\x00</p>", "half a ? letter"),
        ("</p></p></div>text", "text"),
    ],
)
def test_a_piece_of_html_becomes_its_text(markup, text):
    assert fragment_text(markup) == text


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 50_000 + "deep", "<b" * 100_000, "<!--" * 100_000, "&amp;<" * 100_000],
    ids=["depth", "open", "comments", "entities"],
)
def test_hostile_html_takes_no_time(markup):
    with processor_time_under(10):
        fragment_text(markup)


def test_depth_loses_no_text():
    assert fragment_text("<div>" * 50_000 + "deep") == "deep"


ESCAPED = {
    "once, as it should be": ("<p>Fire &amp; smoke</p>", "Fire & smoke"),
    "twice": (
        "&lt;p&gt;Shelling of Izium.&lt;/p&gt;&lt;p&gt;Two hurt.&lt;/p&gt;",
        "Shelling of Izium.\n\nTwo hurt.",
    ),
    "three times": ("&amp;lt;b&amp;gt;Izium&amp;lt;/b&amp;gt;", "Izium"),
    "an entity twice": ("In &amp;quot;Mar&amp;#039;inka&amp;quot;", 'In "Mar\'inka"'),
    "no tag at all": ("5 &lt; 6 and AT&amp;T", "5 < 6 and AT&T"),
}


@pytest.mark.parametrize(("markup", "text"), ESCAPED.values(), ids=ESCAPED)
def test_html_that_was_escaped_too_often_has_no_tags_as_text(markup, text):
    assert unescaped_text(markup) == text


def test_plain_text_keeps_its_lines_unless_it_has_tags():
    assert unescaped_text("One\n  < two & three\n", is_plain=True) == "One\n  < two & three"
    assert unescaped_text("<p>One</p><p>Two</p>", is_plain=True) == "One\n\nTwo"


CHARSETS = {
    "one": (b"<meta charset=windows-1251>", "windows-1251"),
    "of XML": (b"<?xml version='1.0' encoding='koi8-u'?><meta charset=utf-8>", "koi8-u"),
    "none": (b"<p>text", ""),
    "the second, which fits": (b"<meta charset=utf-8><meta charset=cp1251>\xcf\xe4\xe4", "cp1251"),
    "the first, as none fits": (b"<meta charset=utf-8>\xcf\xe4\xe4", "utf-8"),
    "codecs of no text": (b"<a charset=zlib><a charset=bz2><a charset=punycode>", "zlib"),
}


@pytest.mark.parametrize(("head", "charset"), CHARSETS.values(), ids=CHARSETS)
def test_the_charset_is_one_that_the_page_names_and_is_in(head, charset):
    assert charset_in_head(head) == charset
