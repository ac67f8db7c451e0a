"""What else the Ukrainian and Russian names of places are: common nouns, verbs, given names.

``files/weights/words_uk_ru.tsv`` has a line for each set of classes (``tools.training.words_uk_ru``
says which letter is what) and the words that have it, in normal form and in all their cases. A name
that is not there means a place and nothing else.
"""

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "files" / "weights" / "words_uk_ru.tsv"
_GIVEN_NAME, _OF_PROPER_NAMES = "G", frozenset("GPS")
_PATRONYMIC = re.compile(
    "[а-яіїє]{2,}(?:(?:[іїое]в|ич)(?:на|ни|ны|ні|не|ну|ною|ной)|[оєеьй]вич(?:а|у|ем|еві)?)"
)


@cache
def load_meanings() -> dict[str, str]:
    """The letters of the classes by word, read once a process."""
    found: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line[0] != "#":
            classes, _, words = line.partition("\t")
            found.update(dict.fromkeys(words.split(" "), classes))
    return found


def is_given_name(form: str) -> bool:
    """Whether the form is a given name, and neither a word nor a place besides."""
    classes = load_meanings().get(form, "")
    return _GIVEN_NAME in classes and _OF_PROPER_NAMES.issuperset(classes)


def is_patronymic(form: str) -> bool:
    """Whether the form ends as a patronymic does: "Василівні", "Петровичем"."""
    return _PATRONYMIC.fullmatch(form) is not None
