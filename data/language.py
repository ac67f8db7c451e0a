"""Which language a text is in, when nobody says: a guess from its letters.

Decides between Ukrainian, Russian and English only; anything else is empty, never a wrong name.
A text with letters that only one of Ukrainian and Russian has is in that language.
"""

import re

_SAMPLE_CHARACTERS = 5000
_UKRAINIAN_ONLY = frozenset("іїєґІЇЄҐ")
_RUSSIAN_ONLY = frozenset("ыэёъЫЭЁЪ")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|in|to|on|at|is|was|has|for|by)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
# Every tenth word of running English is one of the dozen above, rarer in headlines.
_ENGLISH_SHARE = 0.06
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
    """The code uk, ru or en, or empty where the letters do not tell."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample)):
        ukrainian = sum(letter in _UKRAINIAN_ONLY for letter in sample)
        russian = sum(letter in _RUSSIAN_ONLY for letter in sample)
        if ukrainian == russian:
            return ""
        return "uk" if ukrainian > russian else "ru"
    words = len(_WORDS.findall(sample))
    english = len(_ENGLISH_WORDS.findall(sample))
    return "en" if words and english / words >= _ENGLISH_SHARE else ""


def language_code(raw: str) -> str:
    """The lower-case code in ``raw`` ("en-US", "UA"), or empty where there is none."""
    name = raw.strip().lower()
    name = _ALIASES.get(name, re.split(r"[-_]", name)[0])
    name = _ALIASES.get(name, name)
    return name if _CODE.fullmatch(name) else ""
