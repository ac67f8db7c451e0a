"""Shows what changed between two versions of an article, side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from dashboard import markup, words
from dashboard.reading.differences import Part, Row, compare
from dashboard.reading.links import Links
from dashboard.texts import text
from data import Opened, Version

COMPARED_CHARACTERS = 30_000
"""Of each text; comparing as many takes half a second at most."""
_MOST_PAIRS = 50
_SHOWN_ROUND = 1
"""Paragraphs that are shown before and after a changed one; others are folded."""


def pair_of(
    known: Sequence[Version], asked: tuple[int, int] | None
) -> tuple[tuple[Version, Version], bool]:
    """The versions that are asked for, of two or more that are known, and whether there are such.

    The last two where there are none.
    """
    by_number = {one.number: one for one in known}
    if asked is None or asked[0] == asked[1] or not set(asked) <= by_number.keys():
        return (known[-2], known[-1]), asked is None
    return (by_number[asked[0]], by_number[asked[1]]), True


def html(
    found: Opened,
    known: Sequence[Version],
    pair: tuple[Version, Version],
    texts: tuple[str, ...],
    links: Links,
) -> str:
    """The title of the article, its versions to choose from, and the two ``texts`` compared."""
    old, new = (one[:COMPARED_CHARACTERS] for one in texts)
    rows = compare(old, new)
    differ = sum(row.changed for row in rows)
    said = text("versions.counted", n=differ) if differ else text("versions.nothing")
    if any(len(one) > COMPARED_CHARACTERS for one in texts):
        said += " " + text("versions.first_characters", n=COMPARED_CHARACTERS)
    back = markup.action(
        links.article(found.article_id), markup.escaped(text("versions.back")), style="fl-back"
    )
    return markup.bare(
        markup.joined([markup.isolated(found.title or text("reading.no_title")),
                       markup.isolated(found.source)], "fl-meta"),
        markup.joined([back], "fl-meta"),
        _others(found, known, pair, links),
        markup.paragraph(said, "fl-quiet"),
        markup.beside(*map(_head, pair), style="fl-heads"),
        *_blocks(rows),
    )  # fmt: skip


def _head(version: Version) -> str:
    at = version.stored_at
    day = words.day_words(at.date())
    return markup.escaped(
        text("versions.head", n=version.number, day=day, time=at.strftime("%H:%M"))
    )


def _others(
    found: Opened, known: Sequence[Version], pair: tuple[Version, Version], links: Links
) -> str:
    """Links to every version with the one before it, newest first, and to the first and last."""
    pairs = [(known[0], known[-1]), *reversed(list(pairwise(known)))][: _MOST_PAIRS + 1]
    shown = [
        markup.action(
            links.versions(found.article_id, (one.number, other.number)),
            markup.escaped(text("versions.pair", older=one.number, newer=other.number)),
            style="fl-pair",
        )
        for one, other in dict.fromkeys(pairs)
        if (one, other) != pair
    ]
    said = markup.escaped(text("versions.other_pairs"))
    return markup.listed(said + ":", shown, "fl-meta") if shown else ""


def _blocks(rows: Sequence[Row]) -> Iterator[str]:
    """The rows, with those far from any change folded."""
    changed = {at for at, row in enumerate(rows) if row.changed}
    near = {at + step for at in changed for step in range(-_SHOWN_ROUND, _SHOWN_ROUND + 1)}
    for is_near, group in groupby(range(len(rows)), key=lambda at: at in near):
        shown = [_row(rows[at]) for at in group]
        if is_near:
            yield from shown
        else:
            yield markup.folded(text("versions.same", n=len(shown)), *shown, style="fl-unfold")


def _row(row: Row) -> str:
    old, new = _marked(row.old, markup.removed), _marked(row.new, markup.added)
    return markup.beside(old, new, style="fl-changed" if row.changed else "fl-same")


def _marked(parts: Iterable[Part], mark: Callable[[str], str]) -> str:
    return "".join(mark(part.text) if part.changed else markup.escaped(part.text) for part in parts)
