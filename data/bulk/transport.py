"""Sends jobs and answers between processes, and opens the same gazetteer and program there.

Jobs and answers are pickled, but unpickling can only make the values of this program and dates: a
file that somebody put into the shared folder can run nothing.
"""

import hashlib
import io
import pickle
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path

from data.bulk.readers import Answer, ReadingFailed, ReadingJob, ReadOne, reading_with
from data.errors import WorkersError
from data.reading.article import Read
from data.theatre import Theatre
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import MODEL_VERSION, Geoparser

_OURS = ("data", "geocode")
_OTHERS = frozenset({("datetime", "date"), ("datetime", "datetime")})
_ROOT = Path(__file__).resolve().parent.parent.parent


def packed(value: ReadingJob | Answer) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked_job(content: bytes) -> ReadingJob:
    """The job in ``content``; raises ``WorkersError`` where it holds anything else."""
    job = _unpacked(content)
    if not isinstance(job, ReadingJob):
        raise WorkersError(f"an article to be read was expected, not a {type(job).__name__}")
    return job


def unpacked_answer(content: bytes) -> Answer:
    """The answer in ``content``; raises ``WorkersError`` where it holds anything else."""
    answer = _unpacked(content)
    if not isinstance(answer, Read | ReadingFailed):
        raise WorkersError(f"an article's reading was expected, not a {type(answer).__name__}")
    return answer


@dataclass(frozen=True, slots=True)
class ReaderFactory:
    """What a worker opens; call it to get what reads there."""

    gazetteer_path: Path | None
    """Where the parent has it; a worker that has no such file takes its own."""
    theatre: Theatre
    focus: str | None
    versions: str
    """``present_versions`` of the parent; a worker that has others refuses to read."""

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


def present_versions(gazetteer_version: str) -> str:
    """What the answer to a job depends on besides the job, as it is in this process.

    The program is all code that reads: a worker may run on another machine's copy of it.
    """
    model, program = MODEL_VERSION, _program_version()
    return f"gazetteer {gazetteer_version}, model {model}, program {program}"


def _unpacked(content: bytes) -> object:
    try:
        return _Values(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError) as exc:
        raise WorkersError(f"what a worker gave cannot be used ({exc})") from exc


class _Values(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> type:
        return _value_class(module_name, global_name)


@cache
def _value_class(module_name: str, name: str) -> type:
    if module_name.split(".")[0] in _OURS and "." not in name:
        found = getattr(import_module(module_name), name, None)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
    elif (module_name, name) in _OTHERS:
        other: type = getattr(import_module(module_name), name)
        return other
    raise pickle.UnpicklingError(f"{module_name}.{name} is no value of this program")


@cache
def _program_version() -> str:
    summed = hashlib.sha256()
    for room in ("data", "geocode"):
        for path in sorted((_ROOT / room).rglob("*.py")):
            summed.update(path.relative_to(_ROOT).as_posix().encode())
            summed.update(hashlib.sha256(path.read_bytes()).digest())
    return summed.hexdigest()[:12]
