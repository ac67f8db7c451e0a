"""One article a Markdown file. Its marks stay in the text, which is shown as text, never as HTML.

Without a title in the metadata the first heading is the title.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.articles.formats.document import Document
from data.articles.formats.plain_text import text_article
from data.articles.formats.protocol import Refused
from data.model import Article

_HEADING = re.compile(r"^#{1,6}[ \t]+(.{1,300}?)[ \t#]*$", re.MULTILINE)
_HEAD_CHARACTERS = 2000


class Markdown:
    """Reads ``.md`` files."""

    suffixes = frozenset({".md", ".markdown"})

    def load(self, document: Document) -> Iterator[Article | Refused]:
        """The one article in the file."""
        article = text_article(document)
        heading = _HEADING.search(article.text[:_HEAD_CHARACTERS])
        if heading and not article.title:
            article = replace(article, title=heading[1].strip())
        yield article
