"""Makes the case forms of Ukrainian and Russian place names from the endings of their words.

Made when the gazetteer is built, so that a text is searched by plain look-up. The rules know
endings, not words: where two declensions are possible ("Ямпіль", "Керч") the forms of both are
given, since a form that nobody writes finds nothing. A word whose ending is in no table, and one in
capitals (США, Запорізька АЕС), is taken as indeclinable. The nominative itself is not among the
forms.

The rules are rows of ``files/gazetteer/words/declensions_*.csv``: the ending of the nominative and
what replaces it in each case. ``/`` separates alternatives, ``-`` is the bare stem. The first row
that fits a word is used; after an ending with ``+`` the next that fits is used as well, since the
ending alone does not tell adjective from noun (Кремінна, Полтавщина), masculine from feminine, or a
vowel that changes (Самбір, Хотів).
"""

from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from geocode.gazetteer.tables import WORDS, rows_of
from geocode.text import PLAIN_APOSTROPHE

CASES = 5
Declension = list[list[str]]
"""For each of the five oblique cases the forms that a word may take."""
LANGUAGES = ("uk", "ru")

_MOST_WORDS = 4
_MOST_COMBINED = 4
"""Alternatives of one case that are combined in names of several words."""
_DECLINED_BEFORE_HYPHEN = {
    "uk": ("а", "я", "ець", "ий", "ів", "и", "і", "ї"),
    "ru": ("ая", "а", "я", "ец", "ий", "ый", "ов", "ы", "и", "ие", "ые"),
}
_PREPOSITIONS = frozenset(["на", "над", "під", "под", "при"])
_JOINING = ("о", "е", "є", "ю", "у")
"""Before a hyphen these end what is no word of its own: Івано-Франківськ, Нью-Йорк."""
_RELATIONAL = ("ський", "цький", "зький", "ська", "цька", "зька", "ське", "цьке", "зьке", "ські",
               "цькі", "ский", "цкий", "ская", "цкая", "ское", "цкое", "ские", "цкие")  # fmt: skip
_ORDINAL_WORDS = """
    перший перша перше перші другий друга друге другі третій третя третє треті
    первый первая первое первые второй вторая второе вторые третий третья третье
"""
_ORDINALS = frozenset(_ORDINAL_WORDS.split())
_TITLES = frozenset(["республіка", "республика"])
"""Nouns before a name, which look like the adjectives that agree with it."""
_ADJECTIVE_AFTER = {
    "uk": (*_RELATIONAL, "ий", "ій", "ова", "ева", "на", "ове", "еве", "не", "ові", "еві", "ні",
           "перша", "перше", "перші", "друга", "друге", "другі", "третя", "третє", "треті"),
    "ru": (*_RELATIONAL, "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ой"),
}  # fmt: skip
_ADJECTIVES_ONLY = ("ий", "ій", "ый", "ая", "яя", "ое", "ее", "ые", "ие", *_RELATIONAL)
_NOUNS_BEFORE = {
    "uk": ("вка", "нка", "лка", "йка", "рка", "тка", "дка", "чка", "ина", "ута", "ива", "ня", "ці"),
    "ru": ("ка", "ина", "ута", "ива", "ня", "цы"),
}


class _Rule(NamedTuple):
    """What takes the place of ``ending`` in each case."""

    ending: str
    cases: tuple[tuple[str, ...], ...]
    last: bool


class _Tables(NamedTuple):
    words: list[_Rule]
    adjectives: list[_Rule]
    """Adjectives and possessives beside the noun that they agree with."""
    irregular: dict[str, Declension]
    """Whole words whose stem changes, or whose gender the ending does not tell."""


@cache
def _tables(lang: str) -> _Tables:
    tables = _Tables([], [], {})
    for row in rows_of(WORDS / f"declensions_{lang}.csv"):
        table, ending, *cases = row.values()
        if table == "irregular":
            tables.irregular[ending] = [case.split("/") for case in cases]
            continue
        endings = tuple(tuple(case.replace("-", "").split("/")) for case in cases)
        rule = _Rule(ending.rstrip("+"), endings, not ending.endswith("+"))
        (tables.words if table == "word" else tables.adjectives).append(rule)
    return tables


@lru_cache(maxsize=4096)
def case_forms(name: str, lang: str) -> frozenset[str]:
    """The forms of ``name`` in the oblique cases, in lower case; empty when it is indeclinable.

    Args:
        name: The nominative, as written on maps.
        lang: ``uk`` or ``ru``; no other language has rules.
    """
    words = name.translate(PLAIN_APOSTROPHE).split()
    if lang not in LANGUAGES or not 0 < len(words) <= _MOST_WORDS:
        return frozenset()
    lower = [word.lower() for word in words]
    last_fixed = _is_acronym(words[-1])
    if any(map(_is_acronym, words[:-1])) or (last_fixed and len(words) == 1):
        return frozenset()
    forms: set[str] = set()
    most = _MOST_COMBINED if len(words) > 1 else None
    for paradigms in _analyses(lower, lang):
        if last_fixed:  # "Запорізької АЕС"
            paradigms[-1] = _indeclinable(lower[-1])
        for case in range(CASES):
            alternatives = [paradigm[case][:most] for paradigm in paradigms]
            forms.update(map(" ".join, product(*alternatives)))
    return frozenset(forms - {" ".join(lower)})


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _analyses(words: list[str], lang: str) -> list[list[Declension]]:
    """The ways to take the words: adjectives before a noun, a noun before its adjective, or nouns.

    After a first noun that nothing agrees with the rest stays or is declined as well: both are
    given, since the ending does not tell "Дар Надії" from "Тур'я Поляна".
    """
    *before, head = words
    if not before:
        return [[_word(head, lang)]]
    found: list[list[Declension]] = []
    if before[-1] in _TITLES:
        tails = (_indeclinable(head), _word(head, lang))
        return [[*paradigms, tail] for paradigms in _analyses(before, lang) for tail in tails]
    agreeing = [_decline(word, _tables(lang).adjectives) for word in before]
    after = (
        _decline(head, _tables(lang).adjectives) if head.endswith(_ADJECTIVE_AFTER[lang]) else None
    )
    whole = head not in _ORDINALS and all(agreeing)
    if whole:
        found.append([*(paradigm for paradigm in agreeing if paradigm), _word(head, lang)])
    if after and not (whole and before[-1].endswith(_ADJECTIVES_ONLY)):
        found += [[*paradigms, after] for paradigms in _analyses(before, lang)]
    certain = head in _ORDINALS or head.endswith(_RELATIONAL)
    if not certain and (not whole or before[0].endswith(_NOUNS_BEFORE[lang])):
        rest = [_indeclinable(word) for word in words[1:]]
        found.append([_word(words[0], lang), *rest])
        if len(words) == 2:
            found.append([_word(words[0], lang), _word(head, lang)])
    return found


def paradigm(word: str, lang: str) -> Declension:
    """What one word may be in each of the oblique cases, in lower case."""
    return _word(word.translate(PLAIN_APOSTROPHE).lower(), lang)


def _word(word: str, lang: str) -> Declension:
    if "-" in word:
        return _compound(word, lang)
    tables = _tables(lang)
    return tables.irregular.get(word) or _decline(word, tables.words) or _indeclinable(word)


def _decline(word: str, rules: list[_Rule]) -> Declension | None:
    forms: Declension = [[] for _ in range(CASES)]
    for rule in rules:
        if word.endswith(rule.ending) and len(word) > len(rule.ending):
            stem = word[: len(word) - len(rule.ending)]
            for case, endings in enumerate(rule.cases):
                forms[case].extend(stem + ending for ending in endings)
            if rule.last:
                return forms
    return None


def _compound(word: str, lang: str) -> Declension:
    """The last part is declined, the first too where it is a noun of its own: Рави-Руської.

    The ending does not say whether it is one: Алма-Ата and Ханты-Мансийск keep it, so both are
    given.

    Of "Ростов-на-Дону" the first alone is.
    """
    first, _, last = word.rpartition("-")
    if "-" in first and first.rpartition("-")[2] in _PREPOSITIONS:
        river = f"{first[first.rindex('-') :]}-{last}"
        heads = _word(first.rpartition("-")[0], lang)
        return [[head + river for head in case] for case in heads]
    tail = _word(last, lang)
    named_after = last.endswith(_RELATIONAL) and not first.endswith(_JOINING)
    heads = [[first] for _ in range(CASES)]
    if first.endswith(_DECLINED_BEFORE_HYPHEN[lang]):
        heads = [[*case, first] for case in _word(first, lang)]
    elif named_after:
        heads = [[first, *case] for case in _word(first, lang)]
    return [
        [f"{one}-{two}" for one, two in product(ones[:_MOST_COMBINED], twos[:_MOST_COMBINED])]
        for ones, twos in zip(heads, tail, strict=True)
    ]


def _indeclinable(word: str) -> Declension:
    return [[word] for _ in range(CASES)]
