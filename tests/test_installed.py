"""``pip install .`` installs geocode and data with their tables, and they work outside the clone.

The tests build a wheel from a copy of the sources and unpack it; the packages that it needs come
from the environment that runs the tests.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INSTALLED = ("data", "geocode", "theatres")
TABLES = {".csv", ".geojson", ".json", ".toml", ".tsv", ".txt"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds what ``pip install .`` puts into site-packages."""
    sources = tmp_path_factory.mktemp("sources")
    for name in INSTALLED:
        leave = shutil.ignore_patterns("__pycache__", "var")
        shutil.copytree(ROOT / name, sources / name, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources / name)
    wheels, unpacked = sources / "wheels", tmp_path_factory.mktemp("site-packages")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, *build, str(sources)], check=True)
    (wheel,) = wheels.iterdir()
    zipfile.ZipFile(wheel).extractall(unpacked)
    return unpacked


def run(code: str, *, installed: Path, folder: Path, **more: str) -> str:
    """What ``code`` prints, run in ``folder`` with the installed packages."""
    environ = {**os.environ, "PYTHONPATH": str(installed), **more}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environ
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def imports(path: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module for node in nodes if isinstance(node, ast.ImportFrom)]


def test_every_module_and_table_is_installed(installed):
    wanted = {
        path.relative_to(ROOT)
        for name in INSTALLED
        for path in (ROOT / name).rglob("*")
        if path.suffix in TABLES | {".py"} and "var" not in path.relative_to(ROOT).parts
    }
    missing = {path.as_posix() for path in wanted if not (installed / path).is_file()}
    assert missing == set()


def test_the_notebook_example_runs_outside_the_clone(installed, gazetteer_path, tmp_path):
    (example,) = re.findall(r"^```python\n(import data\n.*?)^```", README, re.MULTILINE | re.DOTALL)
    where = "\nprint(data.__file__)"
    gazetteer = {"GEOCODE_GAZETTEER": str(gazetteer_path)}
    shown = run(example + where, installed=installed, folder=tmp_path, **gazetteer).splitlines()
    assert Path(shown[-1]) == installed / "data" / "__init__.py"
    assert [line.split() for line in shown if "Bakhmut" in line] == [["Bakhmut", "2", "2"]]


def test_an_installed_program_keeps_its_store_in_the_users_folder(installed, tmp_path):
    code = "import data; print(data.Settings().database_url)"
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    address = run(code, installed=installed, folder=tmp_path, **home).strip()
    assert address.startswith("sqlite:///")
    assert str(installed) not in address


def test_every_package_that_is_imported_is_named():
    names = "\n".join(PROJECT["dependencies"]) + (ROOT / "requirements-dev.txt").read_text()
    named = {name.lower() for name in re.findall(r"^[\w.-]+", names, re.MULTILINE)}
    needed = {
        module.split(".")[0]
        for package in ("data", "geocode")
        for path in (ROOT / package).rglob("*.py")
        for module in imports(path)
    }
    of = packages_distributions()
    ours = {*INSTALLED, *sys.stdlib_module_names}
    missing = {n for n in needed - ours if named.isdisjoint(d.lower() for d in of[n])}
    assert missing == set()


def test_what_is_installed_depends_on_versions_that_the_requirements_name():
    exact = dict(
        line.split("#")[0].strip().split("==")
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line.split("#")[0]
    )
    for name, version in (needed.split(">=") for needed in PROJECT["dependencies"]):
        assert exact[name] == version, name
