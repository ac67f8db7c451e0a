import json
from datetime import date

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.events.gdelt_geo import GdeltGeo
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document, loader_for
from data.model import StatedPoint
from tests.growth import processor_time_under

MB = 1024 * 1024
FLEET = '<a href="https://example.org/1" target="_blank">Fleet headquarters hit &amp; burnt</a>'
PORT = (
    "<a target=_blank href='https://example.net/2?a=1&amp;b=2'>Port &lt;b&gt;closed&lt;/b&gt;</a>"
)


def feature(html, name="Sevastopol, Russia", position=(33.3667, 44.6), **properties):
    told = {"name": name, "html": html, "urlpubtimedate": "2023-09-22T12:00:00Z", **properties}
    geometry = {"type": "Point", "coordinates": list(position)}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def document(*features, name="a.geojson"):
    given = {"features": list(features), "type": "FeatureCollection"}
    content = json.dumps(given).encode()
    return bytes_document(content, origin=name, name=name, max_bytes=8 * MB)


def load(*features):
    return list(load_document(document(*features)))


def test_a_page_is_an_article_with_its_title_address_and_place():
    (found,) = load(feature(FLEET))
    assert found.text == found.title == "Fleet headquarters hit & burnt"
    assert (found.url, found.source) == ("https://example.org/1", "example.org")
    assert found.published == date(2023, 9, 22)
    assert found.points == (StatedPoint(44.6, 33.3667, "Sevastopol, Russia"),)
    assert found.origin == "a.geojson feature 1"


def test_a_page_that_several_places_name_is_one_article_with_all_their_points():
    fleet, port = load(
        feature(f"{FLEET}<br>{PORT}"),
        feature(FLEET, name="Kyiv, Ukraine", position=(30.5, 50.4)),
    )
    assert [point.name for point in fleet.points] == ["Sevastopol, Russia", "Kyiv, Ukraine"]
    assert (port.title, port.url) == ("Port closed", "https://example.net/2?a=1&b=2")


def test_a_place_without_a_link_is_named_and_the_rest_is_read():
    refused, found = load(feature("no link"), feature(FLEET))
    assert refused.reason == "a.geojson feature 1 has no link to a page; nothing to read"
    assert found.url == "https://example.org/1"


def test_a_place_off_the_earth_is_noted():
    (found,) = load(feature(FLEET, position=(999, 999)))
    assert found.points == ()
    assert found.notes == (
        "a.geojson feature 1: '999', '999' is no latitude and longitude; left out",
    )


OTHERS = {
    "with texts of their own": feature(FLEET, description="Words of its own."),
    "without links": feature("<b>bold</b>"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_features_are_not_taken_for_the_services(other):
    assert not isinstance(loader_for(document(other)), GdeltGeo)


HOSTILE = [
    '<a href="' * 50_000,
    "<a href='x'>" * 50_000,
    "<a " * 50_000 + ">",
    '<a href="x"' * 50_000,
]


@pytest.mark.parametrize("html", HOSTILE, ids=["quotes", "links", "tags", "open tags"])
def test_a_hostile_feature_takes_no_time(html):
    with processor_time_under(10):
        found = load(feature(FLEET), feature(html))
    assert any(isinstance(one, Skipped) for one in found)


def test_a_file_that_breaks_off_is_refused_in_one_line():
    whole = document(*[feature(FLEET)] * 3).open().read()
    cut = bytes_document(whole[:-40], origin="a.json", name="a.json", max_bytes=MB)
    (refused,) = load_document(cut)
    assert refused.reason.startswith("a.json is not JSON (")
