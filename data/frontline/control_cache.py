"""Keeps the worked-out control of a war in files, so that the next start has it at once.

A file a key, in numpy's npz (a zip, whose checksums find what was cut short), written whole or not
at all; the newest ``MOST_FILES`` stay. A cache that cannot be used is no error: the answer is a
line for people, and the control is worked out anew.
"""

import os
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from data.frontline.daily import DailyHolders

MOST_FILES = 12
"""Of 0.4 MB each: combinations of sources, and states of the evidence."""
_PREFIX, _SUFFIX = "control-", ".npz"
_ARRAYS = ("first", "day", "node", "code", "stated", "spoken")


@dataclass(frozen=True, slots=True)
class KeptControl:
    """What is kept of the control of a war."""

    pack: bytes
    holders: DailyHolders
    last_day: date
    """The last day of the record; ``holders`` may go on after it."""
    notes: tuple[str, ...]
    """One line for each thing that could not be used when it was worked out."""


def read(folder: Path, key: str) -> KeptControl | str | None:
    """What is kept under the key; None: nothing; a text: why it cannot be used."""
    path = _path(folder, key)
    try:
        with np.load(path, allow_pickle=False) as found:
            texts = {name: [str(one) for one in found[name]] for name in ("holders", "notes")}
            first_day, drawn_to, last_day = (date.fromordinal(int(n)) for n in found["days"])
            return KeptControl(
                pack=found["pack"].tobytes(),
                holders=DailyHolders(
                    first_day=first_day,
                    last_day=drawn_to,
                    holders=tuple(texts["holders"]),
                    **{name: found[name] for name in _ARRAYS},
                ),
                last_day=last_day,
                notes=tuple(texts["notes"]),
            )
    except FileNotFoundError:
        return None
    except (OSError, EOFError, LookupError, OverflowError, ValueError, zipfile.BadZipFile) as exc:
        reason = getattr(exc, "strerror", None) or f"not what was written there: {exc}"
        return f"{path}: cannot be read ({reason}); the front line is worked out anew"


def write(folder: Path, key: str, kept: KeptControl) -> str | None:
    """Keep it; a text says why it could not be kept."""
    path, holders = _path(folder, key), kept.holders
    days = (holders.first_day, holders.last_day, kept.last_day)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".control-", delete=False) as file:
            try:
                np.savez(
                    file,
                    pack=np.frombuffer(kept.pack, np.uint8),
                    days=[day.toordinal() for day in days],
                    holders=np.array(holders.holders, np.str_),
                    notes=np.array(kept.notes, np.str_),
                    **{name: getattr(holders, name) for name in _ARRAYS},
                )
                file.close()
                os.replace(file.name, path)  # noqa: PTH105  # whole or not at all
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _prune(folder)
    except OSError as exc:
        return (
            f"{folder}: the front line cannot be kept there ({exc.strerror or exc}) and is worked "
            "out at each start; let FRONTLINE_CACHE name a folder that can be written"
        )
    return None


def _prune(folder: Path) -> None:
    files = [(path.stat().st_mtime_ns, path) for path in folder.glob(f"{_PREFIX}*{_SUFFIX}")]
    for _, path in sorted(files)[:-MOST_FILES]:
        path.unlink(missing_ok=True)


def _path(folder: Path, key: str) -> Path:
    return folder / f"{_PREFIX}{key}{_SUFFIX}"
