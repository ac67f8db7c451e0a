"""Says why a name was taken for a place, first in words for a newcomer, then with all numbers.

The geocoder's reasons come as short clues, each with how much it counts: "3 km from the front of
the day (+1.5)". Clues that speak for the place are told as sentences, the strongest first; every
clue stays in the table of numbers. A clue without a sentence of its own is told as it is.
"""

import re
from collections.abc import Iterable

from dashboard import markup, words
from dashboard.texts import text
from data import Excerpt, StoredCandidate
from geocode.display_names import country_name
from geocode.precision import PRECISION_WORDS, WherePrec

_MOST_SENTENCES = 4
_MOST_OTHERS = 3
_WEIGHT = re.compile(r"\s*\(([+-]\d+(?:\.\d+)?)\)$")
_LEAST_WEIGHT = 0.15
_FAR_KM = 150
"""What lies further from the place says nothing to a newcomer."""
_CLUES = (
    (r"in (?P<country>[A-Z]{2}), which the text is said to be about", "about_country"),
    (r"(?P<km>\d+) km from the front of the day", "near_front"),
    (r"(?P<km>\d+) km from (?P<name>.+)", "near_name"),
    (r"other names are in (?P<country>[A-Z]{2})", "others_in_country"),
    (r"other names are in (?P<name>.+)", "others_in"),
    (r"(?P<name>.+) in the same sentence", "same_sentence"),
    (r"(?P<name>.+) in the text", "in_text"),
    (r"named as in (?P<name>.+)", "named_as_in"),
    (r"(?P<name>.+) lies in it", "lies_in_it"),
    (r"called an? (?P<name>.+)", "called"),
    (r"the same name is there elsewhere in the text", "elsewhere"),
    (r"capital, and the name stands for a government", "capital"),
    (r"capital", "capital"),
    (r"(?P<residents>[\d,]+) residents", "residents"),
    (r"an? (?P<kind>country|region|district|river|area|site|water)", "largest"),
)
_PATTERNS = tuple((re.compile(pattern), name) for pattern, name in _CLUES)


def show(found: Excerpt) -> str:
    """The folded "Why here?" of an excerpt, as HTML."""
    numbers = markup.folded(
        text("reading.numbers"),
        markup.items(map(markup.escaped, _numbers(found)), "fl-points"),
        markup.table(
            [text("reading.candidate"), text("reading.score"), text("reading.clues")],
            [_row(candidate) for candidate in found.candidates],
            text("reading.candidates"),
        ),
        style="fl-numbers",
    )
    told = markup.items(map(markup.escaped, sentences(found)), "fl-points")
    return markup.folded(text("reading.why"), told, numbers, style="fl-why")


def sentences(found: Excerpt) -> list[str]:
    """Why the mention was put where it is, in words."""
    named_id, named = _named(found)
    told = []
    if found.relative:
        told.append(_relative_words(found))
    if found.role == "associative":
        told.append(text("reading.stands_for_people", name=named or ""))
    chosen = next((one for one in found.candidates if one.place_id == named_id), None)
    if chosen:
        told += clue_sentences(chosen.why)
    others = [one for one in found.candidates if one.place_id != named_id]
    told.append(_others_words(others))
    told.append(_sure_words(found.confidence))
    return told


def clue_sentences(why: Iterable[str]) -> list[str]:
    """The clues that speak for a place as sentences, at most four.

    The strongest comes first, and how large the place is last.
    """
    weighed = sorted((clue for clue in why if _weight(clue) >= _LEAST_WEIGHT), key=_weight)
    told = {_sentence(clue): _is_size(clue) for clue in reversed(weighed)}
    first = [sentence for sentence in told if sentence][:_MOST_SENTENCES]
    return sorted(first, key=lambda sentence: told[sentence])


def _is_size(clue: str) -> bool:
    return " residents" in clue


def _weight(clue: str) -> float:
    found = _WEIGHT.search(clue)
    return float(found[1]) if found else 0.0


def _sentence(clue: str) -> str:
    bare = _WEIGHT.sub("", clue)
    for pattern, name in _PATTERNS:
        found = pattern.fullmatch(bare)
        if not found:
            continue
        values = found.groupdict()
        if int(values.get("km") or 0) > _FAR_KM:
            return ""
        if "country" in values:
            values["country"] = country_name(values["country"], "en")
        return text(f"reading.why_{name}", **values)
    return text("reading.why_clue", clue=bare)


def _others_words(others: list[StoredCandidate]) -> str:
    if not others:
        return text("reading.no_other")
    named = "; ".join(
        f"{one.name} ({one.latitude:.1f}, {one.longitude:.1f})" for one in others[:_MOST_OTHERS]
    )
    return text("reading.others_considered", n=len(others), names=named)


def _sure_words(confidence: float) -> str:
    for least, name in ((0.9, "very_sure"), (0.7, "fairly_sure")):
        if confidence >= least:
            return text(f"reading.{name}")
    return text("reading.not_sure")


def _numbers(found: Excerpt) -> list[str]:
    named_id, named = _named(found)
    lines = [text("reading.gazetteer", name=named or "", id=named_id or "")]
    lines.append(text("reading.confidence", percent=f"{found.confidence:.0%}"))
    if found.where_prec is not None:
        code = WherePrec(found.where_prec)
        lines.append(text("reading.precision", code=int(code), words=PRECISION_WORDS[code]))
    if found.uncertainty_m is not None:
        lines.append(text("reading.within", distance=words.distance(found.uncertainty_m)))
    if found.event:
        lines.append(text("reading.event", when=words.happened(found.event)))
    return lines


def _row(candidate: StoredCandidate) -> list[str]:
    position = f"{candidate.latitude:.2f}, {candidate.longitude:.2f}"
    return [
        f"{candidate.name} ({candidate.place_id}; {position})",
        f"{candidate.score:.2f}",
        "; ".join(candidate.why),
    ]


def _named(found: Excerpt) -> tuple[str | None, str | None]:
    """Id and name of what the words of the text name, wherever the pin stands."""
    if found.relative:
        return found.relative.named_id, found.relative.named
    return found.place_id, found.place_name


def _relative_words(found: Excerpt) -> str:
    phrase = found.relative.phrase if found.relative else ""
    if found.role == "locating":
        return text("reading.only_locates", phrase=phrase)
    if found.place_id != _named(found)[0]:
        return text("reading.estimated_from", phrase=phrase)
    return text("reading.not_itself", phrase=phrase)
