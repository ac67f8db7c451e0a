"""The committed table: complete, placed where the gazetteer has it, and true where all agree."""

import hashlib
from collections import Counter
from datetime import date

import pytest

from data.frontline.control import load_control
from data.frontline.evidence.table import TableEvidence
from data.frontline.holders import History
from geocode.gazetteer.earth import distance_km
from geocode.precision import WherePrec
from tests.theatre import UKRAINE

INVASION = date(2022, 2, 24)


@pytest.fixture(scope="module")
def rows():
    return load_control(UKRAINE)


def test_it_holds_more_than_a_thousand_dated_changes_of_2022_to_early_2026(rows):
    changes = [row for row in rows if row.day > INVASION]
    assert len(changes) >= 1300
    assert max(row.day for row in rows) <= date(2026, 2, 28)
    years = Counter(row.day.year for row in changes)
    assert all(years[year] >= 35 for year in (2022, 2023, 2024, 2025))


def test_no_row_repeats_the_holder_without_saying_why(rows):
    last = {}
    for row in sorted(rows, key=lambda row: (row.place_id, row.day)):
        if last.get(row.place_id) == row.holder:
            assert row.note, f"{row.row_id} repeats {row.holder} without a note"
        last[row.place_id] = row.holder


def test_what_is_contested_says_why_or_names_its_source(rows):
    for row in rows:
        assert row.note or row.source_kind != "public record", row.row_id


@pytest.fixture(scope="module")
def history(rows):
    return History(TableEvidence(rows).evidence())


@pytest.mark.parametrize(
    ("day", "name", "holder"),
    [
        ("2022-02-24", "Donetsk", "RU"),
        ("2022-02-24", "Sevastopol", "RU"),
        ("2022-02-24", "Kharkiv", "UA"),
        ("2022-03-10", "Bucha", "RU"),
        ("2022-04-05", "Bucha", "UA"),
        ("2022-04-10", "Mariupol", "contested"),
        ("2022-06-01", "Mariupol", "RU"),
        ("2022-06-29", "Snake Island", "RU"),
        ("2022-07-01", "Snake Island", "UA"),
        ("2022-09-09", "Izium", "RU"),
        ("2022-09-12", "Izium", "UA"),
        ("2022-11-10", "Kherson", "RU"),
        ("2022-11-12", "Kherson", "UA"),
        ("2022-11-12", "Oleshky", "RU"),
        ("2023-01-16", "Soledar", "RU"),
        ("2023-01-16", "Bakhmut", "UA"),
        ("2023-05-21", "Bakhmut", "RU"),
        ("2023-09-20", "Klishchiivka", "UA"),
        ("2024-02-16", "Avdiivka", "UA"),
        ("2024-02-18", "Avdiivka", "RU"),
        ("2024-08-20", "Sudzha", "UA"),
        ("2025-03-20", "Sudzha", "RU"),
        ("2024-10-05", "Vuhledar", "RU"),
        ("2025-02-10", "Toretsk", "contested"),
        ("2025-12-05", "Pokrovsk", "contested"),
        ("2025-12-31", "Kramatorsk", "UA"),
    ],
)
def test_it_says_what_the_public_record_says(history, day, name, holder):
    (state,) = [state for state in history.on(date.fromisoformat(day)) if state.name == name]
    assert state.change.holder == holder


def test_every_settlement_is_in_the_gazetteer_within_two_kilometres(rows, gazetteer):
    # Or, where the gazetteer itself knows a village only by its commune, within what it admits.
    for row in {row.place_id: row for row in rows}.values():
        place = gazetteer.place(row.place_id)
        assert place is not None, f"{row.name} {row.place_id} is in no gazetteer"
        apart_km = distance_km(row.latitude, row.longitude, place.latitude, place.longitude)
        exact = place.where_prec is WherePrec.EXACT
        most_km = 2 if exact else place.uncertainty_m / 1000
        assert apart_km <= most_km, f"{row.name} {row.place_id} lies {apart_km:.1f} km off"
        assert place.country in {row.country, None}, row.row_id


def test_the_checksum_in_sources_is_that_of_the_table():
    sources = (UKRAINE.folder / "SOURCES.md").read_text(encoding="utf-8")
    assert hashlib.sha256(UKRAINE.control.read_bytes()).hexdigest() in sources
    assert "CC BY 4.0" in sources
