"""Extracts the text of a page's article: what trafilatura finds, and what it is known to miss.

trafilatura alone decides which part of a page is the article. Where an article is so short that it
takes the page with its menus, it is asked again without them. What it leaves out is put back in its
place: the lede between the heading and the text, the rest of a text that is cut into containers
side by side, and the short posts of a live blog. Nothing that trafilatura keeps is dropped, menus
aside.
"""

import copy
import itertools
import logging
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html
from trafilatura import bare_extraction
from trafilatura.htmlprocessing import prune_unwanted_nodes
from trafilatura.xpaths import COMMENTS_DISCARD_XPATH, OVERALL_DISCARD_XPATH

from data.articles.formats.markup import unescaped_text
from data.errors import LoadError

# They report through the article's refusal instead.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())
_MENUS = "//nav | //footer | //*[@role='navigation'] | //*[@role='contentinfo']"
_MOST_LABELS = 40
_LEAST_LABEL = 4
_MENU_SHARE = 0.5
"""Of the labels of menus, from which on a text is taken to hold the menus."""
_MOST_LOST = 0.1
_NOISE_TAGS = (
    "script style noscript template form button figure figcaption aside nav footer iframe svg "
    "select textarea table"
)
_BLOCK_TAGS = "p h1 h2 h3 h4 h5 h6 li blockquote div section article dd header main td ul ol"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset({"h2", "h3", "h4"})
_LEAST_PROSE = 50
_LEAST_WORDS = 8
_LEAST_SAID = 3
"""Words of a post: "Siren in Kyiv"."""
_LEVELS_OF_POSTS = 3
"""Elements between the list of a live page's posts and their texts, at most."""
_MOST_LINKED = 0.3
_MOST_DIGITS = 0.1
"""Of a sentence; a line of the times of publication and change has more."""
_LEAST_KNOWN = 30
_MOST_LEDES = 3
_MOST_BLOCKS = 5000
_MOST_CHARACTERS = 200_000
"""Of a text that is looked through for what it lacks; each block of the page is sought in it."""
# The text of a page that was escaped twice has tags; one about HTML rarely has both of a pair.
_ESCAPED = re.compile(r"<(p|div|span|strong|em|b|i)\b[^<>]{0,200}>[^<>]{1,5000}</\1>")
_WORDS = re.compile(r"\w+")
_CAPTION = re.compile(
    r"©|[(|/]\s*(?:Foto|Photo|Image|Bild|Фото)\b|(?:Foto|Photo|Credit|Фото):|Getty Images|"
    r"\b(?:donate|subscribe|sign up|newsletter|cookies)\b",
    re.IGNORECASE,
)
_LEDE = re.compile(
    r"(?:^|[\s_-])(?:lede?|lead|intro|standfirst|deck?|summary|sub-?title|sub-?head(?:line)?|excerpt|"
    r"abstract|annotation|announce|chapo|vorspann|sapo|description)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OF_PICTURES = re.compile(r"caption|credit|picture|photo", re.IGNORECASE)
_LIVE_CLASS = re.compile(r"\blive|[-_]live|liveblog|timeline", re.IGNORECASE)
_LIVE_DECLARED = re.compile(r'"@type"\s*:\s*\[?\s*"LiveBlogPosting"|LiveBlogPosting')
_TEXT_HOLDERS = (
    "ancestor-or-self::main | ancestor-or-self::article | "
    "ancestor-or-self::*[@itemprop='articleBody']"
)


def article_text(tree: html.HtmlElement, origin: str) -> tuple[str, Any]:
    """The article's text, and what else trafilatura finds in ``tree``, which stays as it is.

    Raises ``LoadError`` where there is no text.
    """
    try:
        found = _extracted(tree, None)
        lines = _lines(found)
        if _holds_menus(lines, tree):
            lines = _better(lines, _lines(_extracted(tree, _MENUS)), tree)
        if 0 < sum(map(len, lines)) < _MOST_CHARACTERS:
            lines = _with_missed(lines, tree)
    except RecursionError as exc:
        raise LoadError(f"{origin} is nested too deep; save its article alone") from exc
    if not lines:
        raise LoadError(f"{origin} holds no article text; save it with its text, not its frame")
    text = "\n\n".join(lines)
    if _ESCAPED.search(text):
        text = "\n\n".join(filter(None, map(unescaped_text, lines)))
    return text, found


def _extracted(tree: html.HtmlElement, pruned: str | None) -> Any:  # noqa: ANN401 - trafilatura's
    return bare_extraction(
        tree,
        include_comments=False,
        with_metadata=pruned is None,
        prune_xpath=pruned,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _lines(found: Any) -> list[str]:  # noqa: ANN401 - trafilatura's
    raw = (getattr(found, "text", None) or "").splitlines()
    return [line.strip() for line in raw if line.strip()]


def _holds_menus(lines: Sequence[str], tree: html.HtmlElement) -> bool:
    """Whether the labels of the page's menus are in the text."""
    labels = {_plain(link.text_content()) for menu in tree.xpath(_MENUS) for link in menu.iter("a")}
    looked_at = sorted(label for label in labels if len(label) >= _LEAST_LABEL)[:_MOST_LABELS]
    text = _plain(" ".join(lines))
    held = sum(label in text for label in looked_at)
    return bool(looked_at) and held >= _MENU_SHARE * len(looked_at)


def _better(lines: list[str], without_menus: list[str], tree: html.HtmlElement) -> list[str]:
    """The text without menus, unless it lacks what is in none of them."""
    menus = _plain(" ".join(menu.text_content() for menu in tree.xpath(_MENUS)))
    kept = _plain(" ".join(without_menus))
    own = [plain for line in lines if (plain := _plain(line)) not in menus]
    lost = sum(len(plain) for plain in own if plain not in kept)
    # A text in one line is the whole page: its menus cannot be told apart in it.
    if len(lines) == 1 and without_menus:
        return without_menus
    return without_menus if lost <= _MOST_LOST * sum(map(len, own)) else lines


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece of the page that reads as one paragraph or heading."""

    element: html.HtmlElement
    text: str
    plain: str

    @property
    def container(self) -> html.HtmlElement | None:
        """What holds it."""
        return self.element.getparent()

    @property
    def is_heading(self) -> bool:
        """Whether it heads what follows."""
        return self.element.tag in _HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence or more, and no link to something else."""
        is_long = len(self.text) >= _LEAST_PROSE and len(self.plain.split()) >= _LEAST_WORDS
        return is_long and self.is_said

    @property
    def is_said(self) -> bool:
        """Whether it is words of its own: no link, no date, no single word."""
        if len(self.plain.split()) < _LEAST_SAID:
            return False
        linked = sum(len(link.text_content()) for link in self.element.iter("a"))
        digits = sum(sign.isdigit() for sign in self.text)
        return linked <= _MOST_LINKED * len(self.text) and digits <= _MOST_DIGITS * len(self.text)

    @property
    def is_lede(self) -> bool:
        """Whether it is prose that may open an article: no caption and no plea to subscribe."""
        names = " ".join(str(one.get("class")) for one in _with_parent(self.element))
        return self.is_prose and not (_CAPTION.search(self.text) or _OF_PICTURES.search(names))

    @property
    def is_marked_lede(self) -> bool:
        """Whether its names say that it opens an article, and nothing beside it is a link."""
        around = _with_parent(self.element)
        is_teaser = any(one.find(".//a") is not None for one in around)
        return not is_teaser and any(_is_named_lede(one) for one in around)


def _is_named_lede(element: html.HtmlElement) -> bool:
    names = (element.get("class"), element.get("id"), element.get("itemprop"))
    return bool(_LEDE.search(" ".join(name for name in names if name)))


def _with_missed(lines: list[str], tree: html.HtmlElement) -> list[str]:
    """``lines`` with the paragraphs that belong to them and were left out, each in its place."""
    blocks = list(itertools.islice(_blocks(_without_noise(tree)), _MOST_BLOCKS))
    text = _plain(" ".join(lines))
    known = [block.plain in text for block in blocks]
    sure = [at for at, block in enumerate(blocks) if known[at] and len(block.plain) >= _LEAST_KNOWN]
    if not sure:
        return lines
    missed = {*_ledes(blocks, known, sure[0]), *_beside(blocks, known, sure, tree)}
    return _put_back(lines, blocks, known, missed) if missed else lines


def _ledes(blocks: Sequence[_Block], known: Sequence[bool], first: int) -> Iterator[int]:
    """What stands between the page's heading and the first paragraph that was found.

    Without such a heading, or before it, the last that is marked as a lede.
    """
    headings = [at for at in range(first) if blocks[at].element.tag == "h1"]
    start = headings[-1] + 1 if headings else first
    ledes = [at for at in range(start, first) if not known[at] and blocks[at].is_lede]
    if ledes:
        yield from ledes[-_MOST_LEDES:]
        return
    marked = [at for at in range(first) if blocks[at].is_marked_lede and blocks[at].is_lede]
    if marked and not known[marked[-1]]:
        yield marked[-1]


def _beside(
    blocks: Sequence[_Block], known: Sequence[bool], sure: Sequence[int], tree: html.HtmlElement
) -> Iterator[int]:
    """What stands in containers beside those of the text: its other parts, and posts."""
    used = {blocks[at].container for at in sure}
    is_live = _is_live(tree)
    levels = _LEVELS_OF_POSTS if is_live else 1
    places = {place for one in used for place in _places(one, levels)}
    takes: dict[html.HtmlElement, bool] = {}
    for at in range(max(0, sure[0] - 1), len(blocks)):
        block, container = blocks[at], blocks[at].container
        if known[at] or container is None:
            continue
        if container in used:
            if is_live and _heads_a_post(blocks, known, at):
                yield at
        elif places.intersection(_places(container, levels)):
            if container not in takes:
                takes[container] = _is_part(container, is_live=is_live)
            is_text = block.is_prose or block.is_heading or (is_live and block.is_said)
            if takes[container] and is_text:
                yield at


def _places(
    container: html.HtmlElement | None, levels: int
) -> Iterator[tuple[html.HtmlElement, str]]:
    """Where the container stands: an element that holds it, and the tags from there down to it."""
    path = ""
    while container is not None and levels:
        path = f"{container.tag} {path}"
        container = container.getparent()
        levels -= 1
        if container is not None:
            yield container, path


def _heads_a_post(blocks: Sequence[_Block], known: Sequence[bool], at: int) -> bool:
    """Whether the block is the heading, and no link, of a post whose text was found."""
    following = at + 1
    return (
        blocks[at].is_heading
        and following < len(blocks)
        and known[following]
        and blocks[following].container is blocks[at].container
        and blocks[at].element.find(".//a") is None
    )


def _is_live(tree: html.HtmlElement) -> bool:
    scripts = tree.xpath("//script[@type='application/ld+json']")
    return any(_LIVE_DECLARED.search(script.text or "") for script in scripts) or bool(
        tree.xpath("//*[contains(@itemtype, 'LiveBlogPosting')]")
    )


def _is_part(container: html.HtmlElement, *, is_live: bool) -> bool:
    """Whether a container beside one of the text is a part of the same article."""
    if container.xpath(".//h1 | .//h2//a | .//h3//a | .//h4//a | .//a//h2 | .//a//h3 | .//a//h4"):
        return False  # another story, or the teaser of one
    if not container.xpath(_TEXT_HOLDERS):
        return False
    blocks = list(_blocks(container))
    prose = [block for block in blocks if block.is_prose]
    names = " ".join(f"{one.get('class')} {one.get('id')}" for one in _with_parent(container))
    if is_live or (prose and _LIVE_CLASS.search(names)):
        return any(block.is_said for block in blocks)
    if container.tag in {"article", "li"} or container.xpath(".//h2 | .//h3 | .//h4"):
        return bool(prose) and bool(container.xpath(".//time[@datetime]"))
    return len(prose) > 1


def _with_parent(element: html.HtmlElement) -> list[html.HtmlElement]:
    parent = element.getparent()
    return [element] if parent is None else [element, parent]


def _put_back(
    lines: Sequence[str], blocks: Sequence[_Block], known: Sequence[bool], missed: Collection[int]
) -> list[str]:
    """The lines with each missed block after the one that stands before it in the page."""
    plain_lines = [_plain(line) for line in lines]
    after: dict[int, list[str]] = {}
    at_line = -1
    for at, block in enumerate(blocks):
        if at in missed:
            after.setdefault(at_line, []).append(block.text)
        elif known[at] and block.plain:
            found = (n for n in range(max(at_line, 0), len(lines)) if block.plain in plain_lines[n])
            at_line = next(found, at_line)
    put = list(after.get(-1, ()))
    for number, line in enumerate(lines):
        put += [line, *after.get(number, ())]
    return put


def _without_noise(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy of the page without what is never an article's text."""
    clean = copy.deepcopy(tree)
    for element in list(clean.iter(*_NOISE_TAGS.split())):
        if element.getparent() is not None:
            element.drop_tree()
    return prune_unwanted_nodes(clean, [*OVERALL_DISCARD_XPATH, *COMMENTS_DISCARD_XPATH])


def _blocks(tree: html.HtmlElement) -> Iterator[_Block]:
    """Its paragraphs and headings in order: elements that hold text and no other block."""
    for element in tree.iter(*_BLOCKS, "span"):
        if element.tag == "span" and not _stands_alone(element):
            continue
        if any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        text = " ".join(element.text_content().split())
        if plain := _plain(text):
            yield _Block(element, text, plain)


def _stands_alone(span: html.HtmlElement) -> bool:
    """Whether a span is a lede by its name and stands beside blocks, not in one."""
    parent = span.getparent()
    beside = parent is not None and any(child.tag in _BLOCKS for child in parent)
    return beside and _is_named_lede(span)


def _plain(text: str) -> str:
    """The words alone, as texts of one thing are compared."""
    return " ".join(_WORDS.findall(text)).casefold()
