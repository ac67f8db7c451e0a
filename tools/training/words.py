"""Makes the word table of the tagger from spacy-lookups-data 1.0.5 (MIT).

Run with the unpacked wheel's data folder: ``python -m tools.training.words FOLDER``; it writes
``geocode/files/weights/words_en.tsv``. Words rarer
than ``_LEAST_LOG_PROBABILITY``, and rare words without a cluster, are left out.
"""

import gzip
import json
import sys
from pathlib import Path

from geocode.recognition.tagging.weights import TAGGER_FILE

_OUT = TAGGER_FILE.with_name("words_en.tsv")
_LEAST_LOG_PROBABILITY = -17.0
_COMMON_LOG_PROBABILITY = -14.0
_UNSEEN_LOG_PROBABILITY = -19.0
_SHARE_MOST = 9


def table(clusters: dict[str, int], probabilities: dict[str, float]) -> list[str]:
    """The lines of the file, in the order of their words."""
    lines = []
    for word in sorted({w.lower() for w, p in probabilities.items() if p > _LEAST_LOG_PROBABILITY}):
        forms = (word, word.capitalize(), word.upper())
        if not (word.isascii() and word.isalpha()):
            continue
        lower, title, upper = (probabilities.get(f, _UNSEEN_LOG_PROBABILITY) for f in forms)
        capital = max(title, upper)
        lower_class = clusters.get(word, 0)
        capital_class = clusters.get(forms[1]) or clusters.get(forms[2], 0)
        common = max(lower, capital) > _COMMON_LOG_PROBABILITY
        if capital_class or lower_class or common:
            share = max(-_SHARE_MOST, min(_SHARE_MOST, round(capital - lower)))
            lines.append(f"{word}\t{capital_class}\t{lower_class}\t{share}")
    return lines


def main(folder: Path) -> None:
    """Write the table."""
    clusters, probabilities = (
        json.loads(gzip.decompress((folder / f"en_lexeme_{name}.json.gz").read_bytes()))
        for name in ("cluster", "prob")
    )
    head = "# word, cluster with a capital, cluster without, log share of capitals; see SOURCES.md"
    _OUT.write_text("\n".join([head, *table(clusters, probabilities)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
