"""Says whether a cue is asserted, denied or possible, by the words around it."""

import re

from data.model import Modality
from data.reading.claims.clauses import Clause
from data.reading.claims.sentence import Sentence

_AIM = re.compile(r"(?<!\w)to \w+(?: \w+)?(?: the| its| their)? $")
_FIRST_WORD = re.compile(r"[\w'’-]+")
_UNSEEN = 160
"""Characters: how far "has not observed" reaches."""
_VERBS = frozenset({"verb", "tight", "leave", "from", "of", "verbloc", "out"})


def modality(
    sentence: Sentence, clause: Clause, frame: str, start: int, end: int
) -> Modality | None:
    """How the cue at these offsets is said; None where it says nothing of what is or was."""
    before = sentence.of("unceasing").sub(" ", sentence.marked[clause.start : start])
    close = " ".join(before.rsplit(None, 7)[-7:]).rsplit(",", 1)[-1]
    denied = sentence.of("negation").search(close) is not None
    if sentence.of("pledge").search(sentence.marked, end, clause.end):
        return None
    unsaid = sentence.of("unsaid").pattern
    if re.search(rf"{unsaid}\s*,?\s*\w*\s*$", sentence.marked[: clause.start]):
        return None
    if close.split() and sentence.of("undecided").fullmatch(close.split()[-1]):
        return None
    if frame == "nominal" and sentence.of("against").search(" ".join(close.split()[-2:])):
        return None
    if sentence.of("without_word").search(close):
        return None  # "did not confirm the loss of"
    word = _FIRST_WORD.search(sentence.marked, start)
    first = word.group() if word else ""
    if frame in _VERBS and sentence.of("base").fullmatch(first):
        nothing = sentence.of("negation_after").search(sentence.marked, end, clause.end)
        said = _of_infinitive(sentence, close, before, denied or nothing is not None)
        if said is not None:
            return said
        if is_infinitive(sentence, start):
            return None
        if (
            not is_free(sentence)
            and not before.strip()
            and clause.opener.strip() in {"–", "—", "-"}
        ):
            return Modality.POSSIBLE  # "they would be quick – take Kyiv in three days"
    if frame in _VERBS and sentence.of("ing").fullmatch(first):
        be = sentence.of("be").pattern
        acting = re.search(rf"(?:{be}|[\ue000-\ue01f\ue030-\ue032])(?:\s+\w+)?\s*$", before)
        if not acting and not sentence.of("ing_after").search(close.split(" ")[-1]):
            return None
    if sentence.of("conditional").fullmatch(clause.opener.strip()):
        return Modality.POSSIBLE
    if sentence.of("modal").search(" ".join(close.split()[-4:])):
        return Modality.DENIED if denied and not _guessed(sentence, close) else Modality.POSSIBLE
    after = sentence.marked[end : clause.end]
    denied = denied or sentence.of("denied_after").match(after) is not None
    if denied or _is_called_false(sentence, start, end):
        return Modality.DENIED
    guessed = sentence.of("possible").search(close)
    if guessed and not _ends_guess(sentence, close[guessed.end() :]):
        return Modality.POSSIBLE
    if sentence.of("unseen").search(sentence.marked[max(0, start - _UNSEEN) : start]):
        return Modality.POSSIBLE
    aim = _AIM.search(before) if frame == "nominal" and not is_free(sentence) else None
    if aim and not sentence.of("celebrated").search(aim.group()):
        return Modality.POSSIBLE
    if sentence.of("expected").search(after):
        return Modality.POSSIBLE
    if frame == "nominal" and sentence.of("possible").search(after):
        return Modality.POSSIBLE
    return Modality.ASSERTED


def _ends_guess(sentence: Sentence, between: str) -> bool:
    """Whether another verb begins behind the guess: "likely seized A and are attacking"."""
    starts = rf"{sentence.of('and').pattern}\s+{sentence.of('be').pattern}"
    return re.search(starts, between) is not None and bool(sentence.lexicon.any_cue.search(between))


def is_free(sentence: Sentence) -> bool:
    """Whether the language lets an object stand before its verb."""
    return "free_order" in sentence.lexicon.words


def _of_infinitive(sentence: Sentence, close: str, before: str, denied: bool) -> Modality | None:
    if sentence.of("modal").search(close):
        # "will not leave" is a denial, "would not be able to hold" a guess.
        return Modality.DENIED if denied and not _guessed(sentence, close) else Modality.POSSIBLE
    if sentence.of("failed").search(close):
        return Modality.DENIED
    if sentence.of("success").search(close):
        return Modality.DENIED if denied else Modality.ASSERTED
    if sentence.of("governor").search(before):
        return Modality.DENIED if denied else Modality.POSSIBLE
    return None


def _is_called_false(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the cue belongs to a claim that is called false: "the claim to have ... is a lie"."""
    claimed = sentence.of("claim_noun").search(sentence.marked, 0, start)
    return claimed is not None and bool(sentence.of("denied_noun").search(sentence.marked, end))


def is_infinitive(sentence: Sentence, start: int) -> bool:
    """Whether the cue at this offset begins with an infinitive."""
    mark = sentence.lexicon.words.get("infinitive_mark")
    before = sentence.marked[max(0, start - 30) : start]
    word = _FIRST_WORD.match(sentence.marked, start)
    if word is None or not sentence.of("base").fullmatch(word.group()):
        return False
    return mark is None or re.search(rf"{mark.pattern}\s+(?:\w+\s+)?$", before) is not None


def _guessed(sentence: Sentence, close: str) -> bool:
    return sentence.of("guess").search(close) is not None
