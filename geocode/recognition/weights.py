"""The trained tagger's weights: read once, kept as one number a feature.

``files/weights/tagger.tsv`` is written by ``python -m geocode.training.tagger``. The contribution
of a word in a slot is summed once and kept, so that a word seen before costs one look-up.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from geocode.recognition.cues import Cues
from geocode.recognition.features import SLOTS, word_features

FILE = Path(__file__).resolve().parent.parent / "files" / "weights" / "tagger.tsv"
SCALE = 1000
"""Weights are written as whole thousandths."""
_KEPT_MOST = 50_000
"""Words remembered at once; a text of a million different words must not fill the memory."""


class Weights:
    """Weights by feature; a feature that training has not seen weighs nothing."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights
        self._words: dict[str, tuple[float, ...]] = {}

    def total(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``."""
        get = self._weights.get
        return sum([get(feature, 0.0) for feature in features])

    def word(self, text: str, form: str, cues: Cues) -> Sequence[float]:
        """What the word adds in each of ``SLOTS``."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) >= _KEPT_MOST:
                self._words.clear()
            features = word_features(text, form, cues)
            found = tuple(self.total(f"{slot}|{name}" for name in features) for slot in SLOTS)
            self._words[text] = found
        return found

    def nothing(self, slot: str) -> float:
        """What it adds that no word of the sentence stands in ``slot``."""
        return self._weights.get(f"{slot}|<none>", 0.0)


def read_weights(path: Path) -> Weights:
    """The weights in the file at ``path``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.rpartition("\t") for line in lines if not line.startswith("#"))
    return Weights({name: int(number) / SCALE for name, _, number in rows})


@cache
def load_weights() -> Weights:
    """The weights that ship, read once a process."""
    return read_weights(FILE)
