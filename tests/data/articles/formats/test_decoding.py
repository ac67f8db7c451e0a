import os

import pytest

from data.articles.formats.decoding import Decoded, decode, open_utf8, read_text
from data.articles.formats.document import bytes_document, file_document
from data.errors import LoadError

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
    assert decode((mark + NEWS).encode(encoding), "a.txt") == Decoded(NEWS)


def test_line_ends_and_space_are_kept():
    assert decode(b" a\r\nb\rc\n\n", "a.txt").text == " a\r\nb\rc\n\n"


UK_LONG = (
    "Російські війська вночі обстріляли Харків і Суми. За словами голови обласної адміністрації, "
    "пошкоджено щонайменше дванадцять будинків, двоє людей поранено.\r\n\r\n"
    "«Рятувальники працюють на місці», — сказав він. Під Куп’янськом тривають бої.\r\n"
) * 3
RU_LONG = (
    "Российские войска ночью обстреляли Харьков и Сумы. По словам главы областной администрации, "
    "повреждены не менее двенадцати домов, двое людей ранены.\n\n"
    "«Спасатели работают на месте», — сказал он. Под Купянском идут бои, ещё один съезд закрыт.\n"
) * 3
UK_SHORT = "Ракетний удар по Харкову: є поранені"
RU_SHORT = "Ракетный удар по Харькову: есть раненые"
CAPITALS = "ВІЙСЬКА РФ ОБСТРІЛЯЛИ ХАРКІВ ТА СУМИ, Є ПОРАНЕНІ"
MIXED = (
    "ISW: Ukrainian forces hold Kupiansk. Генштаб: бої тривають під Куп'янськом, ворог відходить"
)
LABEL = {
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-U",
    "koi8-r": "KOI8-U",  # its letters are all in KOI8-U
    "cp866": "DOS 866",
    "utf-16-le": "UTF-16 without its mark",
    "utf-16-be": "UTF-16 without its mark",
}


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", UK_LONG),
        ("cp1251", RU_LONG),
        ("cp1251", UK_SHORT),
        ("cp1251", RU_SHORT),
        ("cp1251", CAPITALS),
        ("cp1251", MIXED),
        ("koi8-u", UK_LONG.replace("—", "-").replace("«", '"').replace("»", '"').replace("’", "'")),
        ("koi8-u", UK_SHORT),
        ("koi8-u", CAPITALS),
        ("koi8-u", MIXED),
        ("koi8-r", RU_LONG.replace("—", "-").replace("«", '"').replace("»", '"')),
        ("koi8-r", RU_SHORT),
        ("cp866", RU_LONG.replace("—", "-").replace("«", '"').replace("»", '"')),
        ("utf-16-le", UK_LONG),
        ("utf-16-le", RU_SHORT),
        ("utf-16-le", "Fighting near Bakhmut"),
        ("utf-16-be", UK_SHORT),
        ("utf-16-be", "Fighting near Bakhmut"),
    ],
)
def test_another_encoding_is_read_where_it_is_sure_and_the_note_says_so(encoding, text):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded == Decoded(text, f"read as {LABEL[encoding]}")


ICONV = "it looks like {}, but that is not sure: convert it with iconv -f {} -t utf-8"


@pytest.mark.parametrize(
    ("encoding", "text", "says"),
    [
        ("cp1251", "Бахмут", ICONV.format("Windows-1251", "cp1251")),
        ("koi8-u", "Бахмут", ICONV.format("KOI8-U", "koi8-u")),
        ("iso8859-5", RU_LONG.replace("—", "-").replace("«", '"').replace("»", '"'), None),
        ("mac-cyrillic", UK_LONG, None),
        ("mac-cyrillic", "Українські війська утримують позиції під містом", None),
        ("mac-cyrillic", "Российские войска ночью обстреляли город", None),
        (
            "cp1250",
            "Ostrzał Charkowa: są ranni, zniszczono budynki mieszkalne, płoną składy " * 9,
            None,
        ),
        ("cp1252", "Les combats se poursuivent près de Koupiansk, où l’armée a reculé. " * 9, None),
        ("cp1253", "Ρωσικές δυνάμεις βομβάρδισαν το Χάρκοβο και το Σούμι τη νύχτα. " * 9, None),
        (
            "cp1254",
            "Rus güçleri gece Harkiv'i vurdu, yaralılar var, çatışmalar sürüyor. " * 9,
            None,
        ),
        ("cp1255", "כוחות רוסיים הפגיזו את חרקוב בלילה ויש פצועים " * 9, None),
        ("cp1256", "قصفت القوات الروسية مدينة خاركيف ليلا وهناك جرحى " * 9, None),
        ("euc-kr", "러시아군이 밤에 하르키우를 포격했다 " * 9, None),
        ("gb18030", "俄军夜间炮击哈尔科夫造成人员受伤 " * 9, None),
        ("shift_jis", "ロシア軍は夜間にハリコフを砲撃した " * 9, None),
    ],
)
def test_an_encoding_that_is_not_sure_is_refused_and_not_guessed(encoding, text, says):
    with pytest.raises(LoadError) as error:
        decode(text.encode(encoding), "a.txt")
    assert str(error.value).startswith("a.txt line 1: byte 0x")
    assert says is None or str(error.value).endswith(f" is not UTF-8; {says}")


def test_text_with_damage_in_the_middle_is_refused_with_its_line():
    content = NEWS.encode() * 20 + b"\xd0\n" + NEWS.encode()
    with pytest.raises(
        LoadError, match=r"^a.txt line 21: byte 0xd0 is not UTF-8; save it as UTF-8$"
    ):
        decode(content, "a.txt")


@pytest.mark.parametrize(
    ("encoding", "declared", "note"),
    [
        ("cp1251", "windows-1251", ""),
        ("koi8-r", "KOI8-R", ""),
        ("cp1252", "ISO-8859-1", ""),
        ("utf-8", "windows-1251", ""),  # the declaration is older than the file
        ("cp1251", "rot13", "read as Windows-1251"),
        ("cp1251", "no-such", "read as Windows-1251"),
        ("cp1251", "unicode_escape", "read as Windows-1251"),
    ],
)
def test_what_is_declared_is_believed_where_it_is_an_encoding(encoding, declared, note):
    text = "Près de Koupiansk" if encoding == "cp1252" else RU_SHORT
    assert decode(text.encode(encoding), "a", declared=declared) == Decoded(text, note)


def test_a_damaged_byte_of_a_declared_encoding_is_marked_and_noted():
    decoded = decode(b"caf\x98 " + RU_SHORT.encode("cp1251"), "a", declared="windows-1251")
    assert decoded == Decoded(
        f"caf\ufffd {RU_SHORT}", "1 bytes are no windows-1251; shown as U+FFFD"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_a_long_text_is_read_by_and_by_as_utf8(encoding):
    text = UK_LONG * 500
    document = bytes_document(text.encode(encoding), origin="a", name="a.txt", max_bytes=MB)
    stream, note = open_utf8(document)
    assert stream.read().decode() == text
    assert note == (f"read as {LABEL[encoding]}" if encoding in LABEL else "")


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
        ("Words".encode("utf-16-le"), "looks like UTF-16 without its mark; save it as UTF-8"),
        (b"\xff\xfea\x00b", "is marked as UTF-16-LE but breaks off or is damaged"),
    ],
    ids=["picture", "program", "utf-16 unmarked", "utf-16 cut"],
)
def test_what_is_not_text_is_refused(content, says):
    with pytest.raises(LoadError) as error:
        decode(content, "a.txt")
    assert str(error.value).startswith(f"a.txt {says}")


def test_a_few_nuls_do_not_make_a_text_binary():
    assert decode(b"Fighting near Bakh\x00mut" + b" goes on" * 20, "a.txt").text.count("\x00") == 1


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
    assert read_text(file_document(write(b"x" * 100), max_bytes=100)).text == "x" * 100


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(LoadError, match="is not a regular file"):
        read_text(file_document(path, max_bytes=MB))


def test_a_file_that_went_away_is_the_walks_to_name(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_text(file_document(tmp_path / "gone.txt", max_bytes=MB))
