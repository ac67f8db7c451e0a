"""No namesake wins over a well-known place without evidence, and none is left unplaced."""

import pytest

from geocode.geoparser import Geoparser
from tests.theatre import shipped_focus


@pytest.fixture(scope="module")
def famous(gazetteer):
    return Geoparser(gazetteer, focus=shipped_focus())


def answered(parser, text):
    return {
        found.mention.text: found.place
        and ", ".join(filter(None, (found.place.country, found.place.admin1)))
        for found in parser.parse(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blinken in Washington warns over Gaza",
         {"Washington": "US, District of Columbia", "Gaza": "PS"}),
        ("The shooting happened in Athens, Georgia.",
         {"Athens": "US, Georgia", "Georgia": "US, Georgia"}),
        ("Georgia, Michigan and Pennsylvania vote on Tuesday.",
         {"Georgia": "US, Georgia", "Michigan": "US, Michigan",
          "Pennsylvania": "US, Pennsylvania"}),
        ("A man was killed in Lamar County, Texas.",
         {"Lamar County": "US, Texas", "Texas": "US, Texas"}),
        ("Explosions were heard over Dnipro, Kharkiv and Odesa overnight.",
         {"Dnipro": "UA, Dnipropetrovsk", "Kharkiv": "UA, Kharkiv", "Odesa": "UA, Odesa"}),
        ("Canada, England, France and Germany agreed.",
         {"Canada": "CA", "England": "GB, England", "France": "FR", "Germany": "DE"}),
        ("Drones struck Sevastopol in Crimea.",
         {"Sevastopol": "UA, Sevastopol", "Crimea": "UA, Crimea"}),
        ("Talks in Geneva ended without a deal.", {"Geneva": "CH, Genève"}),
        ("Mexico beat Germany in the final.", {"Mexico": "MX", "Germany": "DE"}),
        ("Oxford is a city of colleges.", {"Oxford": "GB, England"}),
        ("She flew to Barcelona on Monday.", {"Barcelona": "ES, Catalunya"}),
        ("The virus spread from Congo.", {"Congo": "CD"}),
        ("The fair in London, Ontario, opens.",
         {"London": "CA, Ontario", "Ontario": "CA, Ontario"}),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)  # fmt: skip
def test_a_well_known_place_is_placed(famous, text, expected):
    assert answered(famous, text) == expected
