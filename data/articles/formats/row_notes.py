"""Few notes a table: a column of days that cannot be read would else be noted a million times.

The first notes of rows are passed on as they are; how many more there were is said with the last
article. Nothing but notes is held back or left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from data.articles.formats.protocol import Refused
from data.errors import LoadError
from data.model import Article

MOST_NOTES = 20


def few_notes(found: Iterator[Article | Refused], where: str) -> Iterator[Article | Refused]:
    """What was ``found`` in the table that ``where`` names, with its first 20 notes.

    An error of ``found`` rises after all that came before it.
    """
    shown = left_out = 0
    waiting: list[Article | Refused] = []  # the last article, and what was refused since
    failed: LoadError | None = None
    try:
        for one in found:
            kept = one
            if isinstance(one, Article):
                yield from waiting
                waiting.clear()
                notes = one.notes[: MOST_NOTES - shown]
                shown += len(notes)
                left_out += len(one.notes) - len(notes)
                kept = replace(one, notes=notes) if len(notes) < len(one.notes) else one
            waiting.append(kept)
    except LoadError as exc:
        failed = exc
    if left_out and isinstance(waiting[0], Article):
        said = f"{where}: {left_out:,} more notes like these are not shown"
        waiting[0] = replace(waiting[0], notes=(*waiting[0].notes, said))
    yield from waiting
    if failed:
        raise failed
