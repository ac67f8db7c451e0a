"""The excerpts of a place as HTML: newest first, grouped by article, copies of a story folded.

Each article has one headline, and under it its sentences that name the place. Windows of text that
overlap are joined, and the headline at the top of a text is not repeated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import markup, words
from dashboard.markup import Piece
from dashboard.reading import claims, why
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Copy, Excerpt, SourceKind, Theatre
from geocode.text import sentences

PAGE_SIZE = 10
_MOST_TELLERS = 5
_HEADLINE_WITHIN = 300
"""A text repeats its headline in its first characters, or not at all."""
_FEW_DAYS, _WHOLE_YEAR = 2, 5
"""UCDP ``date_prec``; a year says nothing of when a thing happened."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article's text with the mentions in it."""

    start: int
    """Offset in the text of the article."""
    text: str
    mentions: tuple[Excerpt, ...]
    """In text order; their marks count from the start of their own windows."""

    def at(self, mention: Excerpt) -> tuple[int, int]:
        """Where a mention begins and ends in ``text``."""
        moved = mention.text_start - self.start
        return mention.mark_start + moved, mention.mark_end + moved


@dataclass(frozen=True, slots=True)
class Group:
    """What one article says of the place."""

    head: Excerpt
    passages: tuple[Passage, ...]
    """Empty where only the headline names the place."""


def groups(found: Iterable[Excerpt]) -> list[Group]:
    """Excerpts by article in their order; of a story that several tell, only the first."""
    stories: dict[int, list[Excerpt]] = {}
    for one in found:
        same = stories.setdefault(one.story_id, [])
        if not same or same[0].article_id == one.article_id:
            same.append(one)
    return [Group(same[0], tuple(passages(same))) for same in stories.values()]


def passages(mentions: Iterable[Excerpt]) -> list[Passage]:
    """The windows of one article, joined where they overlap, without the headline."""
    joined: list[Passage] = []
    for one in sorted(mentions, key=lambda one: (one.text_start, one.mark_start)):
        cut = _after_headline(one)
        if one.mark_start < cut:
            continue
        start, piece = one.text_start + cut, one.text[cut:]
        last = joined[-1] if joined else None
        if last is None or start > last.start + len(last.text):
            joined.append(Passage(start, piece, (one,)))
            continue
        more = piece[last.start + len(last.text) - start :]
        joined[-1] = Passage(last.start, last.text + more, (*last.mentions, one))
    return joined


def _after_headline(one: Excerpt) -> int:
    """Where the window goes on after the headline; 0 where it does not hold it."""
    title = one.title.strip()
    at = one.text.casefold().find(title.casefold()) if title else -1
    if (
        at < 0
        or one.text_start + at > _HEADLINE_WITHIN
        or len(one.text.casefold()) != len(one.text)
    ):
        return 0
    cut = at + len(title)
    return cut + len(one.text[cut:]) - len(one.text[cut:].lstrip())


def show(found: Sequence[Excerpt], theatre: Theatre, links: Links) -> str:
    """The cards of the excerpts as HTML."""
    return "".join(_card(group, theatre, links) for group in groups(found))


def _card(group: Group, theatre: Theatre, links: Links) -> str:
    head = group.head
    act = links.article(head.article_id)
    title = markup.isolated(head.title.strip() or text("reading.no_title"))
    meta = [markup.isolated(day_words(head.published)), markup.isolated(head.source)]
    if head.source_kind is SourceKind.BRIEF:
        meta.append(markup.chip(text("reading.brief"), "fl-brief"))
    quotes = [_quote(passage, theatre, links) for passage in group.passages]
    if not quotes:
        quotes = [markup.paragraph(text("reading.in_headline"), "fl-quiet"), why.show(head)]
    return markup.card(
        markup.action(act, title), markup.joined(meta, "fl-meta"), *quotes,
        _tellers(head.copies, links),
    )  # fmt: skip


def _quote(passage: Passage, theatre: Theatre, links: Links) -> str:
    pieces: list[Piece] = []
    act = links.article(passage.mentions[0].article_id)
    for mention in passage.mentions:
        start, end = passage.at(mention)
        shown = markup.action(act, markup.escaped(passage.text[start:end]), style="fl-mark")
        pieces.append(Piece(start, end, shown))
        moved = mention.text_start - passage.start
        pieces += claims.labels(mention.claims, theatre, moved)
    body = markup.rich(passage.text, 0, len(passage.text), _without_context(passage, pieces))
    return markup.quote(body) + _happened(passage.mentions) + why.show(passage.mentions[0])


def _without_context(passage: Passage, pieces: list[Piece]) -> list[Piece]:
    """The pieces, and the sentences beside those that name the place, shown more quietly."""
    marks = [passage.at(mention) for mention in passage.mentions]
    for start, end in sentences(passage.text):
        if not any(first < end and last > start for first, last in marks):
            mine = [one for one in pieces if start < one.start <= end]
            shown = markup.quiet(markup.rich(passage.text, start, end, mine))
            pieces = [one for one in pieces if one not in mine]
            pieces.append(Piece(start, end, shown))
    return pieces


def _happened(mentions: Sequence[Excerpt]) -> str:
    """When the first thing that is told happened, where the text says a day or a period of it."""
    for one in mentions:
        event = one.event
        if event and event.words and event.day_prec < _WHOLE_YEAR:
            when = words.day_words(event.first, event.day_prec, weekday=True)
            key = "reading.happened_on" if event.day_prec <= _FEW_DAYS else "reading.happened_in"
            return markup.paragraph(text(key, when=when), "fl-when")
    return ""


def _tellers(copies: Sequence[Copy], links: Links) -> str:
    if not copies:
        return ""
    shown = [
        markup.action(links.article(one.article_id), markup.isolated(one.source), tip=one.title)
        for one in copies[:_MOST_TELLERS]
    ]
    rest = len(copies) - len(shown)
    more = [markup.escaped(text("reading.and_more", n=rest))] if rest else []
    said = markup.escaped(text("reading.others_tell", n=len(copies)))
    return markup.listed(said, [*shown, *more], "fl-tellers")


def day_words(published: date | None) -> str:
    """The day of an article, or that it has none."""
    return words.day_words(published) if published else text("reading.undated")
