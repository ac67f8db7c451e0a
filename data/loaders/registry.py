"""Which loader reads which file, by the ending of its name. A new format is one line here."""

from pathlib import Path

from data.loaders.json_lines import JsonLines
from data.loaders.markdown import Markdown
from data.loaders.plain_text import PlainText
from data.loaders.protocol import Loader

LOADERS: tuple[Loader, ...] = (PlainText(), Markdown(), JsonLines())
_BY_SUFFIX = {suffix: loader for loader in LOADERS for suffix in loader.suffixes}
SUFFIXES = tuple(sorted(_BY_SUFFIX))


def loader_for(path: Path) -> Loader | None:
    """The loader for the file, or None where its ending is not known."""
    return _BY_SUFFIX.get(path.suffix.lower())
