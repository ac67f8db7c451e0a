"""Stems Ukrainian and Russian words with one stemmer, so that no language is guessed.

Snowball has no Ukrainian stemmer, and its Russian one parts "Харьков" (харьк) from "Харькова"
(харьков); two stemmers side by side would also need to know a text's language. This one takes the
endings of nouns and adjectives off, and of verbs only what tells past tense and infinitive apart.
Every step after the first looks at the stem alone, so that what it does wrong it does to all forms
of a word alike: it may join two words, it does not part the forms of one. Words come in lower case
with ``ё`` as ``е`` and without apostrophes; the stem is for comparing and never shown.
Figures: ``python tests/bench/__main__.py`` with ``ONLY=word_forms``.
"""

import re
from functools import cache

from geocode.gazetteer.names.inflection import case_forms

_LEAST = 3
"""Letters that a stem keeps at least: "рік", "бій", "Сум"."""
# One spelling for letters in which the two languages and their endings differ.
_LETTERS = str.maketrans("ґєэїыё", "гееіие", "ьъ")
_REFLEXIVE = re.compile(r"(?<=[влт])([аоиі]?)ся$|(?<=л)([аоиі])сь$")

_SOFT_IA = "ія іі ію іею ій іям іями іях ия ии ию ией иею ий иям иями иях ие ием"
_OTHERS = """
    а я о е и і у ю ом ем им ім ам ям ах ях их іх ою ею ами ями ими іми ові еві ей ой й
    ого его ому ему оі еі ая яя ое ее ую юю
"""
_IA = frozenset(_SOFT_IA.split())
_LONGEST_FIRST = sorted(_IA | set(_OTHERS.split()), key=len, reverse=True)
_POSSESSIVE = re.compile(r"(?<=...)[іое]в$")
"""Plural genitive ("танків"), and how many towns end ("Харків", "Харкова")."""
_OWN_END = re.compile(r"(?<=...)(?:[оеи]м|[оеиі]й)$|(?<=....)ам$")
"""What ends a stem without an ending, and so was taken for one: "режим", "музей", "програм"."""
_VOWELS = re.compile(r"(?<=...)[аеиіоуюя]+$")
_FLEETING = re.compile(r"(?<=...)[ое](?=[кц]$)|(?<=...)е(?=л$)|(?<=....)е(?=н$)")
_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1$")
_PAST = re.compile(r"(?<=...[аяиі])[вт]$")
_ALTERNATING = tuple(
    (re.compile(f"{old}$"), new)
    for old, new in (
        ("(?<=[нвклт])іст", "ост"),  # можливість, можливості
        ("хід", "ход"),
        ("ніч", "ноч"),
        ("піл", "пол"),  # Тернопіль, Тернополя
        ("орін", "орон"),  # сторін
        ("оріг", "орог"),
        ("осіб", "особ"),
        ("обіт", "обот"),
        ("шкіл", "школ"),
        ("овір", "овор"),
        ("двір", "двор"),
        ("(?<=[аим])бір", "бор"),
        ("отік", "оток"),
        ("^рік", "рок"),
        ("^(?:ріг|роз)", "рог"),
        ("^бік", "бок"),
        ("^дім", "дом"),
        ("^стіл", "стол"),
        ("^сіл", "сол"),
        ("^кін", "кон"),
        ("^міст", "мост"),  # the bridge; "many cities" is written so too
        ("ечір", "ечор"),
        ("рпін", "рпен"),  # Ірпінь, Ірпеня
        ("^дінц", "донц"),  # Сіверського Дінця
        ("огон", "огн"),
        ("вікон", "вікн"),
        ("^орел", "орл"),
        ("вітер", "вітр"),
    )
)
_PALATAL = (
    (re.compile("з$"), "г"),  # Волга, Волзі
    (re.compile("(?<=...а)с$"), "х"),  # Волноваха, Волновасі
)
_IRREGULAR = {
    "день": "день дня дню днем дне дни дні днів дней дням днями днях",
    "бой": "бій бой боя бою боєм боем бое бої бои боїв боев боям боями боях",
    "люд": "люди людей людям людьми людях",
    "війн": "воєн",
    "мост": "міст",
    "міст": "місто міста місту містом місті містам містами містах",
    "сел": "сіл",
    "страх": "страх",
}
_WHOLE = {
    "київ": (("Київ", "uk"), ("Киев", "ru")),
    "львів": (("Львів", "uk"), ("Львов", "ru")),
    "миколаїв": (("Миколаїв", "uk"),),
    "николаев": (("Николаев", "ru"),),
    "ростов": (("Ростов", "uk"), ("Ростов", "ru")),
    "азов": (("Азов", "uk"), ("Азов", "ru")),
    "росія": (("Росія", "uk"), ("Россия", "ru")),
}
"""Names that would become another word without their ending: Львів a lion, Миколаїв a man."""


def one_spelling(word: str) -> str:
    """``word`` in the letters that stems are written in."""
    return word.translate(_LETTERS)


def stem(word: str) -> str:
    """The stem that all case forms of ``word`` share."""
    whole = _whole_words().get(word)
    if whole is not None:
        return whole
    bare = _REFLEXIVE.sub(r"\1\2", one_spelling(word))
    shorter, ending = _without_ending(bare)
    shorter = _POSSESSIVE.sub("", shorter)
    shorter = _VOWELS.sub("", _OWN_END.sub("", _VOWELS.sub("", shorter)))
    shorter = _DOUBLED.sub(r"\1", shorter)
    shorter = _FLEETING.sub("", shorter)
    for end, instead in _ALTERNATING:
        shorter = end.sub(instead, shorter)
    for end, instead in _PALATAL:
        shorter = end.sub(instead, shorter)
    if shorter.endswith("ц") and ending not in _IA:  # Авдіївка, Авдіївці; "станція" is no "станок"
        shorter = f"{shorter[:-1]}к"
    return _PAST.sub("л", shorter) or word


def _without_ending(word: str) -> tuple[str, str]:
    for ending in _LONGEST_FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)], ending
    return word, ""


@cache
def _whole_words() -> dict[str, str]:
    found = {form: key for key, forms in _IRREGULAR.items() for form in forms.split()}
    for key, names in _WHOLE.items():
        for name, lang in names:
            found |= dict.fromkeys({name.lower(), *case_forms(name, lang)}, key)
    return found
