"""Decides which date phrase of a sentence belongs to which name in it.

A phrase governs the names of its own clause, and those of clauses without a verb beside it. A
clause with a verb of its own tells another event: it takes the day only where the phrase stands
before its verb, as "On Tuesday" does at the head of a sentence, or where the clause goes on with
the same subject. It takes none in the present tense, behind "but", or where it reports.
"""

import re
from collections.abc import Sequence

from data.reading.dating.clauses import Clause, Kind, index_at, reports
from data.reading.dating.phrases import Phrase
from data.reading.dating.standing import refers_back
from data.reading.dating.verbs import Tense, begins_with_participle, begins_with_verb, tense_of

# What a border between two clauses adds to the distance in characters. Chosen on the open half of
# tests/quality/dating/events.jsonl; any values of this order do.
_BORDER, _REPORT, _FROM_WHERE = 40, 80, 120
_RIGHT_BEFORE = 2
_NEAR_A_VERB = 25
_MAY_BE_AHEAD = ("weekday", "weekend", "date", "named", "day 0")
_BUT = re.compile(r"(?:but|while|whereas|а(?! також| также)|але|проте|однак|но|однако|зато)\b")
_SUBORDINATE = re.compile(
    r"(?:after|because|although|though|since|until|if|unless|as|after|після того|бо|оскільки|якщо"
    r"|хоча|щоб|поки|после того|потому|поскольку|если|хотя|чтобы|пока|тоді як|тогда как)\b"
    r"(?! (?:were|was|did|had)\b)"
)
_EARLIER = re.compile(
    r"(?:before|until|перш ніж|прежде чем|до того|перед тим|перед тем|це|это|that is)\b"
)
_WHEN = re.compile(r"(?:when|коли|когда)\b")
_CONTENT = re.compile(r"(?:що|что|хто|кто)\b")
_FRAME = re.compile(
    r"(?:(?:[a-z]+ )?(?:days|weeks|months|years) )?(?:after|before|following|since)\b"
    r"|(?:після|перед|после|до|з часу|со времени|внаслідок|в результате)\b"
)
_STATE = re.compile(
    r"\b(?:is|are|has|have|does|do|may|can|must|є|нема|немає|есть|нет|можна|можно)\b"
)
_SCHEDULED = re.compile(
    r"\b(?:opens?|begins?|starts?|resumes?|convenes?|meets?|kicks off|gets under way)\b"
)
_LONG = re.compile(r"(?:since |then |weak )*(?:year|named|month|season)")
# "The deadliest attack since September" is not of September.
_MOST = re.compile(
    r"\b(?:\w{3,}est|most|worst|first|най\w+|перш\w+|вперше|сам(?:ый|ая|ое|ые|ой|ым|ую)|наиболее"
    r"|\w+ейш\w+|перв\w+|впервые)\b"
)
# What may begin a piece without a verb that goes on with the places of the sentence. Another noun
# begins an apposition: "A, bases far from B".
_GOES_ON = re.compile(
    r"(?:(?:mostly|mainly|chiefly|also|including|particularly|especially|and|or|then|even|both"
    r"|найбільше|переважно|зокрема|також|потім|і|й|та|або|больше всего|преимущественно|также|и|или"
    r"|в том числе|у тому числі|у т\. ?ч|затем)\b\s*)*"
    r"(?:(?:in|at|on|near|outside|around|over|from|to|towards?|through|across|along|of|by|for|with"
    r"|as|north|south|east|west|both|between|not|у|в|на|в|під|біля|над|по|з|із|до|від|через|поблизу"
    r"|неподалік|за|між|под|около|возле|с|из|от|к|между|недалеко)\b|\w+ing\b|\w+(?:чи|ши|вшись)\b"
    r"|(?:the )?(?:town|city|village|region|port|місто|село|селище|город|посёлок|поселок)"
    r"|[^\w]*\Z|\d)"
)
_EVENT_NOUN = re.compile(
    r"\b(?:attack|strike|raid|shelling|blast|explosion|fire|clash|battle|fight|crash|обстріл|удар"
    r"|вибух|бо[їй]|пожеж|атак|обстрел|взрыв|бо[йи]|пожар|наліт|налёт)"
)


def governing(
    text: str, there: Sequence[Clause], start: int, end: int, told: Sequence[Phrase]
) -> int | None:
    """The index in ``told`` of the phrase for the name from ``start`` to ``end``; None without."""
    own = index_at(there, start)
    best: tuple[int, int] | None = None
    for number, phrase in enumerate(told):
        at = index_at(there, phrase.start)
        if at != own and (
            _is_closed(there[at], end)
            or _cut_off(there, at, own, phrase)
            or _of_another_event(text, there, at, own, phrase)
        ):
            continue
        gap = phrase.start - end if phrase.start >= end else start - phrase.end
        cost = max(0, gap) + _BORDER * abs(there[at].borders - there[own].borders)
        if at != own and there[at].kind is Kind.REPORT:
            cost += _REPORT
        if at != own and there[at].kind is Kind.WHERE:
            cost += _FROM_WHERE
        if best is None or cost < best[0]:
            best = cost, number
    return best[1] if best else _of_what_follows(there, end, told)


def is_framed(text: str, clause: Clause, phrase: Phrase, name_start: int) -> bool:
    """Whether ``phrase`` dates an event before the clause's own: "after the blast at A in May"."""
    before = text[clause.start : phrase.start].strip()
    if name_start < phrase.end or not _FRAME.match(before.lower()) or before[1:].islower():
        return False
    between = text[phrase.end : name_start]
    return name_start >= clause.end or tense_of(between, phrase.lang) is not Tense.NONE


def is_of_speaking(text: str, clause: Clause, phrase: Phrase) -> bool:
    """Whether ``phrase`` tells when something was said: "the governor said on Monday"."""
    if clause.kind is not Kind.REPORT:
        return False
    before = text[max(clause.start, phrase.start - _NEAR_A_VERB) : phrase.start].lower()
    after = text[phrase.end : min(clause.end, phrase.end + _NEAR_A_VERB)].lower()
    return reports(before) or reports(after)


def speaks_ahead(text: str, there: Sequence[Clause], phrase: Phrase) -> bool:
    """Whether the clause of ``phrase``, or the next after a bare "On Friday,", is of the future."""
    if not phrase.meaning.removeprefix("since ").startswith(_MAY_BE_AHEAD):
        return False
    clause = _verbal(there, phrase)
    before = text[clause.start : phrase.start].lower()
    return clause.ahead or _SCHEDULED.search(before) is not None


def is_planned(there: Sequence[Clause], phrase: Phrase) -> bool:
    """Whether a day of the week stands in the present tense: "the king arrives on Wednesday"."""
    if not phrase.meaning.startswith("weekday"):
        return False
    clause = _verbal(there, phrase)
    return clause.tense is Tense.PRESENT and not clause.says and not _STATE.search(clause.words)


def compares(text: str, start: int, phrase: Phrase) -> bool:
    """Whether ``phrase`` only says since when nothing was like it.

    ``start`` is where its sentence begins.
    """
    if not phrase.meaning.startswith("since"):
        return False
    return _MOST.search(text[start : phrase.start].lower()) is not None


def _verbal(there: Sequence[Clause], phrase: Phrase) -> Clause:
    """The clause of ``phrase``, or the next after a bare "On Friday,"."""
    at = index_at(there, phrase.start)
    return there[at + 1] if there[at].only_when and at + 1 < len(there) else there[at]


def _of_another_event(
    text: str, there: Sequence[Clause], at: int, own: int, phrase: Phrase
) -> bool:
    """Whether the clause ``own`` tells something else than the one with ``phrase`` does."""
    name = there[own]
    if there[at].kind is Kind.WHERE:
        return False  # it stands right behind the name
    if name.relative or name.says or _EARLIER.match(name.words) or _CONTENT.match(name.words):
        return True
    if _is_restrictive(there, own):
        return False
    if own > at and name.tense is Tense.NONE and _is_apposition(there, own, phrase.lang):
        return True
    if there[at].unit == name.unit or (own > at and _same_event(text, name)):
        return False
    if name.tense is Tense.PRESENT or name.ahead or _LONG.match(phrase.meaning):
        return True
    if own < at:
        return not begins_with_verb(there[at].words, phrase.lang)
    between = there[at + 1 : own + 1]
    if any(c.tense is not Tense.NONE and _SUBORDINATE.match(c.words) for c in between):
        return True
    return not (_leads(text, there, at, phrase) or begins_with_verb(name.words, phrase.lang))


def _same_event(text: str, clause: Clause) -> bool:
    """Whether the clause tells more of what stands before it: "when", a colon, "too"."""
    if clause.tense is Tense.PRESENT or clause.ahead:
        return False
    explains = text[clause.start - 1 : clause.start] == ":"
    return explains or _WHEN.match(clause.words) is not None or refers_back(clause.words)


def _leads(text: str, there: Sequence[Clause], at: int, phrase: Phrase) -> bool:
    """Whether ``phrase`` stands before the verb of its clause."""
    before = text[there[at].start : phrase.start]
    return there[at].only_when or tense_of(before, phrase.lang) is Tense.NONE


def _is_restrictive(there: Sequence[Clause], number: int) -> bool:
    """Whether the clause says which thing is meant: "the bridge that links A to B"."""
    return there[number].words.startswith("that ") and not there[number - 1].says


def _is_apposition(there: Sequence[Clause], number: int, lang: str) -> bool:
    """Whether a piece without a verb says what the thing before it is: "A, bases far from B"."""
    clause = there[number]
    return (
        any(c.tense is not Tense.NONE for c in there[:number])
        and not clause.begins_with_name
        and not begins_with_participle(clause.words, lang)
        and _GOES_ON.match(clause.words) is None
        and _EVENT_NOUN.search(clause.words) is None
    )


def _of_what_follows(there: Sequence[Clause], end: int, told: Sequence[Phrase]) -> int | None:
    """The phrase of the relative clause right behind the name; it counts where no other does."""
    if not there[index_at(there, end - 1)].only_names:
        return None  # the main clause tells an event, and says no day
    for number, phrase in enumerate(told):
        clause = there[index_at(there, phrase.start)]
        if clause.relative and 0 <= clause.start - end <= _RIGHT_BEFORE:
            return number
    return None


def _is_closed(clause: Clause, name_end: int) -> bool:
    if clause.kind is Kind.WHERE:
        return not 0 <= clause.start - name_end <= _RIGHT_BEFORE
    return clause.kind in {Kind.ASIDE, Kind.REPORT}


def _cut_off(there: Sequence[Clause], at: int, own: int, phrase: Phrase) -> bool:
    """Whether a stronger border than a comma lies between two clauses.

    A day that opens the sentence goes on behind a semicolon: "On Tuesday, A was hit; B burned".
    """
    opens = at == 0 and there[at].only_when and not _LONG.match(phrase.meaning)
    first, last = sorted((at, own))
    return any(
        clause.begins_anew and not (opens and not _BUT.match(clause.words))
        for clause in there[first + 1 : last + 1]
    )
