"""What worker processes of the tests open: the real reading, and texts that end their process."""

import os
import signal
import threading
from functools import partial
from hashlib import sha256
from pathlib import Path

from data.bulk.readers import reading_with
from data.bulk.transport import ReaderFactory
from data.errors import WorkersError
from tests.data.builders import small_geoparser
from tests.theatre import UKRAINE

KILLS = "This text ends whatever process reads it."
KILLS_ONCE = "This text ends the first process that reads it, at "
FAILS = "This text is more than the reading can take."


def open_reading():
    """What an opener gives: reads against five places."""
    return partial(_read, reading_with(small_geoparser(), theatre=UKRAINE, focus="UA"))


def open_nothing():
    """What an opener does where the gazetteer is gone."""
    raise FileNotFoundError("there is no gazetteer here")


def open_and_die():
    """What an opener does where there is no memory for it."""
    _end()


class SmallOpening(ReaderFactory):
    """Opens the five places where the parent's gazetteer would be opened."""

    def __call__(self):
        return open_reading()


class RecordingOpening(SmallOpening):
    """Leaves a file for each text that it reads, in the folder that stands for the gazetteer."""

    def __call__(self):
        return partial(_record, self.gazetteer_path, open_reading())


class OtherOpening(ReaderFactory):
    """Is what a worker does that has another gazetteer."""

    def __call__(self):
        raise WorkersError("a worker has gazetteer b, and gazetteer a is asked for")


def text_key(text):
    """The name of the file that says that this text was read."""
    return sha256(text.encode()).hexdigest()


def _record(folder, read_one, job):
    (folder / text_key(job.known.text)).touch()
    return read_one(job)


def _read(read_one, job):
    if job.known.text == KILLS:
        _end()
    if job.known.text == FAILS:
        raise RecursionError("too deep")
    if job.known.text.startswith(KILLS_ONCE):
        mark = Path(job.known.text.removeprefix(KILLS_ONCE).strip())
        if not mark.exists():
            mark.touch()
            _end()
    return read_one(job)


def _end():
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()  # the signal comes, though not at once
