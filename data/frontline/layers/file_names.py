"""The day that a front-line file's name holds. Pure; the file itself is not opened."""

import re
from datetime import date
from pathlib import Path

from data.errors import LayerError


def day_in_name(path: Path, form: re.Pattern[str]) -> date | None:
    """The day whose year, month and day are the first groups of ``form``.

    None where the whole name is not of that form; LayerError where those digits are no day.
    """
    match = form.fullmatch(path.name)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as exc:
        raise LayerError(f"{path}: the name holds no day (YYYYMMDD)") from exc
