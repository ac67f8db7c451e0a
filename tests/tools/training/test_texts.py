"""The training texts are whole: every mark parses, and its offsets say what it says."""

from collections import Counter

import pycountry
import pytest

from geocode.errors import InputError
from tools.training.texts import (
    MANY_UNITS,
    NO_GAZETTEER,
    TRAINING_FOLDER,
    MarkedSpan,
    MarkRole,
    TrainingText,
    read_all,
    read_texts,
)

FILES = sorted(TRAINING_FOLDER.glob("*.txt"))
HEADER = "# a-1 | en | local | US\n"


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "texts.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_marks_become_spans_of_the_text_without_them(written):
    path = written(
        HEADER + "Fair opens\n\n[Paris|L|US-TN] and the [Lebanon|E|US-TN] Democrat.\n%%\n"
        "\n# a-2 | uk | war | -\nУ [Києві|L|UA-30].\n"
    )
    assert read_texts(path) == [
        TrainingText(
            "a-1",
            "en",
            "local",
            "US",
            "Fair opens\n\nParis and the Lebanon Democrat.",
            (
                MarkedSpan(12, 17, "Paris", MarkRole.LITERAL, "US-TN"),
                MarkedSpan(26, 33, "Lebanon", MarkRole.EMBEDDED, "US-TN"),
            ),
        ),
        TrainingText(
            "a-2",
            "uk",
            "war",
            None,
            "У Києві.",
            (MarkedSpan(2, 7, "Києві", MarkRole.LITERAL, "UA-30"),),
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        (HEADER + "Fire\n\nIn [Paris|X|FR].", 4, "'[Paris|X|FR]' is no mark"),
        (HEADER + "In [Paris|L|France].", 2, "'[Paris|L|France]' is no mark"),
        (HEADER + "In [ Paris|L|FR].", 2, "'[ Paris|L|FR]' is no mark"),
        (HEADER + "In [|L|FR].", 2, "'[|L|FR]' is no mark"),
        (HEADER + "In [Paris|L].", 2, "'[' in 'In [Paris|L].'"),
        (HEADER + "In [New [York|L|US-NY]|L|US-NY].", 2, "'[' in 'In [New York|L|US-NY].'"),
        (HEADER + "In Paris|L|FR].", 2, "'|' in 'In Paris|L|FR].'"),
        ("# a-1 | en | local\nIn Paris.", 1, "is no header"),
        ("# a-1 | en | local | France\nIn Paris.", 1, "is no header"),
        (HEADER + "Fire.\n%%\nNo header.", 4, "'No header.' is no header"),
        (HEADER + "\n%%\n", 1, "'a-1' has no text"),
    ],
    ids=[
        "role", "unit", "space", "empty", "half", "nested", "stray", "header", "focus", "second",
        "no text",
    ],
)  # fmt: skip
def test_what_is_broken_is_named_with_file_and_line(written, text, line, named):
    path = written(text)
    with pytest.raises(InputError) as error:
        read_texts(path)
    assert str(error.value).startswith(f"{path} line {line}: ")
    assert named in str(error.value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_span_says_what_stands_at_its_offsets(path):
    for text in read_texts(path):
        assert [text.text[s.start : s.end] for s in text.spans] == [s.text for s in text.spans]
        assert not set("[]|") & set(text.text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_unit_is_in_the_standard(path):
    wheres = {span.where for text in read_texts(path) for span in text.spans}
    codes = wheres - {MANY_UNITS, NO_GAZETTEER}
    unknown = {
        code
        for code in codes
        if not (
            pycountry.subdivisions.get(code=code)
            if "-" in code
            # ISO leaves XK to users; everybody uses it for Kosovo.
            else code == "XK" or pycountry.countries.get(alpha_2=code)
        )
    }
    assert unknown == set()


def test_no_two_texts_share_an_id():
    assert [i for i, n in Counter(text.text_id for text in read_all()).items() if n > 1] == []
