"""Code knows "a party" and "a theatre": what names this war lies in theatres/ and in tables.

Identifiers and string literals are read from the syntax trees; docstrings may give examples.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path
    for room in ("geocode", "data", "dashboard")
    for pattern in ("*.py", "*.js")
    for path in (ROOT / room).rglob(pattern)
)
# Modules of a language or of a source of the gazetteer, which say so in their names.
NAMED = re.compile(r"gazetteer/sources/|[/_](?:uk|ru|russian|ukrainian)[_.]|/romanisation\.py$")
PLACES = re.compile(
    r"ukrain|russia|kyiv|kiev|crimea|donbas|dnipro|dnieper"
    r"|україн|украин|росі[яїєйю]|росси|київ|києв|киев|крим(?!ін)|крым|донбас|дніпр|днепр",
    re.IGNORECASE,
)
PARTIES = re.compile(r"\b(?:UA|RU)\b|\b(?:UA|RU)_|_(?:UA|RU)\b")
DAYS = re.compile(r"\b20(?:1[4-9]|2\d)-\d\d-\d\d\b")
FIRST_YEAR = 2014
# Each exception with its reason; a file that no longer needs one fails the test below.
EXCEPTIONS = {
    "data/articles/formats/events/viina.py": "a format of reports on this war, with its papers",
    "data/commands/arguments.py": "examples in the help have days",
    "data/export/licences.py": "credits the makers of what is exported",
    "data/frontline/layers/deepstate.py": "a format of maps of this war, with its captions",
    "data/reading/language.py": "distinguishes two languages",
    "geocode/focus.py": "the theatre that ships is the default",
    "geocode/gazetteer/build.py": "compiles the gazetteer's sources, which bear their names",
    "geocode/gazetteer/entries.py": "one sort of names is a language's",
}


def python_words(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each identifier and literal, and each ``date(...)`` as its day."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # A string that is a statement of its own is the docstring of what stands before it.
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in documents:
                yield line, node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("date", "datetime"):
            numbers = [getattr(value, "value", None) for value in node.args[:3]]
            if len(numbers) == 3 and all(isinstance(number, int) for number in numbers):
                yield line, "{:04}-{:02}-{:02}".format(*numbers)
        for name in ("id", "name", "attr", "arg", "asname", "module"):
            value = getattr(node, name, None)
            if isinstance(value, str):
                yield line, value


def script_words(path: Path) -> Iterator[tuple[int, str]]:
    """Each line of a script without its comments."""
    text = re.sub(
        r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8"), flags=re.S
    )
    for number, line in enumerate(text.splitlines(), start=1):
        yield number, re.sub(r"(?<!:)//.*", "", line)


def words_of_the_war(path: Path) -> list[str]:
    """``line: text`` of whatever in ``path`` names this war."""
    words = script_words(path) if path.suffix == ".js" else python_words(path)
    return [
        f"{line}: {text[:60]!r}"
        for line, text in words
        if any(pattern.search(text) for pattern in (PLACES, PARTIES, DAYS))
    ]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_identifier_or_literal_names_this_war(path):
    if not NAMED.search(name_of(path)) and name_of(path) not in EXCEPTIONS:
        assert words_of_the_war(path) == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_still_needed(name):
    assert words_of_the_war(ROOT / name), f"{name} names the war no more; drop its exception"
