"""A theatre's folder says what a war adds to the geocoder; each error in it has a line."""

import pytest

from geocode.errors import SourceError
from geocode.focus import NO_FOCUS, Focus, read_focus
from geocode.geoparser import Geoparser

WORDS = """
subject_stems = ["freedon"]
war_stems = ["shell"]
languages = []
neighbours = ["SY"]
proclaimed_units = []
services = []
organisations = ["golden horde"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "theatre.toml").write_text('countries = ["FR", "GB"]\n', encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "front.csv").write_text(
        "day,latitude,longitude\n1940-05-01,49.7,4.9\n1940-06-01,49.4,2.4\n", encoding="utf-8"
    )
    return tmp_path


def test_the_first_country_is_the_home_country(folder):
    focus = read_focus(folder)
    assert (focus.home, focus.countries, focus.neighbours) == ("FR", ("FR", "GB"), ("SY",))
    assert focus.organisations == ("golden horde",)
    assert [day.isoformat() for day, _ in focus.front.lines] == ["1940-05-01", "1940-06-01"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("theatre.toml", "countries = 1", "theatre.toml: countries is missing or is not a list"),
        ("theatre.toml", 'countries = ["france"]', "'france' is not a country"),
        ("theatre.toml", "countries = [", "theatre.toml: cannot be read"),
        ("words.toml", WORDS.replace("services", "service"), "words.toml: services is missing"),
        ("front.csv", "day,latitude,longitude\n1940-05-01,north,4.9\n", "front.csv line 2: needs"),
        ("front.csv", "day,latitude,longitude\n1940-05-01,149.7,4.9\n", "is not on the globe"),
        ("front.csv", "day,latitude,longitude\n1940-06-01,1,1\n1940-05-01,1,1\n", "sort by day"),
    ],
)
def test_what_is_wrong_with_a_theatre_is_said(folder, name, text, message):
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_focus(folder)


def test_each_error_has_a_line_of_its_own(folder):
    (folder / "front.csv").write_text("day,latitude,longitude\nx,1,1\ny,1,1\n", encoding="utf-8")
    (folder / "words.toml").unlink()
    with pytest.raises(SourceError) as caught:
        read_focus(folder)
    assert [line.split(": ")[0].split("/")[-1] for line in str(caught.value).splitlines()] == [
        "words.toml", "front.csv line 2", "front.csv line 3",
    ]  # fmt: skip


def test_a_theatre_is_found_by_name_or_by_folder(folder):
    assert read_focus("ukraine").home == "UA"
    assert read_focus(str(folder)).home == "FR"
    with pytest.raises(SourceError, match="no theatre 'nowhere'"):
        read_focus("nowhere")


def test_without_a_focus_the_geocoder_knows_no_war(small_gazetteer, parser):
    text = "Shelling was reported. Ukrainian officials said that Kyiv and Donbas saw fire in Lyman."
    bare, told = Geoparser(small_gazetteer).parse(text), parser.parse(text)
    reasons = {why.split(" (")[0] for found in told for c in found.candidates for why in c.why}
    assert "in UA, which the text is about" in reasons
    assert not any("km from the front" in why for found in bare for c in found.candidates
                   for why in c.why)  # fmt: skip
    assert (NO_FOCUS.home, NO_FOCUS.countries) == ("", ())


def test_an_organisation_of_the_war_is_no_place(small_gazetteer):
    text = "The Lyman Group met in Bakhmut."
    focus = Focus(organisations=("lyman group",))
    found = Geoparser(small_gazetteer, focus=focus).parse(text)
    assert [resolution.mention.text for resolution in found] == ["Bakhmut"]
