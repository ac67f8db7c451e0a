"""Units of the world: what counts as a district, and which area belongs to which code."""

import json

from tools.gazetteer.published import City, Unit
from tools.gazetteer.unit_areas import unit_rows
from tools.gazetteer.world_units import district_rows, first_unit_rows


def _unit(name, code, geonames, *, level=2, aliases=(), iso=""):
    return Unit(name, iso, code, geonames, aliases, level)


def test_a_district_stands_in_the_middle_of_its_towns_and_reaches_beyond_them():
    units = [
        _unit("Here", "XX.1.1", 7, aliases=("Hither", "سلام")),
        _unit("Empty", "XX.1.2", 8),
        _unit("Known", "XX.1.3", 9, iso="XX-K"),
        _unit("Elsewhere", "XX.2", 10, level=1),
        _unit("Town", "BR.1.1", 11),
    ]
    towns = [City("T", n, (0, 3), 10.0 + n / 10, 20.0) for n in range(5)]
    towns += [City("K", 6, (2, 3), 1.0, 1.0), City("Town", 7, (4,), 2.0, 2.0)]
    # the farthest town is 22.2 km from the middle one
    assert list(district_rows(units, towns)) == [
        (7, "XX", "1", "Here", "Hither", 10.2, 20.0, 28_000)
    ]


def test_natural_earth_counts_only_where_its_code_means_the_same_unit(tmp_path):
    square = [[[0, 30], [1, 30], [1, 31], [0, 31], [0, 30]]]
    features = [
        {
            "properties": {
                "name": "N", "name_en": "N", "name_uk": "Н", "name_ru": None, "iso_3166_2": iso,
                "latitude": latitude, "longitude": longitude,
            },
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for iso, latitude, longitude in (
            ("US-TX", 31.2, -98.5), ("IR-07", 35.7, 51.5), ("UA-14", 48.0, 37.8),
        )
    ]  # fmt: skip
    path = tmp_path / "admin1.json"
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    # a square degree at 30.5 north has 10,650 square kilometres
    assert unit_rows(path) == [("US-TX", 58_000, "N", "Н", "")]


def test_first_level_units_without_an_iso_code_are_kept_of_newly_divided_countries_only():
    telemark = Unit("Telemark", "", "NO.17", 3134723, ("Telemark fylke",), 1)
    diana = Unit("Diana", "", "MG.71", 7670842, (), 1)
    oslo = Unit("Oslo", "NO-03", "NO.12", 3143242, (), 1)
    cities = [City("Skien", 1, (0,), 59.2, 9.6), City("Antsiranana", 2, (1,), -12.3, 49.3),
              City("Oslo", 3, (2,), 59.9, 10.7)]  # fmt: skip
    assert list(first_unit_rows([telemark, diana, oslo], cities)) == [
        (3134723, "NO", "17", "Telemark", "Telemark fylke", 59.2, 9.6, 30_000)
    ]
