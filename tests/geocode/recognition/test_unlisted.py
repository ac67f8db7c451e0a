"""Names that are one letter from a place's are read as it where the text treats them as a place."""

import pytest

from geocode.geoparser import Geoparser
from geocode.resolution.candidates import CLOSE_MOST


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukraine said shells fell in Severdonetsk on Monday.", "Severdonetsk"),
        ("The school in Popsana, Ukraine, was hit.", "Popsana"),
        ("Fighting went on near Bahkmut, Donetsk Oblast.", "Bahkmut"),
        ("Sirens sounded in Zaporizhia and near Bordyanka in Ukraine.", "Bordyanka"),
        ("Україна: бої точилися неподалік Клищіївка.", "Клищіївка"),
    ],
)
def test_a_misspelt_name_is_pinned_with_less_confidence(text, name, parser):
    found = {r.mention.text: r for r in parser.parse(text)}
    assert found[name].place is not None
    assert found[name].place.country == "UA"
    assert 0.5 < found[name].confidence <= CLOSE_MOST
    assert any("spelt almost as" in why for why in found[name].candidates[0].why)


def test_a_name_that_goes_on_in_small_letters_is_whole(parser):
    found = parser.parse("The school in Chasiv yar, Ukraine, was hit.")
    assert [r.mention.text for r in found] == ["Chasiv yar", "Ukraine"]
    assert found[0].place.name == "Chasiv Yar"
    assert found[0].confidence > 0.5
    assert not any("spelt almost" in why for why in found[0].candidates[0].why)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine thanked Kovalenco for the help.",
        "According to Kropachiv, Ukraine will win.",
        "He was seen in Parliament and in Ukraine.",
        "Ukraine heard it from Zelenskiyy on Monday.",
        "IN UKRAINE, SHELLING IN SEVERDONETSK WENT ON",
    ],
)
def test_a_word_that_is_merely_like_a_village_is_none(text, parser):
    assert {r.mention.text for r in parser.parse(text)} <= {"Ukraine", "UKRAINE"}
