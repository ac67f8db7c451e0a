"""Finds the day that a page shows its readers beside the headline.

Only what follows the headline within ``_REACH`` characters is looked at, line by line: a line that
is a day, with a time, a byline or a word such as "Published" around it. A line that tells of a
change ("Updated", "Aktualisiert") is passed over, and so is a sentence: the days in it are of what
happened.
"""

import re

from lxml import etree, html

from data.reading.dating.shown import days_shown

_Line = tuple[html.HtmlElement, str]
_REACH = 700
_MOST_LINE = 110
_MOST_WORDS_BESIDE = 8
_SILENT_TAGS = (
    "script style noscript template nav select svg iframe button form figcaption blockquote"
)
_SILENT = frozenset(_SILENT_TAGS.split())
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|teasers?|read-?(?:also|more|next)|more-?(?:stories|news)"
    r"|(?:most|popular)-?(?:read|posts|news)?|trending|sidebar|comments?|commentlist|similar)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = (("h1", 0.2), ("h2", 0.0), ("h3", -0.1))
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENOUGH_WORDS = 6
_MOST_HEADINGS = 200
_CHANGED = re.compile(
    r"(?:\b|_)(?:updat|modif|revis|edited|editiert|changed|aktualis|änder|geänd"
    r"|mise? à jour|actuali|aggiorn|gewijzig|bijgewerkt|оновлен|змінен|обновлен|изменен"
    r"|zaktual|atualiz)"
    r"|last-?modified|lastupdate",
    re.IGNORECASE,
)
# WordPress writes "entry-date published updated" where the two days are one.
_PUBLISHED = re.compile(r"publish|entry-date", re.IGNORECASE)
_FULL_STOP = re.compile(r"[^\W\d_]{4,}[.!?…]$")
_FEWEST_OF_A_SENTENCE = 2
_NO_BOX = frozenset({"h1", "h2", "h3", "title"})
_AMERICAN = re.compile(r"en(?:[-_](?:us|ca))?$", re.IGNORECASE)


def boxed_day(tree: html.HtmlElement, language: str) -> str:
    """The first day shown behind the headline, as ISO text; empty where none is.

    ``language`` is what the page declares, and decides what "03/04/2022" is.
    """
    heading = headline(tree)
    if heading is None:
        return ""
    day_first = None if not language or _AMERICAN.match(language) else True
    before, behind = _around(tree, heading)
    for element, line in (*behind, *before):
        if _CHANGED.search(line) or _of_a_change(element) or element.tag in _NO_BOX:
            continue
        shown = list(days_shown(line, day_first=day_first))
        if len(shown) == 1:
            beside = line[: shown[0].start] + " " + line[shown[0].end :]
            words = len(_WORD.findall(beside))
            sentence = words > _FEWEST_OF_A_SENTENCE and _FULL_STOP.search(line)
            if len(line) <= _MOST_LINE and words <= _MOST_WORDS_BESIDE and not sentence:
                return shown[0].day.isoformat()
    return ""


def is_of_others(element: html.HtmlElement) -> bool:
    """Whether the element's name says that it shows other stories, or what readers say."""
    return bool(_OTHERS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _of_a_change(element: html.HtmlElement) -> bool:
    name = element.get("class") or ""
    return bool(_CHANGED.search(name)) and not _PUBLISHED.search(name)


def headline(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The heading that says most of what the page's title does; the first of several."""
    titles = [title.text_content() for title in tree.iter("title")][:1]
    titles += tree.xpath("//meta[@property='og:title']/@content")[:1]
    wanted = set(_WORD.findall(" ".join(titles).lower()))
    best: tuple[float, html.HtmlElement] | None = None
    for tag, bonus in _HEADINGS:
        for number, heading in enumerate(tree.iter(tag)):
            words = set(_WORD.findall(heading.text_content().lower()))
            if not words or number >= _MOST_HEADINGS:
                continue
            shared = len(words & wanted)
            likeness = shared / len(words) + min(shared, _ENOUGH_WORDS) / _ENOUGH_WORDS / 2 + bonus
            if best is None or likeness > best[0]:
                best = likeness, heading
    return best[1] if best else None


def _around(tree: html.HtmlElement, heading: html.HtmlElement) -> tuple[list[_Line], list[_Line]]:
    """The last line before the heading and those behind it, with the element of each."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    before: list[_Line] = []
    behind: list[_Line] = []
    seen: int | None = None
    for event, element in walk:
        if event == "start" and (
            element.tag in _SILENT or (seen is not None and _is_aside(element))
        ):
            seen = seen + len(element.text_content()) if seen and element.tag == "p" else seen
            walk.skip_subtree()
            continue
        if event == "start" and element is heading:
            walk.skip_subtree()
            continue
        if event == "end" and element is heading:
            seen = 0
        holder = element if event == "start" else element.getparent()
        raw = element.text if event == "start" else element.tail
        line = " ".join((raw or "").split())
        if not line or holder is None:
            continue
        if seen is None:
            before = [(holder, line)]
        else:
            behind.append((holder, line))
            seen += len(line)
            if seen > _REACH:
                break
    return before, behind


def _is_aside(element: html.HtmlElement) -> bool:
    """Whether the days in it are others': of other stories, or of what a paragraph tells.

    An ``<article>`` that begins behind the headline is a card of another story.
    """
    is_prose = element.tag == "p" and len(element.text_content()) > _MOST_LINE
    return is_prose or element.tag == "article" or is_of_others(element)
