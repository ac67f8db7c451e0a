"""What the geoparser asks of a resolver."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from geocode.model import Mention, Resolution
from geocode.recognition.reading import Reading


class Resolver(Protocol):
    """Says which place each mention means."""

    def resolve(
        self,
        reading: Reading,
        mentions: Sequence[Mention],
        *,
        country: str | None,
        day: date | None,
        least: float,
    ) -> list[Resolution]:
        """One resolution a mention, in the same order.

        Args:
            reading: The text that the mentions index.
            mentions: What to resolve.
            country: ISO alpha-2 code of the country that the text is about, or None.
            least: A candidate whose confidence is not above it is not taken.
            day: The day of the text, where it is known: it tells where the front was.
        """
        ...
