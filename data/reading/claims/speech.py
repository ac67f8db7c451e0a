"""Finds who says what in a sentence: "X said that ...", "..., X said", "according to X", "X: ...".

A speaker is kept as written, without article, verb and day. What a sentence says is said by the
article itself where nobody is named.
"""

import re
from dataclasses import dataclass

from data.reading.claims.clauses import Clauses
from data.reading.claims.lexicon import ANYBODY, SPEAKER
from data.reading.claims.sentence import Sentence, side

_MOST_WORDS = 14
_MOST_GAP = 12
"""Characters between "rejected" and the "reports" that it governs."""
_EDGE = " \t\"“”„«»'‘’,.:;–—-()"
_NOUN_OF = "(?:[\ue010-\ue01f]|'s)"
QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says the part of a sentence between two offsets."""

    start: int
    end: int
    source: str | None
    party: str | None
    denies: bool = False
    silent: bool = False
    """They did not say it: "has not confirmed that"."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Somebody denies what the sentence has said before this offset."""

    at: int
    source: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that is said in a sentence."""

    speeches: list[Speech]
    copied: list[Copied]
    phrases: list[tuple[int, int]]
    """Where words like "according to X" stand."""

    def at(self, place: int) -> Speech | None:
        """Who says the words there; the smallest part counts. None: the article."""
        inside = [one for one in self.speeches if one.start <= place < one.end]
        return min(inside, key=lambda one: one.end - one.start, default=None)

    @property
    def last(self) -> Speech | None:
        """Who spoke last, for a quotation that goes on."""
        return self.speeches[-1] if self.speeches else None


def spoken(sentence: Sentence, clauses: Clauses, carried: Speech | None) -> Spoken:
    """Who says what in the sentence.

    Args:
        sentence: The marked sentence.
        clauses: Its clauses.
        carried: Who spoke before, where a quotation may go on.
    """
    marked = sentence.marked
    found = Spoken([], [], [])
    verbs = [(m.start(), m.end(), False) for m in sentence.of("speech").finditer(marked)]
    verbs += [(m.start(), m.end(), True) for m in sentence.of("deny").finditer(marked)]
    last: tuple[str | None, str | None] = (None, None)
    leading: list[tuple[int, int, str | None, str | None, bool]] = []
    denied_end = -_MOST_GAP
    for start, end, denies in sorted(verbs):
        if not denies and start - denied_end < _MOST_GAP:
            continue  # "rejected reports that"
        denied_end = end if denies else denied_end
        clause = clauses.at(start)
        continuing = sentence.of("ing").fullmatch(marked[start:end]) is not None or (
            last[0] is not None
            and re.search(rf"(?<!\w){sentence.of('and').pattern}\s*$", marked[:start]) is not None
        )  # "..., saying that", "... and added that"
        if marked[end : end + 1] == ":":
            continue  # "Unconfirmed claims:"
        if _is_noun(sentence, start, end) and not denies:
            continue  # "reports of"
        if re.search(rf"{_NOUN_OF}\s+$", marked[:start]):
            continue  # "Russia's claim"
        if re.search(rf"{sentence.of('be').pattern}\s+$", marked[clause.start : start]):
            continue
        inverted = None if continuing else _inverted(sentence, clause.start, start, end)
        before = marked[clause.start : start]
        phrase_start = clause.start + _phrase_start(before)
        phrase_start += len(marked[phrase_start:start]) - len(marked[phrase_start:start].lstrip())
        phrase = sentence.written[phrase_start:start]
        if inverted is not None:
            source, party = _speaker(sentence, *inverted)
            if source:
                found.speeches.append(_back(sentence, start, source, party, denies, leading))
                last = (source, party)
            continue
        source, party = _speaker(sentence, phrase_start, start)
        if continuing:
            phrase_start = start
        if continuing or not source:
            source, party = last
        if not source and clause.opener.strip():
            party = _nearest_party(sentence, clause.start)
        if sentence.of("pronoun").fullmatch(source.lower() if source else "") is not None:
            source, party = last if last[0] else (None, carried.party if carried else None)
            party = party or _nearest_party(sentence, phrase_start)
        if not source and not party:
            continue
        last = (source, party)
        after = marked[end:].lstrip()
        copied = sentence.of("copied")
        named = copied.match(after)
        if named and sentence.of("that").search(re.split(r"[,.;]", after[named.end() :])[0]):
            named = None  # "denied the claim that"
        if denies and (named or re.search(rf"{copied.pattern}\W*$", marked[phrase_start:start])):
            found.copied.append(Copied(start, source, party))
            continue
        trailing = _is_trailing(sentence, phrase, before, end)
        if trailing:
            found.speeches.append(_back(sentence, phrase_start, source, party, denies, leading))
        else:
            leading.append((phrase_start, end, source, party, denies))
    for number, (_start, end, source, party, denies) in enumerate(leading):
        stop = leading[number + 1][0] if number + 1 < len(leading) else len(marked)
        semicolon = marked.find(";", end)
        stop = min(stop, semicolon) if semicolon >= 0 else stop
        silent = sentence.of("negation").search(marked, max(0, _start, end - 40), end) is not None
        found.speeches.append(Speech(end, stop, source, party, denies, silent))
    _add_according(sentence, found)
    _add_headline(sentence, found)
    if not found.speeches and carried and sentence.written[:1] in QUOTES:
        found.speeches.append(Speech(0, len(marked), carried.source, carried.party))
    return found


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the word that may be a verb is a noun here: "reports of", "refuted claims that"."""
    marked = sentence.marked
    if sentence.of("claim_noun").fullmatch(marked[start:end]) is None:
        return False
    if re.match(rf"\s+{sentence.of('noun_before').pattern}", marked[end:]):
        return True
    return re.search(rf"{sentence.of('deny').pattern}(?:\s+\w+)?\s*$", marked[:start]) is not None


def _phrase_start(before: str) -> int:
    """Where the words before a verb that name the speaker begin."""
    cut = 0
    for sign in re.finditer(r"[,;\"“”«»]\s*", before.rstrip()):
        if sign.end() < len(before.rstrip()):
            cut = sign.end()
    return cut


def _is_trailing(sentence: Sentence, phrase: str, before: str, end: int) -> bool:
    after = sentence.marked[end:].lstrip()
    comma = before.rstrip()[: len(before.rstrip()) - len(phrase.rstrip())].rstrip()
    if not comma.endswith((",", '"', "”", "»", "“")):
        return False
    if before.rstrip().endswith(",") and sentence.of("that").match(after):
        return False  # "the spokesman, Mr X, said that"
    if not after or after[0] in ".,;!":
        return True
    return sentence.of("speaker_end").match(after) is not None


def _inverted(sentence: Sentence, clause: int, start: int, end: int) -> tuple[int, int] | None:
    """Where the speaker stands behind the verb: '", said X'."""
    before = sentence.marked[clause:start].rstrip()
    opened = before.endswith((",", '"', "”", "»", ",—", "-")) or (
        not before and sentence.marked[:start].rstrip().endswith(("—", "–", "-", "”", '"', "»"))
    )
    if not opened:
        return None
    stop = re.search(r"[,.;:!?(\"“”«]|\s[—–-]\s", sentence.marked[end:])
    last = end + stop.start() if stop else len(sentence.marked)
    words = sentence.written[end:last].split()
    return (end, last) if 0 < len(words) <= _MOST_WORDS else None


def _back(
    sentence: Sentence,
    at: int,
    source: str | None,
    party: str | None,
    denies: bool,
    leading: list[tuple[int, int, str | None, str | None, bool]],
) -> Speech:
    """What was said before ``at``, back to a semicolon or to who spoke before."""
    first = max(
        [0, sentence.marked.rfind(";", 0, at) + 1, *(end for _start, end, *_rest in leading)]
    )
    return Speech(first, at, source, party, denies)


def _add_according(sentence: Sentence, found: Spoken) -> None:
    for said in sentence.of("according").finditer(sentence.marked):
        stop = re.search(r"[,.;:!?]", sentence.marked[said.end() :])
        last = said.end() + stop.start() if stop else len(sentence.marked)
        source, party = _speaker(sentence, said.end(), last)
        if source:
            found.phrases.append((said.start(), last))
            first = sentence.marked.rfind(";", 0, said.start()) + 1
            after = sentence.marked.find(";", last)
            found.speeches.append(
                Speech(first, after if after > 0 else len(sentence.marked), source, party)
            )


def _add_headline(sentence: Sentence, found: Spoken) -> None:
    if found.speeches:
        return
    marked = sentence.marked
    for colon in re.finditer(r":\s", marked):
        before, after = marked[: colon.start()], marked[colon.end() :]
        if len(before.split()) <= 5 and re.search(ANYBODY, before):
            source, party = _speaker(sentence, 0, colon.start())
            found.speeches.append(Speech(colon.end(), len(marked), source, party))
        elif len(after.split()) <= 4 and re.search(ANYBODY, after):
            source, party = _speaker(sentence, colon.end(), len(marked))
            found.speeches.append(Speech(0, colon.start(), source, party))
        return


def _speaker(sentence: Sentence, start: int, end: int) -> tuple[str | None, str | None]:
    """The name or office between two offsets, and its party."""
    shown = zip(sentence.written[start:end], sentence.marked[start:end], strict=True)
    written = "".join(" " if sign == " " else letter for letter, sign in shown)
    leading = sentence.of("speaker_start").match(sentence.marked[start:end].lstrip())
    if leading:
        skipped = len(written) - len(written.lstrip()) + leading.end()
        start, written = start + skipped, written[skipped:]
    words = written.split()
    for number, word in enumerate(words):
        if number and sentence.of("speaker_end").fullmatch(word.lower().strip(_EDGE)):
            words = words[:number]
            break
    source = " ".join(words).strip(_EDGE)
    if not source or len(words) > _MOST_WORDS:
        return None, None
    kept = sentence.marked[start : start + sum(len(word) + 1 for word in words) + 1]
    return source, party_in(sentence, kept)


def party_in(sentence: Sentence, marked: str) -> str | None:
    """The party that a name or office belongs to; a speaker's own before an adjective's."""
    sides = [found for sign in marked if (found := side(sign))]
    ids = sentence.lexicon.ids
    speakers = [number for kind, number in sides if kind == "s"]
    chosen = speakers or [number for _kind, number in sides]
    return ids[chosen[0]] if chosen else None


def _nearest_party(sentence: Sentence, start: int) -> str | None:
    for sign in reversed(sentence.marked[:start]):
        if (found := side(sign)) and ord(sign) < SPEAKER:
            return sentence.lexicon.ids[found[1]]
    return None
