"""Parses HTML safely: a page as a tree, a fragment as plain text with its paragraphs.

Pages: pictures that a browser packed into the page (``data:`` addresses) are dropped before
anything is counted; pages that would cost too much, or declare entities, are rejected; lxml reads
no external entities here. Sizes are in characters.

Fragments, as feeds and mails carry them, are read by events and not as a tree, so depth costs
nothing. Scripts and styles are left out, blocks become paragraphs, lines stay lines.
"""

import codecs
import re
from html import unescape

from lxml import etree, html

from data.articles.formats.decoding import declarable
from data.errors import LoadError
from data.urls import web_address

_PACKED = re.compile(r"data:[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+[^\"'()<>\s]{200,}")
# The extractor's own patterns take minutes over a megabyte of spaces.
_LONG_SPACE = re.compile(r"\s{32,}")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_OWN_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_HEAD_CHARACTERS = 65_536
_MOST_CHARACTERS = 8_000_000
# Extraction takes 2 s for 30,000 paragraphs; long articles with all their comments have 10,000.
_MOST_ELEMENTS = 50_000
_MANY_ELEMENTS = 5000
# Extraction takes 11 s for 48,000 elements at a mean depth of 120; pages have one of 10 to 25.
_MOST_DEPTHS = 2_000_000
# lxml and trafilatura take 18 s for one tag with 60,000 attributes, and 0.02 s for 2,000.
_MOST_PIECES = 8000
_PIECE = r"[\s/]++|[^\s>/=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)"
_PIECES = re.compile(_PIECE)
# In the order in which a browser reads: a tag inside a comment or a script is none.
_TAGS = re.compile(
    r"<!--(?>.*?--!?>|.*)|"
    rf"<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b((?>{_PIECE})*+)"
    r">?(?>.*?</\1|.*)|"
    rf"<[a-z][^\s>/]*+((?>{_PIECE})*+)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TAGS = (
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SILENT = frozenset({"script", "style", "template", "iframe", "object", "svg", "math"})
# Possessive, so that no quote or tag that never ends is sought again from every character.
_LINK = re.compile(
    r"<a\s(?:[^<>]{0,2000}?\s)?href\s*+=\s*+([\"'])((?:(?!\1|<).){1,2000}+)\1[^<>]{0,2000}+>"
    r"((?:(?!</?a\b).){0,2000}+)</a\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG_NAMES = "p|br|div|span|a|b|i|em|strong|u|ul|ol|li|h[1-6]|img|blockquote|figure|table|td"
_TAG_OF_TEXTS = re.compile(
    rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,2000}})?/?>|"
    rf"&lt;/?(?:{_TAG_NAMES})(?:\s[^<>;]{{0,300}}?)?/?&gt;",
    re.IGNORECASE,
)
# "&amp;" and "&copy" stand in addresses too, where what follows them is no ";".
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_MOST_ESCAPED = 3
CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(r"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]{1,40})")
_META_BYTES = 65_536
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def page_tree(markup: str, origin: str, *, most_elements: int = _MOST_ELEMENTS) -> html.HtmlElement:
    """The page's tree, without comments; raises ``LoadError`` where it is no page to read."""
    markup = _LONG_SPACE.sub("\n", _PACKED.sub("", markup))
    if len(markup) > _MOST_CHARACTERS:
        size = f"{len(markup) / 1e6:.1f} million characters without its pictures"
        raise LoadError(f"{origin} is too large for a page ({size}); save its article alone")
    if _OWN_ENTITY.search(markup[:_HEAD_CHARACTERS]):
        raise LoadError(f"{origin} declares entities of its own; save the page as plain HTML")
    if _has_tag_of_thousands(markup):
        raise LoadError(f"{origin} has a tag with thousands of attributes; it is no article")
    tree = _parsed(_XML_DECLARATION.sub("", markup, count=1), origin)
    count = sum(1 for _element in tree.iter())
    if count > most_elements:
        raise LoadError(f"{origin} has over {most_elements:,} elements; save its article alone")
    if count > _MANY_ELEMENTS and _depths(tree) > _MOST_DEPTHS * most_elements // _MOST_ELEMENTS:
        raise LoadError(f"{origin} is nested too deep; save its article alone")
    return tree


def fragment_text(markup: str) -> str:
    """The text of ``markup``; what has no tags keeps its own lines."""
    clean = _NOT_HTML.sub(" ", markup)
    if "<" not in clean:
        return unescape(clean).strip()
    parser = etree.HTMLParser(
        target=_FragmentText(), encoding="utf-8", no_network=True, huge_tree=True, recover=True
    )
    try:
        parser.feed(b"<div>" + clean.encode("utf-8", "replace"))
        return str(parser.close())
    except etree.LxmlError:
        return unescape(re.sub(r"<[^<>]*>", " ", clean)).strip()


def links(markup: str) -> list[tuple[str, str]]:
    """Web address and HTML of each link in a fragment, in order."""
    found = ((web_address(unescape(match[2])), match[3]) for match in _LINK.finditer(markup))
    return [(address, label) for address, label in found if address]


def only_link(markup: str) -> str:
    """The address of the fragment's link, or empty where it has none or several."""
    addresses = {address for address, _label in links(markup)}
    return addresses.pop() if len(addresses) == 1 else ""


def charset_in_head(content: bytes) -> str:
    """The charset that a page names within its first bytes, or empty.

    Of several (an archive puts its own frame round a page) the first that the bytes are in.
    """
    head = content[:_META_BYTES].decode("ascii", errors="replace")
    stated = _XML_ENCODING.search(head)
    named = [stated[1]] if stated else []
    named += [match[1] for match in CHARSET.finditer(head)]
    distinct = list(dict.fromkeys(name.lower() for name in named))
    return next((name for name in distinct if _is_in(content, name)), named[0] if named else "")


def _is_in(content: bytes, charset: str) -> bool:
    codec = declarable(charset)
    try:
        # Where the end was cut off, the last letter may be cut too.
        return bool(codec and codecs.getincrementaldecoder(codec)().decode(content))
    except UnicodeDecodeError:
        return False


def has_tags(value: str) -> bool:
    """Whether tags that texts have stand in it, escaped or not; "x < y" has none."""
    return bool(_TAG_OF_TEXTS.search(value))


def unescaped_text(markup: str, *, is_plain: bool = False) -> str:
    """The text of HTML that programs may have escaped once or twice too often.

    What ``is_plain`` by declaration is HTML all the same if it has tags or their escaped forms.
    """
    text = markup.strip() if is_plain else fragment_text(markup)
    for _time in range(_MOST_ESCAPED):
        if has_tags(text):
            text = fragment_text(text)
        elif _ENTITY.search(text):
            text = unescape(text)
        else:
            break
    return text


def _depths(tree: html.HtmlElement) -> int:
    """The depths of all elements, summed."""
    depth = depths = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        depths += depth
    return depths // 2


def _has_tag_of_thousands(markup: str) -> bool:
    for tag in _TAGS.finditer(markup):
        attributes = tag[2] or tag[3] or ""
        if len(attributes) > _MOST_PIECES and len(_PIECES.findall(attributes)) > _MOST_PIECES:
            return True
    return False


def _parsed(markup: str, origin: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    content = markup.replace("\x00", "\ufffd").encode("utf-8", errors="replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise LoadError(f"{origin} holds no page ({exc}); it holds no text to read") from exc
    # libxml2 leaves out what lies deeper than 256 elements and goes on.
    if any("depth" in entry.message for entry in parser.error_log):
        raise LoadError(f"{origin} is nested too deep; save its article alone")
    return tree


class _FragmentText:
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
