import bz2
import gzip
import io
import json
import lzma
import re
import stat
import struct
import tarfile
import zipfile
from dataclasses import replace

import pytest

from data.articles.formats.document import bytes_document, file_document
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.articles.formats.unpacking import UnpackingLimits
from data.articles.formats.walking import load_all

MB = 1024 * 1024
TWO = (("a.txt", "Fires in Kherson."), ("sub/b.md", "# Sumy\n\nShelled."))


def _zip(*files, mode=None):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (mode or stat.S_IFREG | 0o644) << 16
            archive.writestr(info, text)
    return packed.getvalue()


def _tar(*files, kind="", **fields):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{kind}") as archive:
        for name, text in files:
            info = tarfile.TarInfo(name)
            content = text.encode() if isinstance(text, str) else text
            info.size = len(content)
            for field, value in fields.items():
                setattr(info, field, value)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def _found(content, name, max_bytes=MB, **limits):
    document = bytes_document(content, origin=name, name=name, max_bytes=max_bytes)
    return [
        one.reason if isinstance(one, Skipped) else (one.origin, one.text)
        for one in load_document(document, limits=UnpackingLimits(**limits))
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", _zip(*TWO)),
        ("X.ZIP", _zip(*TWO)),
        ("x.tar", _tar(*TWO)),
        ("x.tar.gz", _tar(*TWO, kind="gz")),
        ("x.tgz", _tar(*TWO, kind="gz")),
        ("x.tar.bz2", _tar(*TWO, kind="bz2")),
        ("x.tar.xz", _tar(*TWO, kind="xz")),
    ],
)
def test_every_file_of_an_archive_is_read_under_its_name(name, content):
    assert _found(content, name) == [
        (f"{name}: a.txt", "Fires in Kherson."),
        (f"{name}: sub/b.md", "# Sumy\n\nShelled."),
    ]


@pytest.mark.parametrize(
    ("name", "pack"), [("a.gz", gzip.compress), ("a.bz2", bz2.compress), ("a.xz", lzma.compress)]
)
def test_a_single_packed_file_is_read_as_what_its_name_says(name, pack):
    line = json.dumps({"text": "Fires in Kherson.", "id": 7})
    ending = name.partition(".")[2]
    assert _found(pack(f"{line}\n{line}".encode()), f"n.jsonl.{ending}") == [
        (f"n.jsonl.{ending}: n.jsonl line 1", "Fires in Kherson."),
        (f"n.jsonl.{ending}: n.jsonl line 2", "Fires in Kherson."),
    ]


def test_an_archive_from_the_web_is_known_by_its_content_type():
    made = bytes_document(_zip(*TWO), origin="http://a/x", name="x", max_bytes=MB)
    found = list(load_document(replace(made, content_type="application/zip")))
    assert [one.origin for one in found] == ["http://a/x: a.txt", "http://a/x: sub/b.md"]


def test_hidden_files_sources_and_a_macs_notes_are_passed_over():
    names = (".a.txt", ".git/b.txt", "__MACOSX/c.txt", "SOURCES.md", "d.txt")
    assert _found(_zip(*((name, "Text.") for name in names)), "x.zip") == [
        ("x.zip: d.txt", "Text.")
    ]


@pytest.mark.parametrize("pack", [_zip, _tar], ids=["zip", "tar"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../a.txt", "leads outside its archive; left out"),
        ("b/../../a.txt", "leads outside its archive; left out"),
        ("/etc/a.txt", "leads outside its archive; left out"),
        ("C:/a.txt", "leads outside its archive; left out"),
        ("..\\a.txt", "leads outside its archive; left out"),
        ("inner.zip", "is an archive inside an archive; unpack the outer one"),
        ("inner.tar.gz", "is an archive inside an archive; unpack the outer one"),
        ("n.jsonl.gz", "is an archive inside an archive; unpack the outer one"),
        ("a.meta.yaml", "is not read inside an archive; unpack it to have it read"),
        ("a.txt", "is empty; it holds no text to read"),
    ],
)
def test_a_member_that_may_not_be_read_is_named_and_the_rest_goes_on(pack, name, says):
    suffix = "zip" if pack is _zip else "tar"
    content = pack(("1.txt", "One."), (name, ""), ("2.txt", "Two."))
    assert _found(content, f"x.{suffix}") == [
        (f"x.{suffix}: 1.txt", "One."),
        f"x.{suffix}: {name} {says}",
        (f"x.{suffix}: 2.txt", "Two."),
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (_zip(("a.txt", "/etc/passwd"), mode=stat.S_IFLNK | 0o777), "x.zip"),
        (_zip(("a.txt", "x"), mode=stat.S_IFIFO | 0o777), "x.zip"),
        (_tar(("a.txt", ""), type=tarfile.SYMTYPE, linkname="/etc/passwd"), "x.tar"),
        (_tar(("a.txt", ""), type=tarfile.LNKTYPE, linkname="b.txt"), "x.tar"),
        (_tar(("a.txt", ""), type=tarfile.CHRTYPE), "x.tar"),
        (_tar(("a.txt", ""), type=tarfile.FIFOTYPE), "x.tar"),
    ],
    ids=["zip link", "zip pipe", "link", "hard link", "device", "pipe"],
)
def test_links_and_devices_are_refused(content, name):
    assert _found(content, name) == [f"{name}: a.txt is a link or device and no file; left out"]


def test_an_encrypted_member_is_refused_by_name():
    content = bytearray(_zip(("a.txt", "One."), ("b.txt", "Two.")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    assert _found(bytes(content), "x.zip") == [
        "x.zip: a.txt is encrypted; unpack it with its password",
        ("x.zip: b.txt", "Two."),
    ]


def test_a_member_over_the_limit_of_a_text_is_refused_and_the_rest_goes_on():
    content = _tar(("a.txt", "x" * 3000), ("b.txt", "Two."), kind="gz")
    assert _found(content, "x.tgz", max_bytes=1024) == [
        "x.tgz: a.txt is too large (0.0 MB, the limit is 0.000976562 MB); split it, or raise "
        "FRONTLINE_MAX_MB",
        ("x.tgz: b.txt", "Two."),
    ]


LINES = (json.dumps({"text": "x" * 10_000}) + "\n").encode() * 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", _zip(("a.jsonl", LINES), ("b.txt", "Two."))),
        ("x.tar.gz", _tar(("a.jsonl", LINES), ("b.txt", "Two."), kind="gz")),
        ("x.jsonl.gz", gzip.compress(LINES)),
        ("x.jsonl.bz2", bz2.compress(LINES)),
    ],
)
def test_a_bomb_is_left_where_it_goes_over_the_limit(name, content):
    *articles, last = _found(content, name, free_bytes=MB, ratio=2)
    assert len(articles) <= 104
    assert last == f"{name} unpacks to over 2 times its size; the rest is not read"


def test_the_bytes_and_the_files_of_an_archive_have_a_limit():
    content = _zip(*((f"{n}.txt", "Text.") for n in range(3)))
    assert _found(content, "x.zip", entries=2)[2:] == ["x.zip holds over 2 files; split it"]
    content = gzip.compress(b"One word. " * 200)
    found = _found(content, "x.txt.gz", total_bytes=1024)
    assert found == ["x.txt.gz unpacks to over 9.53674e-07 GB; split it"]


def test_a_tar_header_that_claims_gigabytes_is_refused_unread():
    header = tarfile.TarInfo("h")
    header.type, header.size = tarfile.XHDTYPE, 4 * 1024**3
    content = gzip.compress(header.tobuf() + bytes(20 * MB))
    assert _found(content, "x.tgz") == ["x.tgz has a header of 4096 MB; it is a bomb"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.zip", b"PK\x03\x04 and words", "x.zip is no zip file that can be read ("),
        ("x.zip", b"", "x.zip is no zip file that can be read ("),
        ("x.tar", b"words " * 200, "x.tar is no tar file that can be read ("),
        ("x.tgz", b"words", "x.tgz cannot be unpacked ("),
        ("x.txt.gz", b"words", "x.txt.gz cannot be unpacked ("),
        ("x.txt.gz", gzip.compress(b"words " * 99)[:30], "x.txt.gz cannot be unpacked ("),
        ("x.txt.xz", b"words", "x.txt.xz cannot be unpacked ("),
        ("x.txt.bz2", b"words", "x.txt.bz2 cannot be unpacked ("),
        ("x.zip", _zip(), "x.zip holds no file; it holds no text to read"),
    ],
)
def test_what_is_no_archive_or_a_damaged_one_is_refused(name, content, says):
    (reason,) = _found(content, name)
    assert reason.startswith(says)


def test_a_damaged_member_of_a_zip_file_is_named_and_the_rest_goes_on():
    content = bytearray(_zip(("a.txt", "Fires in Kherson. " * 9), ("b.txt", "Two.")))
    content[40] ^= 0xFF
    damaged, good = _found(bytes(content), "x.zip")
    assert damaged.startswith("x.zip: a.txt cannot be unpacked (")
    assert good == ("x.zip: b.txt", "Two.")


OFFSETS = {"far off": 0xFFFFFFFE, "before the file": 5, "of another member": 40}


@pytest.mark.parametrize("offset", OFFSETS.values(), ids=OFFSETS)
def test_a_corrupt_offset_in_a_zip_file_is_damage_and_no_matter_of_permissions(tmp_path, offset):
    content = bytearray(_zip(("a.txt", "Fires in Kherson. " * 9), ("b.txt", "Two.")))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 42, offset)
    (tmp_path / "x.zip").write_bytes(content)
    damaged, good = load_all([tmp_path], max_bytes=MB)
    assert damaged.reason.startswith(f"{tmp_path}/x.zip: a.txt cannot be unpacked (")
    assert damaged.reason.endswith("; pack it anew")
    assert good.text == "Two."


def test_a_list_that_begins_before_the_zip_file_is_damage_too(tmp_path):
    content = bytearray(_zip(("a.txt", "One."), ("b.txt", "Two.")))
    struct.pack_into("<L", content, content.index(b"PK\x05\x06") + 16, 0x7FFFFFFF)
    (tmp_path / "x.zip").write_bytes(content)
    reasons = [one.reason for one in load_all([tmp_path], max_bytes=MB)]
    assert reasons
    assert not [reason for reason in reasons if "permissions" in reason]


def test_a_member_without_a_name_is_named_by_its_archive_and_the_rest_goes_on():
    content = _zip(("a.txt", "One."), ("b.txt", "Two.")).replace(b"a.txt", b"\0.txt")
    assert _found(content, "x.zip") == [
        "x.zip:  has no name; pack it anew",
        ("x.zip: b.txt", "Two."),
    ]


def test_a_long_reason_of_damage_is_shortened():
    content = bytearray(_zip(("a.txt", "One. " * 500)))
    struct.pack_into("<H", content, 26, 65_535 // 2)
    (reason,) = _found(bytes(content), "x.zip")
    assert len(reason) < 200


@pytest.mark.parametrize("cut", [1024, 1024 + 100, 1024 + 512], ids=["header", "in it", "data"])
def test_a_tar_file_that_breaks_off_is_named_after_what_was_read(cut):
    content = bytearray(_tar(("a.txt", "One."), ("b.txt", "Two." * 300)))
    first, *_broken, last = _found(bytes(content[:cut]) + b"x" * 100, "x.tar")
    assert first == ("x.tar: a.txt", "One.")
    assert re.match("x.tar is (?:damaged after|no tar file that can be read)", last)


def _named(raw):
    """A zip file with a name in bytes of its own, not marked as UTF-8."""
    return _zip(("N" * len(raw), "Text.")).replace(b"N" * len(raw), raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Сумы.txt".encode("cp866"), "Сумы.txt"),
        ("Суми і Київ.txt".encode(), "Суми і Київ.txt"),
        ("café.txt".encode("cp437"), "café.txt"),
    ],
    ids=["cp866", "utf-8 unmarked", "cp437"],
)
def test_the_names_of_a_zip_file_are_read_in_the_letters_that_were_meant(raw, name):
    assert _found(_named(raw), "x.zip") == [(f"x.zip: {name}", "Text.")]


def test_a_name_keeps_to_its_line():
    ((origin, _text),) = _found(_tar(("a\nskipped: b\u202e.txt", "Text.")), "x.tar")
    assert origin == "x.tar: a\ufffdskipped: b\ufffd.txt"


def test_a_large_member_of_a_tar_file_is_read_twice_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    content = _tar(("a.jsonl", LINES[:200_000]), ("b.txt", "Two."), kind="gz")
    found = _found(content, "x.tgz", in_memory_bytes=1000)
    assert len(found) == 21
    assert found[-1] == ("x.tgz: b.txt", "Two.")
    assert list(tmp_path.iterdir()) == []


def test_a_long_list_of_members_is_refused_before_it_is_read():
    content = bytearray(_zip(*TWO))
    at = content.rindex(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<L", 200 * MB)
    assert _found(bytes(content), "x.zip") == [
        "x.zip holds more files than an archive may; split it"
    ]


def test_a_walk_reads_archives_in_their_place(tmp_path):
    (tmp_path / "b.zip").write_bytes(_zip(*TWO))
    (tmp_path / "a.txt").write_text("First.", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Last.", encoding="utf-8")
    found = list(load_all([tmp_path], max_bytes=MB))
    assert [one.text.split()[0] for one in found] == ["First.", "Fires", "#", "Last."]
    assert found[1].origin == f"{tmp_path}/b.zip: a.txt"


def test_an_archive_is_a_file_like_others(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(_zip(*TWO))
    assert len(list(load_document(file_document(path, max_bytes=100)))) == 2
