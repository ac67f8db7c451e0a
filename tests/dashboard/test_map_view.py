import pytest

from dashboard.map_view import Click, clicked


@pytest.mark.parametrize(
    ("drawing", "click"),
    [
        ({"properties": {"pid": "geonames:1"}}, Click(place_id="geonames:1")),
        ({"properties": {"held": ["a", "b"]}}, Click(held=("a", "b"))),
        ({"properties": {}}, Click()),
        ({"properties": {"pid": 7}}, Click()),
        ({"properties": {"held": [1, {}]}}, Click()),
        ({"properties": None}, Click()),
        ({}, Click()),
        (None, Click()),
        ("text", Click()),
        ([1], Click()),
    ],
    ids=str,
)
def test_a_click_is_read_by_identity_and_anything_else_is_none(drawing, click):
    assert clicked(drawing) == click
