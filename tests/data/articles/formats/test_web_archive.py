from data.articles.formats.document import bytes_document
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from tests.data.articles.formats.pages import TEXT, page, paragraphs

BOX = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/news/1\r\n"
    b"Subject: T\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
    b'type="text/html"; boundary="b"\r\n\r\n\r\n'
)


def _load(content):
    return list(
        load_document(
            bytes_document(content, origin="a.mhtml", name="a.mhtml", max_bytes=1_000_000)
        )
    )


def _saved(markup, location=b"https://example.com/news/1"):
    return (
        BOX
        + b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        + b"Content-Location: "
        + location
        + b"\r\n\r\n"
        + markup.encode()
        + b"\r\n--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n"
    )


def test_a_page_saved_as_one_file_is_an_article_with_its_address():
    markup = page(f"<article><h1>Kupiansk</h1>{paragraphs(*TEXT)}</article>", title="Kupiansk")
    (article,) = _load(_saved(markup))
    assert (article.title, article.url) == ("Kupiansk", "https://example.com/news/1")
    assert article.text == "\n\n".join(("Kupiansk", *(text.strip() for text in TEXT)))


def test_a_page_of_a_frame_is_not_taken_for_the_address():
    (article,) = _load(_saved(page(paragraphs(*TEXT)), location=b"cid:frame-1@mhtml.blink"))
    assert article.url == "https://example.com/news/1"


def test_a_file_without_a_page_is_refused():
    (refused,) = _load(BOX + b"--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n")
    assert isinstance(refused, Skipped)
    assert refused.reason == "a.mhtml holds no page; save it anew"
