"""A loader that fails on a file nobody thought of leaves that file out, and the rest is read."""

import struct

import pytest

from data.articles.formats.document import Document, bytes_document, known_suffix
from data.articles.formats.json_files import JsonLines
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document, loader_for
from data.articles.formats.text_files import Markdown, PlainText
from data.articles.formats.walking import load_all


def _document(name, content=b"Text.", content_type=""):
    made = bytes_document(content, origin=name, name=name, max_bytes=1024)
    return Document(made.origin, made.name, made.opener, made.max_bytes, content_type=content_type)


@pytest.mark.parametrize(
    ("name", "content_type", "loader"),
    [
        ("a.txt", "", PlainText),
        ("A.TXT", "", PlainText),
        ("2023.03.01.md", "", Markdown),
        ("a.jsonl", "text/plain", JsonLines),
        ("news", "text/plain; charset=utf-8", PlainText),
        ("news.php", "Text/Markdown", Markdown),
        ("news", "", type(None)),
        ("a.pdf", "application/pdf", type(None)),
    ],
)
def test_the_ending_decides_and_else_the_content_type(name, content_type, loader):
    assert type(loader_for(_document(name, content_type=content_type))) is loader


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.tar.gz", ".tar.gz"), ("a.b.gz", ".gz"), ("a.gz", ".gz"), ("gz", ""), ("a.bz2", "")],
)
def test_the_longest_known_ending_counts(name, suffix):
    assert known_suffix(name, (".gz", ".tar.gz")) == suffix


def test_a_document_without_a_file_is_read_under_the_name_that_it_is_given():
    document = bytes_document(
        b"Fires in Kherson.", origin="a.zip: b/c.txt", name="c.txt", max_bytes=1024
    )
    (article,) = load_document(document)
    assert (article.text, article.origin) == ("Fires in Kherson.", "a.zip: b/c.txt")


def test_a_brief_without_a_file_is_known_by_its_name():
    text = b"---\nkind: brief\n---\nText."
    (article,) = load_document(
        bytes_document(text, origin="a.zip: x/kyiv.md", name="kyiv.md", max_bytes=1024)
    )
    assert article.article_id == "kyiv"


class _Fault:
    def __init__(self, fault):
        self._load, self._fault = PlainText.load, fault

    def __call__(self, document):
        if document.name == "odd.txt":
            raise self._fault
        return self._load(PlainText(), document)


@pytest.mark.parametrize(
    "fault",
    [RecursionError("too deep"), ValueError("odd"), SyntaxError("no XML"), struct.error("short")],
    ids=lambda fault: type(fault).__name__,
)
def test_a_fault_in_a_loader_leaves_its_file_out_by_name(tmp_path, monkeypatch, fault):
    for name in ("a.txt", "odd.txt", "z.txt"):
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    failing = _Fault(fault)
    monkeypatch.setattr(PlainText, "load", lambda self, document: failing(document))
    found = list(load_all([tmp_path], max_bytes=1000))
    assert [getattr(one, "text", None) for one in found] == [
        "Text of a.txt.",
        None,
        "Text of z.txt.",
    ]
    odd = tmp_path / "odd.txt"
    reason = f"{odd} was left out: reading it failed ({type(fault).__name__}: {fault}); report it"
    assert isinstance(found[1], Skipped)
    assert found[1].reason == f"{reason} with its text"
