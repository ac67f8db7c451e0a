"""Reads the committed CSV tables; an unreadable file is an error of one line."""

import csv
from pathlib import Path
from typing import TypeVar, get_args, get_type_hints

import geocode
from geocode.errors import SourceError

_FOLDER = Path(geocode.__file__).parent / "files" / "gazetteer"
GENERATED = _FOLDER / "generated"
HANDMADE = _FOLDER / "handmade"
CODES = _FOLDER / "codes"
WORDS = _FOLDER / "words"
_Record = TypeVar("_Record")


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


def records(path: Path, kind: type[_Record]) -> list[_Record]:
    """The rows as values of a class with a field a column; an empty field may be None.

    Raises:
        SourceError: The file cannot be read, or a value does not fit its field's type.
    """
    types = get_type_hints(kind)
    convert = {name: (get_args(type_) or (type_,))[0] for name, type_ in types.items()}
    optional = {name for name, type_ in types.items() if get_args(type_)}
    try:
        return [
            kind(**{n: None if not row[n] and n in optional else convert[n](row[n]) for n in types})
            for row in rows_of(path)
        ]
    except (KeyError, TypeError, ValueError) as exc:
        raise SourceError(f"{path}: does not fit ({exc!r})") from exc
