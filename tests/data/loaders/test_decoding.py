import os

import pytest

from data.errors import LoadError
from data.loaders.decoding import decode, read_text
from data.loaders.document import file_document

MB = 1024 * 1024
NEWS = "Українські війська відійшли від міста Бахмут, повідомили у штабі.\n"


@pytest.fixture
def write(tmp_path):
    def made(content, name="a.txt"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return made


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_utf8_and_what_a_byte_order_mark_says_is_read(encoding):
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert decode((mark + NEWS).encode(encoding), "a.txt") == NEWS


def test_line_ends_and_space_are_kept():
    assert decode(b" a\r\nb\rc\n\n", "a.txt") == " a\r\nb\rc\n\n"


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("cp1251", "it looks like Windows-1251: convert it with iconv -f cp1251 -t utf-8"),
        ("koi8-u", "it looks like KOI8-U: convert it with iconv -f koi8-u -t utf-8"),
    ],
)
def test_another_encoding_is_refused_with_line_and_remedy(encoding, says):
    content = b"title\n\n" + NEWS.encode(encoding)
    with pytest.raises(LoadError) as error:
        decode(content, "a.txt")
    first = content.split(b"\n")[2][0]
    assert str(error.value) == f"a.txt line 3: byte 0x{first:02x} is not UTF-8; {says}"


def test_a_stray_byte_is_refused_with_its_line():
    with pytest.raises(
        LoadError, match=r"^a.txt line 2: byte 0xe9 is not UTF-8; save it as UTF-8$"
    ):
        decode("Plain text.\nCaf\u00e9.\n".encode("latin-1"), "a.txt")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is not text (binary)"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 100 + b"\x01\x02", "is not text (binary)"),
        ("Plain words".encode("utf-16-le"), "looks like UTF-16 without its mark; save it as UTF-8"),
        (b"\xff\xfea\x00b", "is marked as UTF-16-LE but breaks off or is damaged"),
    ],
    ids=["picture", "program", "utf-16 unmarked", "utf-16 cut"],
)
def test_what_is_not_text_is_refused(content, says):
    with pytest.raises(LoadError) as error:
        decode(content, "a.txt")
    assert str(error.value).startswith(f"a.txt {says}")


def test_a_few_nuls_do_not_make_a_text_binary():
    assert decode(b"Fighting near Bakh\x00mut" + b" goes on" * 20, "a.txt").count("\x00") == 1


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * MB)
    with pytest.raises(LoadError) as error:
        read_text(file_document(path, max_bytes=32 * MB))
    assert str(error.value) == (
        f"{path} is too large (50.0 MB, the limit is 32 MB); split it, or raise FRONTLINE_MAX_MB"
    )


def test_a_file_at_the_limit_is_read(write):
    assert read_text(file_document(write(b"x" * 100), max_bytes=100)) == "x" * 100


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(LoadError, match="is not a regular file"):
        read_text(file_document(path, max_bytes=MB))


def test_a_file_that_went_away_is_the_walks_to_name(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_text(file_document(tmp_path / "gone.txt", max_bytes=MB))
