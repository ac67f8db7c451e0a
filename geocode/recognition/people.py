"""Finds the capitalised words that are parts of people's names.

Rests on given names, patronymics, titles, initials and on what the rest of the text says: a surname
that stood after a given name once is a surname where it is alone. No list of surnames is kept.
"""

from geocode.recognition.cues import Cues
from geocode.recognition.meanings import is_given_name, is_patronymic
from geocode.recognition.reading import Reading
from geocode.recognition.spans import NameMatcher

_CASE_ENDINGS = ("а", "я", "у", "ю", "ом", "ем", "єм", "ові", "еві", "єві", "і", "е", "и", "ою")
_DICTIONARY_ENDINGS = ("", "а", "я", "й", "о")
_STEM_MIN = 4
_NAME_WORDS_MAX = 3
_GIVEN_AND_SURNAME = 2


def is_first_name(form: str, cues: Cues) -> bool:
    """Whether ``form`` is a given name, in a Cyrillic case form too."""
    if form in cues.first_names:
        return True
    if form.isascii():
        return False
    if is_given_name(form):
        return True
    for case_ending in _CASE_ENDINGS:
        if form.endswith(case_ending) and len(form) - len(case_ending) >= _STEM_MIN - 1:
            stem = form.removesuffix(case_ending)
            if any(stem + ending in cues.first_names for ending in _DICTIONARY_ENDINGS):
                return True
    return False


def surname_key(form: str) -> str:
    """What the case forms of one surname share."""
    if form.isascii() or len(form) <= _STEM_MIN:
        return form
    return form[: max(_STEM_MIN, len(form) - 3)]


def people(reading: Reading, cues: Cues, names: NameMatcher) -> tuple[list[bool], set[str]]:
    """``(flags, surnames)``: which tokens are people's names, and the keys of their surnames.

    Args:
        reading: The text.
        cues: The tables.
        names: What the gazetteer has in this text.
    """
    flags = [False] * len(reading.tokens)
    surnames: set[str] = set()
    for i in reading.capitals:
        if flags[i] or i + 1 >= len(flags):
            continue
        start = _name_start(reading, cues, i, names)
        if start is None:
            continue
        end = _name_end(reading, cues, start, i, names)
        flags[i:end] = [True] * (end - i)
        last = reading.forms[end - 1]
        if end - 1 > i or start > i:
            surnames.add(surname_key(last))
    _mark_after_lower_titles(reading, cues, flags, surnames, names)
    return flags, surnames


def _next_is_name(reading: Reading, i: int) -> bool:
    """Whether the token after ``i`` is capitalised and only a space (or initial's dot) away."""
    j = i + 1
    if j >= len(reading.tokens) or not reading.capital[j]:
        return False
    if reading.sentence[i] != reading.sentence[j]:
        return False
    return reading.gaps[i] in (" ", "\u00a0", "\n") or (
        reading.gaps[i] in (". ", ".") and len(reading.tokens[i].text) == 1
    )


def _not_a_surname(reading: Reading, cues: Cues, i: int) -> bool:
    form = reading.forms[i]
    return (
        form in cues.generics
        or form in cues.organisation_heads
        or form in cues.place_nouns
        or form in cues.demonyms
        or form in cues.common_words
    )


def _name_start(reading: Reading, cues: Cues, i: int, names: NameMatcher) -> int | None:
    """Where the name proper begins when a person's name begins at ``i``; None when none does."""
    form = reading.forms[i]
    if not _next_is_name(reading, i) or _not_a_surname(reading, cues, i + 1):
        return None
    if form in cues.titles and form.isascii():
        # "DR Congo" is a country and no doctor
        return None if names.name_words(i) > 1 and names.is_major(i) else i + 1
    if form in cues.titles:
        # 'мер Маріуполя' names the town, 'мер Садовий' the man
        return None if names.name_words(i + 1) else i + 1
    if is_patronymic(reading.forms[i + 1]) and form not in cues.place_prepositions:
        return i
    initial = len(reading.tokens[i].text) == 1 and reading.gaps[i].startswith(".")
    if initial:
        return i
    if names.name_words(i) > 1:
        return None
    if form in cues.dual_names:
        return None if names.is_major(i + 1) or reading.headline[i] else i
    if form in cues.common_words and reading.first[i]:
        return None
    return i if is_first_name(form, cues) else None


def _name_end(reading: Reading, cues: Cues, start: int, i: int, names: NameMatcher) -> int:
    """The token after the person's name that was seen to begin at ``i``."""
    end = start + 1
    while end - start < _NAME_WORDS_MAX and _next_is_name(reading, end - 1):
        given = is_first_name(reading.forms[end - 1], cues)
        whole = (end - start >= _GIVEN_AND_SURNAME and not given) or (
            start > i and not is_first_name(reading.forms[start], cues)
        )
        if whole and (names.name_words(end) or _not_a_surname(reading, cues, end)):
            break
        end += 1
    return end


def _mark_after_lower_titles(
    reading: Reading,
    cues: Cues,
    flags: list[bool],
    surnames: set[str],
    names: NameMatcher,
) -> None:
    """Mark "adviser Podolyak", "президент Зеленський": a title in lower case, then one name."""
    for i in reading.capitals:
        previous = reading.forms[i - 1]
        if (
            i > 0
            and not flags[i]
            and previous in cues.titles
            and not reading.capital[i - 1]
            and reading.gaps[i - 1] == " "
            and (previous.isascii() or not names.name_words(i))
            and not _not_a_surname(reading, cues, i)
        ):
            flags[i] = True
            surnames.add(surname_key(reading.forms[i]))
