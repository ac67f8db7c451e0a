"""The one place that makes HTML.

What others wrote goes through here and never to Streamlit as Markdown, which makes links of
addresses and arrows of "->" however they are escaped.

Article text, titles, sources, addresses and file names are hostile until they went through here:
escaped for HTML, stripped of control characters, with the marks that turn the writing direction
shown as ``[U+202E]`` instead of obeyed. Links leave only as http or https. ``st.html`` sanitises
what comes from here once more, and lets through ``data-*``, ``aria-*``, ``style`` and ``tabindex``.

What a click does stands in ``data-fl-*`` attributes, which dashboard/map/browser/reading.js reads;
the link beside them leads to the same screen where that script is not on the page.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_BROWSER = Path(__file__).resolve().parent / "browser"
STYLE_FILES = (_BROWSER / "page.css", _BROWSER / "reading.css")
"""The styles of what is made here; ``st.html`` takes the files."""
_TURNERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of the text after them (Unicode UAX 9)."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffb]")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_LINE_BREAKS = re.compile(r"\n\s*")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Act:
    """What a click does."""

    href: str
    """The address of the same screen, relative to the page."""
    does: Mapping[str, str] = field(default_factory=dict)
    """``{"place": "geonames:713174"}`` becomes ``data-fl-place="geonames:713174"``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is shown as something else, or a label put in where it is empty."""

    start: int
    end: int
    shown: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which ground is held in one way."""

    days: int
    colours: tuple[str, str]
    """On a light and on a dark page, as #rrggbb."""
    style: str
    """"held", "inferred", "contested" or "unknown"."""
    words: str
    act: Act


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


def hint(words: str, close: str) -> str:
    """A sentence for newcomers, with a button that closes it for good."""
    return (
        f'<div class="fl-hint"><span>{escaped(words)}</span>'
        f'<button class="fl-close" type="button" data-fl-close="hint" aria-label="'
        f'{escaped(close)}">✕</button></div>'
    )


def note(line: str, *, alert: bool = False) -> str:
    """One line of text that is never read as a link or as Markdown, whatever it holds."""
    role = "alert" if alert else "status"
    return f'<p class="fl-note" role="{role}">{isolated(line)}</p>'


def notes(lines: Iterable[str], close: str | None) -> str:
    """Several such lines; ``close`` is the name of a button that hides them, if there is one."""
    shown = "".join(f"<p>{isolated(line)}</p>" for line in lines)
    button = close and (
        f'<button class="fl-close" type="button" data-fl-close="notes" aria-label="'
        f'{escaped(close)}">✕</button>'
    )
    return f'<div class="fl-note" role="status"><div>{shown}</div>{button or ""}</div>'


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


def in_language(text: str, lang: str) -> str:
    """As ``isolated``, with the language that screen readers are to speak it in."""
    return f'<bdi lang="{escaped(lang)}">{escaped(text)}</bdi>'


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


def action(act: Act, shown: str, *, style: str = "", name: str = "", tip: str = "") -> str:
    """A link that the page's script follows without leaving the page.

    Args:
        act: what a click does.
        shown: HTML inside the link.
        style: classes.
        name: what screen readers say in place of ``shown``.
        tip: what the pointer shows.
    """
    does = "".join(f' data-fl-{what}="{escaped(value)}"' for what, value in act.does.items())
    more = f' class="{style}"' if style else ""
    more += f' aria-label="{escaped(name)}"' if name else ""
    more += f' title="{escaped(tip)}"' if tip else ""
    return f'<a href="{html.escape(act.href, quote=True)}"{does}{more}>{shown}</a>'


def button(what: str, value: str, shown: str, *, style: str = "", name: str = "") -> str:
    """A button of the page's script; it does nothing where the script is not on the page.

    Args:
        what: ``data-fl-`` this: "copy", "close".
        value: of that attribute.
        shown: HTML inside the button.
        style: classes.
        name: what screen readers say in place of ``shown``.
    """
    said = f' aria-label="{escaped(name)}" title="{escaped(name)}"' if name else ""
    return (
        f'<button type="button" class="fl-press {style}" data-fl-{what}="{escaped(value)}"{said}>'
        f"{shown}</button>"
    )


def span(text: str, style: str, *, tip: str = "") -> str:
    """A stretch of text in a style."""
    return f'<span class="{style}"{_tip(tip)}>{isolated(text)}</span>'


def strong(shown: str) -> str:
    """HTML that stands out."""
    return f"<strong>{shown}</strong>"


def quiet(shown: str) -> str:
    """HTML that stands back: the sentences beside the one that counts."""
    return f'<span class="fl-context">{shown}</span>'


def listed(said: str, parts: Iterable[str], style: str) -> str:
    """HTML ``said``, and then HTML parts with commas between."""
    return f'<p class="{style}">{said} {", ".join(parts)}</p>'


def signed(sign: str, words: str, style: str) -> str:
    """Words behind a sign that only eyes need."""
    return (
        f'<span class="{style}"><span aria-hidden="true">{escaped(sign)}</span> '
        f"{escaped(words)}</span>"
    )


def _tip(words: str) -> str:
    return f' title="{escaped(words)}"' if words else ""


def joined(parts: Iterable[str], style: str = "") -> str:
    """HTML parts in a line with dots between, left out where there is none."""
    line = ' <span aria-hidden="true">·</span> '.join(part for part in parts if part)
    return f'<p class="{style}">{line}</p>' if line else ""


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{style}">{escaped(text)}</p>' if text else ""


def items(parts: Iterable[str], style: str) -> str:
    """A list of HTML parts; nothing where there is none."""
    rows = "".join(f"<li>{part}</li>" for part in parts)
    return f'<ul class="{style}">{rows}</ul>' if rows else ""


def section(heading: str, *parts: str, style: str = "") -> str:
    """A titled part of the drawer; nothing where it has no content."""
    body = "".join(parts)
    return f'<section class="fl-part {style}"><h3>{escaped(heading)}</h3>{body}</section>' * bool(
        body
    )


def folded(summary: str, *parts: str, style: str = "") -> str:
    """What a click on ``summary`` shows; nothing where there is nothing."""
    body = "".join(parts)
    if not body:
        return ""
    return f'<details class="{style}"><summary>{escaped(summary)}</summary>{body}</details>'


def drawer(bar: Iterable[str], title: str, *parts: str, label: str) -> str:
    """The whole of the right drawer.

    Args:
        bar: what stands above the title: the way back, older and newer, close.
        title: HTML of the heading, which takes the focus when the drawer opens.
        parts: HTML under the title.
        label: what screen readers call it.
    """
    return (
        f'<div class="fl-reading" data-fl-drawer="{escaped(label)}">'
        f'<div class="fl-top">{"".join(bar)}</div>'
        f'<h2 class="fl-name-of" tabindex="-1">{title}</h2>{"".join(parts)}</div>'
    )


def bare(*parts: str) -> str:
    """Parts under the drawer's first piece, in the same look."""
    return f'<div class="fl-reading">{"".join(parts)}</div>'


def rich(text: str, first: int, last: int, pieces: Iterable[Piece]) -> str:
    """The escaped ``text[first:last]`` with its pieces shown as they say."""
    parts, at = [], first
    for one in sorted(pieces, key=lambda one: (one.start, one.end)):
        # A label whose place lies inside a name, by a wrong guess, stands after the name.
        parts += [_lines(text[at : one.start]), one.shown] if one.start >= at else [one.shown]
        at = max(at, min(one.end, last))
    return "".join([*parts, _lines(text[at:last])])


def _lines(text: str) -> str:
    return _LINE_BREAKS.sub("<br>", escaped(text))


def prose(text: str, first: int, pieces: Iterable[Piece], style: str = "fl-text") -> str:
    """The paragraphs of ``text[first:]`` with their pieces; what begins before is left out."""
    waiting = sorted((one for one in pieces if one.start >= first), key=lambda one: one.start)
    shown, at = [], first
    for start, end in _paragraphs(text, first):
        mine = [one for one in waiting if one.start <= end]
        waiting = waiting[len(mine) :]
        begin, at = max(start, at), max([end, *(one.end for one in mine)])
        shown.append(f'<p dir="auto">{rich(text, begin, at, mine)}</p>')
    return f'<div class="{style}">{"".join(shown)}</div>'


def _paragraphs(text: str, first: int) -> Iterator[tuple[int, int]]:
    for found in _EMPTY_LINE.finditer(text, first):
        if text[first : found.start()].strip():
            yield first, found.start()
        first = found.end()
    if text[first:].strip():
        yield first, len(text)


def point(latitude: float, longitude: float, copy: str, name: str) -> str:
    """Coordinates with a button that copies them; its words, and its name for screen readers."""
    shown = f"{latitude:.4f}, {longitude:.4f}"
    button_ = button("copy", shown, escaped(copy), name=name)
    return f'<p class="fl-meta">{span(shown, "fl-point")}{button_}</p>'


def chip(words: str, kind: str = "") -> str:
    """A label: what is claimed, how surely, that something is a brief."""
    return f'<span class="fl-chip {kind}">{isolated(words)}</span>'


def strip(stretches: Sequence[Stretch], label: str, ends: tuple[str, str], first_day: int) -> str:
    """Who held ground when, as a bar: each stretch as wide as it is long.

    Args:
        stretches: in the order of their days.
        label: what screen readers call the bar.
        ends: words under its first and last day.
        first_day: days from 1970-01-01 to the first one; the page's script sets --fl-cursor.
    """
    days = max(1, sum(one.days for one in stretches))
    cursor = f"--fl-first:{first_day};--fl-days:{days}"
    bars = "".join(
        f'<li style="flex:{max(1, one.days)} 1 0;{_colours(one.colours)}">'
        f"{action(one.act, '', style=f'fl-stretch fl-{one.style}', name=one.words, tip=one.words)}"
        "</li>"
        for one in stretches
    )
    return (
        f'<div class="fl-who-box" style="{cursor}">'
        f'<ol class="fl-who" aria-label="{escaped(label)}">{bars}</ol>'
        f'<i class="fl-cursor" aria-hidden="true"></i></div>{_ends(ends)}'
    )


def _colours(pair: tuple[str, str]) -> str:
    light, dark = (one if _COLOUR.fullmatch(one) else "#808080" for one in pair)
    return f"--fl-light:{light};--fl-dark:{dark}"


def bars(counts: Sequence[tuple[int, bool, str]], label: str, ends: tuple[str, str]) -> str:
    """Small bars over time.

    Args:
        counts: of each bar how many, whether it lies in what is chosen, and what the pointer shows.
        label: what screen readers say in place of the bars.
        ends: words under the first and the last bar.
    """
    most = max((count for count, _, _ in counts), default=0) or 1
    shown = "".join(
        f'<i{" class=fl-in" * inside} style="height:{100 * count / most:.0f}%"{_tip(tip)}></i>'
        for count, inside, tip in counts
    )
    return f'<div class="fl-months" role="img" aria-label="{escaped(label)}">{shown}</div>' + _ends(
        ends
    )


def _ends(words: tuple[str, str]) -> str:
    first, last = map(escaped, words)
    shown = f"<span>{first}</span><span>{last}</span>"
    return f'<div class="fl-ends" aria-hidden="true">{shown}</div>'


def card(headline: str, meta: str, *parts: str) -> str:
    """What one article says of a place: its headline, source and day, and its sentences."""
    return f'<article class="fl-card"><h4>{headline}</h4>{meta}{"".join(parts)}</article>'


def quote(shown: str) -> str:
    """Sentences of an article; ``shown`` is HTML."""
    return f'<blockquote class="fl-text" dir="auto">{shown}</blockquote>'


def removed(text: str) -> str:
    """Words that a newer text lacks."""
    return f"<del>{escaped(text)}</del>"


def added(text: str) -> str:
    """Words that an older text lacks."""
    return f"<ins>{escaped(text)}</ins>"


def beside(old: str, new: str, *, style: str) -> str:
    """A paragraph of HTML and its newer form, side by side, or one under the other on a phone.

    What is the same (``fl-same``) is read out once.
    """
    again = ' aria-hidden="true"' * (style == "fl-same")
    return (
        f'<div class="fl-beside {style}"><p dir="auto">{old}</p>'
        f'<p dir="auto"{again}>{new}</p></div>'
    )


def table(headings: Iterable[str], rows: Sequence[Sequence[str]], label: str) -> str:
    """A table of plain text that scrolls sideways where it is too wide."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escaped(heading)}</th>' for heading in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{isolated(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="fl-wide" role="group" tabindex="0" aria-label="{escaped(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
