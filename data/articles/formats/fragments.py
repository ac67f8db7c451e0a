"""Pieces of HTML, as feeds and mails carry them, to plain text with its paragraphs.

Read by events and not as a tree, so depth costs nothing. Scripts and styles are left out; blocks
become paragraphs, lines stay lines, all other marks go.
"""

import html
import re

from lxml import etree

_BLOCK_TAGS = (
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SILENT = frozenset({"script", "style", "template", "iframe", "object", "svg", "math"})
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class _Text:
    """Collects text between tags."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._silent = 0

    def start(self, tag: str, _attributes: object) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._lines += [[], []]
        elif tag == "br":
            self._lines.append([])
        elif tag in {"td", "th"}:
            self._lines[-1].append(" ")

    def end(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self._lines += [[], []]

    def data(self, data: str) -> None:
        if not self._silent:
            self._lines[-1].append(data)

    def close(self) -> str:
        lines = [" ".join("".join(parts).split()) for parts in self._lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fragment_text(markup: str) -> str:
    """The text of ``markup``; what has no tags keeps its own lines."""
    clean = _NOT_HTML.sub(" ", markup)
    if "<" not in clean:
        return html.unescape(clean).strip()
    parser = etree.HTMLParser(
        target=_Text(), encoding="utf-8", no_network=True, huge_tree=True, recover=True
    )
    try:
        parser.feed(b"<div>" + clean.encode("utf-8", "replace"))
        return str(parser.close())
    except etree.LxmlError:
        return html.unescape(re.sub(r"<[^<>]*>", " ", clean)).strip()
