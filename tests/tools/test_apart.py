"""Nothing that runs imports what only makes committed files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN_TIME = [p for room in ("geocode", "data", "dashboard") for p in (ROOT / room).rglob("*.py")]


def imported(source: str) -> set[str]:
    """The top-level packages that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_no_package_imports_the_tools():
    users = {
        path.relative_to(ROOT).as_posix()
        for path in RUN_TIME
        if "tools" in imported(path.read_text(encoding="utf-8"))
    }
    assert users == set()


@pytest.mark.parametrize("line", ["import tools.map", "def f():\n    from tools.map import front"])
def test_an_import_of_the_tools_is_seen_wherever_it_stands(line):
    assert "tools" in imported(line)
