"""What ``data`` declares: few names, sorted, loaded when first used, and hidden by no module."""

import ast
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import data

ROOT = Path(data.__file__).resolve().parent.parent


def type_checked_names() -> dict[str, str]:
    """Name -> module, as a type checker reads them."""
    tree = ast.parse(Path(data.__file__).read_text(encoding="utf-8"))
    guarded = [
        statement for node in tree.body if isinstance(node, ast.If) for statement in node.body
    ]
    return {
        alias.name: statement.module
        for statement in guarded
        if isinstance(statement, ast.ImportFrom) and statement.module
        for alias in statement.names
    }


def is_ours_or_installed(module: str) -> bool:
    return module.split(".")[0] not in sys.stdlib_module_names


def constants_first(name: str) -> tuple[bool, str]:
    return not name.isupper(), name


def test_exports_are_sorted_and_present():
    assert data.__all__ == sorted(data.__all__, key=constants_first)
    for name in data.__all__:
        assert name.isupper() or getattr(data, name).__name__ == name


def test_a_type_checker_and_a_running_program_see_the_same_names():
    assert set(type_checked_names()) == set(data.__all__)
    for name, module in type_checked_names().items():
        assert getattr(data, name) is getattr(import_module(module), name)


def test_no_module_of_the_package_hides_an_exported_name():
    modules = {module.name for module in pkgutil.iter_modules(data.__path__)}
    assert modules.isdisjoint(data.__all__)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(data, "Nominatim")


def test_importing_the_package_loads_nothing_else():
    code = "import sys; before = set(sys.modules); import data; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name for name in done.stdout.split() if is_ours_or_installed(name)}
    assert loaded == {"data"}


def test_the_dashboard_imports_nothing_deeper():
    deeper = {
        f"{path.name}: {node.module}"
        for path in (ROOT / "dashboard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data.")
    }
    assert deeper == set()
