"""Decides which date phrase of a sentence belongs to which name in it.

A sentence is cut into clauses at commas, dashes, brackets and, in English, at "who", "which",
"after" and their like. What stands in a relative clause, an apposition, brackets or behind a
participle ("captured in May 2022") is told of the past of one thing and governs nothing outside
it. Every other phrase may govern any name; clauses in between make it farther away.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum, auto
from operator import attrgetter
from typing import NamedTuple

from data.reading.dating.phrases import Phrase


class Kind(Enum):
    """What a clause's phrases may govern."""

    MAIN = auto()
    """Names anywhere in the sentence."""
    REPORT = auto()
    """Likewise, where nothing else does: "the governor said on Monday"."""
    ASIDE = auto()
    """Names in the clause itself only."""
    WHERE = auto()
    """Likewise, and the name right before it: "Pokrovsk, where two died on Sunday"."""


ASIDES = frozenset({Kind.ASIDE, Kind.WHERE})
"""Kinds of clauses that do not go on with what the sentence tells."""


class Clause(NamedTuple):
    """A stretch of a sentence; offsets count in the text."""

    start: int
    end: int
    kind: Kind
    only_when: bool
    """It holds nothing but phrases: "On Tuesday,"."""
    relative: bool
    """It begins with "which" or "who": what stands in it is told apart from the sentence."""
    only_names: bool
    """It tells nothing: it has names and words such as "the town of" alone."""
    begins_anew: bool
    """It stands behind a semicolon, or begins with "but"."""
    borders: int
    """How many borders of the sentence lie before it, those behind a bare "On Tuesday," aside."""


# What a border between two clauses adds to the distance in characters. Chosen on the open half of
# tests/quality/dating/events.jsonl; any values of this order do.
_BORDER, _REPORT, _FROM_WHERE = 40, 80, 120
_RIGHT_BEFORE = 2
_NEAR_A_VERB = 25
_MAY_BE_AHEAD = ("weekday", "weekend", "date", "named")
_CUT = re.compile(
    r"[,;:()]|(?<=\s)[–—-](?=\s)"
    r"|\s(?=(?:who|which|whose|where|after|before|when|while|that|because|although)\s)"
)
_PREPOSITION = (
    r"(?:(?:in|of|from|to|on|at|by|near|for|with|у|в|на|з|із|до|від|під|біля|по|за|для|с|из|от"
    r"|под|около|о|об|про|возле|через) )?"
)
_RELATIVE = re.compile(
    rf"{_PREPOSITION}(?:which|who|whom|whose|where"
    r"|як(?:ий|а|е|і|ого|ої|ому|ій|им|ою|их|ими|у)|котр\w+|де|звідки|куди|чи[йяєї]\w*"
    r"|котор\w+|где|откуда|куда|че[йяе]\w*)\b"
)
_WHERE = re.compile(r"(?:where|де|где)\b")
_PARTICIPLE = re.compile(
    r"(?:(?:\w+ly|first|once|already|вже|уже|раніше|ранее|знову|снова|also|itself) )?"
    r"(?:captured|seized|taken|occupied|liberated|retaken|recaptured|annexed|destroyed|held|lost|won"
    r"|founded|built|formed|born|created|established|opened|freed|besieged|encircled|overrun|reclaimed|abandoned|surrendered|declared"
    r"|(?:захоплен|окупован|звільнен|взят|зайнят|деокупован|зруйнован|анексован|відбит|втрачен"
    r"|підірван|збудован|заснован|розташован|оточен|залишен|здан)\w+"
    r"|(?:захвачен|оккупирован|освобожд|взят|занят|разрушен|аннексирован|отбит|потерян|основан"
    r"|расположен|построен|сдан|окружен|окружён|оставлен|утрачен)\w+)\b"
)
_APPOSITION = re.compile(r"(?:an?|once|formerly|home to|one of|scene of|the scene of)\s")
_LEADING = re.compile(
    r"(?:in|on|at|near|outside|from|to|after|during|over|across|along|around|for|by|with|as"
    r"|meanwhile|elsewhere|earlier|later)\b"
)
_REPORTS = re.compile(
    r"\b(?:said|says|told|tells|reported|reports|wrote|announced|added|confirmed|claimed|stated"
    r"|warned|noted|posted|admitted|acknowledged|insisted|published|released|statement"
    r"|наголоси\w+|підтверди\w+|попереди\w+|оприлюдни\w+|поінформува\w+|каза\w+|додає|кажуть"
    r"|подтверди\w+|предупреди\w+|опубликова\w+|отмети\w+|говор\w+|написал\w*|заявля\w+"
    r"|according|повідоми\w+|повідомля\w+|заяви\w+|розпові\w+|сказа\w+|написа\w+|уточни\w+|додa\w+"
    r"|зазначи\w+|пише|сообщи\w+|сообща\w+|заяви\w+|рассказа\w+|уточни\w+|добави\w+|пишет)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|(?:is|are) (?:due|set|expected|scheduled|going|to)|plans? to|scheduled"
    r"|as (?:soon|early) as|planned for|called off|cancelled|canceled|postponed"
    r"|відбуд\w+|буде|будуть|планує\w*|планують|має намір|очікується|збереться|розгляне|розпочн\w+"
    r"|залиш[аи]ться|отрима(?:є|ють)|відкри(?:є|ють)|запустят?ь|заверш(?:ать|иться)|обговорять"
    r"|підпишуть|візьм(?:е|уть)|змож(?:е|уть)|стан(?:е|уть)|почнуть|поверн(?:е|у)ться|приймуть"
    r"|остан[еу]тся|получ[иа]т|откро[ею]т|запустят|заверш(?:ат|ится)|обсудят|подпишут"
    r"|возьм(?:[её]т|ут)|смо(?:жет|гут)|стан[еу]т|начнут|верн(?:[её]|у)тся|примут"
    r"|почнеться|стартує|зустріне\w+|прибуде|приїде|пройде|проведе|проведуть"
    r"|запланован\w*|запланирован\w*|намечен\w*|почнуться|начнутся|скасован\w*|відкладен\w*|закриють|огласять|оголосять|отменен\w*|отменён\w*|перенесен\w*|закроют|огласят"
    r"|состо[ия]тся|будет|будут|пройд(?:[её]т|ут)|планиру\w+|ожидается|рассмотрит|начн[её]тся|собер[её]тся"
    r"|встрет[ия]тся|прибудет|приедет|провед[её]т|проведут)\b"
)

# "The deadliest attack since September" is not of September.
_ROUND_CLAUSES = " ,;:()–—-\n\t\"'«»“”"
_LOWER = re.compile(r"(?<!\w)[a-zа-яіїєґё]+")
_GENERIC_WORDS = (
    "the town city village of in at near after before and місто село селище у в під біля до після "
    "та і город поселок посёлок под около после и"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_ANEW = re.compile(r";|\W{0,3}(?:but|а|але|проте|однак|но|однако)\b")

_MOST = re.compile(
    r"\b(?:\w{3,}est|most|worst|first|най\w+|перш\w+|вперше|сам(?:ый|ая|ое|ые|ой|ым|ую)|наиболее"
    r"|\w+ейш\w+|перв\w+|впервые)\b"
)


def clauses(text: str, start: int, end: int, told: Sequence[Phrase]) -> list[Clause]:
    """The clauses of the sentence from ``start`` to ``end`` with the phrases ``told`` in it.

    The kind is worked out for those with a phrase; the others are main clauses.
    """
    edges = [start]
    for cut in _CUT.finditer(text, start, end):
        at = cut.start()
        if not any(phrase.start < at < phrase.end for phrase in told):
            edges.append(at + 1)
    found: list[Clause] = []
    for first, last in zip(edges, [*edges[1:], end], strict=True):
        inside = [p for p in told if first <= p.start < last]
        kind, only_when = Kind.MAIN, False
        if inside:
            piece = text[first:last].strip(_ROUND_CLAUSES).lower()
            only_when = len(piece) - sum(p.end - p.start for p in inside) <= len(inside)
            if text[first - 1 : first] == "(":
                kind = Kind.ASIDE
            elif not only_when:
                before = text[found[-1].start : first].lower() if found else ""
                kind = _kind(piece, before, text[last - 1 : last])
        borders = found[-1].borders + (not found[-1].only_when) if found else 0
        anew = first > start and _ANEW.match(text[first - 1 : last].lower()) is not None
        piece = text[first:last].strip(_ROUND_CLAUSES).lower()
        relative = _RELATIVE.match(piece) is not None and _WHERE.match(piece) is None
        names = not set(_LOWER.findall(text[first:last])) - _GENERIC
        found.append(Clause(first, last, kind, only_when, relative, names, anew, borders))
    return found


def speaks_ahead(text: str, there: Sequence[Clause], phrase: Phrase) -> bool:
    """Whether the clause of ``phrase``, or the next after a bare "On Friday,", is of the future."""
    if not phrase.meaning.removeprefix("since ").startswith(_MAY_BE_AHEAD):
        return False
    at = _index(there, phrase.start)
    piece = text[there[at].start : there[at].end]
    if there[at].only_when and at + 1 < len(there):
        piece = text[there[at + 1].start : there[at + 1].end]
    return _AHEAD.search(piece.lower()) is not None


def compares(text: str, start: int, phrase: Phrase) -> bool:
    """Whether ``phrase`` only says since when nothing was like it.

    ``start`` is where its sentence begins.
    """
    if not phrase.meaning.startswith("since"):
        return False
    return _MOST.search(text[start : phrase.start].lower()) is not None


def governing(there: Sequence[Clause], start: int, end: int, told: Sequence[Phrase]) -> int | None:
    """The index in ``told`` of the phrase for the name from ``start`` to ``end``; None without."""
    own = _index(there, start)
    best: tuple[int, int] | None = None
    for number, phrase in enumerate(told):
        at = _index(there, phrase.start)
        if at != own and (
            there[own].relative or _is_closed(there[at], end) or _cut_off(there, at, own, phrase)
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


def _of_what_follows(there: Sequence[Clause], end: int, told: Sequence[Phrase]) -> int | None:
    """The phrase of the relative clause right behind the name; it counts where no other does."""
    if not there[_index(there, end - 1)].only_names:
        return None  # the main clause tells an event, and says no day
    for number, phrase in enumerate(told):
        clause = there[_index(there, phrase.start)]
        if clause.relative and 0 <= clause.start - end <= _RIGHT_BEFORE:
            return number
    return None


def _is_closed(clause: Clause, name_end: int) -> bool:
    if clause.kind is Kind.WHERE:
        return not 0 <= clause.start - name_end <= _RIGHT_BEFORE
    return clause.kind in {Kind.ASIDE, Kind.REPORT}


def _cut_off(there: Sequence[Clause], at: int, own: int, phrase: Phrase) -> bool:
    """Whether the phrase's clause lies behind a stronger border than a comma.

    A year does not go on behind one either: what follows "in 2014" is mostly of today.
    """
    first, last = sorted((at, own)) if phrase.meaning.startswith("year") else (own, at)
    return any(clause.begins_anew for clause in there[first + 1 : last + 1])


def is_of_speaking(text: str, clause: Clause, phrase: Phrase) -> bool:
    """Whether ``phrase`` tells when something was said: "the governor said on Monday"."""
    if clause.kind is not Kind.REPORT:
        return False
    before = text[max(clause.start, phrase.start - _NEAR_A_VERB) : phrase.start].lower()
    after = text[phrase.end : min(clause.end, phrase.end + _NEAR_A_VERB)].lower()
    return _REPORTS.search(before) is not None or _REPORTS.search(after) is not None


def clause_at(there: Sequence[Clause], offset: int) -> Clause:
    """The clause around ``offset``."""
    return there[_index(there, offset)]


def kind_at(there: Sequence[Clause], offset: int) -> Kind:
    """The kind of the clause around ``offset``."""
    return there[_index(there, offset)].kind


def _index(there: Sequence[Clause], offset: int) -> int:
    return min(bisect_right(there, offset, key=attrgetter("end")), len(there) - 1)


def _kind(piece: str, before: str, mark: str) -> Kind:
    """The kind of a clause that says ``piece`` behind ``before``, and ends with ``mark``."""
    if _WHERE.match(piece):
        return Kind.WHERE
    if _RELATIVE.match(piece) or _PARTICIPLE.match(piece):
        return Kind.ASIDE
    if before.rstrip().endswith(",") and mark == "," and _APPOSITION.match(piece):
        opening = before.lstrip()
        if not _LEADING.match(opening) and not _REPORTS.search(piece):
            return Kind.ASIDE
    return Kind.REPORT if _REPORTS.search(piece) else Kind.MAIN
