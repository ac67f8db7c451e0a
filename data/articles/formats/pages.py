"""The article in a web page: text, title and what the page says of itself, by trafilatura.

Paragraphs are separated by a blank line. Navigation, comments and lists of other stories are left
out. Where neither a mark nor the address names a day, htmldate's find in the page is taken.
"""

import copy
import logging
import re
from dataclasses import dataclass

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG

from data.articles.formats.metadata import Fields, article_from
from data.articles.formats.page_marks import (
    canonical_address,
    declared_language,
    drop_days_of_change,
    only_heading,
    published_mark,
    saved_from,
)
from data.articles.formats.page_tree import page_tree
from data.errors import LoadError
from data.model import Article
from data.reading.language import guess_language, language_code

# They report through the article's refusal instead.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

# trafilatura takes the whole page with its menus for an article that is shorter than this; flash
# news have 60 characters and more.
_CONFIG = copy.deepcopy(DEFAULT_CONFIG)
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
_MENUS = "//nav | //footer | //*[@role='navigation'] | //*[@role='contentinfo']"
_DAY_IN_ADDRESS = re.compile(r"(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])\b|(?:19|20)\d{6}")
_LANGUAGES_OF_LETTERS = frozenset({"en", "uk", "ru"})
_MOST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Extracted:
    """What trafilatura finds in a page; empty where it finds nothing."""

    text: str
    title: str
    author: str
    site: str
    day: str


def page_article(
    markup: str, origin: str, *, address: str = "", beside: Fields | None = None
) -> Article:
    """The one article of a page; raises ``LoadError`` where there is none.

    ``address`` is where the page came from, if that is known; ``beside`` is what a sidecar says,
    which wins over the page.
    """
    tree = page_tree(markup, origin)
    url = canonical_address(tree) or address or saved_from(markup)
    mark, heading, declared = published_mark(tree), only_heading(tree), declared_language(tree)
    drop_days_of_change(tree)
    found = extracted(tree, origin)
    values = {
        "title": _title(found.title, heading, found.site),
        "source": found.site,
        "author": found.author,
        "published": mark or _other_day(found.day, url),
        "url": url,
        "lang": _language(declared, found.text),
    }
    fields = Fields({name: value for name, value in values.items() if value})
    return article_from(beside.over(fields) if beside else fields, found.text, origin)


def extracted(tree: html.HtmlElement, origin: str) -> Extracted:
    """The article in ``tree``, which is changed; raises ``LoadError`` where it holds none."""
    try:
        found = bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            prune_xpath=_MENUS,
            config=_CONFIG,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError as exc:
        raise LoadError(f"{origin} is nested too deep; save its article alone") from exc
    lines = (getattr(found, "text", None) or "").splitlines()
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise LoadError(f"{origin} holds no article text; save it with its text, not its frame")
    return Extracted(
        text,
        title=getattr(found, "title", None) or "",
        author=getattr(found, "author", None) or "",
        site=getattr(found, "sitename", None) or "",
        day=getattr(found, "date", None) or "",
    )


def _title(title: str, heading: str, site: str) -> str:
    """The title without the site's name, which is the page's one heading where they agree."""
    if heading and len(heading) <= _MOST_TITLE and (not title or title.startswith(heading)):
        return heading
    if site and title.casefold().endswith(site.casefold()):
        return title[: -len(site)].rstrip(" -–—|·•:") or title
    return title


def _other_day(day: str, address: str) -> str:
    """What htmldate found, unless the address has a day, which is surer and ``dating`` reads."""
    return "" if _DAY_IN_ADDRESS.search(address) else day


def _language(declared: str, text: str) -> str:
    """What the page declares, unless its letters are another's: templates are often English."""
    guessed = guess_language(text)
    code = language_code(declared)
    return "" if guessed in _LANGUAGES_OF_LETTERS and guessed != code else code
