"""Reading JSON and measuring areas."""

import pytest
from shapely.geometry import Polygon

from data.errors import LayerError
from data.frontline.layers.geometry import polygons, read_json, square_km
from tests.data.frontline.formats import save


def test_a_file_larger_than_allowed_is_refused(tmp_path):
    path = save(tmp_path, "a.json", b"[" + b" " * 99 + b"]")
    assert read_json(path, largest_bytes=101) == []
    with pytest.raises(LayerError, match="larger than 100 bytes; no layer file is"):
        read_json(path, largest_bytes=100)


def test_a_byte_order_mark_is_no_error(tmp_path):
    assert read_json(save(tmp_path, "a.json", b"\xef\xbb\xbf[1]")) == [1]


def test_square_kilometres_are_those_of_the_sphere():
    # One degree of latitude by one of longitude at 45 degrees north.
    square = Polygon([(30, 44.5), (31, 44.5), (31, 45.5), (30, 45.5)])
    assert square_km(square) == pytest.approx(111.195**2 * 0.7071, rel=2e-3)


def test_a_feature_without_a_place_has_no_polygons():
    assert list(polygons(None, "feature 1", largest=180)) == []
