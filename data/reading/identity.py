"""Decides whether two inputs are the same article, and which text of each the store keeps.

An article is itself by (source, id), else by its canonical address, else by the hash of its
text as loaded; who may change what is stored under such an identity, ``owners`` decides. A brief is
never the same as somebody else's article, whose address or text it may repeat.
The stored text is the one that all offsets count in. It is the text as loaded, with two
exceptions: characters that a database cannot hold (NUL, lone surrogates) are replaced one for one
by U+FFFD, and a title that the text does not begin with is put before it with a blank line
between, so that the places of a headline are found and excerpts can show them.
"""

import hashlib
import re
from dataclasses import dataclass, replace

from data.model import Article, DayFrom, SourceKind
from data.storable import storable
from data.urls import canonical, host, web_address

UNNAMED_SOURCE = "source not named"

_LETTERED_WORD = re.compile(r"\w*[^\W\d_]\w*")
# A rubric, a date line or a by-line may stand before the headline in the text.
_HEAD_CHARACTERS = 400
_MAX_TITLE = 300
_MADE_TITLE = 90


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready for reading and storing; its text is the stored text."""

    identity: str
    stated: Article
    """What the input says, in strings that can be stored."""
    sha256: str


def prepare(article: Article) -> Prepared:
    """``article`` with its stored text and its identity; cheap, nothing is guessed."""
    clean = _storable(article)
    text = stored_text(clean.title, clean.text)
    return Prepared(_identity(clean), replace(_published_by(clean), text=text), _sha256(text))


def _published_by(article: Article) -> Article:
    """The article with its site for a source that is given as the address of a page.

    Else every page of one site would count as an independent source of its own.
    """
    address = web_address(article.source)
    if address is None:
        return article
    return replace(article, source=host(address), url=article.url or address)


def named(article: Article) -> Article:
    """``article`` with a title and a source to show where it states none."""
    return replace(
        article,
        title=article.title or _first_line(article.text),
        source=article.source or (host(article.url) if article.url else "") or UNNAMED_SOURCE,
    )


def stored_text(title: str, text: str) -> str:
    """``text``, after ``title`` and a blank line where it does not begin with the title.

    Numbers do not count in the comparison: "01/03/2022 Fires in Kherson" is the title of a text
    that begins "Fires in Kherson".
    """
    wanted = _words(title)
    head = _words(text[: len(title) + _HEAD_CHARACTERS])
    if wanted == " " or wanted in head:
        return text
    if len(text) < len(title) and head != " " and head in wanted:
        return text
    return f"{title}\n\n{text}"


def _words(text: str) -> str:
    # The space before stops "at" from being found in "that"; a title may end inside a word.
    return " " + " ".join(_LETTERED_WORD.findall(text)).casefold()


def _identity(article: Article) -> str:
    source = article.source or (host(article.url) if article.url else "")
    if article.article_id and source:  # "1" of nobody in particular is no identity
        return f"id:{source}\x1f{article.article_id}"
    brief = "brief-" if article.source_kind is SourceKind.BRIEF else ""
    if article.url:
        return f"{brief}url:{canonical(article.url)}"
    return f"{brief}text:{_sha256(article.text)}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _storable(article: Article) -> Article:
    notes = list(article.notes)
    text = storable(article.text)
    if text != article.text:
        replaced = text.count("\ufffd") - article.text.count("\ufffd")
        notes.append(f"{replaced} characters that cannot be stored were replaced by U+FFFD")
    return replace(
        article,
        text=text,
        title=_line(article.title)[:_MAX_TITLE],
        source=_line(article.source)[:_MAX_TITLE],
        author=_line(article.author)[:_MAX_TITLE],
        published_from=_found_by(article),
        lang=_line(article.lang)[:8],
        url=article.url and _line(article.url),
        article_id=article.article_id and _line(article.article_id),
        rests_on=_line(article.rests_on),
        site=_line(article.site),
        origin=storable(article.origin),
        notes=tuple(notes),
    )


def _found_by(article: Article) -> DayFrom:
    if article.published is None:
        return DayFrom.NOWHERE
    return article.published_from or DayFrom.METADATA


def _line(value: str) -> str:
    return " ".join(storable(value).split())


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= _MADE_TITLE else line[:_MADE_TITLE].rstrip() + "…"
