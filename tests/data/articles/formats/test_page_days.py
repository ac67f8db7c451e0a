from datetime import date

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.markup import page_tree
from data.articles.formats.page_days import page_day
from data.articles.formats.pages import HtmlPages
from data.reading.dating import find_published, settled
from tests.data.articles.formats.pages import TEXT, page, paragraphs
from tests.theatre import UKRAINE

TODAY = date(2026, 11, 30)
PROSE = paragraphs(*TEXT, " ".join(TEXT))
MARK = "<meta property='article:published_time' content='{}'>"
OTHERS = (
    "<article><a href='/x'><h3>Another story</h3></a><time datetime='2011-01-01'>1 January 2011"
    "</time></article>"
)


def _found(body, *, head="", lang="en", address=""):
    markup = page(body, head=head, title="Kupiansk shelled | The Example", lang=lang)
    return page_day(page_tree(markup, "a.html"), address=address, language=lang)


def _article(body, head="", before=""):
    markup = before + page(body, head=head, title="Kupiansk shelled")
    document = bytes_document(markup.encode(), origin="a.html", name="a.html", max_bytes=1 << 20)
    (article,) = HtmlPages().load(document)
    known = settled(article, UKRAINE, today=TODAY)
    return find_published(known, origin_path="", today=TODAY, time_zone=UKRAINE.time_zone)


@pytest.mark.parametrize(
    ("lang", "box"),
    [
        ("en", "<p>By Ann Lee, March 1, 2023 2:30 pm</p>"),
        ("uk", "<div>1 березня 2023, 14:05</div>"),
        ("ru", "<span class='date'>Опубликовано 1 марта 2023</span>"),
        ("de", "<aside class='meta'><time datetime='x'>01.03.2023 - 13:30</time></aside>"),
        ("fr", "<div>Publié le 1er mars 2023</div>"),
        ("en-GB", "<div>01/03/2023</div>"),
        ("en", "<p>Updated 5 May 2024</p><p>1 March 2023</p>"),
    ],
)
def test_the_day_shown_beside_the_headline_wins_over_marks(lang, box):
    body = f"<article><h1>Kupiansk shelled</h1>{box}{PROSE}</article>"
    assert _found(body, head=MARK.format("2023-03-04"), lang=lang).stated == "2023-03-01"


def test_the_line_right_before_the_headline_is_its_box_too():
    body = f"<p>01.03.2023 10:16 - Front</p><h1>Kupiansk shelled</h1>{PROSE}"
    assert _found(body, head=MARK.format("2023-03-04")).stated == "2023-03-01"


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Kupiansk shelled</h1>{PROSE}</article>{OTHERS}",
        "<article><h1>Kupiansk shelled</h1><p>On 1 May 2020 the plant closed.</p>"
        f"{PROSE}</article>",
        "<article><h1>Kupiansk shelled</h1><div class='related'><span>1 May 2020</span></div>"
        f"{PROSE}</article>",
        f"<article><h1>Kupiansk shelled</h1><p class='updated'>1 May 2024</p>{PROSE}</article>",
        "<article><h1>Kupiansk shelled</h1><blockquote>1 May 2020</blockquote>"
        f"<h2>What changes on 1 June 2023</h2>{PROSE}</article>",
    ],
    ids=["others", "sentence", "related", "change", "quotation and heading"],
)
def test_days_of_other_things_beside_the_headline_are_no_box(body):
    raw = "2023-03-04T10:00:00+02:00"
    assert _found(body, head=MARK.format(raw)).stated == raw


def test_times_of_related_stories_never_date_a_page():
    body = f"<article><h1>Kupiansk shelled</h1>{PROSE}</article>{OTHERS}"
    assert _found(body) == ("", "")
    teasers = "<div class='post-teaser'><time datetime='2011-01-01'>then</time></div>"
    assert _found(f"<div><h1>Kupiansk shelled</h1>{PROSE}</div>{teasers}") == ("", "")


def test_a_mark_in_the_body_is_surer_than_one_in_the_head():
    body = (
        "<article><h1>Kupiansk shelled</h1><p itemprop='datePublished' content='2023-03-01'>"
        f"March 2023</p>{PROSE}</article>"
    )
    assert _found(body, head="<meta name='date' content='2023-03-04'>").stated == "2023-03-01"


def test_a_day_in_the_address_is_left_for_dating_to_read():
    body = f"<article><h1>Kupiansk shelled</h1>{PROSE}</article>"
    address = "https://example.com/2023/03/01/a"
    assert _found(body, head=MARK.format("2023-03-04"), address=address) == ("", "")


def test_what_no_mark_bears_out_is_a_guess():
    body = f"<article><h1>Kupiansk shelled</h1>{4 * PROSE}</article><div>2023-03-04T10:00:00Z</div>"
    assert _found(body) == ("", "2023-03-04")


def test_a_month_in_the_address_does_not_outweigh_an_exact_day_of_the_page():
    box = "<h2 class='date-header'><span>Wednesday, 1 March 2023</span></h2>"
    stamp = "<abbr class='published' title='2023-03-01T09:21:00+02:00'>9:21</abbr>"
    article = _article(
        f"{box}<div><article><h1>Kupiansk shelled</h1>{PROSE}</article>{stamp}</div>",
        before="<!-- saved from url=(0050)https://example.blogspot.com/2023/03/kupiansk.html -->",
    )
    assert (article.published, article.published_prec) == (date(2023, 3, 1), 1)


def test_an_archives_address_gives_neither_the_day_nor_the_source():
    article = _article(
        f"<article><h1>Kupiansk shelled</h1><p>3 February 2015, 14:05</p>{PROSE}</article>",
        before="<!-- saved from url=(0075)https://web.archive.org/web/20170307194448/"
        "https://example.org/news/4711.html -->",
    )
    assert article.published == date(2015, 2, 3)
    assert (article.source, article.url) == ("", "https://example.org/news/4711.html")


_SITE = '{"@type": "WebSite", "datePublished": "2011-01-01"}'
_FILM = '{"@type": "VideoObject", "datePublished": "2012-01-01"}'
_STORY = '{"@type": ["NewsArticle"], "dateModified": "2024-01-01", "datePublished": "2023-03-01"}'


@pytest.mark.parametrize(
    "scripts",
    [
        (f'{{"@graph": [{_SITE}, {_FILM}, {_STORY}]}}',),
        (f"[{_SITE}, {_STORY}]",),
        (_FILM, _STORY),
        ("no JSON", _FILM, _STORY),
    ],
    ids=["graph", "list", "two scripts", "broken beside"],
)
def test_in_structured_data_the_day_of_the_article_is_taken_and_not_of_site_or_film(scripts):
    head = "".join(f"<script type='application/ld+json'>{one}</script>" for one in scripts)
    found = _found(f"<article><h1>Kupiansk shelled</h1>{PROSE}</article>", head=head)
    assert found.stated == "2023-03-01"


def test_a_title_that_was_escaped_twice_has_no_entities():
    heading = "Depot &amp;amp; station hit"
    document = bytes_document(
        page(f"<article><h1>{heading}</h1>{PROSE}</article>", title=heading).encode(),
        origin="a.html",
        name="a.html",
        max_bytes=1 << 20,
    )
    (article,) = HtmlPages().load(document)
    assert article.title == "Depot & station hit"
