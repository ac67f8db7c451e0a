"""Finds the names of places in a text and resolves them to places of the gazetteer.

Never raises on what a text holds: markup, NULs, lone surrogates and look-alike letters are text.
Time grows with the text's length; memory with its mentions, since very long texts are read in
parts (see ``geocode.parts``). Answers depend on nothing but text, arguments,
gazetteer and ``MODEL_VERSION``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from geocode.errors import InputError
from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention, Resolution, is_country_code
from geocode.parts import PART_LENGTH, moved, parts
from geocode.recognition.cues import load_cues
from geocode.recognition.given import given_mentions
from geocode.recognition.reading import Reading, read
from geocode.recognition.tagging.tagger import TaggedRecogniser
from geocode.resolution.confidence import PIN_THRESHOLD
from geocode.resolution.relative.relater import Relater
from geocode.resolution.resolver import ClueResolver

MODEL_VERSION = "learned-3"
"""Changes with the rules, the weights and the cue tables; stored with every mention."""


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
            day: The day of the text, where it is known: it decides where the front was.
        """
        ...


class Geoparser:
    """Finds and resolves the places that texts name, against one gazetteer."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        focus: Focus | None = None,
        recogniser: Recogniser | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        """Use other parts than those that ship by passing them in.

        Args:
            gazetteer: Where names are looked up.
            focus: What is known of a war; without one the geoparser knows none.
            recogniser: Finds the names; the trained tagger by default.
            resolver: Chooses the places; the weighed clues by default.
        """
        self._gazetteer = gazetteer
        self._focus = focus or NO_FOCUS
        self._recogniser = recogniser or TaggedRecogniser(gazetteer, focus=self._focus)
        self._resolver = resolver or ClueResolver(gazetteer, focus=self._focus)
        self._relater = Relater(gazetteer)

    @property
    def gazetteer_version(self) -> str:
        """The version of the gazetteer that places the mentions."""
        return self._gazetteer.version

    def parse(
        self,
        text: str,
        *,
        published: date | None = None,
        country: str | None = None,
        lang: str | None = None,
    ) -> list[Resolution]:
        """The places that ``text`` names, in text order, none overlapping another.

        Args:
            text: Any text; offsets of the answer count its characters.
            published: The day of the text: villages near the front of that day are likelier.
            country: ISO alpha-2 code of the country that the text is about; None: it is inferred,
                see ``geocode.recognition.subject``.
            lang: "en", "uk" or "ru"; the tables serve all three at once, so None costs nothing.

        Raises:
            InputError: ``country`` is not two letters.
        """
        about = _checked(country)
        if len(text) <= PART_LENGTH:
            return self._parsed(text, about, published)
        return [
            moved(found, start)
            for start, end in parts(text)
            for found in self._parsed(text[start:end], about, published)
        ]

    def _parsed(self, text: str, country: str | None, day: date | None) -> list[Resolution]:
        reading = read(text)
        mentions = self._recogniser.find(reading, country=country)
        found = self._resolver.resolve(
            reading, mentions, country=country, day=day, least=PIN_THRESHOLD
        )
        return self._relater.relate(text, found)

    def resolve(
        self,
        text: str,
        spans: Iterable[tuple[int, int]],
        *,
        published: date | None = None,
        country: str | None = None,
    ) -> list[Resolution]:
        """The places that the given spans of ``text`` mean, one a span and in their order.

        Their order changes no answer; spans of one text are resolved together. Who gives spans
        holds them for places, so the best candidate is given however low its confidence;
        ``place`` is None only where the gazetteer has no candidate.

        Raises:
            InputError: A span does not lie in the text.
        """
        reading = read(text)
        asked = list(spans)
        in_text_order = sorted(set(asked))
        mentions: Sequence[Mention] = given_mentions(
            reading, in_text_order, load_cues(self._focus), self._gazetteer
        )
        found = self._resolver.resolve(
            reading, mentions, country=_checked(country), day=published, least=0.0
        )
        answers = dict(zip(in_text_order, found, strict=True))
        return [answers[span] for span in asked]


def _checked(country: str | None) -> str | None:
    if country is None:
        return None
    if not is_country_code(country):
        raise InputError(f"{country!r} is not a country; use two letters such as PL")
    return country.upper()
