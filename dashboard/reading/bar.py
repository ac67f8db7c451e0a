"""The line above what is read: the way back, and the articles before and after."""

from dashboard import cache, markup
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Neighbours


def back(links: Links) -> str:
    """The way back to the article that a place or ground was opened from; empty without one."""
    found = cache.opened(links.screen.article) if links.screen.article else None
    if found is None:
        return ""
    name = text("reading.back_to", title=found.title or text("reading.no_title"))
    shown = markup.escaped(text("reading.back"))
    return markup.action(links.article(found.article_id), shown, style="fl-back", name=name)


def bar(beside: Neighbours | None = None, links: Links | None = None, back: str = "") -> str:
    """The line as HTML.

    Args:
        beside: the articles before and after the one that is read.
        links: as of the screen; with ``beside`` only.
        back: HTML of the way back.
    """
    parts = [back]
    if beside and links:
        for key, number in (("newer", beside.newer), ("older", beside.older)):
            if number is not None:
                name = text(f"reading.{key}_article")
                shown = markup.escaped(text(f"reading.{key}"))
                style = f"fl-turn fl-{key}"
                parts.append(markup.action(links.article(number), shown, style=style, name=name))
        if beside.listed:
            place = text("reading.of", number=min(beside.before + 1, beside.listed),
                         listed=beside.listed)  # fmt: skip
            parts.append(markup.span(place, "fl-of"))
    return "".join(parts)
