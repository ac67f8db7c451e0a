"""The README tells the truth: its commands parse, its variables are read, its pictures exist."""

import re
import shlex
from pathlib import Path

import pytest

from data import cli as data_cli
from geocode import cli as geocode_cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "data" / "settings.py").read_text(encoding="utf-8")
COMMANDS = {"data": data_cli, "geocode": geocode_cli}


def shown_commands() -> list[str]:
    lines = re.findall(r"^    .*?python -m ((?:data|geocode) .*)$", README, flags=re.MULTILINE)
    return [line.split("#")[0].strip() for line in lines]


def parser_of(package):
    return COMMANDS[package]._parser()


def subcommands(package) -> set[str]:
    (action,) = [a for a in parser_of(package)._actions if a.choices]
    return set(action.choices)


@pytest.mark.parametrize("line", shown_commands())
def test_every_command_that_the_readme_shows_is_understood(line):
    package, *words = shlex.split(line)
    assert parser_of(package).parse_args(words) is not None


@pytest.mark.parametrize("package", COMMANDS)
def test_every_command_that_exists_is_shown(package):
    shown = {line.split()[1] for line in shown_commands() if line.split()[0] == package}
    assert shown >= subcommands(package)


def test_every_setting_is_in_the_table_and_nothing_else():
    rows = "".join(re.findall(r"^\| (`[A-Z].*?) \|", README, flags=re.MULTILINE))
    in_table = set(re.findall(r"`([A-Z_]+)`", rows))
    read = set(re.findall(r'"((?:FRONTLINE|GEOCODE)_[A-Z_]+|BRIEFS)"', SETTINGS))
    assert in_table == read


def test_every_file_that_the_readme_points_to_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_make_has_the_commands_that_the_readme_names():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_each_package_in_the_requirements_says_why_it_is_there():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                assert re.fullmatch(r"[\w.-]+==[\w.]+ +# \S.*", line), line


def test_the_library_example_runs_and_says_what_it_shows(gazetteer_path, monkeypatch):
    (example,) = re.findall(r"^```python\n(from .*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))
    names: dict = {}
    exec(compile(example, "README.md", "exec"), names)
    raw = names["fallback"].geocode("Chasiv Yar").raw
    assert raw["answered_by"] == "offline gazetteer"
    (keys,) = re.findall(r"# a geopy Location; raw has (.+) \.\.\.$", example, re.MULTILINE)
    assert set(keys.split(", ")) <= set(raw)
