from tests.import_graph import circles, room_graph


def _package(folder, **modules):
    """A package "data" of modules by their name, with "__" where a folder ends."""
    for name, text in modules.items():
        path = folder / "data" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return room_graph("data", root=folder)


def test_a_module_that_is_imported_by_name_is_met_in_its_own_room(tmp_path):
    graph = _package(
        tmp_path,
        store__engine="",
        queries="from data.store import engine\nfrom data import model\nimport json\n",
        model="",
    )
    assert {room: set(others) for room, others in graph.items()} == {
        "store": set(),
        "queries": {"store", "model"},
        "model": set(),
    }
    assert graph["queries"]["store"] == {"queries -> store.engine"}


def test_a_circle_over_three_rooms_is_found_once(tmp_path):
    graph = _package(
        tmp_path,
        a__one="from data.b import x\n",
        b="def late():\n    import data.c.two\n",
        c__two="from data.a.one import y\n",
        d="from data.a import one\n",
    )
    assert circles(graph) == [["a", "b", "c"]]


def test_a_name_that_the_package_itself_gives_is_an_arrow_to_its_surface(tmp_path):
    graph = _package(tmp_path, deep="from data import Filter\n", files="import data\n")
    assert {room: set(others) for room, others in graph.items()} == {
        "deep": {"__init__"},
        "files": set(),
    }
