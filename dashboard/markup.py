"""The one place that makes HTML, and the one that makes article text fit for Markdown.

Article text, titles, sources, addresses and file names are hostile until they went through here:
escaped for HTML, stripped of control characters, with the marks that turn the writing direction
shown as ``[U+202E]`` instead of obeyed. Links leave only as http or https.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from data import Excerpt, SourceKind

STYLE_FILE = Path(__file__).resolve().parent / "browser" / "page.css"
"""The styles of what is made here; ``st.html`` takes the file."""
_TURNERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of the text after them (Unicode UAX 9)."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffb]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:@&^=\"'/])")
_BRIEF_NOTE = "a summary written by this project, no independent source"


def brand(name: str, *, heading: bool) -> str:
    """The program's name in the bar; as the page's main heading where it has no other."""
    tag = "h1" if heading else "div"
    return f'<{tag} class="fl-brand">{escaped(name)}</{tag}>'


def reading_tools(pull: str, close: str) -> str:
    """The grip of the phone's sheet and the button that closes it, by their names."""
    return (
        f'<button class="fl-grip" type="button" aria-label="{escaped(pull)}"></button>'
        f'<button class="fl-close" type="button" data-fl-close="reading" aria-label="'
        f'{escaped(close)}">✕</button>'
    )


def visible(text: str) -> str:
    """The text with controls removed and direction marks spelled out; not yet escaped."""
    shown = _TURNERS.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    return _CONTROLS.sub("", unicodedata.normalize("NFC", shown))


def escaped(text: str) -> str:
    """Fit for HTML, between tags and inside quoted attributes."""
    return html.escape(visible(text), quote=True)


def isolated(text: str) -> str:
    """As ``escaped``, kept from turning the direction of what stands beside it."""
    return f"<bdi>{escaped(text)}</bdi>"


def plain(text: str) -> str:
    """Fit for Streamlit labels, options and messages, which all read Markdown."""
    one_line = " ".join(visible(text).split())
    return _MARKDOWN.sub(r"\\\1", one_line)


def safe_url(url: str | None) -> str | None:
    """The address when it is an http or https one with a host, else None."""
    if not url or _CONTROLS.search(url) or _TURNERS.search(url) or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def link(url: str | None, text: str) -> str:
    """A link that opens beside the page, or the bare text where the address is no web address."""
    address = safe_url(url)
    if address is None:
        return isolated(text)
    quoted = html.escape(address, quote=True)
    return f'<a href="{quoted}" target="_blank" rel="noopener noreferrer">{isolated(text)}</a>'


def tooltip(name: str, lines: Iterable[str]) -> str:
    """What the map shows of a place or an area under the pointer."""
    more = "".join(f'<br><span class="more">{escaped(line)}</span>' for line in lines)
    return f"<b>{isolated(name)}</b>{more}"


def marked(text: str, start: int, end: int, claims: Iterable[tuple[int, str]] = ()) -> str:
    """The window of text with the mention in ``<mark>``, and a label where a claim ends."""
    body = _with_labels(text, [(start, end, f"<mark>{escaped(text[start:end])}</mark>")], claims)
    return f"<bdi>{body.replace(chr(10), '<br>')}</bdi>"


def article_text(
    text: str,
    marks: Iterable[tuple[int, int, str, bool]],
    claims: Iterable[tuple[int, str]] = (),
) -> str:
    """A whole text with its names in ``<mark>``, each with words that the pointer shows.

    Args:
        text: the text.
        marks: start, end, words and whether it is on the map, in text order, not overlapping.
        claims: of each claim where its sentence ends, and the words of its label.
    """
    names = []
    for start, end, words, mapped in marks:
        kind = "" if mapped else ' class="fl-lost"'
        shown = f'<mark{kind} title="{escaped(words)}">{escaped(text[start:end])}</mark>'
        names.append((start, end, shown))
    body = _with_labels(text, names, claims)
    return f'<div class="fl-article fl-text"><bdi>{body.replace(chr(10), "<br>")}</bdi></div>'


def _with_labels(
    text: str, marks: Iterable[tuple[int, int, str]], claims: Iterable[tuple[int, str]]
) -> str:
    """The escaped text with its marks replaced by HTML, and the labels put in."""
    labels = [
        (end, end, f' <span class="fl-claim">{isolated(words)}</span> ') for end, words in claims
    ]
    parts, last = [], 0
    for start, end, shown in sorted([*marks, *labels], key=lambda one: one[:2]):
        # A sentence that ends inside a name, by a wrong guess, gets its label after the name.
        parts += [escaped(text[last:start]), shown] if start >= last else [shown]
        last = max(last, end)
    return "".join([*parts, escaped(text[last:])])


def article_head(
    title: str, url: str | None, source: str, author: str, lines: Iterable[str], *, brief: bool
) -> str:
    """Title, source, author and what else is known of an article."""
    by = f" · {isolated(author)}" if author else ""
    known = " · ".join(escaped(line) for line in lines if line)
    return (
        f'<div class="fl-head">{isolated(source)}{by} {_badge(brief)}<br>{known}</div>'
        f'<div class="fl-title">{link(url, title or "(no title)")}</div>'
    )


def tellers(rows: Iterable[tuple[str, str, str | None, str]]) -> str:
    """Who else tells a story: of each its day, source, address and title."""
    items = "".join(
        f"<li><time>{escaped(day)}</time> · {isolated(source)}: {link(url, title)}</li>"
        for day, source, url, title in rows
    )
    return f'<ul class="fl-tellers">{items}</ul>'


def excerpt(
    found: Excerpt,
    why: Sequence[str],
    candidates: Sequence[tuple[str, str, str]],
    more: Sequence[str] = (),
    claims: Sequence[tuple[int, str]] = (),
) -> str:
    """One excerpt as a card.

    Args:
        found: the excerpt.
        more: lines under day and source.
        claims: as of ``article_text``.
        why: lines under "Why here?", most important first.
        candidates: of each other candidate its name, its score and its reasons.
    """
    day = found.published.isoformat() if found.published else "undated"
    badge = _badge(found.source_kind is SourceKind.BRIEF)
    title = link(found.url, found.title or "(no title)")
    text = marked(found.text, found.mark_start, found.mark_end, claims)
    reasons = "".join(f"<li>{escaped(line)}</li>" for line in why)
    return (
        '<article class="fl-card">'
        f'<div class="fl-head"><time>{day}</time> · {isolated(found.source)} {badge}'
        f"{''.join(f'<br>{escaped(line)}' for line in more)}</div>"
        f'<div class="fl-title">{title}</div>'
        f'<blockquote class="fl-text">{text}</blockquote>'
        f'<details class="fl-why"><summary>Why here?</summary><ul>{reasons}</ul>'
        f"{_candidates(candidates)}</details></article>"
    )


def _badge(brief: bool) -> str:
    return f'<span class="fl-brief" title="{_BRIEF_NOTE}">brief</span>' if brief else ""


def _candidates(candidates: Sequence[tuple[str, str, str]]) -> str:
    if not candidates:
        return "<p>No other place of that name was considered.</p>"
    return _table(("Other candidates", "score", "why"), candidates)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return _table_of(headings, (map(isolated, row) for row in rows))


def _table_of(headings: Iterable[str], rows: Iterable[Iterable[str]], style: str = "") -> str:
    """A table whose cells are HTML already."""
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table{style}><tr>{head}</tr>{body}</table>"


def cards(parts: Iterable[str]) -> str:
    """Several cards under one another."""
    return f'<div class="fl-cards">{"".join(parts)}</div>'


def legend(entries: Iterable[tuple[str, str, str]]) -> str:
    """The legend: of each entry its shape (dot, hollow, area, line), colour and words."""
    items = "".join(
        f'<span class="fl-key"><i class="fl-{shape}" style="--c:{html.escape(colour)}"></i>'
        f"{escaped(words)}</span>"
        for shape, colour, words in entries
    )
    return f'<div class="fl-legend">{items}</div>'


def evidence(rows: Iterable[tuple[str, str, str, str, int | None]]) -> str:
    """What a holder rests on: day, place, holder, who says what, and the article if it is one."""
    shown = (
        [*map(isolated, cells), f'<a href="articles?article={article}">article</a>']
        if article
        else [*map(isolated, cells), ""]
        for *cells, article in rows
    )
    headings = ("from", "place", "holder", "evidence", "")
    return _table_of(headings, shown, ' class="fl-evidence"')
