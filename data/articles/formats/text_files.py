"""Reads plain text and Markdown files: one article a file.

Metadata comes from front matter or a sidecar file; front matter wins. Without front matter the
stored text is the file's text to the last character. Markdown keeps its marks, because text is
shown as text and never as HTML; its first heading is the title if the metadata has none. A brief
without an id is identified by its file name, so that an edited brief replaces its older version.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from data.articles.formats.decoding import read_text
from data.articles.formats.document import Document
from data.articles.formats.loader import Skipped
from data.articles.formats.metadata import article_from, sidecar, split_front_matter
from data.errors import LoadError
from data.model import Article, SourceKind

_HEADING = re.compile(r"^#{1,6}[ \t]+(.{1,300}?)[ \t#]*$", re.MULTILINE)
_HEAD_CHARACTERS = 2000


class PlainText:
    """Reads ``.txt`` files."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The one article in the file."""
        yield text_article(document)


def text_article(document: Document) -> Article:
    """The article in a file that holds one; raises ``LoadError`` where it holds no text."""
    origin = document.origin
    decoded = read_text(document)
    fields, body = split_front_matter(decoded.text, origin)
    if not body.strip():
        raise LoadError(f"{origin} is empty; it holds no text to read")
    article = article_from(fields.over(sidecar(document.path)), body, origin)
    article = replace(article, notes=decoded.notes + article.notes)
    if article.source_kind is SourceKind.BRIEF and article.article_id is None:
        return replace(article, article_id=PurePath(document.name).stem)
    return article


class Markdown:
    """Reads ``.md`` files."""

    suffixes = frozenset({".md", ".markdown"})

    def load(self, document: Document) -> Iterator[Article | Skipped]:
        """The one article in the file."""
        article = text_article(document)
        heading = _HEADING.search(article.text[:_HEAD_CHARACTERS])
        if heading and not article.title:
            article = replace(article, title=heading[1].strip())
        yield article
