"""Splits a text into normalised words for comparing copies, and marks those that bear facts.

Evened out is what editors change without telling anything new: case, accents, apostrophes, ё,
invisible characters, numbers in words, thousands and decimal marks. A number of four characters
and more is its digits without zeros at the end, so that "48,000" and "48 thousand", "1,100 m" and
"1.1 km" agree; that 4,800 and 48,000 agree too is the price. Lines that a site puts round every
article ("Subscribe to our newsletter") are left out. Nothing here keeps offsets.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from geocode.text import PLAIN_APOSTROPHE

_MAX_CHARACTERS = 60_000
"""Text after this point does not help to distinguish articles, and would only cost time."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*|\d+)")
_FURNITURE = (
    *("subscribe", "newsletter", "sign up", "log in", "all rights", "cookie", "privacy policy"),
    *("advertis", "read also", "read more", "share this", "follow us", "continue reading", "©"),
    *("first published", "accept all", "your browser"),
    *("підпис", "підпиш", "усі права", "всі права", "читайте також", "читати далі", "поділитися"),
    *("реклама\n", "підтримайте", "ctrl+enter", "передрук"),
    *("подпис", "подпиш", "все права", "читайте также", "читать далее", "поделиться", "поддержите"),
)
_FURNITURE_LENGTH = 100
"""A longer line is a paragraph that happens to speak of cookies."""

_NUMBERS = """
    2 two два двоє двох двом дві двое две двум двумя
    3 three три троє трьох трьом трое трёх трем троих
    4 four чотири четверо чотирьох четыре четверо четырех четырем
    5 five п'ять п'ятеро п'яти пять пятеро пяти пятерых
    6 six шість шестеро шести шесть шестерых
    7 seven сім семеро семи семь семерых
    8 eight вісім восьмеро восьми восемь
    9 nine дев'ять дев'ятеро дев'яти девять девятеро девяти
    10 ten десять десятеро десяти
    11 eleven одинадцять одинадцяти одиннадцать одиннадцати
    12 twelve дванадцять дванадцяти дванадцятеро двенадцать двенадцати
    13 thirteen тринадцять тринадцяти тринадцать тринадцати
    14 fourteen чотирнадцять чотирнадцяти четырнадцать четырнадцати
    15 fifteen п'ятнадцять п'ятнадцяти пятнадцать пятнадцати
    16 sixteen шістнадцять шістнадцяти шестнадцать шестнадцати
    17 seventeen сімнадцять сімнадцяти семнадцать семнадцати
    18 eighteen вісімнадцять вісімнадцяти восемнадцать восемнадцати
    19 nineteen дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати
    20 twenty двадцять двадцяти двадцятьма двадцать двадцати двадцатью
    30 thirty тридцять тридцяти тридцать тридцати
    40 forty сорок сорока
    50 fifty п'ятдесят п'ятдесяти пятьдесят пятидесяти
    60 sixty шістдесят шістдесяти шестьдесят шестидесяти
    70 seventy сімдесят сімдесяти семьдесят семидесяти
    80 eighty вісімдесят вісімдесяти восемьдесят восьмидесяти
    90 ninety дев'яносто девяносто
"""
_SMALL_NUMBER = 3
"""Characters of a number that is kept whole: a day, an age, a house."""
_NUMBER_OF = {
    word: line.split()[0]
    for line in _NUMBERS.strip().splitlines()
    for word in line.replace("ё", "е").split()[1:]
}


def _plain_letters() -> dict[int, str | None]:
    """Letters without what readers leave out; й and ї are letters of their own and stay."""
    table: dict[int, str | None] = dict.fromkeys(
        [0xAD, 0x301, 0x300, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
    )
    table |= PLAIN_APOSTROPHE
    table |= {ord("ё"): "е", ord("Ё"): "Е", ord("ґ"): "г", ord("Ґ"): "Г"}
    for code in range(0xC0, 0x250):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare.isascii() and bare.isalpha():
            table[code] = bare
    return table


_PLAIN = _plain_letters()
_INSIDE_A_SENTENCE = " ,;-–—(/\u00a0"
_NAME_KEY = 5
_SHORT_TEXT = 1000
"""Characters."""
_LEAST_BODY = 40
"""A shorter text keeps its title, which may be all that tells one alarm from the next."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order; ``facts`` runs beside them."""

    words: tuple[str, ...]
    facts: tuple[str, ...]
    """For a number its digits, for a name its beginning (case endings differ), else empty.

    A name is a word with a capital that no sentence begins with.
    """
    known: frozenset[str]
    """The different words."""


def words_of(text: str) -> list[str]:
    """The words of ``text`` in order, evened out."""
    return [_NUMBER_OF.get(word, word) for word in _WORD.findall(_plain(text).lower())]


def words_with_facts(text: str, *, title: str = "") -> Words:
    """The words of ``text``, without the ``title`` that it may begin with, and their facts.

    The last ones asked for are remembered: a new article is compared with each candidate. Of short
    texts, such as rows of a list, those are many.
    """
    return (_of_short if len(text) < _SHORT_TEXT else _of_long)(text, title)


def _read(text: str, title: str) -> Words:
    pieces = _WORD.split(_plain(text))  # what lies between and the words in turn
    words: list[str] = []
    facts: list[str] = []
    for gap, written in zip(pieces[0:-1:2], pieces[1::2], strict=True):
        lower = written.lower()
        word = _NUMBER_OF.get(lower, lower)
        words.append(word)
        if word[0].isdigit():
            facts.append(word)
        elif written[0] != lower[0] and len(words) > 1 and not gap.strip(_INSIDE_A_SENTENCE):
            facts.append(word[:_NAME_KEY])
        else:
            facts.append("")
    begin = _title_words(words, title)
    return Words(tuple(words[begin:]), tuple(facts[begin:]), frozenset(words[begin:]))


_of_long = lru_cache(maxsize=64)(_read)
_of_short = lru_cache(maxsize=4096)(_read)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", text[:_MAX_CHARACTERS]).translate(_PLAIN)
    return _NUMBER.sub(_digits, _without_furniture(plain))


def _digits(match: re.Match[str]) -> str:
    written = match.group()
    digits = "".join(filter(str.isdecimal, written)).lstrip("0") or "0"
    return (digits.rstrip("0") or "0") if len(written) > _SMALL_NUMBER else digits


def _without_furniture(text: str) -> str:
    lower = text.lower()
    if not any(words in lower for words in _FURNITURE):
        return text
    return "\n".join(line for line in text.split("\n") if not _is_furniture(line))


def _is_furniture(line: str) -> bool:
    lower = f"{line.lower()}\n"
    return len(line) <= _FURNITURE_LENGTH and any(words in lower for words in _FURNITURE)


def _title_words(words: list[str], title: str) -> int:
    """How many words at the beginning are the title; none where little else would remain."""
    told = words_of(title) if title else []
    return len(told) if len(words) - len(told) >= _LEAST_BODY and words[: len(told)] == told else 0
