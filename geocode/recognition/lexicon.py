"""What is known of common words beforehand: their word class by use, and how often with a capital.

The table holds Brown clusters: words that stand between the same neighbours share a number, and
related numbers share their last bits, so "Lewisburg" and "Manchester" are alike, and "Faulkner"
and "Smith". It serves English; a word that is not in it simply has no class.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "files" / "weights" / "words_en.tsv"


@dataclass(frozen=True, slots=True)
class Word:
    """One lower-cased word."""

    capital_class: int
    """Cluster of the capitalised form; 0 where it has none."""
    lower_class: int
    """Cluster of the form in small letters; 0 where it has none."""
    capital_share: int
    """How much likelier the word has a capital than not, in powers of e, -9 to 9."""


def parsed(line: str) -> Word:
    """The word that a line of the table describes, behind its first tab."""
    capital, lower, share = line.split("\t")
    return Word(int(capital), int(lower), int(share))


@cache
def load_lexicon() -> dict[str, str]:
    """Line by word, read once a process; ``parsed`` takes a line apart when it is asked for."""
    text = _FILE.read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line[0] != "#")
    return {word: rest for word, _, rest in rows}
