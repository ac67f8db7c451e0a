"""Runs a reader of tables in a process of its own, within limits that grow with the input.

Some libraries ask for more memory than there is, or run for minutes, on a few kilobytes that were
made for it, and then end the process they run in. Memory is that which the process itself writes to
(RLIMIT_DATA), so that libraries mapped into it do not count. Where the system has no such limits
(Windows), none hold.
"""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from data.errors import LoadError
from data.settings import ROOT

_LEAST_MEMORY, _MOST_MEMORY = 200 * 1024**2, 2 * 1024**3
_MEMORY_A_BYTE = 200
_LEAST_TIME_S = 6
_BYTES_A_SECOND = 30_000
"""A tenth of what a slow machine reads of the least packed workbooks."""
_LEAST_ROWS = 300
_BYTES_A_ROW = 12
_LONGEST_LINE = 8 * 1024**2
_MOST_SAID = 65_536
REFUSED, OVER_A_LIMIT = 3, 4
"""Exit status of a reader that has said on standard error what is wrong; that got no memory."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the reading of one input may take."""

    memory_bytes: int
    time_s: int
    """Of the processor."""
    rows: int


def allowance(input_bytes: int) -> Allowance:
    """What an input of this size may take; distinct articles need twelve packed bytes and more."""
    return Allowance(
        min(_MOST_MEMORY, _LEAST_MEMORY + _MEMORY_A_BYTE * input_bytes),
        _LEAST_TIME_S + input_bytes // _BYTES_A_SECOND,
        most_articles(input_bytes),
    )


def most_articles(packed_bytes: int) -> int:
    """How many articles a packed input of this size may hold."""
    return _LEAST_ROWS + packed_bytes // _BYTES_A_ROW


def limit_this_process(arguments: Sequence[str]) -> None:
    """Take over the limits that ``lines_of`` has given as arguments: bytes, seconds."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        memory, time_s = map(int, arguments)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (time_s, time_s))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextlib.contextmanager
def lines_of(
    module: str, given: IO[bytes], origin: str, *, allowed: Allowance
) -> Iterator[Iterator[str | None]]:
    """The lines that a module of ours prints of the input; None for one of over 8 MB.

    Reading them raises ``LoadError`` where the module refuses the input, or goes over a limit.

    Args:
        module: name of the module, which begins with ``limit_this_process``.
        given: a file of the system, read by the process from where it stands.
        origin: names the input in messages.
        allowed: the limits.
    """
    limits = [str(allowed.memory_bytes), str(allowed.time_s)]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *limits],
            cwd=ROOT, stdin=given, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        try:
            yield _lines(process, errors, origin)
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def _lines(
    process: "subprocess.Popen[bytes]", errors: IO[bytes], origin: str
) -> Iterator[str | None]:
    output = process.stdout
    while output and (line := output.readline(_LONGEST_LINE)):
        short = whole = line.endswith(b"\n")
        while not whole and (rest := output.readline(_LONGEST_LINE)):
            whole = rest.endswith(b"\n")
        if not whole:
            break  # the process ended in the middle of it, and what follows says why
        yield line.decode("utf-8") if short else None
    status = process.wait()
    if status == REFUSED:
        raise LoadError(f"{origin} cannot be read ({_last_line(errors)}); save it anew, or as CSV")
    if status:  # or a signal: a limit ended it, or the library itself
        raise LoadError(
            f"{origin} asks for more memory or time than a file of its size may; save it as CSV"
        )


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read(_MOST_SAID).decode("utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "no reason given")[:200]
