"""Hand-made tables add places, correct others, name them; a row that does not fit is named."""

import pytest

from geocode.errors import SourceError
from geocode.gazetteer.entries import Entry, NameSort
from geocode.gazetteer.sources.handmade import read_handmade
from geocode.model import Kind, Place
from geocode.precision import WherePrec

PLACES = (
    "place_id,name,name_uk,name_ru,latitude,longitude,kind,feature_code,country,admin1,admin2,"
    "population,where_prec,uncertainty_m,reason\n"
)
NAMES = "place_id,name,lang,sort,from_date,to_date,reason\n"


def _tables(folder, places="", names=""):
    (folder / "places.csv").write_text(PLACES + places, encoding="utf-8")
    (folder / "names.csv").write_text(NAMES + names, encoding="utf-8")
    return read_handmade(folder)


def test_a_known_place_takes_the_fields_that_are_not_empty(tmp_path):
    tables = _tables(
        tmp_path,
        "geonames:1,Samar,Самар,,,,,,UA,,,,,,renamed\n",
        "geonames:1,Новомосковськ,uk,former,,2024-09-19,renamed\n",
    )
    old = Place("geonames:1", "Novomoskovsk", 48.63, 35.22, Kind.CITY, "PPL", "UA", population=7)
    entry = tables.apply(Entry(old))
    assert (entry.place.name, entry.place.name_local, entry.place.latitude) == (
        "Samar", "Самар", 48.63,
    )  # fmt: skip
    assert [(n.text, n.sort, n.note) for n in entry.names] == [
        ("Novomoskovsk", NameSort.VARIANT, None),
        ("Самар", NameSort.OFFICIAL, None),
        ("Новомосковськ", NameSort.FORMER, "renamed 2024"),
    ]
    assert list(tables.rest()) == []


def test_an_unknown_place_is_added_with_the_precision_of_its_kind(tmp_path):
    tables = _tables(
        tmp_path, "frontline:donbas,Donbas,Донбас,Донбасс,48.3,38.2,area,RGN,UA,,,,,,coal basin\n"
    )
    (entry,) = tables.rest()
    assert (entry.place.kind, entry.place.where_prec) == (Kind.AREA, WherePrec.FUZZY)
    assert [(n.text, n.lang) for n in entry.names] == [("Донбас", "uk"), ("Донбасс", "ru")]


@pytest.mark.parametrize(
    ("places", "names", "message"),
    [
        ("x:1,A,,,north,1,city,PPL,,,,,,,r\n", "", r"places\.csv line 2: latitude 'north'"),
        ("x:1,A,,,91,1,city,PPL,,,,,,,r\n", "", r"line 2: 91\.0, 1\.0 is no point"),
        ("x:1,A,,,1,1,town,PPL,,,,,,,r\n", "", r"line 2: kind 'town'"),
        ("x:1,A,,,1,1,city\n", "", r"line 2: the row has more or fewer fields"),
        (",A,,,1,1,city,PPL,,,,,,,r\n", "", r"line 2: place_id is empty"),
        ("x:1,A,,,,,,,,,,,,,r\n", "", r"x:1 is in no other source, so it needs feature_code"),
        ("", "x:2,B,uk,nickname,,,r\n", r"names\.csv line 2: sort 'nickname' is none of"),
        ("", "x:2,B,uk,variant,,,r\n", r"names\.csv line 2: x:2 is the id of no place"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, places, names, message):
    with pytest.raises(SourceError, match=message):
        list(_tables(tmp_path, places, names).rest())


def test_a_table_without_its_columns_is_named(tmp_path):
    (tmp_path / "places.csv").write_text("place_id,name\nx,y\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"places\.csv line 1: the columns .* are missing"):
        read_handmade(tmp_path)
