"""Every text of the interface is in the one table, and every text of the table is used."""

import ast
import re
from pathlib import Path

import pytest

from dashboard import texts
from dashboard.texts import text

DASHBOARD = Path(texts.__file__).resolve().parent
PYTHON = sorted(DASHBOARD.rglob("*.py"))
SCRIPTS = sorted(DASHBOARD.rglob("*.js"))
SECTIONS = {key.split(".")[0] for key in texts.table()}
# text("strip.play"), stage.text("strip.play", {...}); a key ending in "." begins a family of keys.
IN_SCRIPT = re.compile(r"""\btext\(\s*["'`]([a-z_]+\.\w*)(\$\{)?""")
LITERAL = re.compile(r"""["'`]([a-z_]+\.[a-z0-9_]+)(\$\{)?""")
SHOWING = {
    "button", "caption", "checkbox", "date_input", "download_button", "error", "expander", "header",
    "info", "link_button", "markdown", "multiselect", "number_input", "pills", "popover", "radio",
    "segmented_control", "selectbox", "slider", "subheader", "success", "text", "text_area",
    "text_input", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip


def name(path):
    return path.relative_to(DASHBOARD).as_posix()


def parsed(path):
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def called(node):
    return getattr(node.func, "attr", None) or getattr(node.func, "id", None)


def literal(node):
    """The constant text at the beginning of an expression; None where there is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) or "{" for part in node.values)
    return None


def keys_asked_in(path):
    """Keys of calls of ``text``; a computed key is its beginning."""
    if path.suffix == ".js":
        return {found[0] for found in IN_SCRIPT.findall(path.read_text(encoding="utf-8"))}
    calls = (node for node in parsed(path) if isinstance(node, ast.Call) and called(node) == "text")
    asked = (literal(node.args[0]) for node in calls if node.args)
    return {key.split("{")[0] for key in asked if key and key.split(".")[0] in SECTIONS}


def keys_named_in(path):
    """Every literal that may be a key, also outside a call of ``text``."""
    found = LITERAL.findall(path.read_text(encoding="utf-8"))
    return keys_asked_in(path) | {key for key, _ in found}


@pytest.mark.parametrize("path", [*PYTHON, *SCRIPTS], ids=name)
def test_every_text_that_is_asked_for_is_in_the_table(path):
    known = texts.table() if path.suffix == ".py" else texts.for_browser()
    missing = {
        key
        for key in keys_asked_in(path)
        if key not in known and not any(full.startswith(key) for full in known)
    }
    assert missing == set()


def test_every_text_of_the_table_is_used():
    named = {key for path in [*PYTHON, *SCRIPTS] for key in keys_named_in(path)}
    families = tuple(
        key for path in [*PYTHON, *SCRIPTS] for key in keys_asked_in(path)
        if key not in texts.table()
    )  # fmt: skip
    unused = {key for key in texts.table() if key not in named and not key.startswith(families)}
    assert unused == set()


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_module_shows_a_text_of_its_own(path):
    own = [
        shown
        for node in parsed(path)
        if isinstance(node, ast.Call) and called(node) in SHOWING
        and getattr(getattr(node.func, "value", None), "id", "") == "st"
        for value in [*node.args[:1], *(k.value for k in node.keywords if k.arg in _SHOWN_NAMES)]
        if (shown := literal(value)) and re.search("[A-Za-z]{2}", shown.replace("{", " "))
    ]  # fmt: skip
    assert own == []


_SHOWN_NAMES = {"help", "label", "placeholder"}


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_script_shows_a_text_of_its_own(path):
    script = path.read_text(encoding="utf-8")
    shown = re.findall(r"""(?:textContent|title|placeholder)\s*=\s*["']([A-Za-z][^"']+)""", script)
    shown += re.findall(r"""["'](?:aria-label|title)["'],\s*["']([^"']+)""", script)
    assert shown == []


def test_a_text_has_two_forms_at_most_and_both_have_the_same_gaps():
    gaps = re.compile(r"\{(\w+)\}")
    for key, found in texts.table().items():
        forms = [found] if isinstance(found, str) else [found["one"], found["other"]]
        assert all(form.strip() for form in forms), key
        assert isinstance(found, str) or set(found) == {"one", "other"}, key
        assert len({frozenset(gaps.findall(form)) - {"n"} for form in forms}) == 1, key


def test_a_number_chooses_the_form(monkeypatch):
    forms = {"one": "{n} article", "other": "{n} articles"}
    monkeypatch.setattr(texts, "table", lambda: {"list.count": forms})
    assert text("list.count", n=1) == "1 article"
    assert text("list.count", n=0) == "0 articles"
    assert text("list.count", n=12_000) == "12,000 articles"


def test_a_text_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        text("map.nothing_of_that_name")
