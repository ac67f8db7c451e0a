"""Finds gazetteer names and organisations in a text: the longest match, left to right.

A span here is token numbers. Generic words are taken off its ends (see ``generics``); whether the
name means a place at all is weighed afterwards (see ``evidence``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Kind
from geocode.recognition.cues import Cues, Generic, Sort
from geocode.recognition.reading import Reading

_MAJOR = 200_000
_WORDS_MAX = 8
"""Tokens of the longest name that is looked for ("Saint Vincent and the Grenadines" has five)."""
_THINGS = frozenset({Kind.SITE, Kind.WATER, Kind.AREA})
_TRIMMED = frozenset({Sort.REGION, Sort.DISTRICT, Sort.STATE, Sort.FRONT})
"""Generic words that never belong to the span; others stay where the whole is its own name."""
_ENDING_LIST = "а у е і и ий ою ої ій им ім их ого ому ими ая ую ое ый ой ом ые ых ым"
_ADJECTIVE_ENDINGS = frozenset(_ENDING_LIST.split())
_ADJECTIVE_STEMS = ("ськ", "цьк", "зьк", "ск", "цк", "ьк")


@dataclass(slots=True)
class Span:
    """Tokens ``first`` up to ``end`` name something; ``hits`` is what the gazetteer has."""

    first: int
    end: int
    hits: Sequence[NameHit]
    generic: str | None = None
    sort: Sort | None = None
    coordinated: bool = False
    """Joined to the span before by a comma or "and"."""


def text_of(reading: Reading, first: int, end: int) -> str:
    """The text of tokens ``first`` up to ``end`` as written."""
    return reading.text[reading.tokens[first].start : reading.tokens[end - 1].end]


def is_adjective(form: str) -> bool:
    """Whether a Cyrillic ``form`` looks like a relational adjective ("бахмутський")."""
    if form.isascii() or len(form) < 5:
        return False
    for cut in (1, 2, 3):
        if form[:-cut].endswith(_ADJECTIVE_STEMS):
            return form[-cut:] in _ADJECTIVE_ENDINGS
    return False


class NameMatcher:
    """Longest matches in one reading; remembers what it asked the gazetteer."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer, cues: Cues) -> None:
        self._reading = reading
        self._gazetteer = gazetteer
        self._cues = cues
        self._words: dict[int, int] = {}
        self._hits: dict[str, Sequence[NameHit]] = {}

    def lookup(self, name: str) -> Sequence[NameHit]:
        """The gazetteer's answer for ``name``, apart from what counts only after a comma."""
        hits = self._hits.get(name)
        if hits is None:
            found = self._gazetteer.lookup(name)
            hits = self._hits[name] = [hit for hit in found if not hit.after_comma]
        return hits

    def name_words(self, i: int) -> int:
        """How many tokens from ``i`` on make a gazetteer name, capitalised as names are."""
        words = self._words.get(i)
        if words is None:
            words = self._words[i] = self._longest(i)
        return words

    def _longest(self, i: int) -> int:
        reading = self._reading
        if i >= len(reading.tokens) or not reading.capital[i]:
            return 0
        end = min(reading.run_end[i], i + _WORDS_MAX)
        run = [token.text for token in reading.tokens[i:end]]
        while run:
            words = self._gazetteer.longest(run, 0)
            last = i + words - 1
            if words == 1 and self._is_people(i):
                return 0  # "Crimean Bridge" is a place, "Crimean" are people
            if not words or reading.capital[last]:
                return words
            named = self._is_thing(i, words)
            if not named and reading.forms[last] in self._cues.generics:
                named = reading.forms[i] not in self._cues.demonyms  # "a Ukrainian village"
            if named and not self._all_common(i, last):
                return words
            if not reading.tokens[last].text[0].isalpha():
                return words
            del run[words - 1 :]
        return 0

    def _is_people(self, i: int) -> bool:
        """Whether the token is a demonym that is not announced as a town's name."""
        forms = self._reading.forms
        if forms[i] not in self._cues.demonyms:
            return False
        generic = self._cues.generics.get(forms[i - 1]) if i > 0 else None
        return generic is None or generic.sort is not Sort.SETTLEMENT or forms[i].isascii()

    def _is_thing(self, i: int, words: int) -> bool:
        """Whether it names no settlement: such names end in small letters, "Крымский мост"."""
        hits = self.lookup(text_of(self._reading, i, i + words)) if words > 1 else ()
        return any(hit.place.kind in _THINGS for hit in hits)

    def _all_common(self, first: int, end: int) -> bool:
        """Whether all of the words are common: "The city" is no name."""
        return all(form in self._cues.common_words for form in self._reading.forms[first:end])

    def is_major(self, i: int) -> bool:
        """Whether a country, a region or a large city is named at ``i``."""
        words = self.name_words(i)
        hits = self.lookup(text_of(self._reading, i, i + words)) if words else ()
        return any(
            hit.place.kind in (Kind.COUNTRY, Kind.REGION) or hit.place.population >= _MAJOR
            for hit in hits
        )

    def organisation_words(self, i: int) -> int:
        """How many tokens from ``i`` on make the name of a known organisation."""
        reading = self._reading
        for phrase in self._cues.organisations.get(reading.forms[i], ()):
            if tuple(reading.forms[i : i + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def spans(self) -> list[Span]:
        """All spans in text order, none overlapping; organisations and their words are skipped."""
        reading = self._reading
        found: list[Span] = []
        end = 0
        for i in reading.capitals:
            if i < end:
                continue
            words = self.name_words(i)
            organisation = self.organisation_words(i)
            if organisation and organisation >= words:
                end = i + organisation
            elif words:
                found.append(self._trimmed(i, i + words))
                end = i + words
        return found

    def _trimmed(self, first: int, end: int) -> Span:
        """The span without the generic words at its ends."""
        reading, generics = self._reading, self._cues.generics
        whole = self.lookup(text_of(reading, first, end))
        generic = generics.get(reading.forms[end - 1]) if end - first > 1 else None
        if generic is not None and generic.after:
            hits = self.lookup(text_of(reading, first, end - 1))
            part = generic.sort not in _TRIMMED and is_adjective(reading.forms[end - 2])
            if not part and self._goes(generic, whole, hits):
                return Span(first, end - 1, hits or whole, reading.forms[end - 1], generic.sort)
        generic = generics.get(reading.forms[first]) if end - first > 1 else None
        if generic is not None and generic.before and reading.capital[first + 1]:
            hits = self.lookup(text_of(reading, first + 1, end))
            if self._goes(generic, whole, hits):
                return Span(first + 1, end, hits or whole, reading.forms[first], generic.sort)
        return Span(first, end, whole)

    @staticmethod
    def _goes(generic: Generic, whole: Sequence[NameHit], bare: Sequence[NameHit]) -> bool:
        """Whether the generic word is no part of the name: "Kharkiv City", not "Kansas City"."""
        if generic.sort in _TRIMMED:
            return True
        named = {hit.place.place_id for hit in whole}
        return any(hit.place.place_id in named for hit in bare)
