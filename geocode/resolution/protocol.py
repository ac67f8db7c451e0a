"""What the geoparser asks of a resolver."""

from collections.abc import Sequence
from typing import Protocol

from geocode.model import Mention, Resolution
from geocode.recognition.reading import Reading


class Resolver(Protocol):
    """Says which place each mention means."""

    def resolve(
        self, reading: Reading, mentions: Sequence[Mention], *, focus: str | None
    ) -> list[Resolution]:
        """One resolution a mention, in the same order.

        Args:
            reading: The text that the mentions index.
            mentions: What to resolve.
            focus: ISO alpha-2 code of the country that the text is about, or None.
        """
        ...
