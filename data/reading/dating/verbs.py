"""Finds the finite verb of a clause and says whether it tells of the past or the present.

By endings and words of ``files/dating/verbs.toml``; there is no dictionary. Where no form is known
the clause counts as one without a verb, which goes with its neighbour.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parents[2] / "files" / "dating" / "verbs.toml"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE_ENDING = 2
"""So many letters at least stand before an ending."""
_BEFORE_VERB_WORDS = (
    "and as then later also once first already itself again і й та потім згодом також знову вже "
    "раніше и потом затем позже также снова уже ранее не"
)
_BEFORE_VERBS = frozenset(_BEFORE_VERB_WORDS.split())
_PARTICIPLE = re.compile(
    r"\w{3,}(?:[нт]|вш|[уюая]щ)(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми|ий|его|ему|им|ем|яя|ей|юю"
    r"|ее|ие|их|ими)|\w{3,}[нт](?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)"
)


class Tense(Enum):
    """What the finite verb of a clause tells of."""

    NONE = auto()
    """There is no such verb."""
    PAST = auto()
    PRESENT = auto()


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one language."""

    past: re.Pattern[str]
    present: re.Pattern[str]
    neither: frozenset[str]
    no_verb_after: frozenset[str]
    finite: frozenset[str]
    """Past forms that are no participles; empty where participles have endings of their own."""
    participles: frozenset[str]
    """Participles that are no past forms."""

    def tense(self, word: str, before: str) -> Tense:
        """The tense of ``word`` behind the word ``before``."""
        if word in self.neither or before in self.no_verb_after:
            return Tense.NONE
        if self.present.fullmatch(word):
            return Tense.PRESENT
        return Tense.PAST if self.past.fullmatch(word) else Tense.NONE


def tense_of(piece: str, lang: str) -> Tense:
    """The tense of the first finite verb of ``piece``."""
    forms, before = _forms(lang), ""
    for found in _WORD.finditer(piece):
        word = found.group()
        if word[0].islower() or not before:
            tense = forms.tense(word.lower(), before)
            if tense is not Tense.NONE:
                return tense
        before = word.lower()
    return Tense.NONE


def begins_with_verb(words: str, lang: str) -> bool:
    """Whether a finite verb stands first, adverbs and "and" aside: it shares its subject."""
    return tense_of(_first(words), lang) is not Tense.NONE


def begins_with_participle(words: str, lang: str) -> bool:
    """Whether ``words``, behind a comma, begin with a participle: "hit in May by a bomb"."""
    first, forms = _first(words), _forms(lang)
    if forms.finite:
        past = tense_of(first, lang) is Tense.PAST and first not in forms.finite
        return past or first in forms.participles
    return _PARTICIPLE.fullmatch(first) is not None and tense_of(words, lang) is Tense.NONE


def _first(words: str) -> str:
    for found in _WORD.finditer(words):
        word = found.group()
        if word not in _BEFORE_VERBS and not word.endswith("ly"):
            return word
    return ""


@cache
def _forms(lang: str) -> _Forms:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[lang]
    words = {name: value.split() for name, value in table.items()}
    return _Forms(
        past=_pattern(words["past_words"], words["past_endings"]),
        present=_pattern(words["present_words"], words["present_endings"]),
        neither=frozenset(words["not_verbs"]),
        no_verb_after=frozenset(words["no_verb_after"]),
        finite=frozenset(words.get("finite_words", ())),
        participles=frozenset(words.get("participles", ())),
    )


def _pattern(words: list[str], endings: list[str]) -> re.Pattern[str]:
    source = "|".join(words)
    if endings:
        source += rf"|\w{{{_BEFORE_ENDING},}}(?:{'|'.join(endings)})"
    return re.compile(source)
