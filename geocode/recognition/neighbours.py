"""What the known names right before and behind a span say of it: lists, and "Oxford, Ohio"."""

from geocode.model import Kind
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey

_LINKS = frozenset(["and", "or", "in", "near"])


class Neighbours:
    """The known names of a text by where they begin and end."""

    def __init__(self, seen: Survey) -> None:
        self._seen = seen
        spans = [span for span in seen.spans if id(span) in seen.weights]
        self._by_first = {span.first: span for span in spans}
        self._by_end = {span.end: span for span in spans}

    def features(self, span: Span) -> list[str]:
        """How the names on both sides stand to ``span``: joined by what, holding it or held."""
        reading = self._seen.scene.reading
        i, j = span.first, span.end
        found: list[str] = []
        joint = reading.gaps[j - 1].strip()[:1]
        after = self._by_first.get(j)
        if after is None and reading.forms[j : j + 1] and reading.forms[j] in _LINKS:
            joint, after = reading.forms[j], self._by_first.get(j + 1)
        if after is not None and reading.sentence[i] == reading.sentence[after.first]:
            found += self._relation("next", joint, span, after)
        if i == 0:
            return found
        joint = reading.gaps[i - 1].strip()[:1]
        before = self._by_end.get(i)
        if before is None and reading.forms[i - 1] in _LINKS:
            joint, before = reading.forms[i - 1], self._by_end.get(i - 1)
        if before is not None and reading.sentence[i] == reading.sentence[before.first]:
            found += self._relation("prev", joint, before, span)
        return found

    def _relation(self, side: str, joint: str, part: Span, whole: Span) -> list[str]:
        other = whole if side == "next" else part
        head = f"{side}:{joint}|"
        found = [f"{head}{id(other) in self._seen.accepted}"]
        units, countries = set(), set()
        for hit in whole.hits:
            if hit.place.kind is Kind.REGION:
                units.add((hit.place.country, hit.place.admin1))
            elif hit.place.kind is Kind.COUNTRY:
                countries.add(hit.place.country)
        if not units and not countries:
            return found
        inside = any(
            (hit.place.country, hit.place.admin1) in units or hit.place.country in countries
            for hit in part.hits
        )
        found.append(head + ("inside" if inside else "unit"))
        return found
