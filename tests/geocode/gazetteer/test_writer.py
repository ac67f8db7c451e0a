"""The compiled file's version follows its content."""

from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.entries import Entry
from geocode.gazetteer.writer import new_gazetteer
from geocode.model import Kind, Place

LYMAN = Place("p:1", "Lyman", 48.99, 37.81, Kind.CITY, "PPL", "UA", "Donetsk")
SIVERSK = Place("p:1", "Siversk", 48.99, 37.81, Kind.CITY, "PPL", "UA", "Donetsk")


def written(path, place, recipe):
    with new_gazetteer(path, recipe=recipe) as writer:
        writer.add([Entry(place)])
    return open_gazetteer(path)


def test_the_same_places_have_the_same_version_whatever_code_wrote_them(tmp_path):
    one = written(tmp_path / "a", LYMAN, "older code")
    other = written(tmp_path / "b", LYMAN, "newer code")
    assert one.version == other.version
    assert (one.recipe, other.recipe) == ("older code", "newer code")


def test_another_name_makes_another_version(tmp_path):
    versions = {written(tmp_path / p.name, p, "code").version for p in (LYMAN, SIVERSK)}
    assert len(versions) == 2
