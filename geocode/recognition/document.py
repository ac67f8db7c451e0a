"""What the whole text says of each name in it: a name met twice explains itself the second time."""

from collections import Counter
from collections.abc import Sequence

from geocode.recognition.proposals import Proposal
from geocode.recognition.survey import Survey

_TOLD = ("in", "capital-before", "capital-after", "says", "owns", "inside", "person", "ruled")
_TOLD_BY_ABSENCE = frozenset(["in", "ruled", "inside"])
_COUNTED_MOST = 4


class Document:
    """Evidence from the other mentions of the same name."""

    def __init__(self, proposed: Sequence[Proposal], seen: Survey) -> None:
        self._seen = seen
        self._forms = seen.scene.reading.forms
        names = list(map(self._key, proposed))
        self._counts = Counter(names)
        self._labels: dict[int, list[str]] = {}
        self._tallies: dict[str, dict[str, int]] = {}
        for name, proposal in zip(names, proposed, strict=True):
            if self._counts[name] > 1:
                labels = self._labels[id(proposal)] = self._labelled(proposal)
                tally = self._tallies.setdefault(name, dict.fromkeys(_TOLD, 0))
                for label in labels:
                    tally[label] += 1

    def _key(self, proposal: Proposal) -> str:
        return " ".join(self._forms[proposal.span.first : proposal.span.end])

    def _labelled(self, proposal: Proposal) -> list[str]:
        """How the name stands at one of its mentions."""
        scene, span = self._seen.scene, proposal.span
        reading, cues = scene.reading, scene.cues
        i, j = span.first, span.end
        labels = []
        if i > 0 and reading.sentence[i - 1] == reading.sentence[i]:
            if reading.forms[i - 1] in cues.place_prepositions:
                labels.append("in")
            if reading.capital[i - 1] and reading.gaps[i - 1] == " ":
                labels.append("capital-before")
        if j < len(reading.forms) and reading.sentence[j] == reading.sentence[i]:
            if reading.gaps[j - 1] == " " and reading.capital[j]:
                labels.append("capital-after")
            if reading.forms[j] in cues.saying_verbs:
                labels.append("says")
            if not reading.gaps[j - 1] and reading.forms[j] == "s":
                labels.append("owns")
        if not reading.first[i]:
            labels.append("inside")
        if any(scene.people[i:j]):
            labels.append("person")
        if proposal.source is not None and id(proposal.source) in self._seen.accepted:
            labels.append("ruled")
        return labels

    def features(self, proposal: Proposal) -> list[str]:
        """What the other mentions of the name say, this one's own part taken out."""
        name = self._key(proposal)
        count = self._counts[name]
        found = [f"d:n={min(count, _COUNTED_MOST)}"]
        if count == 1:
            return found
        own, tally = self._labels[id(proposal)], self._tallies[name]
        for label in _TOLD:
            others = tally[label] - (label in own)
            if others:
                found.append("d:" + label)
                if others * 2 > count - 1:
                    found.append("d:most-" + label)
            elif label in _TOLD_BY_ABSENCE:
                found.append("d:no-" + label)
        return found
