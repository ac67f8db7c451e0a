"""One article a text file: what front matter or a sidecar says of it, and the rest as it is.

Front matter wins over the sidecar. Without front matter the stored text is the file's text to the
last character. A brief without an id is known by its file name, so that an edited brief replaces
the older version of itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from data.articles.formats.decoding import read_text
from data.articles.formats.document import Document
from data.articles.formats.metadata import article_from, sidecar, split_front_matter
from data.articles.formats.protocol import Refused
from data.errors import LoadError
from data.model import Article, SourceKind


class PlainText:
    """Reads ``.txt`` files."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """The one article in the file."""
        yield text_article(document)


def text_article(document: Document) -> Article:
    """The article in a file that holds one; raises ``LoadError`` where it holds no text."""
    origin = document.origin
    decoded = read_text(document)
    fields, body = split_front_matter(decoded.text, origin)
    if not body.strip():
        raise LoadError(f"{origin} is empty; it holds no text to read")
    if document.path:
        fields = fields.over(sidecar(document.path))
    article = article_from(fields, body, origin)
    article = replace(article, notes=decoded.notes + article.notes)
    if article.source_kind is SourceKind.BRIEF and article.article_id is None:
        return replace(article, article_id=PurePath(document.name).stem)
    return article
