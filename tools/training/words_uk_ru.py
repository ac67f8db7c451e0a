"""Makes the table of Ukrainian and Russian words that names of places may be confused with.

``python -m tools.training.words_uk_ru GAZETTEER ...`` writes ``geocode/files/weights/
words_uk_ru.tsv`` from pymorphy3-dicts-uk 2.4.1.1.1663094765 and pymorphy3-dicts-ru
2.4.417150.4580142 (CC BY-SA 3.0), which are installed for it alone with pymorphy3 2.0.6. Of all
their forms it keeps those that a compiled gazetteer has as a name of one word and that mean
anything besides a place, and all given names. Words that our own training texts have in small
letters are added, as one dictionary lacks most adverbs. Takes three minutes and 200 MB.
"""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib import import_module
from itertools import chain
from pathlib import Path

from geocode.gazetteer.names.normal_form import normal_form
from geocode.recognition.meanings import TABLE
from geocode.text import tokens
from tools.training.texts import read_all

_GRAMMEMES = {"Name": "G", "Surn": "S", "Patr": "P", "Geox": "T"}
_PARTS_OF_SPEECH = {
    "NOUN": "n", "ADJF": "a", "ADJS": "a", "PRTF": "a", "PRTS": "a", "COMP": "a", "VERB": "v",
    "INFN": "v", "GRND": "v", "small": "c",
}  # fmt: skip
_ANY_OTHER = "o"
_SMALL = "small"
_SELDOM = frozenset(["plur", "voct", "Infr", "V-ey", "V-oy"])
"""Cases of given names that are left out, unless a place is called so."""
_PLACE, _ALWAYS = "T", frozenset("Gc")
_ORGANISATIONS = frozenset(["Orgn", "Trad", "Abbr"])
_NAMES = """
SELECT form FROM name GROUP BY form HAVING NOT EXISTS (
    SELECT 1 FROM name AS other JOIN place USING (n)
    WHERE other.form = name.form AND (kind = 'country' OR feature_code = 'CONT')
)
"""
_GENDERS = frozenset(["masc", "femn", "neut", "plur", "Pltm"])


def word_class(lang: str, tag: str) -> str:
    """One letter for what a form with this OpenCorpora tag is.

    G given name, S surname, P patronymic, T place or another proper name, O organisation or brand,
    n common noun, a adjective or participle, v verb, o any other, c written small in our texts.
    """
    lexeme = tag.partition(" ")[0].split(",")
    grammemes = set(tag.replace(" ", ",").split(","))
    for grammeme, letter in _GRAMMEMES.items():
        if grammeme in grammemes:
            return letter
    noun = lexeme[0] == "NOUN"
    if noun and lang == "uk" and not _GENDERS.isdisjoint(lexeme):
        return _PLACE  # there only proper names have their gender before the space
    if noun and lang == "ru" and not _ORGANISATIONS.isdisjoint(grammemes):
        return "O"
    return _PARTS_OF_SPEECH.get(lexeme[0], _ANY_OTHER)


def table(forms: Iterable[tuple[str, str, str]], names: set[str]) -> dict[str, str]:
    """The classes of those ``forms`` (language, form, tag) that are asked for or among ``names``.

    Words that are places alone are left out.
    """
    found: dict[str, set[str]] = {}
    known: dict[tuple[str, str], str] = {}
    for lang, form, tag in forms:
        if (lang, tag) not in known:
            known[lang, tag] = word_class(lang, tag)
        word = normal_form(form) if "'" in form or "ё" in form or "ґ" in form else form
        if word not in names and not (known[lang, tag] in _ALWAYS and _is_frequent(tag)):
            continue
        found.setdefault(word, set()).add(known[lang, tag])
    return {
        word: "".join(sorted(classes)) for word, classes in found.items() if classes != {_PLACE}
    }


def _is_frequent(tag: str) -> bool:
    return _SELDOM.isdisjoint(tag.replace(" ", ",").split(","))


def lines(classes: dict[str, str]) -> list[str]:
    """The lines of the file: a set of classes and the words that have it."""
    by_classes: dict[str, list[str]] = {}
    for word in sorted(classes):
        by_classes.setdefault(classes[word], []).append(word)
    return [f"{key}\t{' '.join(words)}" for key, words in sorted(by_classes.items())]


def names_of(path: Path) -> set[str]:
    """The Cyrillic names of one word in a compiled gazetteer, in all their case forms.

    Without those of countries and continents: one dictionary has "Україна" as a common noun.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(_NAMES).fetchall()
    return {form for (form,) in rows if not form.isascii() and " " not in form}


def written_small() -> Iterator[tuple[str, str, str]]:
    """The words of the training texts without a capital, tagged so."""
    for text in read_all():
        if text.lang != "en":
            for token in tokens(text.text):
                if token.text.islower():
                    yield text.lang, normal_form(token.text), _SMALL


def dictionary_forms() -> Iterator[tuple[str, str, str]]:
    """Language, form and tag of all that both dictionaries have."""
    analyzer = import_module("pymorphy3").MorphAnalyzer
    for lang in ("uk", "ru"):
        for form, tag, *_ in analyzer(lang=lang).dictionary.iter_known_words():
            yield lang, form, str(tag)


def main(gazetteers: Iterable[Path]) -> None:
    """Write the table."""
    names = set[str]().union(*map(names_of, gazetteers))
    head = "# classes (see tools/training/words_uk_ru.py), the words that have them; see SOURCES.md"
    rows = [head, *lines(table(chain(dictionary_forms(), written_small()), names))]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
