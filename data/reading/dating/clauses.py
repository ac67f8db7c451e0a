"""Cuts a sentence into clauses for its date phrases.

The cuts are at commas, dashes, brackets and, in English, at "who", "which", "after" and their like.
What stands in a relative clause, an apposition, brackets or behind a participle ("captured in May
2022") is told of the past of one thing, and its date phrases govern nothing outside it.
``governing`` decides which phrase belongs to which name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from operator import attrgetter
from typing import NamedTuple

from data.reading.dating.phrases import Phrase
from data.reading.dating.verbs import Tense, begins_with_participle, tense_of


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
    words: str
    """What it says, in lower case."""
    kind: Kind
    only_when: bool
    """It holds nothing but phrases: "On Tuesday,"."""
    only_names: bool
    """It tells nothing: it has names and words such as "the town of" alone."""
    begins_anew: bool
    """It stands behind a semicolon, or begins with "but"."""
    borders: int
    """How many borders of the sentence lie before it, those behind a bare "On Tuesday," aside."""
    tense: Tense
    """Of its verb; none where it goes with its neighbours."""
    unit: int
    """Clauses that share a verb have the same number."""

    begins_with_name: bool
    participle: bool
    """It begins with a participle that tells more of the thing before it."""
    has_verb: bool
    """It has a finite verb, or a clause before it has."""

    @property
    def relative(self) -> bool:
        """Whether it begins with "which" or "who": it is told apart from the sentence."""
        return _RELATIVE.match(self.words) is not None and _WHERE.match(self.words) is None

    @property
    def says(self) -> bool:
        """Whether somebody says something in it."""
        return _SAYS.search(self.words) is not None

    @property
    def ahead(self) -> bool:
        """Whether it speaks of what is to come."""
        return _AHEAD.search(self.words) is not None


_CUT = re.compile(
    r"[;()]|[,:](?![0-9])|(?<=\s)[–—-](?=\s)"
    r"|\s(?=(?:who|which|whose|where|after|before|when|while|that|because|although"
    r"|and (?:is|are|has|have|will|now|remains?)"
    r"|(?:і|й|та|и) (?:зараз|нині|тепер|сейчас|теперь))\s)"
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
# "The plane, which took off from A on Monday, crashed at B", in a word.
_ACTED = re.compile(r"\w+вш(?:ий|его|ему|им|ем|ая|ей|ую|ее|ие|их|ими)(?:ся)?\b")
_APPOSITION = re.compile(r"(?:an?|once|formerly|home to|one of|scene of|the scene of)\s")
_LEADING = re.compile(
    r"(?:in|on|at|near|outside|from|to|after|during|over|across|along|around|for|by|with|as"
    r"|meanwhile|elsewhere|earlier|later)\b"
)
_SAYING = (
    r"said|says|told|tells|wrote|announced|added|stated|warned|according"
    r"|наголоси\w+|підтверди\w+|попереди\w+|оприлюдни\w+|поінформува\w+|каза\w+|додає|кажуть"
    r"|подтверди\w+|предупреди\w+|опубликова\w+|отмети\w+|говор\w+|написал\w*|заявля\w+"
    r"|повідоми\w+|повідомля\w+|заяви\w+|розпові\w+|сказа\w+|написа\w+|уточни\w+|додa\w+"
    r"|зазначи\w+|пише|сообщи\w+|сообща\w+|рассказа\w+|добави\w+|пишет"
)
_SAYS = re.compile(rf"\b(?:{_SAYING})\b")
# Words that may be of something else: a prisoner is released, an attack claims lives.
_REPORTS = re.compile(
    rf"\b(?:{_SAYING}|reported|reports|confirmed|claimed|noted|posted|admitted|acknowledged"
    r"|insisted|published|released|statement)\b"
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
    r"|запланован\w*|запланирован\w*|намечен\w*|почнуться|начнутся|скасован\w*|відкладен\w*"
    r"|закриють|огласять|оголосять|отмен[её]н\w*|перенесен\w*|закроют|огласят"
    r"|состо[ия]тся|будет|будут|пройд(?:[её]т|ут)|планиру\w+|ожидается|рассмотрит|начн[её]тся"
    r"|собер[её]тся"
    r"|встрет[ия]тся|прибудет|приедет|провед[её]т|проведут)\b"
)

_ROUND_CLAUSES = " ,;:()–—-\n\t\"'«»“”"
_LOWER = re.compile(r"(?<!\w)[a-zа-яіїєґё]+")
_GENERIC_WORDS = (
    "the town city village of in at near after before and місто село селище у в під біля до після "
    "та і город поселок посёлок под около после и"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_BUT = re.compile(r"(?:but|а(?! також| также)|але|проте|однак|но|однако)\b")
_AND_AT_THE_END = re.compile(r"\s(?:and|і|й|та|и)\s(?:\w{1,4}\s)?\Z")
_ANEW = re.compile(rf";|\W{{0,3}}{_BUT.pattern}")


def clauses(text: str, start: int, end: int, told: Sequence[Phrase]) -> list[Clause]:
    """The clauses of the sentence from ``start`` to ``end`` with the phrases ``told`` in it.

    The kind is worked out for those with a phrase; the others are main clauses.
    """
    edges = [start]
    for cut in _CUT.finditer(text, start, end):
        at = cut.start()
        if not any(phrase.start < at < phrase.end for phrase in told):
            edges.append(at + 1)
    edges = sorted({*edges, *_joined_days(text, start, end, told)})
    found: list[Clause] = []
    for first, last in zip(edges, [*edges[1:], end], strict=True):
        found.append(_clause(text, first, last, told, found[-1] if found else None))
    return _with_units(found)


def _joined_days(text: str, start: int, end: int, told: Sequence[Phrase]) -> Iterator[int]:
    """Where "and on Tuesday" begins another event, with verbs on both sides."""
    for phrase in told:
        joined = _AND_AT_THE_END.search(text, start, phrase.start)
        if (
            joined
            and tense_of(text[start : joined.start()], phrase.lang) is not Tense.NONE
            and tense_of(text[phrase.end : end], phrase.lang) is not Tense.NONE
        ):
            yield joined.start() + 1


def _clause(
    text: str, first: int, last: int, told: Sequence[Phrase], before: Clause | None
) -> Clause:
    """The clause from ``first`` to ``last`` behind the clause ``before``."""
    inside = [p for p in told if first <= p.start < last]
    lang = told[0].lang
    piece = text[first:last].strip(_ROUND_CLAUSES)
    words = piece.lower()
    only_when = bool(inside) and len(words) - sum(p.end - p.start for p in inside) <= len(inside)
    behind_comma = before is not None and text[first - 1 : first] == ","
    # Behind an aside and without a verb so far it is the sentence's own: "A, taken in May, fell".
    may_be = before is not None and (before.has_verb or not before.participle)
    participle = may_be and behind_comma and not only_when and begins_with_participle(words, lang)
    tense = Tense.NONE if only_when or participle else tense_of(text[first:last], lang)
    return Clause(
        first,
        last,
        words,
        _kind(text, before, first, last, participle=participle)
        if inside and not only_when
        else Kind.MAIN,
        only_when,
        only_names=not set(_LOWER.findall(text[first:last])) - _GENERIC,
        begins_anew=before is not None and _ANEW.match(text[first - 1 : last].lower()) is not None,
        borders=before.borders + (not before.only_when) if before else 0,
        tense=tense,
        unit=0,
        participle=participle,
        has_verb=tense is not Tense.NONE or (before is not None and before.has_verb),
        begins_with_name=piece[:1].isupper(),
    )


def _with_units(found: list[Clause]) -> list[Clause]:
    """The clauses numbered by their verbs; one without a verb goes with the one before it."""
    unit, has_verb, numbered = 0, False, []
    for clause in found:
        verb = clause.tense is not Tense.NONE
        if has_verb and (verb or clause.begins_anew):
            unit, has_verb = unit + 1, False
        has_verb = has_verb or verb
        numbered.append(clause._replace(unit=unit))
    return numbered


def reports(words: str) -> bool:
    """Whether ``words``, in lower case, say who said so."""
    return _REPORTS.search(words) is not None


def clause_at(there: Sequence[Clause], offset: int) -> Clause:
    """The clause around ``offset``."""
    return there[index_at(there, offset)]


def kind_at(there: Sequence[Clause], offset: int) -> Kind:
    """The kind of the clause around ``offset``."""
    return there[index_at(there, offset)].kind


def index_at(there: Sequence[Clause], offset: int) -> int:
    """The number of the clause around ``offset``."""
    return min(bisect_right(there, offset, key=attrgetter("end")), len(there) - 1)


def _kind(text: str, before: Clause | None, first: int, last: int, *, participle: bool) -> Kind:
    """The kind of the clause from ``first`` to ``last``, which holds a phrase."""
    words = text[first:last].strip(_ROUND_CLAUSES).lower()
    if text[first - 1 : first] == "(":
        return Kind.ASIDE
    if _WHERE.match(words):
        return Kind.WHERE
    if _RELATIVE.match(words) or (participle and not _ACTED.match(words)):
        return Kind.ASIDE
    between_commas = before is not None and text[first - 1] == text[last - 1] == ","
    if before and between_commas and _APPOSITION.match(words) and not reports(words):
        return Kind.MAIN if _LEADING.match(before.words) else Kind.ASIDE
    return Kind.REPORT if reports(words) else Kind.MAIN
