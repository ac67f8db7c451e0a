"""Reads the committed CSV tables; an unreadable file is an error of one line."""

import csv
from pathlib import Path

import geocode
from geocode.errors import SourceError

_FOLDER = Path(geocode.__file__).parent / "files" / "gazetteer"
GENERATED = _FOLDER / "generated"
HANDMADE = _FOLDER / "handmade"
WORDS = _FOLDER / "words"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows by column.

    Raises:
        SourceError: The file cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as exc:
        raise SourceError(f"{path}: cannot be read ({exc}); restore it from the project") from exc
