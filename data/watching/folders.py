"""Watches folders for new and changed files, and ingests them once they stop changing.

A file is read when two scans in a row find it unchanged: earlier it might be half an article. Then
its content decides, so a file that was only touched, or copied over itself, is not ingested again.
The sidecar file NAME.meta.yaml counts as part of its file. Articles of deleted files stay in the
store. Sizes are bytes, times nanoseconds of the file
system.
"""

import hashlib
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from data.articles.formats.document import SIDECAR_SUFFIX
from data.articles.formats.loader import Skipped
from data.articles.formats.walking import files_under
from data.clock import Clock
from data.errors import StoreError
from data.store.watched import SeenFile, save_files, seen_files
from data.watching.jobs import Ingest, Log, LogOnce, changes_text, store_again_s

_AT_ONCE = 200
"""Files ingested before the store is told which were."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Size and time of a file, its sidecar included."""

    size: int
    mtime_ns: int


class FolderJob:
    """Scans the watched paths every few seconds."""

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        take: Ingest,
        engine: sa.Engine,
        clock: Clock,
        every_s: float,
        log: Log,
    ) -> None:
        self._paths = list(paths)
        self._take = take
        self._engine = engine
        self._clock = clock
        self._every_s = every_s
        self._log = log
        self._log_once = LogOnce(log)
        self._unquiet: dict[Path, _Look] = {}
        self._refusals = 0
        self._known = 0
        """Files that the first scan finds as they were last read."""
        self._begun = False
        self.due_s: float | None = clock.steady_s()

    def run(self) -> None:
        """Ingest what has changed and is quiet; the next scan meets what failed."""
        wait_s = self._every_s
        waiting: dict[Path, _Look] = {}
        try:
            found = files_under(self._paths)
            while batch := list(islice(found, _AT_ONCE)):
                self._look_at(batch, waiting)
        except StoreError as exc:
            self._log_once(f"{exc}; retried until it works")
            self._refusals += 1
            wait_s = store_again_s(self._refusals)
            waiting |= self._unquiet
        else:
            self._refusals = 0
            if self._known and not self._begun:
                files = "file" if self._known == 1 else "files"
                self._log(f"{self._known:,} {files} unchanged since last read")
            self._begun = True
        self._unquiet = waiting
        self.due_s = self._clock.steady_s() + wait_s

    def _look_at(self, found: Sequence[Path | Skipped], waiting: dict[Path, _Look]) -> None:
        looks: dict[Path, _Look] = {}
        for one in found:
            if isinstance(one, Skipped):
                self._log_once(f"skipped: {one.reason}")
            elif (look := _look(one)) is not None:
                looks[one] = look
        seen = seen_files(self._engine, [_name(path) for path in looks])
        quiet: list[tuple[Path, _Look, SeenFile | None]] = []
        for path, look in looks.items():
            known = seen.get(_name(path))
            if known and (known.size, known.mtime_ns) == (look.size, look.mtime_ns):
                self._known += not self._begun
                continue
            if self._unquiet.get(path) == look:
                quiet.append((path, look, known))
            else:
                waiting[path] = look
        self._take_quiet(quiet, waiting)

    def _take_quiet(
        self, quiet: Sequence[tuple[Path, _Look, SeenFile | None]], waiting: dict[Path, _Look]
    ) -> None:
        changed: list[Path] = []
        files: list[SeenFile] = []
        for path, look, known in quiet:
            sha256 = self._hash(path)
            if sha256 is None:
                waiting[path] = look
                continue
            files.append(SeenFile(_name(path), look.size, look.mtime_ns, sha256))
            if known is None or known.sha256 != sha256:
                changed.append(path)
        if changed:
            report = self._take(changed, log=self._log_once)
            name = str(changed[0]) if len(changed) == 1 else f"{len(changed)} files"
            self._log(f"{name}: {changes_text(report) or 'nothing new'}")
        # Remembered as it looked before it was read: one written to meanwhile looks new again.
        save_files(self._engine, files)

    def _hash(self, path: Path) -> str | None:
        digests = b""
        try:
            for part in _parts(path):
                with part.open("rb") as stream:
                    digests += hashlib.file_digest(stream, "sha256").digest()
        except OSError as exc:
            self._log_once(f"skipped: {path} cannot be read ({exc.strerror}); check it")
            return None
        return hashlib.sha256(digests).hexdigest()


def _look(path: Path) -> _Look | None:
    """None if the file is gone or is a pipe, which might never end."""
    try:
        stats = [part.stat() for part in _parts(path)]
    except OSError:
        return None
    if not all(stat.S_ISREG(one.st_mode) for one in stats):
        return None
    return _Look(sum(one.st_size for one in stats), max(one.st_mtime_ns for one in stats))


def _parts(path: Path) -> list[Path]:
    beside = path.with_name(path.stem + SIDECAR_SUFFIX)
    return [path, beside] if beside.is_file() else [path]


def _name(path: Path) -> str:
    return str(path.absolute())
