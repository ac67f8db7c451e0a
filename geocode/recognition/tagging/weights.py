"""Reads the trained weights and sums them for the features of a span.

``tools.training.tagger`` writes them to ``files/weights``. What a word adds in a slot
is summed once and kept, so that a word seen before costs one look-up.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from pathlib import Path

from geocode.recognition.cues import Cues
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span
from geocode.recognition.tagging.word_features import NO_WORD, SLOTS, slots, word_features

_FOLDER = Path(__file__).resolve().parents[2] / "files" / "weights"
TAGGER_FILE = _FOLDER / "tagger.tsv"
CYRILLIC_FILE = _FOLDER / "tagger_uk_ru.tsv"
ROLES_FILE = _FOLDER / "roles.tsv"
SCALE = 1000
"""Weights are written as whole thousandths."""
_KEPT_MOST = 50_000
"""Words remembered at once; a text of a million different words must not fill the memory."""
_NUMBER_OF_SLOT = {slot: number for number, slot in enumerate(SLOTS)}
_FIRST, _LAST = SLOTS.index("F"), SLOTS.index("E")
_NOWHERE = (0.0,) * len(SLOTS)


class Weights:
    """Weights by feature; a feature that training has not seen weighs nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights: dict[str, float] = {}
        by_name: dict[str, list[float]] = {}
        for feature, weight in weights.items():
            slot, _, name = feature.partition("|")
            number = _NUMBER_OF_SLOT.get(slot)
            if number is None or not name:
                self._weights[feature] = weight
            else:
                by_name.setdefault(name, [0.0] * len(SLOTS))[number] = weight
        # Tuples of numbers cost the garbage collector nothing; as many lists cost it 40 ms a time
        self._slots = {name: tuple(row) for name, row in by_name.items()}
        self._words: dict[str, tuple[float, ...]] = {}
        self._nothing = self._slots.get(NO_WORD, _NOWHERE)

    def total(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``, none of them a word's."""
        return sum(map(self._weights.get, features, repeat(0.0)))

    def words(self, span: Span, reading: Reading, cues: Cues) -> float:
        """What the words in and beside ``span`` add."""
        total = 0.0
        kept, tokens, nothing = self._words.get, reading.tokens, self._nothing
        for slot, i in slots(span.first, span.end, reading):
            if i < 0:
                total += nothing[slot]
                continue
            text = tokens[i][2]
            total += (kept(text) or self._word(text, reading.forms[i], cues))[slot]
        return total

    def ends(self, first: int, end: int, reading: Reading, cues: Cues) -> float:
        """What the first and the last word of a span add, without its neighbours."""
        total = 0.0
        for slot, i in ((_FIRST, first), (_LAST, end - 1)):
            text = reading.tokens[i][2]
            total += (self._words.get(text) or self._word(text, reading.forms[i], cues))[slot]
        return total

    def _word(self, text: str, form: str, cues: Cues) -> tuple[float, ...]:
        """What the word adds in each of ``SLOTS``: a look-up a feature, and none a slot."""
        if len(self._words) >= _KEPT_MOST:
            self._words.clear()
        rows = filter(None, map(self._slots.get, word_features(text, form, cues)))
        found = tuple(map(sum, zip(*rows, strict=True))) or _NOWHERE
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
