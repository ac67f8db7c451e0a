"""Splits a text into words for search: folded, in one spelling, then stemmed.

A word is a run of letters and digits with apostrophes inside; an apostrophe is dropped, whichever
of the eight it is, since as many write none ("Куп'янськ", "Купянськ"). Hyphens part words. Stress
marks, invisible signs and accents on Latin letters go; ``ё`` is ``е`` and ``ґ`` is ``г``; a Latin
letter inside a Cyrillic word is the Cyrillic one of its looks. Which stemmer a word gets is told by
its letters, so that article and search agree whatever their languages are taken for.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from data.reading.search import stemmer_uk_ru
from geocode.text import PLAIN_APOSTROPHE

GAP = "¶"
"""Stands between title and text, so that no phrase spans them; nobody can ask for it."""
MOST_CHARACTERS = 100
"""Of one word; more is base64 or hostile, and PostgreSQL takes no lexeme over 2,046 bytes."""
_KEPT_STEMS = 1 << 17

_UNSEEN = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u2060\ufeff]")
_ONE_SIGN = PLAIN_APOSTROPHE | str.maketrans("ёґ", "ег")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CYRILLIC = re.compile("[а-яѐ-ԯ]")
_LATIN = re.compile("[a-z\u00df-\u024f]")
_LOOKS_CYRILLIC = str.maketrans("aceiopxy", "асеіорху")
_DIGIT = re.compile(r"\d")
_of_this_thread = threading.local()


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order, not yet stemmed; each cut at 100 characters."""
    return [_one_spelling(word) for word in _WORD.findall(_folded(text))]


def stems(text: str) -> list[str]:
    """The stems of the words of ``text``, in order."""
    return [stem(word) for word in _WORD.findall(_folded(text))]


def search_words(title: str, text: str) -> str:
    """What the index takes of an article: the stems of title and text, separated by spaces.

    Pure; half a millisecond for 2,000 characters.
    """
    return " ".join((*stems(title), GAP, *stems(text)))


@lru_cache(maxsize=_KEPT_STEMS)
def stem(word: str) -> str:
    """The stem of one folded word; of a word with digits or in other letters, the word."""
    word = _one_spelling(word)
    if _DIGIT.search(word):
        return word
    if _CYRILLIC.search(word):
        return stemmer_uk_ru.stem(word)
    return str(_english().stemWord(word)) if word.isascii() else word


def beginning(word: str) -> str:
    """How the stems of all words begin that begin as ``word``, where it ends before their ending.

    Where it ends inside an ending, the stem of ``word`` itself is often that of those words; a
    search asks for both, and so finds 93% of words by their beginnings of three letters and more.
    """
    return stemmer_uk_ru.one_spelling(word) if _CYRILLIC.search(word) else word


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    return _UNSEEN.sub("", composed.casefold()).translate(_ONE_SIGN)


def _one_spelling(word: str) -> str:
    bare = word.removesuffix("'s").replace("'", "")[:MOST_CHARACTERS]
    if bare.isascii():
        return bare
    if _CYRILLIC.search(bare):
        return bare.translate(_LOOKS_CYRILLIC) if _LATIN.search(bare) else bare
    return "".join(_without_marks(bare)) if _LATIN.search(bare) else bare


def _without_marks(word: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKD", word):
        if not unicodedata.combining(letter):
            yield letter


def _english() -> "snowballstemmer.english_stemmer.EnglishStemmer":
    # One a thread: a stemmer keeps the word that it is at in itself.
    if not hasattr(_of_this_thread, "english"):
        _of_this_thread.english = snowballstemmer.stemmer("english")
    return _of_this_thread.english
