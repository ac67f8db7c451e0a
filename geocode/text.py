"""Splits English, Ukrainian and Russian text into words and sentences.

Offsets count characters of the string as given; nothing here changes, folds or drops a character
of it. Time is linear in the length of the text whatever it holds: NULs, lone surrogates, ten
megabytes without a line break. A word keeps its inner apostrophe ("Куп'янськ", "Luhans'k"), and a
hyphen parts two words. The English possessive ending is a token of its own.
"""

import re
from functools import partial
from itertools import accumulate
from typing import NamedTuple


class Token(NamedTuple):
    """One word, number or possessive ending ("'s") with its place in the text."""

    start: int
    end: int
    text: str


APOSTROPHES = "'’‘ʼʻʹ`´′ʾʿ＇"
"""Every sign that people type where an apostrophe belongs."""
PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
"""Writes each of them as "'"; for ``str.translate``."""

# Combining accents (stress marks, й written as two) and soft hyphens stay inside their word.
_LETTERS = "(?:[^\\W_]++[\u0300-\u036f\u00ad]*+)++"
_TOKEN = re.compile(
    rf"((?<!\w)(?:[A-Z]\.){{2,8}}(?!\w)"  # U.S., B.C.: one word
    rf"|(?<!\w)(?:[A-Z]\.){{1,7}}[A-Z](?!\.?\w)"  # U.S, the last point left out
    rf"|{_LETTERS}(?:[{APOSTROPHES}](?![sS](?!\w)){_LETTERS})*+"
    rf"|[{APOSTROPHES}][sS](?!\w))"
)

_CLOSERS = "\"'”’»)\\]›“"
_BREAK = re.compile(rf"[.!?…]++[{_CLOSERS}]*+|[\n\r\x0b\x0c\u2028\u2029]\s*+")

# A full stop after these does not end a sentence unless a new line does.
_ABBREVIATION_WORDS = """
    mr mrs ms dr prof st gen lt col maj capt sgt cpl pvt adm cmdr brig sen rep gov pres rev hon vs
    jan feb mar apr jun jul aug sept sep oct nov dec mt ft inc ltd corp co u.s u.k e.g i.e
    approx dept est
    м с смт сел р обл ім просп вул буд пл бул пров гр ред див напр тис млн млрд рр ст
    г гор д дер пос п пгт им ул просп пер пл наб стр см тыс млн млрд гг т е др
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_YEAR_MARKS = frozenset(["р", "рр", "г", "гг"])
_MAX_ABBREVIATION = 6
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")

# Hard-wrapped files break lines inside a sentence; their lines are about this long.
_WRAP_MIN, _WRAP_MAX = 60, 100


_token = partial(tuple.__new__, Token)
"""A token from its three fields, without the call that checks them."""


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order; punctuation and space between them is left out."""
    pieces = _TOKEN.split(text)  # what lies between and the words in turn, in half the time
    ends = list(accumulate(map(len, pieces)))
    return list(map(_token, zip(ends[0:-1:2], ends[1::2], pieces[1::2], strict=True)))


def sentences(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each sentence, trimmed of white space, in order.

    A headline, a list line and a paragraph end where their line does. Whatever is not white space
    lies in exactly one sentence.
    """
    found: list[tuple[int, int]] = []
    start = line_start = 0
    for match in _BREAK.finditer(text):
        end, after = match.span()
        if text[end] in "\n\r\x0b\x0c\u2028\u2029":
            ends_sentence = _line_ends_sentence(text, line_start, end, after)
            line_start = after
        else:
            end = after
            ends_sentence = _stop_ends_sentence(text, match.start(), after)
        if ends_sentence:
            _append_trimmed(found, text, start, end)
            start = after
    _append_trimmed(found, text, start, len(text))
    return found


def _append_trimmed(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        found.append((start, start + len(bare)))


def _line_ends_sentence(text: str, line_start: int, end: int, after: int) -> bool:
    """Whether the line break at ``end`` (white space up to ``after``) parts two sentences."""
    if after >= len(text):
        return True
    gap = text[end:after]
    if gap.count("\n") > 1 or (gap.count("\n") == 0 and gap.count("\r") > 1):
        return True
    if text[after].islower():
        return False
    complete = end > 0 and text[end - 1] in ".!?…:;" + _CLOSERS
    return complete or not _WRAP_MIN <= end - line_start <= _WRAP_MAX


def _stop_ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the full stop or its like at ``stop`` (closers up to ``after``) ends a sentence."""
    if after >= len(text):
        return True
    if not text[after].isspace():
        return False
    following = text[after : after + 4].lstrip()
    if not following or following[0].islower():
        return False
    if text[stop] != "." or after - stop > 1:
        return True
    word = _LAST_WORD.search(text, max(0, stop - 2 * _MAX_ABBREVIATION), stop)
    if word is None:
        return True
    last = word.group()
    if last in _YEAR_MARKS and text[max(0, word.start() - 2) : word.start()].strip().isdigit():
        return True
    initial = len(last) == 1 and last.isupper()
    return not (initial or last.lower() in _ABBREVIATIONS)


_LETTERS_OF_UK_ONLY = re.compile("[іїєґІЇЄҐ]")
_LETTERS_OF_RU_ONLY = re.compile("[ыэъёЫЭЪЁ]")
_CYRILLIC = re.compile("[а-яА-Я]")
_LATIN = re.compile("[a-zA-Z]")
_LOOKED_AT = 4_000


def language_of(text: str) -> str | None:
    """The language, "en", "uk" or "ru", that the letters of the text belong to; None without any.

    Latin letters are taken for English, which is the only such language read here.
    """
    sample = text[:_LOOKED_AT]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    uk, ru = len(_LETTERS_OF_UK_ONLY.findall(sample)), len(_LETTERS_OF_RU_ONLY.findall(sample))
    if not cyrillic + latin + uk:
        return None
    if latin > cyrillic + uk:
        return "en"
    return "uk" if uk >= ru else "ru"


def escaped(line: str) -> str:
    """``line`` with escapes for what could rewrite a terminal, line breaks among it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
