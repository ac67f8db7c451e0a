"""What every command shares: its output, writing files, opening the store, and common arguments.

Answers go to stdout, everything else to stderr, an error in one line and never a traceback;
characters that could rewrite a terminal are shown as escapes.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from data.errors import StoreError
from data.settings import Settings
from geocode.text import escaped

if TYPE_CHECKING:  # ``python -m data --help`` takes half a second without them, two with them
    from data.store.engine import Engine

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2


class OneLineParser(argparse.ArgumentParser):
    """Reports a wrong command line in one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` and exit with the status of wrong usage."""
        say(f"error: {message}; see {self.prog} --help")
        sys.exit(WRONG_USAGE)


@contextmanager
def open_store(settings: Settings, *, read_only: bool) -> "Iterator[Engine]":
    """The store that the settings name, closed at the end."""
    from data.store.engine import open_engine

    engine = open_engine(
        settings.database_url, read_only=read_only, busy_timeout_s=settings.busy_timeout_s
    )
    try:
        yield engine
    finally:
        engine.dispose()


def write(path: Path, content: str) -> None:
    """Write the file whole or not at all; a device or a pipe is written to and never replaced."""
    encoded = content.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(encoded)
            return
        target = path.resolve()  # a link stays, and leads to the new content
        beside = target.with_name(f".{os.getpid()}.part")
        with beside.open("xb") as file:
            try:
                file.write(encoded)
                file.flush()
                beside.replace(target)
            except OSError:
                beside.unlink()
                raise
    except (OSError, RuntimeError) as exc:  # RuntimeError: links that lead in a circle
        reason = getattr(exc, "strerror", None) or exc
        raise StoreError(f"{path} cannot be written ({reason}); name another file") from exc


def give(content: str) -> None:
    """Write the answer to stdout and flush it, so that a full disk is reported in one line."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as exc:
        forget_output()
        reason = exc.strerror or exc
        raise StoreError(f"the output cannot be written ({reason}); send it elsewhere") from exc


def forget_output() -> None:
    """Discard the output still to be written, after its reader went away."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - lets Python flush at exit


def day(raw: str) -> date:
    """The date that an argument names."""
    from data.reading.dating import published_day

    found, _problem = published_day(raw)
    if found is None:
        raise argparse.ArgumentTypeError(f"{raw!r} is not a day; use YYYY-MM-DD")
    return found


def say(line: str) -> None:
    """Print one line to stderr."""
    print(escaped(line), file=sys.stderr)
