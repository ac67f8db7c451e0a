from contextlib import suppress
from datetime import date

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.feeds import Feeds, looks_like_feed, read_feed
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import loader_for
from data.errors import LoadError
from tests.growth import processor_time_under
from tests.theatre import day_in_kyiv

HEAD = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"


def document(content, name="feed.xml"):
    given = content.encode() if isinstance(content, str) else content
    return bytes_document(given, origin=name, name=name, max_bytes=32 * 1024 * 1024)


def rss(*items, title="Radio Example", more=""):
    body = "".join(f"<item>{item}</item>" for item in items)
    return f"{HEAD}<channel><title>{title}</title>{more}{body}</channel></rss>"


def entries(content, name="feed.xml"):
    return list(Feeds().load(document(content, name)))


def only(content, name="feed.xml"):
    (found,) = entries(content, name)
    return found


RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Radio Example</title>
<link>https://radio.example/</link><language>en-us</language>
<item><title>Strikes &amp; fires</title><link>https://radio.example/1?utm_source=rss</link>
<guid isPermaLink="false">tag:radio.example,2023:1</guid><dc:creator>A. Writer</dc:creator>
<pubDate>Wed, 01 Mar 2023 09:30:00 GMT</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>Two were hurt in <b>Kherson</b>.</p><p>The fire was put out.</p>]]>
</content:encoded></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Радіо</title>
<entry><title type="html">Обстріл &amp;laquo;міста&amp;raquo;</title>
<id>urn:uuid:7</id><link rel="alternate" href="https://radio.example/7"/>
<updated>2023-03-02T08:00:00+02:00</updated><published>2023-03-01T08:00:00+02:00</published>
<author><name>Олена</name></author><author><name>Іван</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Бої під Бахмутом.</p>
<p>Є поранені.</p></div></content></entry></feed>"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://radio.example/"><title>Radio</title></channel>
<item rdf:about="https://radio.example/1"><title>One</title><link>https://radio.example/1</link>
<dc:date>2023-03-01</dc:date><description>Shelling in Kyiv.</description></item></rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>
<title>Radio</title><item><title>One</title><link>https://radio.example/1</link>
<description>Shelling in Kyiv.</description></item></channel></rss>"""


def test_rss_2_is_read_with_its_full_content():
    found = only(RSS_2)
    assert found.title == "Strikes & fires"
    assert found.text == "Two were hurt in Kherson.\n\nThe fire was put out."
    assert found.source == "Radio Example"
    assert found.published == date(2023, 3, 1)
    assert found.author == "A. Writer"
    assert found.lang == "en"
    assert found.url == "https://radio.example/1?utm_source=rss"
    assert found.article_id == "tag:radio.example,2023:1"
    assert found.origin == "feed.xml entry 1"
    assert found.notes == ()


def test_atom_is_read():
    found = only(ATOM)
    assert found.title == "Обстріл «міста»"
    assert found.text == "Бої під Бахмутом.\n\nЄ поранені."
    assert found.published == date(2023, 3, 1)
    assert found.author == "Олена, Іван"
    assert found.lang == "uk"
    assert (found.article_id, found.url) == ("urn:uuid:7", "https://radio.example/7")


@pytest.mark.parametrize("content", [RSS_1, RSS_091], ids=["RSS 1.0", "RSS 0.91"])
def test_old_rss_is_read(content):
    found = only(content)
    assert (found.title, found.text) == ("One", "Shelling in Kyiv.")
    assert (found.url, found.source) == ("https://radio.example/1", "Radio")


IDENTITIES = {
    "an id": ("<guid isPermaLink='false'>7</guid><link>https://a.example/7</link>", "7"),
    "the address": (
        "<guid>https://a.example/7</guid><link>https://a.example/7?utm_x=1</link>",
        None,
    ),
    "a part of a page": (
        "<guid>https://a.example/7#p2</guid><link>https://a.example/7</link>",
        "https://a.example/7#p2",
    ),
    "no id": ("<link>https://a.example/7</link>", None),
}


@pytest.mark.parametrize(("item", "article_id"), IDENTITIES.values(), ids=IDENTITIES)
def test_an_entry_is_known_by_its_id_unless_that_is_its_address(item, article_id):
    found = only(rss(f"{item}<title>One</title>"))
    assert found.article_id == article_id
    assert found.url.startswith("https://a.example/7")


def test_an_id_that_several_addresses_share_is_no_id():
    one, two = entries(
        rss(
            "<guid isPermaLink='false'>1</guid><link>https://a.example/1</link><title>One</title>",
            "<guid isPermaLink='false'>1</guid><link>https://a.example/2</link><title>Two</title>",
        )
    )
    assert (one.article_id, two.article_id) == (None, None)
    assert (one.url, two.url) == ("https://a.example/1", "https://a.example/2")
    assert two.notes == ("id 1 stands at several addresses; the address is taken for it",)


def test_entries_without_an_id_at_one_address_stay_apart():
    one, two = entries(
        rss(
            "<link>https://a.example/</link><title>One</title>",
            "<link>https://a.example/</link><title>Two</title>",
        )
    )
    assert one.article_id != two.article_id


@pytest.mark.parametrize(
    ("more", "site"),
    [
        ("<link>https://www.radio.example/</link>", "radio.example"),
        ("<link>javascript:x</link>", ""),
        ("", ""),
    ],
    ids=["its site", "no address", "none"],
)
def test_a_saved_feed_speaks_for_the_site_that_it_says_is_its_own(more, site):
    item = "<title>Fires</title><link>https://elsewhere.example/1</link>"
    assert only(rss(item, more=more)).site == site


def test_an_entry_with_neither_text_nor_title_is_refused_and_the_rest_read():
    empty, full = entries(rss("<link>https://a.example/1</link>", "<title>One</title>"))
    assert empty == Skipped(
        "feed.xml entry 1", "feed.xml entry 1 has neither text nor title; an article needs one"
    )
    assert full.text == "One"


DATES = {
    "RFC 2822": ("<pubDate>Wed, 01 Mar 2023 09:30:00 +0200</pubDate>", date(2023, 3, 1)),
    "late in Greenwich": ("<pubDate>Wed, 01 Mar 2023 23:30:00 GMT</pubDate>", date(2023, 3, 2)),
    "wrong": ("<pubDate>Thu, 31 Feb 2023 09:30:00 GMT</pubDate>", None),
    "none": ("", None),
}


@pytest.mark.parametrize(("item", "day"), DATES.values(), ids=DATES)
def test_a_date_is_read_in_its_zone(item, day):
    found = only(rss(f"<title>One</title>{item}"))
    assert day_in_kyiv(found) == day
    assert bool(found.notes) is ("31 Feb" in item)


def test_a_date_that_cannot_be_read_gives_way_to_one_that_can():
    atom = ATOM.replace("2023-03-01T08:00:00+02:00", "soon")
    assert only(atom).published == date(2023, 3, 2)


def test_a_language_that_the_text_contradicts_is_not_believed():
    more = "<language>en-US</language>"
    text = "<description>Окупанти обстріляли місто, є поранені і зруйновані будинки.</description>"
    assert only(rss(text, more=more)).lang == ""


def test_ten_thousand_entries_are_read():
    items = [
        f"<guid isPermaLink='false'>{n}</guid><title>Strike {n}</title>" for n in range(10_000)
    ]
    with processor_time_under(60):
        found = entries(rss(*items))
    assert [article.article_id for article in found] == [str(n) for n in range(10_000)]


BROKEN = {
    "a bare ampersand": rss("<title>Fish & chips</title><description>Kyiv</description>"),
    "a tag left open": rss("<title>One</title><description>Kyiv <b></description>"),
    "an unknown entity": rss("<title>One&nbsp;</title><description>Kyiv</description>"),
    "an unknown prefix": rss("<x:y/><title>One</title><description>Kyiv</description>"),
    "a control character": rss("<title>One\x01</title><description>Kyiv</description>"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_xml_is_read_as_far_as_it_goes(content):
    found = only(content)
    assert "Kyiv" in found.text
    assert found.url is None


def test_what_is_broken_is_said_once():
    one, two = entries(rss("<title>Fish & chips</title>", "<title>Two</title>"))
    assert one.notes == ("feed.xml: broken XML: not well-formed (invalid token)",)
    assert two.notes == ()


def test_the_last_entry_of_a_feed_that_breaks_off_is_refused():
    whole = rss("<title>One</title>", "<title>Two</title><description>A long story</description>")
    read = read_feed(document(whole[: whole.index("story")]))
    one, two = read.entries
    assert read.cut_off
    assert one.article.text == "One"
    assert two.reason == (
        "feed.xml entry 2 is not taken: the feed breaks off amid it; fetch or save it again"
    )


@pytest.mark.parametrize(
    "content",
    ["", "just text", "<html><body>No feed here</body></html><p>", "<rss><channel>", "<!-- "],
    ids=["nothing", "text", "a page", "an end before the beginning", "an open comment"],
)
def test_what_is_no_feed_is_refused(content):
    with pytest.raises(LoadError, match="is no feed"):
        entries(content)


def test_an_empty_feed_has_no_articles():
    assert entries(rss()) == []


def test_a_feed_beyond_the_limit_is_refused():
    with pytest.raises(LoadError, match=r"is too large \(17\.\d MB, the limit is 16 MB\)"):
        entries(rss("<title>" + "x" * 17 * 1024 * 1024 + "</title>"))


@pytest.mark.parametrize(
    ("content", "encoding", "declared"),
    [
        ("Бої під Харковом", "windows-1251", "windows-1251"),
        ("Бої під Харковом", "koi8-u", "KOI8-U"),
        ("Бої під Харковом", "utf-16", "utf-16"),
        ("Бої під Харковом", "utf-8-sig", "utf-8"),
        ("Бої під Харковом", "utf-8", "windows-9999"),
        ("Бої під Харковом", "utf-8", "windows-1251"),
        ("Бої під Харковом", "utf-8", "iso-8859-1"),
        ("Чернівці", "koi8-u", "koi8-u"),
        ("Zażółć gęślą jaźń", "iso-8859-2", "iso-8859-2"),
        ("Бої під Харковом", "utf-8", "zlib"),
        ("Бої під Харковом", "utf-8", "unicode_escape"),
    ],
)
def test_a_feed_is_read_in_its_own_encoding(content, encoding, declared):
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss(f"<title>{content}</title>")
    assert only(text.encode(encoding)).title == content


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY file SYSTEM "file:///etc/passwd">]>"""
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>'
BOMBS = {
    "nested": LAUGHS + rss("<title>&c; Kyiv</title>"),
    "quadratic": QUADRATIC + rss(f"<title>{'&a;' * 100_000} Kyiv</title>"),
    "a file": LAUGHS + rss("<title>&file; Kyiv</title>"),
    "behind a false beginning": "<!-- <rss> -->" + LAUGHS + rss("<title>&c; Kyiv</title>"),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_entities_are_never_expanded(content):
    with processor_time_under(15):
        found = only(content)
    assert "haha" not in found.text
    assert "xxx" not in found.text
    assert "root:" not in found.text
    assert found.text.endswith("Kyiv")
    assert any("declares entities of its own" in note for note in found.notes)


SLOW = {
    "a long author": rss(f"<title>One</title><author>{'a.' * 150_000}</author>"),
    "a long prolog": "<?xml version='1.0'?>" + "\n <!ENTITY a 'b'>" * 20_000 + rss(),
    "an empty prolog": "\n" * 300_000 + rss(),
    "encodings": '<?xml version="1.0" ' + 'encoding="' * 20_000 + rss(),
    "open tags": rss("<a>" * 20_000 + "<title>One</title>"),
    "nothing but beginnings": rss("<" * 100_000),
    "comments": rss("<!--" * 50_000),
}


@pytest.mark.parametrize("content", SLOW.values(), ids=SLOW)
def test_text_written_against_the_reader_takes_no_time(content):
    with processor_time_under(15), suppress(LoadError):
        entries(content)


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (RSS_2, True),
        (ATOM, True),
        (RSS_1, True),
        (RSS_091, True),
        ("\ufeff<?xml version='1.0'?>\n<!-- <html> --><rss>", True),
        ("<html><head>", False),
        ("<feed><item/></feed>", False),
        ('<rdf:RDF xmlns:owl="http://www.w3.org/2002/07/owl#">', False),
        ("<?xml version='1.0'?><events>", False),
        ('{"rss": 1}', False),
        ("", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(head, is_feed):
    assert looks_like_feed(head.encode()) is is_feed
    assert looks_like_feed(head.encode("utf-16-le")) is is_feed


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a.RDF"])
def test_saved_feeds_are_read_by_their_ending(name):
    assert isinstance(loader_for(document(RSS_2, name)), Feeds)


def test_other_xml_is_left_to_others():
    assert not isinstance(loader_for(document("<events/>", "a.xml")), Feeds)


@pytest.mark.parametrize(
    ("more", "interval_s"),
    [
        ("", None),
        ("<ttl>30</ttl>", 1800.0),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600.0),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21_600.0,
        ),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            None,
        ),
        ("<sy:updatePeriod>always</sy:updatePeriod>", None),
    ],
)
def test_a_feed_may_say_how_often_it_wishes_to_be_asked(more, interval_s):
    content = rss("<title>One</title>", more=more).replace(
        "version='2.0'", "version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    )
    assert read_feed(document(content)).interval_s == interval_s


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ("<source url='https://example.com/'>The &amp;amp; Example</source>", "The & Example"),
        ("<source url='https://example.com/'></source>", "Radio Example"),
        ("", "Radio Example"),
    ],
    ids=["named", "empty", "none"],
)
def test_an_entry_of_a_feed_of_several_sources_is_of_its_own(more, source):
    item = f"<title>Kupiansk shelled</title>{more}<link>https://example.com/1</link>"
    assert only(rss(item)).source == source
