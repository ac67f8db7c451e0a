from pathlib import Path

import pytest

from data.articles.formats.archives import ARCHIVE_SUFFIXES
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import SUFFIXES
from data.articles.formats.walking import load_all
from tests.data.rights import without_rights

MB = 1024 * 1024
ENDINGS = ", ".join(sorted({*SUFFIXES, *ARCHIVE_SUFFIXES}))
CHECK = "; check it and its permissions"


@pytest.fixture
def tree(tmp_path):
    def made(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Text of {name}.", encoding="utf-8")
        return tmp_path

    return made


def _walk(*paths):
    return [
        (found.origin, found.reason) if isinstance(found, Skipped) else found.text
        for found in load_all(list(paths), max_bytes=MB)
    ]


def test_a_folder_is_read_in_order_of_names_its_subfolders_after_its_files(tree):
    top = tree("b.txt", "a.txt", "sub/d.md", "sub/c.txt", "another/e.txt")
    assert _walk(top) == [
        "Text of a.txt.",
        "Text of b.txt.",
        "Text of another/e.txt.",
        "Text of sub/c.txt.",
        "Text of sub/d.md.",
    ]


def test_sources_sidecars_and_hidden_files_are_no_articles(tree):
    top = tree("a.txt", "SOURCES.md", ".hidden.txt", ".git/b.txt")
    (top / "a.meta.yaml").write_text("title: T\n", encoding="utf-8")
    assert _walk(top) == ["Text of a.txt."]


def test_a_file_of_no_known_format_is_named(tree):
    top = tree("a.pdf", "b.txt")
    assert _walk(top) == [
        (
            f"{top}/a.pdf",
            f"{top}/a.pdf is of no known format; convert it to one of {ENDINGS}",
        ),
        "Text of b.txt.",
    ]


def test_a_missing_path_is_named_and_the_others_are_read(tree):
    top = tree("a.txt")
    gone = top / "gone"
    assert _walk(gone, top / "a.txt") == [
        (str(gone), f"{gone} does not exist; check the path"),
        "Text of a.txt.",
    ]


def test_a_loop_of_links_is_named_and_ends(tree):
    top = tree("sub/a.txt")
    (top / "sub" / "loop").symlink_to(top, target_is_directory=True)
    loop = top / "sub" / "loop"
    assert _walk(top) == [
        "Text of sub/a.txt.",
        (str(loop), f"{loop} leads to a folder that was read already"),
    ]


@pytest.mark.parametrize("is_folder", [False, True], ids=["a file", "a folder"])
def test_a_link_out_of_the_folder_is_followed_only_if_its_target_is_named_too(tree, is_folder):
    top = tree("in/b.txt", "out/a.txt")
    target = top / "out" if is_folder else top / "out" / "a.txt"
    link = top / "in" / ("linked" if is_folder else "linked.txt")
    link.symlink_to(target, target_is_directory=is_folder)
    reason = f"{link} is a link to {target}, outside of the folder; name that path to have it read"
    assert _walk(top / "in") == ["Text of in/b.txt.", (str(link), reason)]
    assert _walk(top / "in", target)[:2] == ["Text of in/b.txt.", "Text of out/a.txt."]
    if not is_folder:
        assert _walk(link) == ["Text of out/a.txt."]


def test_a_sidecar_that_is_a_link_out_of_its_folder_is_not_read(tree):
    top = tree("in/a.txt", "in/b.txt")
    (top / "secret.yaml").write_text("title: Secret\n", encoding="utf-8")
    beside = top / "in" / "a.meta.yaml"
    beside.symlink_to(top / "secret.yaml")
    reason = f"{beside} is a link out of its folder; put a copy there"
    assert _walk(top / "in")[1:] == [(f"{top}/in/a.txt", reason), "Text of in/b.txt."]


def test_a_link_within_the_folder_is_followed(tree):
    top = tree("a.txt")
    (top / "b.txt").symlink_to(top / "a.txt")
    assert _walk(top) == ["Text of a.txt.", "Text of a.txt."]


def test_a_link_that_leads_nowhere_is_named(tree):
    top = tree("a.txt")
    (top / "b.txt").symlink_to(top / "gone.txt")
    (top / "c.txt").symlink_to(top / "c.txt")
    texts = _walk(top)
    assert texts[0] == "Text of a.txt."
    assert texts[1][1] == f"{top}/b.txt cannot be read (No such file or directory){CHECK}"
    assert texts[2][1] == f"{top}/c.txt cannot be read (Too many levels of symbolic links){CHECK}"


def test_a_bad_file_does_not_stop_the_rest(tree):
    top = tree("b.txt")
    (top / "a.txt").write_bytes(b"")
    assert _walk(top) == [
        (f"{top}/a.txt", f"{top}/a.txt is empty; it holds no text to read"),
        "Text of b.txt.",
    ]


def test_files_and_folders_that_may_not_be_read_are_named(open_folder):
    for name in ("a.txt", "b.txt", "c/d.txt"):
        path = open_folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Text of {name}.", encoding="utf-8")
    (open_folder / "a.txt").chmod(0)
    (open_folder / "c").chmod(0)
    told = without_rights(lambda: _walk(open_folder))
    (open_folder / "c").chmod(0o755)
    a, c = f"{open_folder}/a.txt", f"{open_folder}/c"
    assert told == str(
        [
            (a, f"{a} cannot be read (Permission denied){CHECK}"),
            "Text of b.txt.",
            (c, f"{c} cannot be read (Permission denied){CHECK}"),
        ]
    )


def test_a_link_into_a_closed_place_is_named_and_its_neighbours_are_read(open_folder):
    (open_folder / "closed").mkdir()
    (open_folder / "closed" / "a.txt").write_text("Closed.", encoding="utf-8")
    (open_folder / "a.txt").symlink_to(open_folder / "closed" / "a.txt")
    (open_folder / "b.txt").write_text("Text of b.txt.", encoding="utf-8")
    (open_folder / "closed").chmod(0)
    told = without_rights(lambda: _walk(open_folder))
    (open_folder / "closed").chmod(0o755)
    a, closed = f"{open_folder}/a.txt", f"{open_folder}/closed"
    denied = f"cannot be read (Permission denied){CHECK}"
    assert told == str([(a, f"{a} {denied}"), "Text of b.txt.", (closed, f"{closed} {denied}")])


def test_a_name_that_leaves_no_room_for_a_sidecar_has_none(tree):
    name = "a" * 251 + ".txt"
    assert _walk(tree(name) / name) == [f"Text of {name}."]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("suffix", ["txt", "jsonl"])
def test_a_file_that_fails_while_it_is_read_is_named(tree, suffix):
    top = tree("b.txt")
    broken = top / f"a.{suffix}"
    broken.symlink_to("/proc/self/mem")
    assert _walk(broken, top / "b.txt") == [
        (str(broken), f"{broken} cannot be read (Input/output error){CHECK}"),
        "Text of b.txt.",
    ]
