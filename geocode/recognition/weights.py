"""The trained weights: read once, kept as one number a feature.

``python -m geocode.training.tagger`` writes them to ``files/weights``. What a word adds in a slot
is summed once and kept, so that a word seen before costs one look-up.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span
from geocode.recognition.word_features import NO_WORD, SLOTS, slots, word_features

_FOLDER = Path(__file__).resolve().parent.parent / "files" / "weights"
TAGGER_FILE = _FOLDER / "tagger.tsv"
ROLES_FILE = _FOLDER / "roles.tsv"
SCALE = 1000
"""Weights are written as whole thousandths."""
_KEPT_MOST = 50_000
"""Words remembered at once; a text of a million different words must not fill the memory."""


class Weights:
    """Weights by feature; a feature that training has not seen weighs nothing."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights
        self._words: dict[str, tuple[float, ...]] = {}
        self._nothing = tuple(weights.get(f"{slot}|{NO_WORD}", 0.0) for slot in SLOTS)

    def total(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``."""
        get = self._weights.get
        return sum([get(feature, 0.0) for feature in features])

    def words(self, span: Span, reading: Reading, cues: Cues) -> float:
        """What the words in and beside ``span`` add."""
        total = 0.0
        kept = self._words
        for slot, i in slots(span.first, span.end, reading):
            if i < 0:
                total += self._nothing[slot]
                continue
            found = kept.get(reading.tokens[i].text)
            if found is None:
                found = self._word(reading.tokens[i].text, reading.forms[i], cues)
            total += found[slot]
        return total

    def _word(self, text: str, form: str, cues: Cues) -> tuple[float, ...]:
        """What the word adds in each of ``SLOTS``."""
        if len(self._words) >= _KEPT_MOST:
            self._words.clear()
        features = word_features(text, form, cues)
        found = tuple(self.total(f"{slot}|{name}" for name in features) for slot in SLOTS)
        self._words[text] = found
        return found


def read_weights(path: Path) -> Weights:
    """The weights in the file at ``path``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.rpartition("\t") for line in lines if not line.startswith("#"))
    return Weights({name: int(number) / SCALE for name, _, number in rows})


@cache
def load_weights(path: Path) -> Weights:
    """The weights at ``path``, read once a process."""
    return read_weights(path)
