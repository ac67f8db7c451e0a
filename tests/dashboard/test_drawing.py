import json

import pandas as pd
import pytest

from dashboard import drawing
from data.queries.frames import PLACES
from geocode.model import Kind


def row(place_id="geonames:713174", **changes):
    values = {
        "place_id": place_id,
        "name": "Bakhmut",
        "name_local": "Бахмут",
        "latitude": 48.594194,
        "longitude": 37.998861,
        "kind": "city",
        "feature_code": "PPL",
        "country": "UA",
        "admin1": "Donetsk",
        "where_prec": 1,
        "uncertainty_m": 3000,
        "mentions": 7,
        "articles": 2,
        "sources": 1,
        "first_day": "2023-01-16",
        "last_day": "2023-03-01",
    }
    return {**values, **changes}


def table(*rows):
    return pd.DataFrame(list(rows), columns=list(PLACES))


def payload(*rows, **changes):
    return drawing.payload(drawing.Drawing(places=table(*rows), **changes))


def test_a_settlement_is_a_point_sized_by_its_mentions():
    (point,) = payload(row())["points"]
    assert point["pid"] == "geonames:713174"
    assert (point["lat"], point["lng"]) == (48.59419, 37.99886)
    assert point["radius"] == drawing.radius_px(7)
    assert point["hollow"] is False


@pytest.mark.parametrize("kind", ["country", "region", "district", "area", "water"])
def test_what_is_no_settlement_is_an_area_and_never_a_point(kind):
    drawn = payload(row("iso:UA-14", kind=kind, uncertainty_m=90000))
    assert drawn["points"] == []
    assert [(area["pid"], area["metres"]) for area in drawn["areas"]] == [("iso:UA-14", 90000)]


def test_smaller_areas_lie_above_larger_ones():
    drawn = payload(
        row("a", kind="water", uncertainty_m=1000),
        row("b", kind="region", uncertainty_m=50_000),
        row("c", kind="country", uncertainty_m=500_000),
        row("d", kind="region", uncertainty_m=90_000),
    )
    assert [area["pid"] for area in drawn["areas"]] == ["c", "d", "b", "a"]


def test_few_mentions_lie_above_many_so_that_both_can_be_clicked():
    drawn = payload(row("a", mentions=1), row("b", mentions=90))
    assert [point["pid"] for point in drawn["points"]] == ["b", "a"]


@pytest.mark.parametrize(
    ("kind", "drawn", "words"),
    [
        ("spot", "points", "estimated point, ±5.5 km"),
        ("area", "areas", "estimated area, within 5.5 km"),
    ],
)
def test_what_is_told_by_others_is_called_an_estimate(kind, drawn, words):
    told = row(kind=kind, feature_code="RELATIVE", where_prec=2, uncertainty_m=5500)
    (shown,) = payload(told)[drawn]
    assert words in shown["tip"]
    if kind == "spot":
        assert (shown["hollow"], shown["colour"]) == (True, drawing.KIND_COLOURS[Kind.SPOT])


def test_a_point_that_is_not_exact_is_hollow():
    assert payload(row(where_prec=2))["points"][0]["hollow"] is True


def test_markers_grow_by_the_same_step_with_every_doubling():
    steps = [drawing.radius_px(mentions) for mentions in (1, 3, 7, 15)]
    assert steps == [5.2, 6.9, 8.6, 10.3]


def test_a_holder_colours_the_marker_and_stands_in_its_tooltip():
    invader = drawing.Holder("#c62828", "Russian forces")
    (point,) = payload(row(), holders={"geonames:713174": invader})["points"]
    assert point["colour"] == "#c62828"
    assert "Russian forces" in point["tip"]


def test_a_settlement_that_articles_name_has_one_marker_only():
    dots = [{"pid": "geonames:713174"}, {"pid": "geonames:2"}]
    drawn = payload(row(), front={"areas": [], "lines": [], "dots": dots})
    assert drawn["front"]["dots"] == [{"pid": "geonames:2"}]


def test_the_tooltip_says_what_where_and_how_often():
    assert payload(row())["points"][0]["tip"] == (
        "<b><bdi>Bakhmut · Бахмут</bdi></b>"
        '<br><span class="more">city or town, Donetsk, UA</span>'
        '<br><span class="more">7 mentions in 2 articles</span>'
        '<br><span class="more">2023-01-16 to 2023-03-01</span>'
    )


def test_what_is_not_known_is_left_out_of_the_tooltip():
    bare = row(name_local=float("nan"), admin1=float("nan"), country=None, mentions=1, articles=1)
    bare |= {"first_day": float("nan"), "last_day": float("nan")}
    assert payload(bare)["points"][0]["tip"] == (
        '<b><bdi>Bakhmut</bdi></b><br><span class="more">city or town</span>'
        '<br><span class="more">1 mention in 1 article</span>'
    )


def test_a_hostile_name_is_escaped_in_tooltip_and_script():
    script = drawing.script_json(payload(row(name="</script><img src=x onerror=alert(1)>\u2028")))
    assert "<" not in script
    assert "\u2028" not in script
    tip = json.loads(script)["points"][0]["tip"]
    assert tip.startswith("<b><bdi>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;")


def test_the_layer_that_folium_adds_holds_an_address_and_the_choice_alone():
    choice = drawing.Choice(selected="geonames:1", focus=drawing.Focus(2, 48.5, 38.0, 10))
    (shown,) = drawing.feature_group("../../media/<x>.json", choice)._children.values()
    assert shown.data_url == '"../../media/\\u003cx\\u003e.json"'
    assert json.loads(shown.choice) == {
        "selected": "geonames:1",
        "focus": {"number": 2, "latitude": 48.5, "longitude": 38.0, "zoom": 10},
        "tiles": None,
    }


def test_the_first_view_leaves_out_few_mentions_far_away():
    near = [row(str(n), latitude=48 + n / 10, longitude=38.0, mentions=10) for n in range(4)]
    far = [row(str(n), latitude=-n, longitude=-70.0, mentions=1) for n in range(10, 14)]
    assert payload(*near, *far)["bounds"] == [[48.0, 38.0], [48.3, 38.0]]


def test_the_first_view_of_few_places_holds_them_all():
    drawn = payload(row("a", latitude=48.0), row("b", latitude=50.0))
    assert drawn["bounds"] == [[48.0, 37.9989], [50.0, 37.9989]]


def test_a_reach_as_wide_as_a_continent_waits_until_it_is_chosen():
    drawn = payload(
        row("frontline:europe", kind="area", uncertainty_m=2_500_000),
        row("iso:UA-14", kind="region", uncertainty_m=120_000),
    )
    assert [(area["pid"], area["wide"]) for area in drawn["areas"]] == [
        ("iso:UA-14", False),
        ("frontline:europe", True),
    ]


def test_no_rows_draw_nothing_and_set_no_view():
    drawn = payload()
    assert (drawn["points"], drawn["areas"], drawn["bounds"]) == ([], [], None)


def test_the_legend_names_the_kinds_that_are_there():
    legend = drawing.legend(table(row(), row("iso:UA-14", kind="region")))
    assert [words for _, _, words in legend] == [
        "city or town",
        "region (oblast, state)",
        "hollow: near it, not the exact place",
        "dashed: approximate",
    ]
