"""Finds the places that a cue is about, by the cue's frame.

A frame says where the place stands: ``verb`` behind an active verb and before a passive one,
``tight`` the same with nothing but "the town of" between, ``of`` and ``nominal`` behind the words,
``after`` before them as their subject, ``possessive`` right before them ("Izium's fall"),
``from`` and ``out`` behind a preposition, ``loc`` within the clause behind the words, ``any`` and
``armed`` wherever the sentence has one, ``leave`` as ``verb``, ``verbloc`` as ``verb``, else as
``loc``; ``passive`` before a participle, and ``impersonal`` on either side of one. In languages of
free order an object may come first.
"""

import re
from dataclasses import dataclass

from data.reading.claims.clauses import Clause, Clauses
from data.reading.claims.lexicon import ACTORS, BARE, PLACE, SIDES
from data.reading.claims.modality import is_free, is_infinitive
from data.reading.claims.sentence import Name, Sentence, lowered

_WORD = re.compile(r"[\w'’-]+|[\ue000-\uefff]+")
_ASIDE = re.compile(r",[^,]*,")
_OBJECT_WORDS, _NOMINAL_WORDS, _FROM_WORDS, _CLAUSE_WORDS = 6, 4, 9, 14
_SUBJECT_WORDS = 9


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a cue, and whether the cue is a passive verb."""

    names: list[Name]
    passive: bool


def is_passive(sentence: Sentence, clause: Clause, start: int, end: int) -> bool:
    """Whether the verb at these offsets is passive: behind "was", or before "by" a party."""
    if sentence.of("ing").match(sentence.marked, start) or is_infinitive(sentence, start):
        return False
    if behind_be(sentence, clause, start):
        return True
    by = sentence.of("by").pattern
    return re.match(rf"\s+(?:\w+\s+)?{by}\s", sentence.marked[end:]) is not None


def behind_be(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "was" or its like stands before the word at ``start``."""
    be = sentence.of("be").pattern
    before = sentence.marked[clause.start : start]
    return re.search(rf"{be}(?:\s+[\w'’]+){{0,2}}\s*$", before) is not None


def is_attribute(sentence: Sentence, frame: str, start: int, end: int) -> bool:
    """Whether the cue only describes its place: "in occupied Donetsk"."""
    if frame not in {"verb", "tight", "leave", "verbloc"}:
        return False
    if is_infinitive(sentence, start):
        return False
    word = _WORD.match(sentence.marked, start)
    if not is_free(sentence) and sentence.marked[end:].lstrip().startswith(PLACE):
        last = _WORD.findall(sentence.marked[:start])[-1:]
        if last and sentence.of("attributive").fullmatch(last[0]):
            return True  # "in liberated Kherson"
    if word is None or not sentence.of("participle").fullmatch(word.group()):
        return False
    if sentence.marked[:start].endswith(("-", "–")):
        return True
    plain, generic = sentence.of("plain").pattern, sentence.of("generic").pattern
    between = rf"\s+(?:(?:{plain}|{generic}|{SIDES})\s+)*{PLACE}"
    if word.end() != end or not re.match(between, sentence.marked[end:]):
        return False
    return sentence.of("attribute_after").search(sentence.marked[:start]) is not None


def is_region(sentence: Sentence, name: Name) -> bool:
    """Whether the city's name means its region, as in "most of Luhansk"."""
    written = lowered(sentence.written[name.start : name.end])
    if sentence.lexicon.regions.fullmatch(written):
        return True
    before = sentence.marked[: name.start]
    return (
        sentence.lexicon.capitals.fullmatch(written) is not None
        and sentence.of("share").search(before) is not None
    )


def places(sentence: Sentence, clauses: Clauses, frame: str, start: int, end: int) -> Found | None:
    """The places of the cue at these offsets; None where it is about none."""
    found = _places(sentence, clauses, frame, start, end)
    if found is None and frame not in {"nominal", "from", "out"}:
        included = sentence.of("including").search(sentence.marked, end)
        if included and "," in sentence.marked[end : included.start()] + ",":
            names = behind(sentence, clauses.at(start), included.end(), 3)
            short = len(_WORD.findall(sentence.marked[end : included.start()])) <= 6
            return (
                Found(names, frame in {"passive", "impersonal", "after"})
                if names and short
                else None
            )
    return found


def _places(sentence: Sentence, clauses: Clauses, frame: str, start: int, end: int) -> Found | None:
    clause = clauses.at(start)
    if frame in {"verb", "tight", "leave", "verbloc"}:
        return _of_verb(sentence, clauses, clause, frame, start, end)
    if frame == "possessive":
        before = sentence.marked[:start].rstrip()
        near = [g[2] for g in sentence.groups if before.endswith("'s") and g[1] == len(before) - 2]
        if not near or sentence.lexicon.parties.fullmatch(
            lowered(sentence.written[near[0][-1].start : near[0][-1].end])
        ):
            return None  # "Moscow's takeover"
        return Found(near[0], True)
    if frame in {"after", "passive", "impersonal"}:
        names = subject(sentence, clauses, clause, start)
        if not names and frame == "impersonal":
            names = behind(sentence, clause, end, _OBJECT_WORDS)
        return Found(names, True) if names else None
    if frame == "of" or frame == "nominal":
        names = behind(sentence, clause, end, _NOMINAL_WORDS if frame == "nominal" else 8)
    elif frame in {"from", "out"}:
        names = _from(sentence, clause, start, end)
        names = names or _left_open(sentence, clauses, clause, end)
    elif frame == "loc":
        names = _within(sentence, clause, end) or _earlier_in(sentence, clause, start)
    else:
        return _anywhere(sentence, clauses, clause, start, end)
    names = names or _headline(sentence)
    return Found(names, False) if names else None


def _headline(sentence: Sentence) -> list[Name]:
    """The places before a colon that begins a headline: "Avdiivka: troops move out"."""
    if not sentence.groups or sentence.groups[0][0]:
        return []
    _first, last, names = sentence.groups[0]
    return names if sentence.marked[last : last + 1] == ":" else []


def _of_verb(
    sentence: Sentence, clauses: Clauses, clause: Clause, frame: str, start: int, end: int
) -> Found | None:
    if frame == "leave" and sentence.of("existential").search(sentence.marked, clause.start, start):
        return None
    if is_passive(sentence, clause, start, end):
        names = subject(sentence, clauses, clause, start)
        if names and not behind_be(sentence, clause, start):
            # "the village held by them": only words right behind the name belong to it.
            last = max(name.end for name in names)
            names = names if len(_WORD.findall(sentence.marked[last:start])) <= 1 else []
        return Found(names, True) if names else None
    names = behind(sentence, clause, end, _OBJECT_WORDS, tight=frame == "tight")
    if names and frame == "leave":
        last = max(name.end for name in names)
        if sentence.of("left_so").match(sentence.marked, last):
            return None  # "left the city in ruins"
    if names:
        return Found(names, False)
    if frame == "verbloc":
        names = _within(sentence, clause, end) or _earlier_in(sentence, clause, start)
        return Found(names, False) if names else None
    if is_free(sentence):
        names = subject(sentence, clauses, clause, start)
        return Found(names, False) if names else None
    if frame == "leave" and (names := _left_open(sentence, clauses, clause, end)):
        return Found(names, False)
    # A headline drops "was": "Pokrovsk and Vovchansk taken", "Andriivka liberated, he said".
    said = re.search(
        rf"{sentence.of('declare').pattern}\s+{PLACE}+\s+(?:\w+\s+)?$", sentence.marked[:start]
    )
    if said:
        near = [g for g in sentence.groups if g[1] <= start]
        return Found(near[-1][2], True) if near else None
    rest = sentence.marked[end:].lstrip()
    if not rest or rest[0] in '.,;!—–"”»':
        before = sentence.marked[clause.start : start]
        names = subject(sentence, clauses, clause, start)
        if names and not re.search(ACTORS, before):
            return Found(names, True)
    return None


def behind(
    sentence: Sentence, clause: Clause, end: int, most_words: int, *, tight: bool = False
) -> list[Name]:
    """The listed places that are the object of what ends at ``end``."""
    for first, last, names in sentence.groups:
        if first < end:
            continue
        gap = sentence.marked[end:first]
        if re.search(r"[.;:!?]", gap.replace(":", "") if _announces(gap) else gap):
            return []
        if "," in gap or PLACE in gap:
            return []
        words = _WORD.findall(gap)
        if len(words) > most_words:
            return []
        plain = sentence.of("plain")
        if tight and not all(plain.fullmatch(word) for word in words):
            return []
        compound = rf"\s(?:{BARE}|{sentence.of('compound').pattern})"
        if sentence.of("stop").search(gap) or re.match(compound, sentence.marked[last:]):
            return []  # "freed Azovstal defenders"
        return names
    return []


def _announces(gap: str) -> bool:
    return re.search(r"[:—–-]\s*$", gap) is not None


def _left_open(sentence: Sentence, clauses: Clauses, clause: Clause, end: int) -> list[Name]:
    """The place of the clause before: "visited Kherson two days after the Russians withdrew"."""
    rest = sentence.marked[end : clause.end].strip(" .,;")
    earlier = None if rest or not clause.opener.strip(",;:—– ") else clauses.before(clause)
    if earlier is None:
        return []
    near = [g for g in sentence.groups if earlier.start <= g[0] and g[1] <= earlier.end]
    return near[-1][2] if len(near) == 1 else []


def _from(sentence: Sentence, clause: Clause, start: int, end: int) -> list[Name]:
    begun = sentence.of("from")
    if is_free(sentence):
        for first, last, names in sentence.groups:
            before = sentence.marked[clause.start : first].split()[-1:]
            if clause.start <= first and last <= start and before and begun.fullmatch(before[0]):
                return names
    for first, _last, names in sentence.groups:
        if first < end:
            continue
        gap = sentence.marked[end:first]
        known = sentence.marked[max(0, end - 8) : end] + gap
        if re.search(r"[.;!?]", gap) or len(_WORD.findall(gap)) > _FROM_WORDS:
            return []
        return names if begun.search(known) else []
    return []


def _within(sentence: Sentence, clause: Clause, end: int) -> list[Name]:
    found: list[Name] = []
    last_end = end
    for first, last, names in sentence.groups:
        if first < end:
            continue
        gap = sentence.marked[last_end:first]
        going_on = bool(found) and _goes_on(sentence, gap)
        if first >= clause.end and not _announces(gap) and not going_on:
            break
        words = _WORD.findall(gap)
        near = _only_bears(sentence, first, last)
        if near:
            continue
        if found:
            # "near A and in the area of B": as long as they are one list of phrases.
            joined = re.match(rf"\s*(?:[,;]|(?:[,;]\s*)?{sentence.of('and').pattern})\s", gap)
            if not going_on and (not joined or len(words) > 7 or re.search(r"\S.*,|;", gap)):
                break
            if re.search(SIDES, gap) or sentence.lexicon.any_cue.search(gap):
                break
        elif (
            (sentence.lexicon.any_cue.search(gap) and sentence.of("and").search(gap))
            or len(words) > _CLAUSE_WORDS
            or re.search(r"[.;!?]", gap)
            or gap.count(",") > 1
        ):
            break
        found += names
        last_end = last
    found = [name for name in found if name.literal]
    return [name for name in found if not _is_way(sentence, name, end)] or found


def _goes_on(sentence: Sentence, gap: str) -> bool:
    """Whether a list of directions goes on: "near A; east of B near C; and in D"."""
    joined = re.search(r"[;,]", gap) is not None
    return joined and sentence.of("goes_on").fullmatch(gap.replace(PLACE, "")) is not None


def _is_way(sentence: Sentence, name: Name, end: int) -> bool:
    """Whether the name only says the way: "toward A"."""
    before = sentence.marked[end : name.start]
    return sentence.of("heading").search(before) is not None


def subject(sentence: Sentence, clauses: Clauses, clause: Clause, start: int) -> list[Name]:
    """The places that are the subject of the verb at ``start``."""
    inside = [g for g in sentence.groups if clause.start <= g[0] and g[1] <= start]
    if sentence.of("relative").fullmatch(clause.opener.strip()) and not inside:
        earlier = [g for g in sentence.groups if g[1] <= clause.start]
        gap = sentence.marked[earlier[-1][1] : clause.start] if earlier else ""
        if earlier and gap.replace(clause.opener, "").strip(" ,()") == "":
            return earlier[-1][2]
        return []
    for first, last, names in inside:
        if _governed(sentence, clause, first):
            continue
        gap = sentence.marked[last:start]
        if re.match(r"['’]s\b|-\w", gap):
            continue
        bare = _ASIDE.sub(" ", gap)
        if sentence.of("and").search(bare):
            continue
        if re.search(rf"{ACTORS}", bare) or len(_WORD.findall(bare)) > _SUBJECT_WORDS:
            continue
        return names
    return []


def _only_bears(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the name only tells where another is: "southeast of Borova near Hrekivka"."""
    bearing = sentence.of("bearing")
    before = sentence.marked[max(0, first - 40) : first]
    after = sentence.of("nearby").match(sentence.marked[last : last + 20].lstrip())
    return after is not None and re.search(rf"{bearing.pattern}\s+$", before) is not None


def _earlier_in(sentence: Sentence, clause: Clause, start: int) -> list[Name]:
    """The last places of the clause before the cue, where the order of words is free."""
    before = [g for g in sentence.groups if clause.start <= g[0] and g[1] <= start]
    if not is_free(sentence):
        # "At Semyhiria it had some success": only what begins the clause.
        begun = sentence.marked[clause.start : before[0][0]] if before else ""
        if not sentence.of("place_first").fullmatch(begun):
            return []
        return [name for name in before[0][2] if name.literal]
    return [name for name in before[-1][2] if name.literal] if before else []


def _governed(sentence: Sentence, clause: Clause, first: int) -> bool:
    """Whether a preposition stands before the name, but for "the town of"."""
    before = sentence.marked[clause.start : first].rstrip()
    generic = sentence.of("generic").pattern
    if re.search(rf"{generic}\s+of(?:\s+the)?$", before):
        return False
    if sentence.of("share").search(f"{before} "):
        return False
    last = re.search(rf"([\w'’-]+)(?:\s+(?:the|{generic}))*$", before)
    return last is not None and bool(sentence.of("preposition").fullmatch(last[1]))


def _anywhere(
    sentence: Sentence, clauses: Clauses, clause: Clause, start: int, end: int
) -> Found | None:
    names = _within(sentence, clause, end)
    launched = sentence.of("launched").search
    names = [name for name in names if not launched(sentence.marked[: name.start])]
    if names:
        return Found(names, False)
    left = [
        g for g in sentence.groups if clause.start <= g[0] and g[1] <= start and g[2][0].literal
    ]
    if left:
        return Found(left[-1][2], True)
    earlier = clauses.before(clause)
    if earlier is not None:
        near = [g for g in sentence.groups if earlier.start <= g[0] and g[1] <= earlier.end]
        if near and near[-1][2][0].literal:
            return Found(near[-1][2], True)
    headline = _headline(sentence)
    return Found(headline, True) if headline else None
