"""Guesses the language of a text and of each of its sentences.

A code of ISO 639-1 for the languages that are told apart (en, uk, ru; be, bg, pl, de, fr, es, ro),
"mixed" where two of them each have at least a fifth of the letters, and empty where nothing tells:
never a wrong name. Letters that only one of Ukrainian and Russian has decide first, and English by
its small words; for the few texts where neither does, lingua's models of letters are asked, in
its "low accuracy" mode: 22 MB and 0.06 s to load, once, at the first such text. The full models
take 290 MB and decide no more of ``tests/quality/language.jsonl``; py3langid takes 121 MB and
1.2 s, and decides fewer.
"""

import re
from collections import Counter
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from geocode.text import sentences

MIXED = "mixed"
UNKNOWN = ""

_SAMPLE_CHARACTERS = 5000
# lingua's time grows with the text, and its answers no longer change.
_ASKED_CHARACTERS = 300
_MIXED_SHARE = 0.2
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_UKRAINIAN_ONLY = "іїєґІЇЄҐ"
_RUSSIAN_ONLY = "ыэёЫЭЁ"
_BELARUSIAN_ONLY = "ўЎ"
# How much of running text these letters are: in Ukrainian one in twelve, in Russian one in 37.
_UKRAINIAN_DENSITY, _RUSSIAN_DENSITY = 0.08, 0.027
# Below this share of the other language by letters, a text is not taken apart into sentences.
_OTHERS_SHARE = 0.05
_ENGLISH = """
    the of and in to on at is was has for by a an that with from are were be been it its he she
    they we you i this as but not have had will what who how
"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
# A third of the words of running English are these, fewer in headlines full of names; of German
# or French a tenth ("in", "on", "not") may be.
_ENGLISH_SHARE_OF_PLAIN, _ENGLISH_SHARE = 0.17, 0.08
# Russian and Ukrainian in Latin letters look Polish or German to a model of letters, so that
# these languages need a word or a letter of their own besides.
_OWN_MARKS = {
    "pl": re.compile(r"[ąęłńśźż]|\b(?:się|nie|że|jest|przez|oraz|są|bez|w)\b"),
    "de": re.compile(r"[äöüß]|\b(?:der|die|das|und|nicht|ist|von|mit|den|dem|ein|eine|auf)\b"),
    "fr": re.compile(r"[éèêàçœ]|\b(?:le|la|les|des|du|et|une|est|dans)\b"),
    "es": re.compile(r"[ñáéíóú]|\b(?:el|los|las|del|que|una|por|y)\b"),
    "ro": re.compile(r"[ășțşţâî]|\b(?:din|cu|care|este)\b"),
}
_CERTAIN = 0.9
_FAIRLY_CERTAIN = 0.6
_FEW_WORDS = 3
_CODE = re.compile(r"[a-z]{2,3}")
_ALIASES = {
    "ua": "uk",
    "ukr": "uk",
    "rus": "ru",
    "eng": "en",
    "english": "en",
    "ukrainian": "uk",
    "russian": "ru",
    "українська": "uk",
    "русский": "ru",
}


def guess_language(text: str) -> str:
    """The code of the language, "mixed", or empty where nothing tells."""
    sample = text[:_SAMPLE_CHARACTERS]
    cyrillic, latin = _letters(_CYRILLIC, sample), _letters(_LATIN, sample)
    if cyrillic + latin == 0:
        return UNKNOWN
    if min(cyrillic, latin) >= _MIXED_SHARE * (cyrillic + latin):
        slavic = _cyrillic_language(sample)
        if slavic and not _is_running_english(sample):
            return slavic
        return MIXED if slavic else _latin_language(sample)
    return _cyrillic_language(sample) if cyrillic > latin else _latin_language(sample)


def sentence_languages(text: str) -> list[tuple[int, int, str]]:
    """Start, end and code of each sentence of ``geocode.text.sentences``, in order; never "mixed".

    Where a sentence by itself does not tell and the whole text is in one language of its letters,
    it is in that one.
    """
    whole = guess_language(text)
    found = []
    for start, end in sentences(text):
        sentence = text[start:end]
        code = _by_letters(sentence) if whole in {"uk", "ru"} else _single_language(sentence)
        if not code and whole not in {UNKNOWN, MIXED}:
            cyrillic = _letters(_CYRILLIC, sentence)
            latin = _letters(_LATIN, sentence)
            if latin > cyrillic:
                code = whole if whole not in _CYRILLIC_CODES else _latin_language(sentence)
            elif cyrillic:
                code = whole if whole in _CYRILLIC_CODES else _cyrillic_language(sentence)
        found.append((start, end, UNKNOWN if code == MIXED else code))
    return found


def language_code(raw: str) -> str:
    """The lower-case code in ``raw`` ("en-US", "UA"), or empty where there is none."""
    name = raw.strip().lower()
    name = _ALIASES.get(name, re.split(r"[-_]", name)[0])
    name = _ALIASES.get(name, name)
    return name if _CODE.fullmatch(name) else UNKNOWN


def _letters(script: re.Pattern[str], text: str) -> int:
    return sum(map(len, script.findall(text)))


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def _by_letters(text: str) -> str:
    """Ukrainian or Russian by the letters that only one of them has; empty without any."""
    ukrainian, russian = _count(text, _UKRAINIAN_ONLY), _count(text, _RUSSIAN_ONLY)
    if ukrainian == russian or _count(text, _BELARUSIAN_ONLY):
        return UNKNOWN
    return "uk" if ukrainian > russian else "ru"


def _cyrillic_language(text: str) -> str:
    ukrainian, russian = _count(text, _UKRAINIAN_ONLY), _count(text, _RUSSIAN_ONLY)
    if _count(text, _BELARUSIAN_ONLY) and ukrainian and russian:
        return "be"
    if not ukrainian and not russian:
        return _asked(" ".join(_CYRILLIC.findall(text)), _CYRILLIC_CODES)
    as_ukrainian, as_russian = ukrainian / _UKRAINIAN_DENSITY, russian / _RUSSIAN_DENSITY
    if min(as_ukrainian, as_russian) < _OTHERS_SHARE * (as_ukrainian + as_russian):
        return "uk" if as_ukrainian > as_russian else "ru"
    return _by_sentences(text)


def _by_sentences(text: str) -> str:
    """The language of most letters, or "mixed", of a text that has letters of both."""
    told: Counter[str] = Counter()
    for start, end in sentences(text):
        piece = text[start:end]
        code = _by_letters(piece) or _asked(" ".join(_CYRILLIC.findall(piece)), _CYRILLIC_CODES)
        told[code] += _letters(_CYRILLIC, piece)
    del told[UNKNOWN]
    if not told:
        return UNKNOWN
    least = _MIXED_SHARE * told.total()
    return MIXED if sum(n >= least for n in told.values()) > 1 else told.most_common(1)[0][0]


def _latin_language(text: str) -> str:
    words, english = _english_words(text)
    if len(words) > 1 and english >= _ENGLISH_SHARE_OF_PLAIN * len(words):
        return "en"
    asked = _asked(" ".join(words), _LATIN_CODES)
    if not asked and len(words) > 1 and english >= max(1, _ENGLISH_SHARE * len(words)):
        return "en"
    return asked


def _is_running_english(text: str) -> bool:
    # "The Washington Post" in a Russian sentence is a name.
    words, english = _english_words(text)
    return english >= max(2, _ENGLISH_SHARE * len(words))


def _english_words(text: str) -> tuple[list[str], int]:
    words = _LATIN.findall(text.lower())
    return words, sum(word in _ENGLISH_WORDS for word in words)


def _single_language(text: str) -> str:
    cyrillic, latin = _letters(_CYRILLIC, text), _letters(_LATIN, text)
    if not cyrillic + latin:
        return UNKNOWN
    if cyrillic >= latin:
        return _by_letters(text) or _cyrillic_language(text)
    return _latin_language(text)


def _asked(words: str, codes: frozenset[str]) -> str:
    """What the models say of these ``words``, where they are certain enough."""
    asked = words[:_ASKED_CHARACTERS]
    answers = _detector(codes).compute_language_confidence_values(asked)
    if not answers:
        return UNKNOWN
    code = answers[0].language.iso_code_639_1.name.lower()
    count = asked.count(" ") + 1
    needed = _CERTAIN if count < _FEW_WORDS else _FAIRLY_CERTAIN
    if count < 2 or answers[0].value < needed:
        return UNKNOWN
    own = _OWN_MARKS.get(code)
    return code if own is None or own.search(asked) else UNKNOWN


_CYRILLIC_CODES = frozenset({"uk", "ru", "be", "bg"})
_LATIN_CODES = frozenset({"en", *_OWN_MARKS})


@cache
def _detector(codes: frozenset[str]) -> LanguageDetector:
    known = [
        language for language in Language.all() if language.iso_code_639_1.name.lower() in codes
    ]
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()
