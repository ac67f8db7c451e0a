"""Holds every text of the interface: ``text("filters.words")`` returns it in the reader's language.

The table is dashboard/texts/en.toml, one section for each part of the page. A text may have
``{named}`` gaps. A text about a number is a table of two forms, ``one`` and ``other``; the value
of ``n`` chooses between them. The browser gets the same texts from ``for_browser``. Pure.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Text = str | Mapping[str, str]
"""One text, or its forms ``one`` and ``other``."""
BROWSER_SECTIONS = (
    "areas", "errors", "finder", "keys", "legend", "map", "over", "page", "reading_js", "strip",
)  # fmt: skip
"""Sections that the scripts of dashboard/map/browser use."""
_FOLDER = Path(__file__).resolve().parent / "texts"
_GAP = re.compile(r"\{(\w+)\}")


@cache
def table() -> Mapping[str, Text]:
    """Every text by its key, ``section.name``; read once a process."""
    with (_FOLDER / "en.toml").open("rb") as file:
        sections = tomllib.load(file)
    return {
        f"{section}.{name}": found
        for section, named in sections.items()
        for name, found in named.items()
    }


def text(key: str, **values: object) -> str:
    """The text with its gaps filled; whole numbers get thousands separators.

    Raises:
        KeyError: there is no such text, or a gap has no value.
    """
    found = table()[key]
    if not isinstance(found, str):
        found = found["one" if values["n"] == 1 else "other"]
    return _GAP.sub(lambda gap: _shown(values[gap[1]]), found)


def for_browser() -> dict[str, Text]:
    """The texts that the scripts of the page use, by key."""
    return {key: found for key, found in table().items() if key.split(".")[0] in BROWSER_SECTIONS}


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
