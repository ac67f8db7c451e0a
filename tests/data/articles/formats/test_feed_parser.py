"""What of an entry is its own: titles, links and bodies of other things inside it are not."""

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.loading import load_document

SPACES = (
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:ya='http://news.yandex.ru' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
)
OWN = "Artillery hit the market of Kherson on Monday."
DESCRIPTION = f"<description>{OWN}</description>"
LONGER = f"{OWN} Two people were hurt, the mayor said."
CAPTION = "The president in Helsinki, Finland, where he met the leaders of four countries."


def articles(content, name="feed.xml"):
    given = bytes_document(content.encode(), origin=name, name=name, max_bytes=1024 * 1024)
    return list(load_document(given))


def of_item(item):
    rss = f"<rss version='2.0' {SPACES}><channel><title>Radio</title><item>{item}</item>"
    (found,) = articles(f"{rss}</channel></rss>")
    return found


BODIES = {
    "a caption after it": (f"{DESCRIPTION}<media:description>{CAPTION}</media:description>", OWN),
    "a caption before it": (f"<media:description>{CAPTION}</media:description>{DESCRIPTION}", OWN),
    "a caption within a picture": (
        "<media:content url='https://a.example/1.jpg' medium='image'><media:description>"
        f"{CAPTION}</media:description><media:text>{CAPTION}</media:text></media:content>"
        f"{DESCRIPTION}",
        OWN,
    ),
    "a caption alone": (f"<media:description>{CAPTION}</media:description>", "Title"),
    "a description of an enclosure": (
        f"<enclosure url='u'><description>{CAPTION}</description></enclosure>{DESCRIPTION}",
        OWN,
    ),
    "full content that is a teaser": (
        f"<content:encoded>Read more</content:encoded>{DESCRIPTION}",
        OWN,
    ),
    "full content before it": (
        f"<content:encoded>{LONGER}</content:encoded>{DESCRIPTION}",
        LONGER,
    ),
    "two descriptions": (f"<description>{LONGER}</description>{DESCRIPTION}", LONGER),
    "a summary for podcasts": (f"{DESCRIPTION}<itunes:summary>Short</itunes:summary>", OWN),
    "a full text for Yandex": (
        f"{DESCRIPTION}<ya:full-text type='x'>{LONGER}</ya:full-text>",
        LONGER,
    ),
    "a film that is told of nowhere else": (
        "<media:group><media:content medium='video' url='u'/>"
        f"<media:description>{OWN}</media:description></media:group>",
        OWN,
    ),
}


@pytest.mark.parametrize(("item", "text"), BODIES.values(), ids=BODIES)
def test_the_longest_body_that_is_the_entrys_own_is_its_text(item, text):
    assert of_item(f"<title>Title</title>{item}").text == text


OTHERS = {
    "a picture": "<image><url>u</url><title>Warsaw</title><link>https://a.example/w</link></image>",
    "a picture of the media module": "<media:thumbnail url='u'><media:title>Warsaw</media:title>"
    "</media:thumbnail>",
    "an enclosure": "<enclosure url='u'><title>Warsaw</title></enclosure>",
    "an element of the site's own": "<photos><photo><title>Warsaw</title></photo></photos>",
    "another module": "<itunes:title>Warsaw</itunes:title><dc:title>Warsaw</dc:title>",
    "a related story": "<ya:related><link>https://a.example/w</link><title>W</title></ya:related>",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("title", ["Fires in Mykolaiv", "Fires & smoke"], ids=["XML", "broken XML"])
def test_what_is_nested_in_an_entry_names_neither_it_nor_its_address(other, title):
    own = f"<title>{title}</title><link>https://a.example/1</link>{DESCRIPTION}"
    for item in (other + own, own + other):
        found = of_item(item)
        assert (found.title, found.url, found.text) == (title, "https://a.example/1", OWN)


def test_an_element_that_never_ends_hides_no_other_entry():
    item = f"<item><title>A & B</title>{DESCRIPTION}<image><title>Warsaw</title></item>"
    rss = f"<rss version='2.0'><channel><title>R</title>{item}{item}</channel></rss>"
    assert [found.text for found in articles(rss)] == [OWN, OWN]


RDF = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
PREFIXED = {
    "RSS 0.90": f"<rdf:RDF {RDF} xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel>"
    "<title>R</title></channel><image><title>Warsaw</title></image>"
    "<item><title>Izium</title></item></rdf:RDF>",
    "RSS 1.0 with a prefix": f"<rdf:RDF {RDF} xmlns:r='http://purl.org/rss/1.0/'><r:channel>"
    "<r:title>R</r:title></r:channel><r:item><r:title>Izium</r:title></r:item></rdf:RDF>",
    "RSS with a prefix of its own": "<n:rss xmlns:n='https://a.example/ns'><n:channel>"
    "<n:title>R</n:title><n:item><n:title>Izium</n:title></n:item></n:channel></n:rss>",
    "RSS with a prefix that is never declared": "<n:rss><n:channel><n:title>R</n:title>"
    "<n:item><n:title>Izium</n:title></n:item></n:channel></n:rss>",
    "Atom with a prefix": "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>R</a:title>"
    "<a:entry><a:title>Izium</a:title></a:entry></a:feed>",
}


@pytest.mark.parametrize("name", ["feed.xml", "feed.html", "news.txt", "rss.php", "feed"])
@pytest.mark.parametrize("content", PREFIXED.values(), ids=PREFIXED)
def test_a_feed_is_known_under_any_ending_and_with_any_prefix(content, name):
    (found,) = articles(content, name)
    assert (found.title, found.source) == ("Izium", "R")


def test_a_feed_below_a_warning_of_its_server_is_read():
    warning = "<br />\n<b>Warning</b>: include() in /srv/rss.php on line 3<br />\n"
    rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>R</title><item><title>Izium"
    (found,) = articles(f"{warning}{rss}</title></item></channel></rss>")
    assert (found.title, found.source) == ("Izium", "R")
