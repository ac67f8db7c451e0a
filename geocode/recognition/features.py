"""What a trained model is told about a proposed span: short strings, each with a weight of its own.

Two sorts. Word features depend on one word and where it stands from the span ("the word before"),
so that their sum is worked out once a word and kept. Span features are of this span in this text.
"""

from collections.abc import Iterator, Sequence

from geocode.gazetteer.protocol import NameHit
from geocode.recognition.cues import Cues, load_cues
from geocode.recognition.evidence import ACCEPT, CLUES
from geocode.recognition.lexicon import load_lexicon, parsed
from geocode.recognition.proposals import KNOWN, Proposal
from geocode.recognition.survey import Survey

SLOTS = ("F", "E", "I", "b1", "b2", "b3", "a1", "a2", "a3")
"""First, last and inner words of the span, words before and after it."""


def _shape(text: str) -> str:
    if text.isupper():
        return "X." if "." in text else ("XX" if len(text) > 1 else "X")
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    if text[0].isdigit():
        return "9999" if len(text) == 4 else "9"
    return "x"


def word_features(text: str, form: str, cues: Cues) -> list[str]:
    """What there is to say of one word wherever it stands."""
    found = [f"w={form}", f"s={_shape(text)}"]
    line = load_lexicon().get(form)
    capital = text[0].isupper()
    if line is not None:
        word = parsed(line)
        number = (word.capital_class if capital else word.lower_class) or word.lower_class
        found += [f"c={number}", f"c8={number & 255}", f"c6={number & 63}", f"c4={number & 15}"]
        if capital:
            found.append(f"h={word.capital_share // 2}")
    else:
        found.append("c=?")
    if text[0].isalpha():
        found += [f"x3={form[-3:]}", f"x2={form[-2:]}"]
        if capital and len(form) > 5:
            found.append(f"x4={form[-4:]}")
    found += [f"t={name}" for name, table in _tables(cues) if form in table]
    generic = cues.generics.get(form)
    if generic is not None:
        found.append(f"g={generic.sort}")
    return found


def _tables(cues: Cues) -> tuple[tuple[str, frozenset[str]], ...]:
    names = (
        "first_names", "dual_names", "surnames", "titles", "weapons", "ship_words", "demonyms",
        "common_words", "organisation_heads", "saying_verbs", "speech_verbs", "verb_helpers",
        "government_nouns", "place_nouns", "place_prepositions",
    )  # fmt: skip
    return tuple((name, getattr(cues, name)) for name in names)


def slots(proposal: Proposal, seen: Survey) -> Iterator[tuple[str, int]]:
    """Each slot with the number of the token that stands in it; -1 for none."""
    reading = seen.scene.reading
    first, end = proposal.span.first, proposal.span.end
    yield "F", first
    yield "E", end - 1
    for i in range(first + 1, end - 1):
        yield "I", i
    number = reading.sentence[first]
    for slot, i in (("b1", first - 1), ("b2", first - 2), ("b3", first - 3)):
        yield slot, i if i >= 0 and reading.sentence[i] == number else -1
    for slot, i in (("a1", end), ("a2", end + 1), ("a3", end + 2)):
        yield slot, i if i < len(reading.forms) and reading.sentence[i] == number else -1


def _decade(population: int) -> int:
    return len(str(population)) if population else 0


def hit_features(hits: Sequence[NameHit], focus: str | None) -> list[str]:
    """What the gazetteer says."""
    if not hits:
        return ["hit=0"]
    places = [hit.place for hit in hits]
    kinds = "+".join(sorted({place.kind.value for place in places}))
    found = [
        f"p={_decade(max(place.population for place in places))}",
        f"K={kinds}",
        f"n={min(len(hits), 4)}",
    ]
    if any(hit.official for hit in hits):
        found.append("official")
    if all(hit.inflected for hit in hits):
        found.append("inflected")
    if focus is not None:
        found.append(f"home={any(place.country == focus for place in places)}")
    return found


class Document:
    """What the whole text says of each name in it."""

    def __init__(self, proposed: Sequence[Proposal], seen: Survey) -> None:
        self._seen = seen
        reading, cues = seen.scene.reading, seen.scene.cues
        self.evidence: dict[str, dict[str, int]] = {}
        for proposal in proposed:
            name = self.key(proposal)
            tally = self.evidence.setdefault(name, {})
            tally["n"] = tally.get("n", 0) + 1
            for label in self._labels(proposal):
                tally[label] = tally.get(label, 0) + 1
        self._reading, self._cues = reading, cues

    def key(self, proposal: Proposal) -> str:
        """Names with the same key are the same name."""
        forms = self._seen.scene.reading.forms
        return " ".join(forms[proposal.span.first : proposal.span.end])

    def _labels(self, proposal: Proposal) -> list[str]:
        scene, span = self._seen.scene, proposal.span
        reading, cues = scene.reading, scene.cues
        i, j = span.first, span.end
        same = i > 0 and reading.sentence[i - 1] == reading.sentence[i]
        labels = []
        if same and reading.forms[i - 1] in cues.place_prepositions:
            labels.append("in")
        if same and reading.capital[i - 1] and reading.gaps[i - 1] == " ":
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
        tally = self.evidence[self.key(proposal)]
        own = self._labels(proposal)
        found = [f"d:n={min(tally['n'], 4)}"]
        others = tally["n"] - 1
        if not others:
            return found
        for label in ("in", "capital-before", "capital-after", "says", "owns", "inside", "person", "ruled"):
            count = tally.get(label, 0) - (label in own)
            if count:
                found.append(f"d:{label}")
                if count * 2 > others:
                    found.append(f"d:{label}+")
            elif label in ("in", "ruled", "inside"):
                found.append(f"d:no-{label}")
        return found


_CLUE_NAMES = tuple(clue.__name__ for clue in CLUES)


def span_features(
    proposal: Proposal, seen: Survey, document: Document, beside: tuple[str, ...]
) -> list[str]:
    """What there is to say of this span in this text."""
    scene, span = seen.scene, proposal.span
    reading, cues = scene.reading, scene.cues
    i, j = span.first, span.end
    sort, words = proposal.sort, min(j - i, 4)
    found = ["bias", f"sort={sort}", f"sort={sort}|len={words}"]
    hits = hit_features(span.hits, scene.focus)
    found += hits
    before = "<s>"
    gap_before = ""
    if i > 0 and reading.sentence[i - 1] == reading.sentence[i]:
        before, gap_before = reading.forms[i - 1], reading.gaps[i - 1].strip()[:1]
        if not gap_before and not reading.gaps[i - 1]:
            gap_before = "0"
    after, gap_after = "</s>", reading.gaps[j - 1].strip()[:1] if j <= len(reading.gaps) else ""
    if j < len(reading.forms) and reading.sentence[j] == reading.sentence[i]:
        after = reading.forms[j]
        if not gap_after and not reading.gaps[j - 1]:
            gap_after = "0"
    capital_before = i > 0 and before != "<s>" and reading.capital[i - 1] and not gap_before
    capital_after = after != "</s>" and reading.capital[j] and not gap_after
    found += [
        f"gb={gap_before}", f"ga={gap_after}", f"gb={gap_before}|ga={gap_after}",
        f"cb={capital_before}", f"ca={capital_after}", f"cb={capital_before}|ca={capital_after}|{sort}",
        f"b1={before}|{sort}", f"a1={after}|{sort}",
        f"b1={before}|a1={after}",
    ]  # fmt: skip
    if capital_before and i > 1:
        found.append(f"cb2={reading.forms[i - 2]}")
    if reading.first[i]:
        found += ["first", f"first|{sort}"]
    if reading.headline[i]:
        found += ["headline", f"headline|{sort}"]
    if i < 8:
        found.append(f"pos={i}|{gap_after}")
    if any(scene.people[i:j]):
        found += ["person", f"person|{hits[0]}"]
    if span.sort is not None:
        found += [f"generic={span.generic}", f"generic={span.sort}"]
    if span.coordinated:
        found.append("coordinated")
    found += [f"{hits[0]}|b1={before}", f"{hits[0]}|a1={after}", f"{hits[0]}|ca={capital_after}|cb={capital_before}"]
    lexical = _classes(reading, i, j)
    found += [f"{lexical}|{hits[0]}", f"{lexical}|cb={capital_before}|ca={capital_after}", f"{lexical}|first={reading.first[i]}"]
    if len(hits) > 1:
        found.append(f"{hits[1]}|b1={before}")
    found += beside
    found += document.features(proposal)
    if sort == KNOWN:
        total = seen.weights[id(span)]
        found.append(f"W={max(-6, min(6, int(2 * (total - ACCEPT))))}")
        if id(span) in seen.accepted:
            found.append("ruled")
        for name, clue in zip(_CLUE_NAMES, CLUES, strict=True):
            value = clue(span, scene)
            if value:
                found.append(f"{name}={value:.1f}")
    elif proposal.source is not None:
        found.append(f"source-ruled={id(proposal.source) in seen.accepted}")
    return found


def _classes(reading, i: int, j: int) -> str:
    lexicon = load_lexicon()
    parts = []
    for k in (i, j - 1) if j - i > 1 else (i,):
        line = lexicon.get(reading.forms[k])
        parts.append(str(parsed(line).capital_class & 63) if line else "?")
    return "L=" + "-".join(parts)


def beside(proposed: Sequence[Proposal], seen: Survey) -> list[tuple[str, ...]]:
    """For each proposal what the known names right before and after it say."""
    spans = [span for span in seen.spans if id(span) in seen.weights]
    by_first = {span.first: span for span in spans}
    by_end = {span.end: span for span in spans}
    reading = seen.scene.reading
    answers = []
    for proposal in proposed:
        i, j = proposal.span.first, proposal.span.end
        found: list[str] = []
        following = by_first.get(j) or (by_first.get(j + 1) if reading.forms[j : j + 1] in (["and"], ["in"], ["or"]) else None)
        if following is not None and reading.sentence[i] == reading.sentence[following.first]:
            joint = reading.gaps[j - 1].strip()[:1] if following.first == j else reading.forms[j]
            found += _relation("next", joint, proposal.span, following, seen)
        before = by_end.get(i) or (by_end.get(i - 1) if reading.forms[i - 1 : i] in (["and"], ["in"], ["or"], ["near"]) else None)
        if before is not None and i > 0 and reading.sentence[i] == reading.sentence[before.first]:
            joint = reading.gaps[i - 1].strip()[:1] if before.end == i else reading.forms[i - 1]
            found += _relation("prev", joint, before, proposal.span, seen)
        answers.append(tuple(found))
    return answers


def _relation(where: str, joint: str, part, whole, seen: Survey) -> list[str]:
    other = whole if where == "next" else part
    ruled = id(other) in seen.accepted
    units = {(h.place.country, h.place.admin1) for h in whole.hits if h.place.kind.value == "region"}
    countries = {h.place.country for h in whole.hits if h.place.kind.value == "country"}
    inside = any(
        (h.place.country, h.place.admin1) in units or h.place.country in countries for h in part.hits
    )
    found = [f"{where}:{joint}|{ruled}"]
    if inside:
        found.append(f"{where}:{joint}|inside")
    elif units or countries:
        found.append(f"{where}:{joint}|unit")
    return found
