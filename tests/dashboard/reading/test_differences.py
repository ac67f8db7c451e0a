import time

import pytest

from dashboard.reading.differences import Part, compare


def _shown(rows):
    """Each row with what went in [] and what came in {}."""

    def side(parts, marks):
        return "".join(f"{marks[0]}{p.text}{marks[1]}" if p.changed else p.text for p in parts)

    return [(side(row.old, "[]"), side(row.new, "{}")) for row in rows]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("Same words.", "Same words.", [("Same words.", "Same words.")]),
        ("Two were hurt.", "Three were hurt.", [("[Two] were hurt.", "{Three} were hurt.")]),
        (
            "Head.\n\nTwo were hurt in Kherson today.\n\nEnd.",
            "Head.\n\nA fire broke out.\n\nTwo were hurt in Kherson.\n\nEnd.",
            [
                ("Head.", "Head."),
                ("", "{A fire broke out.}"),
                ("Two were hurt in Kherson[ today].", "Two were hurt in Kherson."),
                ("End.", "End."),
            ],
        ),
        ("Gone for good.\n\nEnd.", "End.", [("[Gone for good.]", ""), ("End.", "End.")]),
        ("Війська відійшли.", "Війська не відійшли.",
         [("Війська відійшли.", "Війська {не }відійшли.")]),
        ("", "All new.", [("", "{All new.}")]),
        ("", "", []),
    ],
    ids=["same", "word", "paragraph", "removed", "cyrillic", "from nothing", "nothing"],
)  # fmt: skip
def test_what_changed_stands_beside_what_it_was(old, new, rows):
    assert _shown(compare(old, new)) == rows


def test_nothing_of_either_text_is_lost():
    old = "One two three. " * 200 + "\n\nFour five.\n\nSix."
    new = "One two 3. " * 200 + "\n\nSix.\n\nFour five seven."
    rows = compare(old, new)
    for side, text in (("old", old), ("new", new)):
        shown = "".join(part.text for row in rows for part in getattr(row, side))
        assert "".join(shown.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 7500, "b a " * 7400 + "c"),
        ("a\n\n" * 10_000, "b\n\n" + "a\n\n" * 9_000 + "c"),
        ("x" * 30_000, "y" * 30_000),
        (" ".join(f"w{n % 40}" for n in range(7000)), " ".join(f"w{n % 41}" for n in range(7000))),
        ("a b. " * 6000, "b a. " * 6000),
        ("\n".join("ab " * (n % 300) for n in range(200)),
         "\n".join("ba " * (n % 299) for n in range(200))),
    ],
    ids=["two words", "short lines", "one word", "forty words", "sentences", "many paragraphs"],
)  # fmt: skip
def test_texts_written_against_the_comparison_take_no_time(old, new):
    begun = time.process_time()
    assert any(row.changed for row in compare(old[:30_000], new[:30_000]))
    assert time.process_time() - begun < 5


def test_a_row_is_changed_where_a_part_of_it_is():
    (row,) = compare("A b.", "A c.")
    assert row.changed
    assert row.old == (Part("A ", False), Part("b", True), Part(".", False))
