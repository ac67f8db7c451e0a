"""Parses the XML of a feed with feedparser's classes, and keeps what is the entry's own apart.

In an entry, only its direct children speak of it: the title of a picture, the link of a related
story and the caption of a photo (``media:description``) belong to what holds them and are left
out. Every body of an entry (description, summary, content, full text) is kept in its ``bodies``;
feedparser alone keeps the last of some of them. What a site of films says of a film is only in its
``media:description``: it is kept in ``caption`` of an entry with ``is_film``.
"""

import io
import xml.sax
from collections.abc import Mapping
from typing import Any
from xml.sax.handler import feature_external_ges, feature_namespaces
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser

_MOST_AUTHOR = 200
_BODIES = frozenset({"content", "description", "summary"})
_FULL_TEXTS = frozenset({"full-text", "fulltext"})
"""Names of the whole text, with any prefix ("yandex:full-text"); feedparser knows none of them."""
_ENTRIES = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "feed", "channel"})
_HOLDERS = frozenset(
    {"author", "contributor", "source", "publisher", "itunes_owner", "managingeditor"}
)
"""Children of an entry whose own children feedparser reads apart."""
_NAMES_OF_OTHERS = (
    "enclosure figure galleries gallery image images media photo photos picture "
    "pictures related relatedlinks related-links textinput thumb thumbnail video"
)
_OF_OTHERS = frozenset(_NAMES_OF_OTHERS.split())
"""Children of an entry that describe something else. In well-formed XML any child is skipped whose
parent is not the entry; in broken XML, where nesting says little, only these."""
_MEDIA = "media_"
_FILMS = ("video/", "application/x-shockwave-flash")
_MEDIA_GROUPS = frozenset({"media_group", "media_content"})


def parsed_feed(body: str, base: str) -> tuple[Any, str]:
    """Feedparser's parser after reading, and what is broken in the XML ("" if nothing is)."""
    strict = _Strict(base, None, "utf-8")
    strict.resolve_relative_uris = strict.sanitize_html = False
    reader = xml.sax.make_parser()
    reader.setFeature(feature_namespaces, True)
    reader.setFeature(feature_external_ges, False)
    reader.setContentHandler(strict)
    reader.setErrorHandler(strict)
    source = InputSource()
    source.setByteStream(io.BytesIO(body.encode("utf-8", "replace")))
    source.setEncoding("utf-8")
    try:
        reader.parse(source)
    except xml.sax.SAXException as exc:
        loose = _Loose(base, None, "utf-8", {})
        loose.resolve_relative_uris = loose.sanitize_html = False
        loose.feed(body)
        return loose, f"broken XML: {exc.getMessage()}"
    return strict, ""


class _OwnElements:
    """Hides from feedparser what is inside of an entry and not its own."""

    nested_well = True
    """Whether every element that begins also ends."""

    def __init__(self, *args: Any) -> None:  # noqa: ANN401 - as feedparser's classes take them
        self._open: list[str] = []
        """Names of the elements of the entry that are open, outermost first."""
        self._skipped: list[str] = []
        """Name of the element that is left out, once for each of its name that is open in it."""
        self._caption: list[str] = []
        self._has_title = False
        super().__init__(*args)

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        name = self._name_of(tag)
        if name in _ENTRIES and not (self._skipped and self.nested_well):
            self._open, self._skipped, self._has_title = [], [], False
        elif self._skipped:
            self._skipped += [name] if name == self._skipped[0] else []
            return
        elif self.inentry and not self.incontent:  # type: ignore[attr-defined]
            self._note_film(name, dict(attrs))
            if self._is_of_others(name):
                self._skipped, self._caption = [name], []
                return
            if name == "title" and not self._open and not self._has_title:
                self._has_title = True
                self.title_depth = -1  # before the title of another module, wherever that stands
            self._open.append(name)
            if _is_full_text(name):
                self._start_content_encoded({})  # type: ignore[attr-defined]
                return
        super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def unknown_endtag(self, tag: str) -> None:
        name = self._name_of(tag)
        if self._skipped and (self.nested_well or name not in _ENTRIES):
            if name == self._skipped[0]:
                self._skipped.pop()
                self._keep_caption(name)
            return
        self._skipped = []
        if name in self._open:
            while self._open.pop() != name:
                pass
            if _is_full_text(name):
                self._end_content()  # type: ignore[attr-defined]
                return
        super().unknown_endtag(tag)  # type: ignore[misc]

    def handle_data(self, text: str, escape: int = 1) -> None:
        if self._skipped:
            self._caption.append(text)
        else:
            super().handle_data(text, escape)  # type: ignore[misc]

    def handle_charref(self, ref: str) -> None:
        if not self._skipped:
            super().handle_charref(ref)  # type: ignore[misc]

    def handle_entityref(self, ref: str) -> None:
        if not self._skipped:
            super().handle_entityref(ref)  # type: ignore[misc]

    def pop(self, element: str, strip_whitespace: int = 1) -> Any:  # noqa: ANN401 - feedparser's
        value = super().pop(element, strip_whitespace)  # type: ignore[misc]
        if value and element in _BODIES and self.inentry and not self.insource:  # type: ignore[attr-defined]
            is_full = element == "content" and self._summaryKey != "content"  # type: ignore[attr-defined]
            kind = self.contentparams.get("type", "text/html")  # type: ignore[attr-defined]
            self._add_body({"type": kind, "value": value, "full": is_full})
        return value

    def _sync_author_detail(self, key: str = "author") -> None:
        # feedparser's pattern for mail addresses is quadratic.
        context = self._get_context()  # type: ignore[attr-defined]
        if len(context.get(key) or "") > _MOST_AUTHOR:
            context[key] = context[key][:_MOST_AUTHOR]
        super()._sync_author_detail(key)  # type: ignore[misc]

    def _name_of(self, tag: str) -> str:
        prefix, colon, local = tag.lower().rpartition(":")
        if local in _ROOTS and colon and not self.infeed:  # type: ignore[attr-defined]
            # A feed whose own namespace has a prefix and an address that feedparser does not know.
            self.namespacemap.setdefault(prefix, "")  # type: ignore[attr-defined]
        prefix = self.namespacemap.get(prefix, prefix)  # type: ignore[attr-defined]
        return f"{prefix}_{local}" if prefix else local

    def _is_of_others(self, name: str) -> bool:
        if name in _MEDIA_GROUPS:
            return False
        parents = [parent for parent in self._open if parent not in _MEDIA_GROUPS]
        nested = self.nested_well and bool(parents) and parents[-1] not in _HOLDERS
        return nested or name.startswith(_MEDIA) or _local(name) in _OF_OTHERS

    def _note_film(self, name: str, attrs: Mapping[str, str]) -> None:
        is_film = attrs.get("medium") == "video" or attrs.get("type", "").startswith(_FILMS)
        if name == "media_content" and is_film:
            self.entries[-1]["is_film"] = True  # type: ignore[attr-defined]

    def _keep_caption(self, name: str) -> None:
        caption = "".join(self._caption).strip()
        if name == "media_description" and caption and not self._skipped:
            self.entries[-1]["caption"] = {"type": "text/html", "value": caption}  # type: ignore[attr-defined]

    def _add_body(self, body: Mapping[str, object]) -> None:
        self.entries[-1].setdefault("bodies", []).append(body)  # type: ignore[attr-defined]


def _is_full_text(name: str) -> bool:
    return name == "turbo_content" or _local(name) in _FULL_TEXTS


def _local(name: str) -> str:
    return name.rpartition("_")[2]


class _Strict(_OwnElements, StrictFeedParser):  # type: ignore[misc]  # feedparser ships no types
    """Reads well-formed XML."""


class _Loose(_OwnElements, LooseFeedParser):  # type: ignore[misc]
    """Reads what is meant to be XML."""

    nested_well = False
