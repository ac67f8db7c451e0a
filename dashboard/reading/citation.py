"""Writes the line by which an article is cited: source, title, day, address."""

from dashboard import markup, words
from dashboard.texts import text
from data import Opened


def line(found: Opened) -> str:
    """The citation as plain text, without what is not known."""
    title = " ".join(found.title.split())
    day = words.day_words(found.published, found.published_prec) if found.published else ""
    parts = (
        found.author, f"“{title}”" if title else "", found.source,
        day or text("reading.undated"), markup.safe_url(found.url) or "",
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def section(found: Opened) -> str:
    """The citation with a button that copies it, as HTML."""
    cited = line(found)
    return markup.section(
        text("reading.citation"),
        markup.paragraph(cited, "fl-cite"),
        markup.button("copy", cited, markup.escaped(text("reading.copy_citation"))),
    )
