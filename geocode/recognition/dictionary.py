"""Recognises names without training: gazetteer names by longest match, weighed by rules."""

from collections.abc import Sequence

from geocode.focus import NO_FOCUS, Focus
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention
from geocode.recognition.cues import Cues
from geocode.recognition.generics import attach_generics
from geocode.recognition.reading import Reading
from geocode.recognition.roles import role_of
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey, survey
from geocode.recognition.unlisted import misspelt_names, unknown_names


class DictionaryRecogniser:
    """Finds names that the gazetteer has, and names that a generic word announces."""

    def __init__(self, gazetteer: Gazetteer, *, focus: Focus = NO_FOCUS) -> None:
        self._gazetteer = gazetteer
        self._focus = focus

    def find(self, reading: Reading, *, country: str | None) -> Sequence[Mention]:
        """Mentions in text order, none overlapping another."""
        seen = survey(reading, self._gazetteer, country, self._focus)
        known = [span for span in seen.spans if id(span) in seen.accepted]
        spans = known + unlisted(seen, known, self._gazetteer)
        spans.sort(key=lambda span: span.first)
        return [mention_of(span, reading, seen.scene.cues) for span in spans]


def unlisted(seen: Survey, known: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Names without a place of that spelling, apart from what is known: announced or misspelt."""
    scene = seen.scene
    found = unknown_names(scene.reading, known, scene.people, scene.cues)
    misspelt = misspelt_names(scene, [*known, *found], gazetteer)
    attach_generics(scene.reading, misspelt, scene.cues)
    return found + misspelt


def mention_of(span: Span, reading: Reading, cues: Cues) -> Mention:
    """The mention that ``span`` is, with its role by the rules."""
    start, end = reading.tokens[span.first].start, reading.tokens[span.end - 1].end
    role = role_of(span, reading, cues)
    return Mention(start, end, reading.text[start:end], role, span.generic)
