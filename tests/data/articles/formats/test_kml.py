import io
import zipfile
from datetime import date

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.model import StatedPoint
from tests.growth import processor_time_under

MB = 1024 * 1024
SPACE = "xmlns='http://www.opengis.net/kml/2.2'"
MARK = (
    "<Placemark><name>Strike in Kharkiv</name><description><![CDATA[<p>A missile hit "
    "<b>Saltivka</b> in Kharkiv.</p><p>Two hurt.</p>]]></description>"
    "<TimeStamp><when>2022-05-01</when></TimeStamp>"
    "<Point><coordinates>36.3,50.03,0</coordinates></Point></Placemark>"
)


def kml(*marks, space=SPACE, head="<name>Reports</name>"):
    return f"<?xml version='1.0'?><kml {space}><Document>{head}{''.join(marks)}</Document></kml>"


def load(content, name="a.kml"):
    given = content if isinstance(content, bytes) else content.encode()
    return list(load_document(bytes_document(given, origin=name, name=name, max_bytes=32 * MB)))


def one(*marks, **about):
    (found,) = load(kml(*marks, **about))
    return found


def test_a_placemark_is_an_article_with_its_point():
    found = one(MARK)
    assert (found.title, found.source) == ("Strike in Kharkiv", "Reports")
    assert found.text == "A missile hit Saltivka in Kharkiv.\n\nTwo hurt."
    assert found.published == date(2022, 5, 1)
    assert found.points == (StatedPoint(50.03, 36.3),)
    assert (found.origin, found.notes) == ("a.kml placemark 1", ())


FORMS = {
    "KML 2.1 of Google": kml(MARK, space="xmlns='http://earth.google.com/kml/2.1'"),
    "no namespace": kml(MARK, space=""),
    "a prefix": kml(MARK, space="")
    .replace("<kml ", "<k:kml xmlns:k='http://x' ")
    .replace("</kml", "</k:kml"),
    "folders": kml(f"<Folder><name>May</name><Folder><name>1 May</name>{MARK}</Folder></Folder>"),
    "UTF-16": kml(MARK).replace("'1.0'", "'1.0' encoding='utf-16'").encode("utf-16"),
    "styles and overlays beside it": kml(
        "<Style id='s'/><GroundOverlay><name>Map</name></GroundOverlay>", MARK
    ),
}


@pytest.mark.parametrize("name", ["a.kml", "a.xml"])
@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_kml_of_many_programs_is_read(content, name):
    (found,) = load(content, name)
    assert (found.title, found.source) == ("Strike in Kharkiv", "Reports")


def test_a_packed_file_is_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("doc.kml", kml(MARK))
    (found,) = load(packed.getvalue(), "a.kmz")
    assert (found.title, found.origin) == ("Strike in Kharkiv", "a.kmz: doc.kml placemark 1")


def _mark(inner):
    return f"<Placemark><name>Kharkiv</name>{inner}</Placemark>"


POINTS = {
    "several": (
        "<MultiGeometry><Point><coordinates>36,50</coordinates></Point><Point><coordinates>37,51,9"
        "</coordinates></Point></MultiGeometry>",
        (StatedPoint(50, 36), StatedPoint(51, 37)),
    ),
    "spaces round the comma": (
        "<Point><coordinates> 36 , 50 , 0 </coordinates></Point>",
        (StatedPoint(50, 36),),
    ),
    "an area": (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>36,50 37,50 37,51</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon>",
        (),
    ),
    "none": ("", ()),
    "no numbers": ("<Point><coordinates>east,north</coordinates></Point>", ()),
    "off the earth": ("<Point><coordinates>360,500</coordinates></Point>", ()),
}


@pytest.mark.parametrize(("geometry", "points"), POINTS.values(), ids=POINTS)
def test_only_points_are_stated_points(geometry, points):
    found = one(_mark(geometry))
    assert (found.text, found.points) == ("Kharkiv", points)
    assert bool(found.notes) == (geometry.startswith("<Point>") and not points)


def test_fields_beside_the_description_tell_of_the_article():
    data = "".join(
        f"<Data name='{name}'><value>{value}</value></Data>"
        for name, value in (
            ("Source", "Radio"),
            ("date", "2022-05-03"),
            ("URL", "https://a.example/1"),
            ("weapon", "drone"),
        )
    )
    found = one(_mark(f"<ExtendedData>{data}</ExtendedData>"))
    assert (found.source, found.url) == ("Radio", "https://a.example/1")
    assert found.published == date(2022, 5, 3)


def test_a_snippet_stands_for_a_description_that_is_not_there():
    assert one(_mark("<Snippet>Two hurt in Saltivka.</Snippet>")).text == "Two hurt in Saltivka."


def test_placemarks_that_cite_one_page_stay_apart():
    link = "<description>&lt;a href='https://a.example/1'&gt;News&lt;/a&gt;</description>"
    first, second = load(
        kml(*(_mark(f"{link}<Point><coordinates>{n},50</coordinates></Point>") for n in (36, 37)))
    )
    assert first.url == second.url == "https://a.example/1"
    assert first.article_id != second.article_id


BROKEN = {
    "entities": (
        f"<!DOCTYPE kml [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><kml {SPACE}>{_mark('&b;')}</kml>",
        "a.kml declares entities of its own; save it without them",
    ),
    "no placemark": (kml(), "a.kml holds no placemark; it holds no text to read"),
    "a placemark without words": (
        kml("<Placemark/>"),
        "a.kml placemark 1 has neither description nor name; an article needs one",
    ),
    "deep": (
        kml("<Folder>" * 5000 + MARK + "</Folder>" * 5000),
        "a.kml after placemark none is broken XML (",
    ),
    "no XML": ("words", "a.kml after placemark none is broken XML ("),
}


@pytest.mark.parametrize(("content", "says"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_named(content, says):
    (refused,) = load(content)
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith(says)


def test_a_file_that_breaks_off_is_read_up_to_there_and_named():
    whole = kml(*[MARK] * 20)
    *found, refused = load(whole[: len(whole) // 2])
    assert 5 < len(found) < 12
    assert refused.reason.startswith(f"a.kml after placemark {len(found)} is broken XML (")


def test_a_huge_description_and_many_placemarks_are_read_in_time():
    huge = _mark(f"<description>{'&lt;a href=' * 60_000}</description>")
    with processor_time_under(20):
        assert len(load(kml(huge, *[MARK] * 20_000))) == 20_001
