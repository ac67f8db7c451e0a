"""One article a text file: what front matter or a sidecar says of it, and the rest as it is.

Front matter wins over the sidecar. Without front matter the stored text is the file's text to the
last character. A brief without an id is known by its file name, so that an edited brief replaces
the older version of itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data.errors import LoadError
from data.loaders.decoding import read_text
from data.loaders.metadata import article_from, sidecar, split_front_matter
from data.loaders.protocol import Refused
from data.model import Article, SourceKind


class PlainText:
    """Reads ``.txt`` files."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, path: Path, *, max_bytes: int) -> Iterator[Article | Refused]:
        """The one article in the file."""
        yield text_article(path, max_bytes=max_bytes)


def text_article(path: Path, *, max_bytes: int) -> Article:
    """The article in a file that holds one; raises ``LoadError`` where it holds no text."""
    origin = str(path)
    front_matter, body = split_front_matter(read_text(path, max_bytes=max_bytes), origin)
    if not body.strip():
        raise LoadError(f"{path} is empty; it holds no text to read")
    article = article_from(front_matter.over(sidecar(path)), body, origin)
    if article.source_kind is SourceKind.BRIEF and article.article_id is None:
        return replace(article, article_id=path.stem)
    return article
