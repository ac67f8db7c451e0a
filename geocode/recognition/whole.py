"""Names whose generic word is part of them: "Laurel County", "Mississippi River", "Ky.".

Everywhere else a span leaves the generic word out ("Donetsk" in "Donetsk region"): so wherever the
name may be one of the home country's, and where the gazetteer has the river or county by its bare
name alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Mention
from geocode.recognition.abbreviations import GENERIC as ABBREVIATED
from geocode.recognition.cues import Sort
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span, text_of

_KINDS = {Sort.DISTRICT: Kind.DISTRICT, Sort.WATER: Kind.WATER}


def whole_name(
    mention: Mention,
    span: Span,
    reading: Reading,
    lookup: Callable[[str], Sequence[NameHit]],
    home: str,
) -> Mention:
    """The mention of ``span`` with the generic word, or full stop, that belongs to its name."""
    if span.generic == ABBREVIATED and reading.text[mention.end : mention.end + 1] == ".":
        return replace(mention, end=mention.end + 1, text=f"{mention.text}.")
    kind = _KINDS.get(span.sort) if span.sort is not None else None
    if kind is None or not _follows(span, reading):
        return mention
    name = text_of(reading, span.first, span.end + 1)
    if any(hit.place.country == home for hit in span.hits):
        return mention
    bare, whole = (
        any(hit.place.kind is kind for hit in hits) for hits in (span.hits, lookup(name))
    )
    if bare and not whole:
        return mention  # the gazetteer knows the river or county without the word
    return replace(mention, end=mention.start + len(name), text=name, generic=None)


def _follows(span: Span, reading: Reading) -> bool:
    """Whether the generic word stands right behind the name with a capital of its own."""
    j = span.end
    return (
        j < len(reading.forms)
        and reading.forms[j] == span.generic
        and reading.capital[j]
        and reading.gaps[j - 1] == " "
    )
