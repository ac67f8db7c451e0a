"""spaCy as the recogniser: optional, never needed, and loaded only on request.

``Geoparser(gazetteer, recogniser=SpacyRecogniser("en_core_web_md", gazetteer))``. spaCy's entities
of the kinds GPE, LOC and FAC (or LOC alone, in models that have no more) become mentions; their
roles and generic words come from the rules here. spaCy's own components before its entity
recogniser run as the model has them.
"""

import importlib
from collections.abc import Sequence
from typing import Any

from geocode.errors import InputError
from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention
from geocode.recognition.cues import load_cues
from geocode.recognition.given import given_mentions
from geocode.recognition.reading import Reading

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ARTICLES = ("the ", "The ")


class SpacyRecogniser:
    """Finds what a spaCy pipeline takes for places."""

    def __init__(self, model: Any, gazetteer: Gazetteer, *, focus: Focus = NO_FOCUS) -> None:  # noqa: ANN401 - spaCy is no requirement, so its types are unknown
        """Load the pipeline now.

        Args:
            model: The name or path of a spaCy model, or a pipeline that is loaded already.
            gazetteer: What the generic words beside the names are checked against.
            focus: The war that is known, if any.

        Raises:
            InputError: spaCy is not installed, or has no such model.
        """
        self._pipeline = _loaded(model) if isinstance(model, str) else model
        self._gazetteer = gazetteer
        self._focus = focus

    def find(self, reading: Reading, *, country: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another; ``country`` changes nothing here."""
        spans = []
        for entity in self._pipeline(reading.text).ents:
            if entity.label_ in PLACE_LABELS and entity.text.strip():
                start = entity.start_char
                if entity.text.startswith(_ARTICLES):
                    start += len(_ARTICLES[0])
                spans.append((start, entity.end_char))
        return given_mentions(reading, spans, load_cues(self._focus), self._gazetteer)


def _loaded(name: str) -> Any:  # noqa: ANN401 - as above
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as exc:
        raise InputError("spaCy is not installed; pip install -r requirements-spacy.txt") from exc
    try:
        return spacy.load(name)
    except OSError as exc:
        raise InputError(
            f"spaCy has no model '{name}'; python -m spacy download {name}, or give its folder"
        ) from exc
