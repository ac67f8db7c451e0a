"""Finds the article files under the given paths, always in the same order.

Folders are read with their subfolders, names in order. A symbolic link in a folder is followed if
it leads into one of the given paths; one that leads elsewhere is skipped by name, because with it
anyone who may write to a watched folder could have any file read. A folder that was read already (a
loop of links) is skipped by name. Hidden files, ``SOURCES.md`` and the sidecar files
``*.meta.yaml`` are no articles and are ignored; every other file is loaded or named.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from data.articles.formats.document import NO_COLUMNS, Document, file_document, may_be_article
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document, unreadable
from data.model import Article


def load_all(
    paths: list[Path],
    *,
    max_bytes: int,
    columns: Mapping[str, str] = NO_COLUMNS,
    watched: Callable[[Document], Document] = lambda document: document,
) -> Iterator[Article | Skipped]:
    """Articles and refusals of all paths in order; no error ends it before its time.

    ``columns`` says what the columns of tables are, where their names should not be trusted.
    Each document passes through ``watched`` before it is read.
    """
    for found in files_under(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from _load(found, max_bytes, columns, watched)


def size_of(paths: list[Path]) -> int:
    """Bytes of all files under the paths that may be articles."""
    return sum(_bytes_of(found) for found in files_under(paths) if isinstance(found, Path))


def _bytes_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it is refused by name when it is read


def _load(
    path: Path,
    max_bytes: int,
    columns: Mapping[str, str],
    watched: Callable[[Document], Document],
) -> Iterator[Article | Skipped]:
    try:
        document = file_document(path, max_bytes=max_bytes, columns=columns)
    except OSError as exc:
        yield unreadable(str(path), exc)
        return
    yield from load_document(watched(document))


def files_under(paths: list[Path]) -> Iterator[Path | Skipped]:
    """Files that may be articles, and what cannot be looked at."""
    read: set[tuple[int, int]] = set()
    given = [Path(os.path.realpath(path)) for path in paths]
    for path in paths:
        try:
            if path.is_dir():
                yield from _folder(path, given, read)
            elif path.exists():
                yield path
            else:
                yield Skipped(str(path), f"{path} does not exist; check the path")
        except (OSError, ValueError) as exc:
            yield unreadable(str(path), exc)


def _folder(
    top: Path, given: Sequence[Path], read: set[tuple[int, int]]
) -> Iterator[Path | Skipped]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            about = folder.stat()
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as exc:
            yield unreadable(str(folder), exc)
            continue
        if (about.st_dev, about.st_ino) in read:
            yield Skipped(str(folder), f"{folder} leads to a folder that was read already")
            continue
        read.add((about.st_dev, about.st_ino))
        subfolders = []
        for entry in entries:
            try:
                if not entry.name.startswith(".") and (outside := _leads_outside(entry, given)):
                    yield outside
                    continue
                is_folder = entry.is_dir()
            except OSError as exc:  # a link into a place that may not be entered
                yield unreadable(str(entry), exc)
                continue
            if is_folder and not entry.name.startswith("."):
                subfolders.append(entry)
            elif not is_folder and may_be_article(entry.name):
                yield entry
        waiting += reversed(subfolders)


def _leads_outside(entry: Path, given: Sequence[Path]) -> Skipped | None:
    if not entry.is_symlink():
        return None
    target = Path(os.path.realpath(entry))
    if any(target.is_relative_to(path) for path in given) or not target.exists():
        return None  # one that leads nowhere is named when it is read
    reason = f"{entry} is a link to {target}, outside of the folder; name that path to have it read"
    return Skipped(str(entry), reason)
