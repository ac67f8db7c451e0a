"""Describes a span for the trained model: its features are short strings, each with a weight.

Features of single words (``word_features``) come on top; they are summed by word, not by span.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind
from geocode.recognition.evidence import ACCEPT, CLUES
from geocode.recognition.lexicon import load_lexicon
from geocode.recognition.meanings import load_meanings
from geocode.recognition.people import surname_key
from geocode.recognition.reading import Reading
from geocode.recognition.scene import Scene
from geocode.recognition.spans import Span
from geocode.recognition.survey import Survey
from geocode.recognition.tagging.proposals import KNOWN, Proposal
from geocode.recognition.tagging.word_features import NO_MEANING, parsed

_CLUE_NAMES = tuple(clue.__name__ for clue in CLUES)
_START, _STOP = "<s>", "</s>"
_RUN_MOST = 6
_EARLY = 8
"""Tokens at the top of a text in which datelines stand."""
_WEIGHT_MOST = 6
_LINKED = frozenset(["of", "for", "the", "and", "on"])


def _decade(population: int) -> int:
    return len(str(population)) if population else 0


def hit_features(hits: Sequence[NameHit], country: str | None) -> list[str]:
    """What the gazetteer says of a name; the first is the size of its largest namesake."""
    if not hits:
        return ["hit=0"]
    places = [hit.place for hit in hits]
    found = [
        f"p={_decade(max([place.population for place in places]))}",
        "K=" + "+".join(sorted({place.kind.value for place in places})),
        f"n={min(len(hits), 4)}",
    ]
    if any([hit.official for hit in hits]):
        found.append("official")
    if all([hit.inflected for hit in hits]):
        found.append("inflected")
    if country is not None:
        found.append(f"home={any([place.country == country for place in places])}")
    return found


@lru_cache(maxsize=16384)
def _class_of(form: str) -> str:
    if not form.isascii():
        return load_meanings().get(form, NO_MEANING)
    line = load_lexicon().get(form)
    return str(parsed(line).capital_class & 63) if line else "?"


class Describer:
    """Computes the features of the spans proposed in one text."""

    def __init__(self, proposed: Sequence[Proposal], seen: Survey) -> None:
        self._seen = seen
        self._document = Document(proposed, seen)
        self._neighbours = Neighbours(seen)
        self._war = _war(seen.scene) if any(not _is_latin(p, seen) for p in proposed) else None

    def features(self, proposal: Proposal) -> list[str]:
        """What there is to say of this span, apart from its single words."""
        seen, span = self._seen, proposal.span
        hits = hit_features(span.hits, seen.scene.country)
        found = ["bias", "sort=" + proposal.sort, *hits]
        found += self._surroundings(proposal, hits)
        found += self._place_in_text(proposal, hits[0])
        found += self._neighbours.features(span)
        found += self._document.features(proposal)
        rules = self._rules(proposal)
        found += rules
        if self._war is not None:
            war = self._war
            meaning = _class_of(seen.scene.reading.forms[span.first])
            first = f"{war}|{proposal.sort}|first={seen.scene.reading.first[span.first]}"
            found += [war, first, f"{war}|L={meaning}", f"{first}|L={meaning}", f"{war}|{hits[0]}"]
            found += [f"{war}|{rule}" for rule in rules]
        return found

    def _surroundings(self, proposal: Proposal, hits: list[str]) -> list[str]:
        """The words on both sides, alone and with what the gazetteer says."""
        reading, span, sort = self._seen.scene.reading, proposal.span, proposal.sort
        i, j = span.first, span.end
        before, gap_before = _before(reading, i)
        after, gap_after = _after(reading, i, j)
        follows = before != _START and not gap_before and reading.capital[i - 1]
        leads = after != _STOP and not gap_after and reading.capital[j]
        sides = f"cb={follows}|ca={leads}"
        size, lexical = hits[0], "L=" + _class_of(reading.forms[i])
        if j - i > 1:
            lexical += "-" + _class_of(reading.forms[j - 1])
        found = [
            f"sort={sort}|len={min(j - i, 4)}", "gb=" + gap_before, "ga=" + gap_after,
            f"gb={gap_before}|ga={gap_after}", f"cb={follows}", f"ca={leads}", f"{sides}|{sort}",
            f"{sides}|{size}", f"b1={before}|{sort}", f"a1={after}|{sort}",
            f"b1={before}|a1={after}", f"b1={before}|{size}", f"a1={after}|{size}",
            f"{lexical}|{size}", f"{lexical}|{sides}", f"{lexical}|first={reading.first[i]}",
        ]  # fmt: skip
        if len(hits) > 1:
            found.append(f"b1={before}|{hits[1]}")
        if not reading.forms[j - 1].isascii():
            found += _agreement(reading.forms[j - 1], before, after)
        if follows and i > 1:
            found.append("cb2=" + reading.forms[i - 2])
        if leads:
            head = _head(reading, j)
            found += head
            if any(self._seen.scene.people[i:j]):
                found += [f"person|{word}" for word in (*head[1:], "|".join(head[1:]))]
        return found

    def _place_in_text(self, proposal: Proposal, size: str) -> list[str]:
        """Its position in the sentence and the text, and what is special about it."""
        scene, span = self._seen.scene, proposal.span
        reading, i, j = scene.reading, span.first, span.end
        found = []
        if reading.first[i]:
            found += ["first", "first|" + proposal.sort]
        if reading.headline[i]:
            found += ["headline", "headline|" + proposal.sort]
        if i < _EARLY:
            found.append(f"pos={i}|{reading.gaps[j - 1].strip()[:1]}")
        if any(scene.people[i:j]):
            found += ["person", "person|" + size]
        if span.sort is not None:
            found += [f"generic={span.generic}", "generic=" + span.sort]
        if span.coordinated:
            found.append("coordinated")
        return found

    def _rules(self, proposal: Proposal) -> list[str]:
        """What the rules found, clue by clue, and their verdict."""
        seen, key = self._seen, id(proposal.source)
        if proposal.source is None:
            return []
        if proposal.sort != KNOWN:
            return [f"source-ruled={key in seen.accepted}"]
        doubled = int(2 * (seen.weights[key] - ACCEPT))
        found = [f"W={max(-_WEIGHT_MOST, min(_WEIGHT_MOST, doubled))}"]
        if key in seen.accepted:
            found.append("ruled")
        found += [
            _found(name, value)
            for name, value in zip(_CLUE_NAMES, seen.evidence[key], strict=True)
            if value
        ]
        return found


@lru_cache(maxsize=4096)
def _found(clue: str, value: float) -> str:
    return f"{clue}={value:.1f}"


def _before(reading: Reading, i: int) -> tuple[str, str]:
    """The word before, and the first mark between; "0" where not even a space is."""
    if i == 0 or reading.sentence[i - 1] != reading.sentence[i]:
        return _START, ""
    gap = reading.gaps[i - 1]
    return reading.forms[i - 1], gap.strip()[:1] if gap else "0"


def _after(reading: Reading, i: int, j: int) -> tuple[str, str]:
    gap = reading.gaps[j - 1]
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[i]:
        return _STOP, gap.strip()[:1]
    return reading.forms[j], gap.strip()[:1] if gap else "0"


def _agreement(form: str, before: str, after: str) -> list[str]:
    """The endings of a Cyrillic word and its neighbours, which agree within a phrase."""
    own, meaning = form[-2:], _class_of(form)
    return [
        f"e={own}|{after[-2:]}", f"e={before[-2:]}|{own}", f"L={meaning}|{after[-2:]}",
        f"L={meaning}|b1={before}",
    ]  # fmt: skip


def _head(reading: Reading, j: int) -> list[str]:
    """The last word of the capitalised run that goes on behind the span: "Paris *Hilton*"."""
    head, end = j, min(reading.run_end[j], j + _RUN_MOST)
    for k in range(j, end):
        if reading.capital[k]:
            head = k
        elif reading.forms[k] not in _LINKED:
            break
    form = reading.forms[head]
    return ["head=" + form, "headL=" + _class_of(form), f"run={head - j}"]


def _is_latin(proposal: Proposal, seen: Survey) -> bool:
    return seen.scene.reading.forms[proposal.span.first].isascii()


_WAR_SHARES = (1 / 150, 1 / 40)


def _war(scene: Scene) -> str:
    """A feature: how much of a text is about a war, where names of villages are likelier."""
    reading, stems, battles = scene.reading, scene.cues.war_stems, scene.cues.battles
    told = sum([form.startswith(stems) or form in battles for form in reading.forms])
    return f"war={sum(told >= share * len(reading.forms) for share in _WAR_SHARES)}"


_LABELS = ("in", "capital-before", "capital-after", "says", "owns", "inside", "person", "ruled")
_LABELS_BY_ABSENCE = frozenset(["in", "ruled", "inside"])
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
                tally = self._tallies.setdefault(name, dict.fromkeys(_LABELS, 0))
                for label in labels:
                    tally[label] += 1

    def _key(self, proposal: Proposal) -> str:
        return " ".join(map(surname_key, self._forms[proposal.span.first : proposal.span.end]))

    def _labelled(self, proposal: Proposal) -> list[str]:
        """The context of one mention of the name."""
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
        for label in _LABELS:
            others = tally[label] - (label in own)
            if others:
                found.append("d:" + label)
                if others * 2 > count - 1:
                    found.append("d:most-" + label)
            elif label in _LABELS_BY_ABSENCE:
                found.append("d:no-" + label)
        return found


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
