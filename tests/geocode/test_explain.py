"""Why each name is where it is, in words; hostile text stays text."""

from dataclasses import replace

import pytest

from geocode import cli
from geocode.explain import explanation, printable
from geocode.model import (
    Candidate,
    Kind,
    Mention,
    Place,
    Relative,
    RelativeKind,
    Resolution,
    Role,
)
from geocode.precision import WherePrec

LYMAN = Place("geonames:1", "Lyman", 48.98947, 37.80211, Kind.CITY, "PPL", "UA", "Donetsk")
OTHER = Place("geonames:2", "Lyman", 49.59, 36.47, Kind.VILLAGE, "PPL", "UA", "Kharkiv")
TEXT = "Shelling went on near the village of Lyman on Monday, said an officer of the brigade there."
NAME = Mention(37, 42, "Lyman", generic="village")
CANDIDATES = (
    Candidate(LYMAN, 0.93, ("20,066 residents (+6.5)", "41 km from Bakhmut (+1.8)")),
    Candidate(OTHER, 0.02, ("called a village (+1.2)",)),
)

PLACED = """\
a.txt: 1 name, 1 placed

1. Lyman (village), characters 37-42
   Shelling went on near the village of »Lyman« on Monday, said an officer of the brigade th ...
   literal: something is or happens there
   placed: Lyman, Donetsk Oblast, Ukraine (city, geonames:1)
   at 48.98947, 37.80211; confidence 0.93
   where_prec 2: near a named point, within about 25 km; within 15,000 m
   1) 0.93  Lyman, Donetsk Oblast, Ukraine [geonames:1]
            20,066 residents (+6.5)
            41 km from Bakhmut (+1.8)
   2) 0.02  Lyman, Kharkiv Oblast, Ukraine [geonames:2]
            called a village (+1.2)"""


def test_a_placed_name_is_told_with_its_candidates_and_clues():
    found = Resolution(NAME, LYMAN, 0.93, WherePrec.NEAR, 15_000, CANDIDATES)
    assert explanation(TEXT, [found], title="a.txt") == PLACED


SOUTH = Relative(
    RelativeKind.OFFSET, "10 km south of\nLyman", 22, 42, "10 km south of Lyman", ("geonames:1",),
    48.9, 37.8, WherePrec.NEAR, 2500,
)  # fmt: skip


@pytest.mark.parametrize(
    ("relative", "lines"),
    [
        (SOUTH, ['   it happened 10 km south of Lyman ("10 km south of Lyman")',
                 "   at 48.90000, 37.80000; where_prec 2: near a named point, within about 25 km;"
                 " within 2,500 m"]),
        (replace(SOUTH, describes="geonames:3"),
         ["   says where another place is (geonames:3): 10 km south of Lyman"]),
    ],
    ids=["event", "another place"],
)  # fmt: skip
def test_a_place_that_tells_where_something_was_says_so(relative, lines):
    found = Resolution(NAME, LYMAN, 0.9, WherePrec.NEAR, 12_500, (), relative)
    assert explanation(TEXT, [found]).splitlines()[8:] == lines


@pytest.mark.parametrize(
    ("candidates", "reason"),
    [
        ((), "the gazetteer has no such name, or none of the sort that the text says"),
        ((Candidate(LYMAN, 0.41, ()), Candidate(OTHER, 0.4, ())),
         "no candidate is likely enough; the best has 0.41, a pin needs more than 0.50"),
        ((Candidate(LYMAN, 0.9, ()),), "no candidate is certain enough"),
    ],
    ids=["unknown", "below the threshold", "otherwise"],
)  # fmt: skip
def test_a_name_without_a_place_says_why(candidates, reason):
    found = Resolution(NAME, None, 0.0, None, None, candidates)
    lines = explanation(TEXT, [found]).splitlines()
    assert lines[0] == "1 name, 0 placed"
    assert lines[5] == f"   not placed: {reason}"
    assert len(lines) == 6 + len(candidates)


def test_an_associative_name_says_that_it_is_no_pin():
    found = Resolution(Mention(0, 4, "Kyiv", Role.ASSOCIATIVE), None, 0.0, None, None)
    assert "associative: it means people" in explanation("Kyiv says", [found])


def test_every_precision_has_its_words(parser):
    for code in WherePrec:
        found = Resolution(NAME, LYMAN, 0.9, code, 1000)
        assert f"where_prec {int(code)}: " in explanation(TEXT, [found])


def test_no_names_are_one_line():
    assert explanation("", []) == "0 names, 0 placed"


HOSTILE = [
    ("\x1b[2J\x1b]0;owned\x07", "\\x1b[2J\\x1b]0;owned\\x07"),
    ("a\nb\r\nc\td\x85e\u2028f\xa0g", "a b  c d e f g"),
    ("\u202eevil\u2066\u200b", "\\u202eevil\\u2066\\u200b"),
    ("\x00\ud800\x9b31m", "\\x00\\ud800\\x9b31m"),
    ("Куп'янськ — Île é", "Куп'янськ — Île é"),
]


@pytest.mark.parametrize(("raw", "shown"), HOSTILE, ids=[shown for _, shown in HOSTILE])
def test_hostile_text_cannot_move_the_cursor(raw, shown):
    assert printable(raw) == shown
    found = Resolution(Mention(len(raw), len(raw) + 5, "Lyman"), LYMAN, 1.0, None, None, CANDIDATES)
    lines = explanation(f"{raw}Lyman{raw}", [found], title=raw).split("\n")
    assert lines[0] == f"{shown}: 1 name, 1 placed"
    assert lines[3] == f"   {shown}»Lyman«{shown}"


def test_parse_explain_prints_words_in_place_of_json(gazetteer_path, tmp_path, capsysbinary):
    article = tmp_path / "a.txt"
    article.write_text("Fighting near Xyzzyvka and in Bakhmut.\x1b[31m", encoding="utf-8")
    status = cli.main(["parse", "--explain", str(article), "--gazetteer", str(gazetteer_path)])
    lines = capsysbinary.readouterr().out.decode("utf-8").splitlines()
    assert status == 0
    assert lines[0].startswith("a.txt: ")
    assert (
        "   placed: Bakhmut, Bakhmut Raion, Donetsk Oblast, Ukraine (city, geonames:713174)"
        in lines
    )
    assert not any("\x1b" in line for line in lines)
