"""Reads the committed generated tables, or says in one line what is wrong with the file."""

import csv
from pathlib import Path

import geocode
from geocode.errors import SourceError

GENERATED = Path(geocode.__file__).parent / "files" / "gazetteer" / "generated"


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
