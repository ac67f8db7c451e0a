"""What every command shares: its output, writing files, and opening the store.

Answers go to stdout, everything else to stderr, an error in one line and never a traceback;
characters that could rewrite a terminal are shown as escapes.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


def deliver(output: str, content: str, *, holds: str, replace: bool) -> None:
    """Write the answer to stdout ("-"), or to a file, and then say what the file holds.

    Raises:
        StoreError: the file exists and ``replace`` is false, or it cannot be written.
    """
    if output == "-":
        give(content)
        return
    path = Path(output)
    existed = os.path.isfile(path)  # noqa: PTH113 - False for a name that is too long, no error
    if existed and not replace:
        raise StoreError(f"{path} exists; name another file, or replace it with --force")
    write(path, content)
    say(f"{'replaced' if existed else 'wrote'} {path}: {holds}")


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


def counted(number: int, name: str) -> str:
    """The number with the thing that is counted: "1 article", "2,000 articles"."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def up_to_date(articles: int) -> str:
    """Says that nothing was to be done: "all 512 articles are up to date"."""
    if articles == 1:
        return "1 article is up to date"
    return f"all {articles:,} articles are up to date"


def forget_output() -> None:
    """Discard the output still to be written, after its reader went away."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - lets Python flush at exit


def say(line: str) -> None:
    """Print one line to stderr."""
    print(escaped(line), file=sys.stderr)
