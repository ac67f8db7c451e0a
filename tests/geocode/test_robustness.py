"""Whatever a text holds: offsets stay right, time stays linear, nothing raises."""

import pytest

from tests.growth import assert_linear

UNITS = {
    "NULs": "\x00Kyiv\x00 ",
    "lone surrogates": "\ud800Bakhmut\udfff ",
    "flags": "\U0001f1fa\U0001f1e6 Kyiv \U0001f1f7\U0001f1fa",
    "look-alikes": "Вахмут Cуми Kyіv Xарків Kиїв ",
    "markup": '<p class="x">Kyiv &amp;nbsp; <b>Lyman</b></p><!--',
    "names only": "Bakhmut Kyiv Donetsk Ivanivka Lyman Paris Texas ",
    "names and commas": "Bakhmut, Kyiv, Donetsk and Luhansk, Ivanivka; ",
    "punctuation": ".,;:!?…«»“”()[]—–-'’\"",
    "brackets": "((((((((((Kyiv",
    "quotation marks": "“‘«Kyiv",
    "apostrophes": "Куп'’ʼ`янськ'",
    "full stops": "A.B. ",
    "abbreviations": "U.S. м. Київ, Ky., ",
    "long words": "Bakhmut" * 50 + " ",
    "one word": "Бахмут",
    "accents": "Ки\u0301ї\u0308в e\u0301\u0301\u0301",
    "directions": "\u202eKyiv\u202c \u200bDonetsk\ufeff ",
    "line ends": "Kyiv\r\n\r\x0b\x0c\u2028",
    "capitals": "BAKHMUT KYIV SHELLED ",
    "numbers": "10 km south of 20 km north of 30 ",
    "relatives": "10 km south of Bakhmut between Kyiv and Lyman ",
    "lists": "near near near in in of of the the Kyiv ",
    "initials": "V. V. Putin of Kyiv. ",
    "other scripts": "北京 القاهرة Αθήνα Киïв ",
    "spaces": " \t\u00a0\u3000",
    "combining": "Ба\u0301хмут й" + "\u0301" * 50,
    "capital letters": "B" * 2_000,
    "containers": "Bakhmut in Donetsk region, Lyman in Kharkiv region and ",
    "dots": "......Bakhmut......",
    "news": "Shells fell near Bakhmut, Lyman and Siversk in Donetsk region. Kyiv said so. ",
}
SMALL, LARGE = 6_000, 48_000


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", " ", ".", "'", "'s", "K", "Ї", "🇺🇦"])
def test_next_to_nothing_names_nothing(text, parser):
    assert parser.parse(text) == []


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_offsets_are_exact_and_spans_in_order(unit, parser):
    text = unit * (SMALL // len(unit))
    end = 0
    for found in parser.parse(text):
        assert text[found.mention.start : found.mention.end] == found.mention.text
        assert end <= found.mention.start < found.mention.end
        end = found.mention.end


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_length_alone(unit, parser):
    assert_linear(parser.parse, unit * (SMALL // len(unit)), unit * (LARGE // len(unit)))


def test_the_names_are_found_between_what_is_no_word(parser):
    text = "\ud800Bakhmut\udfff, Ukraine \U0001f1fa\U0001f1e6 and \x00Kyiv\x00"
    assert [found.mention.text for found in parser.parse(text)] == ["Bakhmut", "Ukraine", "Kyiv"]
