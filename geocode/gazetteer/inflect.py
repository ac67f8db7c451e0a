"""Case forms of Ukrainian and Russian place names, by the endings of their words.

Made when the gazetteer is built, so that a text is searched by plain look-up. The rules know
endings, not words: where two declensions are possible ("Ямпіль", "Керч") the forms of both are
given, since a form that nobody writes finds nothing. A word whose ending is in no table, and one in
capitals (США, Запорізька АЕС), is taken as indeclinable. The nominative itself is not among the
forms.
"""

from functools import lru_cache
from itertools import product

from geocode.gazetteer.declensions import BEFORE_NOUN, CASES, IRREGULAR, RULES, Declension, Rule

_MOST_WORDS = 4
_MOST_COMBINED = 4
"""Alternatives of one case that are combined in names of several words."""
_APOSTROPHES = str.maketrans({c: "'" for c in "’ʼ`‘ʹ′"})
_DECLINED_BEFORE_HYPHEN = {
    "uk": ("а", "я", "ець", "ий", "ів"),
    "ru": ("ая", "а", "я", "ец", "ий", "ый", "ов"),
}


@lru_cache(maxsize=4096)
def case_forms(name: str, lang: str) -> frozenset[str]:
    """The forms of ``name`` in the oblique cases, in lower case; empty when it is indeclinable.

    Args:
        name: The nominative, as written on maps.
        lang: ``uk`` or ``ru``; no other language has rules.
    """
    words = name.translate(_APOSTROPHES).split()
    if lang not in RULES or not 0 < len(words) <= _MOST_WORDS:
        return frozenset()
    lower = [word.lower() for word in words]
    last_fixed = _is_acronym(words[-1])
    if any(map(_is_acronym, words[:-1])) or (last_fixed and len(words) == 1):
        return frozenset()
    paradigms = _phrase(lower, lang)
    if last_fixed:  # "Запорізької АЕС"
        paradigms[-1] = _indeclinable(lower[-1])
    forms = {
        " ".join(form)
        for case in range(CASES)
        for form in product(*(paradigm[case][:_MOST_COMBINED] for paradigm in paradigms))
    }
    return frozenset(forms - {" ".join(lower)})


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _phrase(words: list[str], lang: str) -> list[Declension]:
    """Adjectives before the last word agree with it; after a first noun nothing is declined."""
    *before, head = words
    agreeing = [_decline(word, BEFORE_NOUN[lang]) for word in before]
    if all(agreeing):
        return [*(paradigm for paradigm in agreeing if paradigm), _word(head, lang)]
    return [_word(words[0], lang), *(_indeclinable(word) for word in words[1:])]


def _word(word: str, lang: str) -> Declension:
    if "-" in word:
        return _compound(word, lang)
    return IRREGULAR[lang].get(word) or _decline(word, RULES[lang]) or _indeclinable(word)


def _decline(word: str, rules: tuple[Rule, ...]) -> Declension | None:
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
    """The last part is declined, the first too where it is a noun of its own: Рави-Руської."""
    first, _, last = word.rpartition("-")
    tail = _word(last, lang)
    head = _word(first, lang)
    if not first.endswith(_DECLINED_BEFORE_HYPHEN[lang]):
        head = _indeclinable(first)
    return [
        [f"{one}-{two}" for one, two in product(ones[:_MOST_COMBINED], twos[:_MOST_COMBINED])]
        for ones, twos in zip(head, tail, strict=True)
    ]


def _indeclinable(word: str) -> Declension:
    return [[word] for _ in range(CASES)]
