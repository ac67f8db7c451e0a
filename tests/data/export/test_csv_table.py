import csv
import io

import pytest

from data.export.csv_table import claims_csv, mentions_csv, places_csv
from data.model import Filter
from data.queries import holdings
from data.queries import tables as queries
from data.queries.claims import claims
from tests.data.builders import article, claimed, store


def _read(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_mention_is_a_line_with_precision_source_and_licence(engine, writer):
    store(writer, article("Near Bakhmut.", day="2023-03-01", source="AP"), "Bakhmut")
    (row,) = _read(mentions_csv(holdings.mentions(engine, Filter())))
    assert row["text"] == "Bakhmut"
    assert (row["latitude"], row["longitude"]) == ("48.59", "38.0")
    assert (row["where_prec"], row["uncertainty_m"]) == ("1", "3000")
    assert (row["source"], row["published"]) == ("AP", "2023-03-01")
    assert row["licence"] == "CC BY 4.0, GeoNames (geonames.org)"
    assert (row["gazetteer_version"], row["model_version"]) == ("gazetteer-1", "model-1")


def test_an_unmapped_mention_has_a_reason_and_no_place(engine, writer):
    store(writer, article("Near Nowhere."), "Nowhere")
    (row,) = _read(mentions_csv(holdings.mentions(engine, Filter())))
    empty = ("place_id", "latitude", "longitude", "where_prec", "published", "licence")
    assert {row[name] for name in empty} == {""}
    assert row["reason"] == "no place of that name in the gazetteer"


def test_a_claim_is_a_line_with_its_sentence_and_licence(engine, writer):
    text = "=Bakhmut was captured, said Syrskyi."
    made = [claimed(text, "Bakhmut", source="Syrskyi", source_party="UA", cue="captured")]
    store(writer, article(text, day="2023-03-01", source="AP"), "Bakhmut", claims=made)
    (row,) = _read(claims_csv(claims(engine, Filter())))
    assert (row["event"], row["actor"], row["modality"]) == ("captured", "RU", "asserted")
    assert (row["said_by"], row["said_by_party"], row["event_day"]) == ("Syrskyi", "UA", "")
    assert row["sentence"] == f"'{text}"  # no formula for a spreadsheet
    assert (row["where_prec"], row["uncertainty_m"], row["source"]) == ("1", "3000", "AP")
    assert row["licence"] == "CC BY 4.0, GeoNames (geonames.org)"


def test_a_spreadsheet_is_told_that_it_is_utf_8(engine):
    assert places_csv(queries.places(engine, Filter())).startswith("\ufeffplace_id,")


def test_a_place_is_a_line(engine, writer):
    store(writer, article("Near Bakhmut."), "Bakhmut")
    (row,) = _read(places_csv(queries.places(engine, Filter())))
    assert (row["place_id"], row["mentions"]) == ("geonames:712451", "1")


@pytest.mark.parametrize(
    "title",
    [
        "=HYPERLINK(1)",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "|calc",
        "%0A=1",
        "＝1+1",
        "\u00a0=1+1",
        "\u200b=1+1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(engine, writer, title):
    store(writer, article("Near Bakhmut.", title=title), "Bakhmut")
    (row,) = _read(mentions_csv(holdings.mentions(engine, Filter())))
    assert row["title"] == "'" + title.strip()


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Losses; =HYPERLINK(1)", "Losses;' =HYPERLINK(1)"),
        ('Losses; "=HYPERLINK(1)', "Losses;' \"=HYPERLINK(1)"),
        ("\u202e=1+1", "'\u202e=1+1"),
        ("5;-3", "5;'-3"),
        ("A - B; C + D", "A - B; C + D"),
    ],
)
def test_what_would_be_a_cell_of_its_own_between_semicolons_is_made_text(
    engine, writer, title, written
):
    store(writer, article("Near Bakhmut.", title=title), "Bakhmut")
    (row,) = _read(mentions_csv(holdings.mentions(engine, Filter())))
    assert row["title"] == written


def test_markup_quotes_and_overrides_come_back_as_they_were(engine, writer):
    title = 'He said "<script>alert(1)</script>", \u202eAbc; [x](javascript:alert(1))'
    store(writer, article("Near Bakhmut.", title=title), "Bakhmut")
    (row,) = _read(mentions_csv(holdings.mentions(engine, Filter())))
    assert row["title"] == title


def test_southern_and_western_coordinates_stay_numbers(engine, writer):
    store(writer, article("Near Bakhmut."), "Bakhmut")
    table = queries.places(engine, Filter()).assign(latitude=-48.5, longitude=-38.0)
    (row,) = _read(places_csv(table))
    assert (row["latitude"], row["longitude"]) == ("-48.5", "-38.0")
