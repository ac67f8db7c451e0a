"""A document made of a string, and what the loaders make of it."""

from dataclasses import replace

from data.articles.formats.document import NO_COLUMNS, bytes_document
from data.articles.formats.loading import load_document

MB = 1024 * 1024


def document(content, name="a.csv", *, columns=NO_COLUMNS, max_bytes=32 * MB):
    encoded = content if isinstance(content, bytes) else content.encode()
    made = bytes_document(encoded, origin=name, name=name, max_bytes=max_bytes)
    return replace(made, columns=columns)


def read(content, name="a.csv", **about):
    """Articles and refusals of a document with this content and name."""
    return list(load_document(document(content, name, **about)))


def texts(found):
    """Texts of articles, reasons of refusals."""
    return [getattr(one, "text", None) or one.reason for one in found]
