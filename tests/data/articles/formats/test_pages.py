from datetime import date

import pytest

from data.articles.formats.document import Document, bytes_document, file_document
from data.articles.formats.pages import HtmlPages
from data.errors import LoadError
from data.model import DayFrom
from data.urls import host
from tests.data.articles.formats.pages import TEXT, page, paragraphs
from tests.growth import processor_time_under

MB = 1024 * 1024
UK = (
    "У Харкові вночі пролунали вибухи, повідомив міський голова.",
    "За його словами, влучання сталося в Салтівському районі, пошкоджено багатоповерхівку.",
    "Рятувальники працюють на місці, кількість поранених уточнюється.",
)
RU = (
    "Ночью в Белгороде сработала система ПВО, сообщил губернатор.",
    "По его словам, над городом сбиты три беспилотника, пострадавших нет.",
    "В посёлке Разумное повреждены окна двух домов и одна машина.",
)
DAY = date(2023, 3, 1)
EN = tuple(sentence.strip() for sentence in TEXT)


def _load(markup, *, encoding="utf-8", **about):
    content = markup if isinstance(markup, bytes) else markup.encode(encoding)
    made = bytes_document(content, origin="a.html", name="a.html", max_bytes=32 * MB)
    return list(
        HtmlPages().load(Document(made.origin, made.name, made.opener, made.max_bytes, **about))
    )


def _one(markup, **about):
    (article,) = _load(markup, **about)
    return article


NEWS = page(
    "<main><article><h1>Kupiansk shelled</h1><p class='byline'>By Olena Koval</p>"
    f"<time datetime='2024-05-06T08:00:00Z'>6 May</time>{paragraphs(*EN)}</article></main>",
    title="Kupiansk shelled | The Example",
    head="<meta property='article:published_time' content='2023-03-01T12:30:00+02:00'>"
    "<link rel='canonical' href='https://example.com/news/kupiansk'>"
    "<meta property='og:site_name' content='The Example'>",
)
JSON_LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
    '"headline": "Вибухи в Харкові", "datePublished": "2023-03-01T09:10:00+02:00",'
    '"dateModified": "2024-01-01", "author": {"@type": "Person", "name": "Ірина Бойко"},'
    '"publisher": {"@type": "Organization", "name": "Приклад"}}</script>'
)
COMMENTS = "<section id='comments' class='comments'><ol class='comment-list'>" + "".join(
    f"<li class='comment'><p>Number {n}: is Lviv not far away from all this, friends?</p></li>"
    for n in range(8)
)


def test_all_that_a_news_page_says_of_itself_reaches_the_article():
    article = _one(NEWS)
    assert (article.title, article.source) == ("Kupiansk shelled", "The Example")
    assert (article.author, article.lang) == ("Olena Koval", "en")
    assert (article.published, article.published_from) == (date(2023, 3, 1), DayFrom.METADATA)
    assert article.url == "https://example.com/news/kupiansk"
    assert article.notes == ()
    assert article.text == "\n\n".join(("Kupiansk shelled", *EN))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (page(f"<article><h1>T</h1>{paragraphs(*EN)}</article>{COMMENTS}"), ("T", *EN)),
        (
            page("<article><h1>Вибухи</h1><p>У Сумах пролунали вибухи.</p></article>"),
            ("Вибухи", "У Сумах пролунали вибухи."),
        ),
        (page(f"<div id='content'><h2>H</h2><div>{'<br><br>'.join(RU)}</div></div>"), ("H", *RU)),
        (page(f"<div class='entry-content'>{paragraphs(*UK)}</div>", title="Blog"), UK),
        (
            page(
                f"<article><h1>T</h1>{paragraphs(EN[0])}<h2>The toll</h2><ul><li>Two in Sumy."
                f"</li><li>One in Izium.</li></ul><blockquote>We stay, he said.</blockquote>"
                f"{paragraphs(EN[1])}</article>"
            ),
            [
                *("T", EN[0], "The toll", "- Two in Sumy.", "- One in Izium."),
                *("We stay, he said.", EN[1]),
            ],
        ),
        (
            page(
                "<main><article><h1>Live</h1>"
                + "".join(
                    f"<section><h3>{hour}:00</h3><p>{hour} o'clock. {EN[hour % 3]}</p></section>"
                    for hour in (9, 8)
                )
                + "</article></main>"
            ),
            ("Live", "9:00", f"9 o'clock. {EN[0]}", "8:00", f"8 o'clock. {EN[2]}"),
        ),
        (
            page(
                "<article><h1>T</h1><p>Near <a href='/t'>Kupiansk</a>, <b>Izium</b> and "
                f"<i>Sumy</i>.</p><p>&laquo;We stay&raquo;.</p>{paragraphs(EN[0])}</article>"
            ),
            ("T", "Near Kupiansk, Izium and Sumy.", "«We stay».", EN[0]),
        ),
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0'
            ' Strict//EN" "http://127.0.0.1:9/xhtml1-strict.dtd">\n<html xmlns='
            f'"http://www.w3.org/1999/xhtml"><body>{paragraphs(*UK)}</body></html>',
            UK,
        ),
    ],
    ids=["comments", "flash", "line breaks", "blog", "list and quote", "live", "inline", "xhtml"],
)
def test_the_text_is_the_articles_in_its_order_without_what_stands_round_it(markup, lines):
    assert _one(markup).text == "\n\n".join(lines)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta name='DC.date.issued' content='2023-03-01'>", DAY),
        ("<meta itemprop='datePublished' content='2023-03-01T10:00'>", DAY),
        ("<meta name='date' content='?'><meta name='pubdate' content='2023-03-01'>", DAY),
        (JSON_LD, DAY),
        ("<meta property='article:modified_time' content='2023-03-01'>", None),
    ],
    ids=["dublin core", "itemprop", "second mark", "json-ld", "modified alone"],
)
def test_the_day_is_that_of_a_mark_of_publication(head, day):
    assert _one(page(paragraphs(*EN), head=head)).published == day


def test_a_page_in_structured_data_names_its_author():
    article = _one(page(f"<article>{paragraphs(*UK)}</article>", head=JSON_LD, lang="uk-UA"))
    assert (article.author, article.title, article.lang) == (
        "Ірина Бойко",
        "Вибухи в Харкові",
        "uk",
    )


def test_a_live_page_is_not_named_by_one_of_its_posts():
    live = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Live: the '
        'town", "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "A post"}]}</script>'
    )
    body = f"<main><h1>Live: the town</h1>{paragraphs(*EN, *EN)}</main>"
    assert _one(page(body, head=live, title="Live: the town - News")).title == "Live: the town"


def test_a_day_in_the_address_is_left_for_dating_to_find():
    head = "<link rel='canonical' href='https://example.com/2023/03/01/kupiansk'>"
    article = _one(page(f"<article><h1>Seen 2 May 2024</h1>{paragraphs(*EN)}</article>", head=head))
    assert article.published is None


@pytest.mark.parametrize(
    ("markup", "address", "url"),
    [
        (NEWS, "https://example.com/other", "https://example.com/news/kupiansk"),
        (
            page(paragraphs(*EN), head="<link rel='canonical' href='https://example.com/'>"),
            "https://example.com/news/1",
            "https://example.com/news/1",
        ),
        (
            "<!-- saved from url=(0029)https://example.com/news/2 -->" + page(paragraphs(*EN)),
            None,
            "https://example.com/news/2",
        ),
        (
            page(paragraphs(*EN), head="<link rel='canonical' href='javascript:alert(1)'>"),
            None,
            None,
        ),
        (page(paragraphs(*EN)), None, None),
        (
            "<!-- saved from url=(0029)https://evil.example/news/2 -->" + NEWS,
            None,
            "https://evil.example/news/2",
        ),
    ],
    ids=["canonical", "front page", "saved from", "script", "none", "another site's"],
)
def test_the_address_is_an_articles_own(markup, address, url):
    found = _one(markup, address=address)
    assert found.url == url
    assert found.site == (host(url) if url else "")
    assert any("not believed" in note for note in found.notes) is bool(url and "evil" in url)


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("cp1251", "windows-1251", ""),
        ("koi8-r", "koi8-r", ""),
        ("cp1251", "utf-8", "text/html; charset=windows-1251"),
        ("utf-8", "windows-1251", ""),
    ],
)
def test_the_charset_that_server_or_page_declares_is_believed(encoding, declared, content_type):
    markup = page(paragraphs(*RU)).replace("charset='utf-8'", f"charset='{declared}'")
    article = _one(markup, encoding=encoding, content_type=content_type)
    assert (article.text, article.notes) == ("\n\n".join(RU), ())


def test_of_several_charsets_the_one_that_the_page_is_in_is_believed():
    text = "Російські війська обстріляли Куп'янськ, двоє поранених. " * 4
    frame = "<script charset='utf-8' src='archive.js'></script><meta charset='windows-1251'>"
    markup = page(f"<article><h1>T</h1><p>{text}</p></article>", head=frame)
    markup = markup.replace("<meta charset='utf-8'>", "")
    (found,) = _load(markup.encode("cp1251"))
    assert text.strip() in found.text


def test_a_page_that_declares_nothing_is_read_where_its_letters_are_sure():
    markup = page(paragraphs(*RU)).replace("<meta charset='utf-8'>", "")
    article = _one(markup, encoding="cp1251")
    assert (article.text, article.notes) == ("\n\n".join(RU), ("read as Windows-1251",))


def test_a_template_in_another_language_does_not_name_the_articles():
    assert _one(page(f"<article>{paragraphs(*UK)}</article>", lang="en")).lang == ""


def test_pictures_inside_a_page_do_not_count():
    picture = f"<img src='data:image/png;base64,{'A' * 9_000_000}'>"
    assert _one(page(f"<article><h1>T</h1>{picture}{paragraphs(*EN)}</article>")).text == (
        "\n\n".join(("T", *EN))
    )


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("", "is empty; it holds no text to read"),
        (page("<div id='app'></div><script>load()</script>"), "holds no article text; save it"),
        ("<html></html>", "holds no article text; save it"),
        ("<div>" * 5000 + "Kupiansk", "is nested too deep; save its article alone"),
        (("<div>" * 240 + "a" + "</div>" * 240) * 200, "is nested too deep; save its article"),
        ("<p>a" * 60_000, "has over 50,000 elements; save its article alone"),
        ("<p " + "a=1 " * 90_000 + ">", "has a tag with thousands of attributes; it is no"),
        ("<p " + "a='>'" * 90_000 + ">", "has a tag with thousands of attributes; it is no"),
        (
            "<script>a<b c='</script><!-- <p d=\" --><p " + "a='<'" * 90_000 + ">",
            "has a tag with thousands of attributes; it is no",
        ),
        ("<p>" + "x" * 8_000_001, "is too large for a page (8.0 million characters without its"),
        (
            "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><p>&b;</p>",
            "declares entities of its own; save the page as plain HTML",
        ),
    ],
    ids=[
        "empty",
        "frame",
        "no body",
        "deep",
        "deep and wide",
        "elements",
        "attributes",
        "quoted",
        "hidden",
        "long",
        "entities",
    ],
)
def test_a_page_that_holds_no_article_or_a_bomb_is_refused(markup, says):
    with pytest.raises(LoadError) as error:
        _load(markup)
    assert str(error.value).startswith(f"a.html {says}")


def test_a_desert_of_spaces_takes_no_time():
    with processor_time_under(15):
        article = _one(page(f"<article><h1>T</h1>{' ' * 4_000_000}{paragraphs(*EN)}</article>"))
    assert article.text == "\n\n".join(("T", *EN))


def test_a_page_of_200_mb_is_refused_by_its_size(tmp_path):
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(200 * MB)
    with pytest.raises(LoadError, match=r"is too large \(200.0 MB, the limit is 32 MB\)"):
        list(HtmlPages().load(file_document(path, max_bytes=32 * MB)))


def test_what_a_sidecar_says_wins_over_the_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(NEWS, encoding="utf-8")
    (tmp_path / "a.meta.yaml").write_text("source: Own archive\n", encoding="utf-8")
    (article,) = HtmlPages().load(file_document(path, max_bytes=MB))
    assert (article.source, article.title) == ("Own archive", "Kupiansk shelled")


POST = (
    '<div class="tgme_widget_message js-widget_message" data-post="example/{id}">'
    '<a class="tgme_widget_message_owner_name"><span>Приклад</span></a>'
    '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text">Old</div></a>'
    "{text}"
    '<a class="tgme_widget_message_date"><time datetime="2023-03-01T10:30:00+00:00"></time></a>'
    "</div>"
)


def test_a_telegram_preview_is_an_article_a_post_and_posts_without_text_are_passed_over():
    said = '<div class="tgme_widget_message_text js-message_text">{}</div>'
    forwarded = '<a class="tgme_widget_message_forwarded_from_name">Інший</a>'
    first, second = _load(
        "<html><body>"
        + POST.format(id=7, text=said.format("Вибухи в <b>Сумах</b>.<br><br>Деталі<br>згодом"))
        + POST.format(id=8, text="<div class='photo'></div>")
        + POST.format(id=9, text=forwarded + said.format("Тиша."))
    )
    assert first.text == "Вибухи в Сумах.\n\nДеталі\nзгодом"
    assert (first.source, first.article_id) == ("Приклад", "example/7")
    assert (first.url, first.published) == ("https://t.me/example/7", date(2023, 3, 1))
    assert (second.text, second.rests_on) == ("Тиша.", "forwarded from Інший")
    assert second.origin == "a.html post example/9"


def test_a_telegram_preview_of_pictures_alone_is_refused():
    with pytest.raises(LoadError, match="holds no post with text"):
        _load("<html><body>" + POST.format(id=8, text=""))
