import pytest

from data.articles.formats.tables.rows import event_table


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (["EVENT_ID_CNTY", " Event_Date", "notes", "more"], "ACLED"),
        (["where_prec", "where_coordinates", "date_start", "date_prec"], "UCDP"),
        (["text", "date", "geonameid", "asciiname", "longitude", "latitude", "event_id"], "VIINA"),
    ],
)
def test_a_table_of_events_is_known_by_its_columns(columns, name):
    assert event_table(columns).name.startswith(name)


@pytest.mark.parametrize("columns", [[], ["text", "date"], ["event_date", "notes"]])
def test_any_other_table_is_not(columns):
    assert event_table(columns) is None
