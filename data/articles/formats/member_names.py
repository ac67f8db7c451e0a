"""Names of files: which are passed over, and which of an archive's may not be.

Nothing is ever written under a name of an archive; one that leads out of it is refused all the
same, for what it says of who packed it. Hidden files and ``SOURCES.md`` are no articles.
"""

import re
from pathlib import PurePosixPath

from data.articles.formats.metadata import SIDECAR_SUFFIX

_NO_ARTICLES = frozenset({"sources.md"})
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
# Letters that Russian and Ukrainian names have in the code page of DOS, and no signs of a frame;
# and no word of both scripts, which a western name would become.
_CYRILLIC_NAME = re.compile(r"(?!.*(?:[a-z][а-яё]|[а-яё][a-z]))[\x20-\x7eА-яЁёЄєЇїЎў№]+", re.I)


def may_be_article(name: str) -> bool:
    """False for hidden files, ``SOURCES.md`` and sidecars."""
    lower = name.lower()
    return not (lower.startswith(".") or lower in _NO_ARTICLES or lower.endswith(SIDECAR_SUFFIX))


def shown_name(name: str) -> str:
    """The name on one line, with nothing in it that changes how a line reads."""
    return _NOT_SHOWN.sub("\ufffd", name)


def leads_outside(name: str) -> bool:
    """Whether a member's name is absolute, has a drive, or climbs with ".."."""
    parts = name.replace("\\", "/")
    return parts.startswith("/") or bool(_DRIVE.match(parts)) or ".." in parts.split("/")


def hidden(name: str) -> bool:
    """Whether any folder of the member's path is hidden, or holds a Mac's own notes."""
    folders = PurePosixPath(name).parts[:-1]
    return any(part.startswith(".") or part == "__MACOSX" for part in folders)


def dos_name(name: str) -> str:
    """A name that a zip file does not mark as UTF-8, in the letters that were meant.

    ``zipfile`` reads such a name as code page 437. Programs write UTF-8 there, or the code page
    of their system: 866 where names are Cyrillic.
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp866"):
        try:
            meant = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _CYRILLIC_NAME.fullmatch(meant):
            return meant
    return name
