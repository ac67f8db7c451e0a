"""The words of English that are known, with what the tagger knows of each."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[1] / "files" / "weights" / "words_en.tsv"


@cache
def load_lexicon() -> dict[str, str]:
    """Line by word, read once a process; ``word_features.parsed`` takes a line apart."""
    text = _FILE.read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line[0] != "#")
    return {word: rest for word, _, rest in rows}
