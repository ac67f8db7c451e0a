"""What the geoparser asks of a recogniser; the rules here answer it, and so may a tagger."""

from collections.abc import Sequence
from typing import Protocol

from geocode.model import Mention
from geocode.recognition.reading import Reading


class Recogniser(Protocol):
    """Finds the names of places in a text."""

    def find(self, reading: Reading, *, country: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another.

        Args:
            reading: The text in tokens and sentences.
            country: ISO alpha-2 code of the country that the text is about, or None. Small places
                elsewhere need more to be taken for a place than small places there.
        """
        ...
