"""Prints which rooms of the packages import which others, and names any circle among them.

A room is a folder directly inside a package, or a module that lies there alone. ``python -m
tests.import_graph`` prints each package, and exits with 1 where rooms import each other in a
circle. Only imports that are written as statements are seen.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("geocode", "data", "dashboard")

Graph = Mapping[str, Mapping[str, set[str]]]
"""By room, the rooms that it imports, each with the modules that do ("store.writer -> model")."""


def modules(package: str, *, root: Path = ROOT) -> dict[str, Path]:
    """Every module of a package by its dotted name."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: Mapping[str, object]) -> Iterator[str]:
    """The modules that a file imports; ``from data.store import engine`` is ``data.store.engine``.

    ``known`` are the modules that a name after ``import`` may be. Any other name that a package
    gives comes from its ``__init__``: ``from data import ingest`` is ``data.__init__``.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level or node.module is None:
                raise ValueError(f"{path}:{node.lineno} imports relatively; name the package")
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                surface = f"{node.module}.__init__" if node.module in PACKAGES else node.module
                yield inner if inner in known else surface


def room_of(module: str) -> str:
    """The room that a module lies in; the package's own ``__init__`` is room "__init__"."""
    return module.split(".")[1] if "." in module else "__init__"


def room_graph(package: str, *, root: Path = ROOT) -> Graph:
    """Which rooms of the package import which others."""
    known = modules(package, root=root)
    graph: dict[str, dict[str, set[str]]] = {room_of(module): {} for module in known}
    for module, path in known.items():
        for other in imported(path, known):
            # A bare "import geocode" only finds the folder of the package.
            if not other.startswith(f"{package}.") or room_of(other) == room_of(module):
                continue
            arrow = f"{module.partition('.')[2]} -> {other.partition('.')[2]}"
            graph[room_of(module)].setdefault(room_of(other), set()).add(arrow)
    return graph


def circles(graph: Graph) -> list[list[str]]:
    """Rooms that import each other, directly or over others; each group once, sorted."""
    reached: dict[str, set[str]] = defaultdict(set)
    for room in graph:
        waiting = [room]
        while waiting:
            new = set(graph.get(waiting.pop(), ())) - reached[room]
            reached[room] |= new
            waiting += new
    groups = {
        tuple(sorted(other for other in reached[room] if room in reached[other]))
        for room in graph
        if room in reached[room]
    }
    return [list(group) for group in sorted(groups)]


def main() -> int:
    """Print the graph of each package; 1 where there is a circle."""
    found = False
    for package in PACKAGES:
        graph = room_graph(package)
        print(f"{package}/")
        for room in sorted(graph, key=lambda room: (len(graph[room]), room)):
            print(f"  {room}: {', '.join(sorted(graph[room])) or '-'}")
        for group in circles(graph):
            found = True
            print(f"  circle: {', '.join(group)}")
            for room in group:
                for other in sorted(set(graph[room]) & set(group)):
                    print(f"    {'; '.join(sorted(graph[room][other]))}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
