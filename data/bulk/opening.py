"""Opens in another process, or on another machine, the very gazetteer and program of the parent."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.bulk.here import reading_with
from data.bulk.protocol import ReadOne
from data.errors import WorkersError
from data.theatre import Theatre
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import MODEL_VERSION, Geoparser

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Versions:
    """What the answer to a job depends on besides the job."""

    gazetteer: str
    model: str
    program: str
    """Of all code that reads, since a worker may run on another machine's copy of it."""

    def __str__(self) -> str:
        return f"gazetteer {self.gazetteer}, model {self.model}, program {self.program}"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a worker opens; call it to get what reads there."""

    gazetteer_path: Path | None
    """Where the parent has it; a worker that has no such file takes its own."""
    theatre: Theatre
    focus: str | None
    versions: Versions
    """The parent's; a worker that has others refuses to read."""

    def __call__(self) -> ReadOne:
        """What reads; raises ``WorkersError`` where it would read otherwise than the parent."""
        path = self.gazetteer_path
        geoparser = Geoparser(
            open_gazetteer(path if path and path.exists() else None),
            focus=self.theatre.focus,
        )
        here = present_versions(geoparser.gazetteer_version)
        if here != self.versions:
            raise WorkersError(
                f"a worker has {here}, and {self.versions} is asked for; bring it up to date"
            )
        return reading_with(geoparser, theatre=self.theatre, focus=self.focus)


def present_versions(gazetteer_version: str) -> Versions:
    """The versions in this process."""
    return Versions(gazetteer_version, MODEL_VERSION, _program_version())


@cache
def _program_version() -> str:
    summed = hashlib.sha256()
    for room in ("data", "geocode"):
        for path in sorted((_ROOT / room).rglob("*.py")):
            summed.update(path.relative_to(_ROOT).as_posix().encode())
            summed.update(hashlib.sha256(path.read_bytes()).digest())
    return summed.hexdigest()[:12]
