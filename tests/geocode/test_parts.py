"""A very long text is read in parts that together are the text; offsets are those of the whole."""

import pytest

from geocode.parts import PART_LENGTH, parts


@pytest.mark.parametrize(
    ("unit", "ends"),
    [
        ("A line of news.\n", "\n"),
        ("One sentence on a line. ", ". "),
        ("word ", " "),
        ("x", "x"),
        ("\ud800", "\ud800"),
    ],
    ids=["line", "sentence", "word", "nothing", "surrogates"],
)
def test_parts_are_the_text_and_end_where_something_ends(unit, ends):
    text = unit * (int(3.5 * PART_LENGTH) // len(unit))
    spans = list(parts(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= PART_LENGTH for start, end in spans)
    assert len(spans) == 4
    assert all(text[start:end].endswith(ends) for start, end in spans)


@pytest.mark.parametrize("length", [0, 1, PART_LENGTH])
def test_what_is_no_longer_than_a_part_is_one(length):
    assert list(parts("a" * length)) == [(0, length)]


def test_offsets_and_relatives_of_later_parts_are_those_of_the_whole(parser):
    line = "Shelling 10 km south of Bakhmut, Ukraine.\n"
    text = line * (2 * PART_LENGTH // len(line) + 1)
    found = parser.parse(text)
    assert len(found) == 2 * text.count("\n")
    assert all(text[r.mention.start : r.mention.end] == r.mention.text for r in found)
    told = [r.relative for r in found if r.relative is not None]
    assert len(told) == text.count("\n")
    assert all(text[r.start : r.end] == r.phrase for r in told)
    starts = [r.mention.start for r in found]
    assert starts == sorted(starts)
