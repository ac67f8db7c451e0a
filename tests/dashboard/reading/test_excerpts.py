from dataclasses import replace

import pytest
from dashboard.excerpt_panel import card, why_lines

from data.model import Excerpt, RelativePlace, SourceKind, StoredCandidate

FOUND = Excerpt(
    article_id=1,
    title="Title",
    source="The Hill",
    source_kind=SourceKind.NEWS,
    published=None,
    url=None,
    text="Bakhmut",
    mark_start=0,
    mark_end=7,
    place_id="geonames:713174",
    place_name="Bakhmut",
    confidence=0.974,
    where_prec=1,
    uncertainty_m=3000,
    role="associative",
    candidates=(
        StoredCandidate(
            "geonames:713174", "Bakhmut", 48.6, 38.0, 0.97, ("most populous", "in focus")
        ),
        StoredCandidate("geonames:9", "Bakhmut <Orenburg>", 51.0, 56.0, 0.12, ("same name",)),
    ),
)


def test_why_here_names_gazetteer_clues_precision_and_role():
    assert why_lines(FOUND) == [
        "Gazetteer: Bakhmut (geonames:713174)",
        "Clues: most populous; in focus (score 0.97)",
        "Confidence: 97%",
        "Precision 1 of UCDP's 7: the named settlement or landmark itself",
        "Lies within 3 km of the point shown",
        "The name stands for people or a government here, not for the ground",
    ]


@pytest.mark.parametrize(
    ("place_id", "role", "line"),
    [
        ("frontline:relative-1", "literal",
         "Told by “3 km west of Bakhmut”: the point is estimated from the places named"),
        ("geonames:713174", "literal", "Told by “3 km west of Bakhmut”: not the place itself"),
        ("geonames:713174", "locating",
         "“3 km west of Bakhmut” only uses the name to tell where another place lies"),
    ],
)  # fmt: skip
def test_why_here_says_which_words_told_the_place(place_id, role, line):
    relative = RelativePlace("3 km west of Bakhmut", "geonames:713174", "Bakhmut")
    found = replace(FOUND, place_id=place_id, place_name="3 km west", role=role, relative=relative)
    lines = why_lines(found)
    assert lines[:3] == [
        "Gazetteer: Bakhmut (geonames:713174)",
        line,
        "Clues: most populous; in focus (score 0.97)",
    ]
    assert "government" not in lines[-1]
    assert card(found).partition("<table>")[2].count("<tr>") == 2


def test_the_card_lists_the_runners_up_and_not_the_chosen_one():
    table = card(FOUND).partition("<table>")[2]
    assert table.count("<tr>") == 2
    assert "Bakhmut &lt;Orenburg&gt; (geonames:9; 51.00, 56.00)" in table
    assert "0.12" in table
