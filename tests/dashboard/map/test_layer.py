"""A folium map with our layers is one page that holds all it needs, and no text can leave it."""

import re
from datetime import date

import folium
import pytest

from dashboard.map.areas import Areas
from dashboard.map.basemap import Basemap
from dashboard.map.control import Control
from dashboard.map.places import Places
from dashboard.map.tiles import Tiles
from tests.dashboard.map.map_packs import control_pack, counts_pack, places_pack
from tests.theatre import UKRAINE

HOSTILE = "</script><script>alert(1)//"


def saved(*layers, **options) -> str:
    made = folium.Map((48.5, 37.75), tiles=None, **options)
    for layer in layers:
        made.add_child(layer)
    return made.get_root().render()


@pytest.fixture(scope="module")
def page():
    return saved(
        Basemap(UKRAINE), Control(control_pack(), theatre=UKRAINE),
        Places(places_pack(), counts_pack()), Areas(),
    )  # fmt: skip


def test_a_saved_map_loads_nothing_from_another_host(page):
    markup = re.sub(r"(?s)<script>.*?</script>", "", page)
    assert re.findall(r'(?:src|href)\s*=\s*"(?!data:)[^"]*"', markup) == []
    assert not re.search(r"(?:cdn|cdnjs|code)\.\w+", page)


def test_a_saved_map_carries_leaflet_and_our_scripts_once(page):
    assert page.count("Leaflet 1.9") == 1
    assert page.count("frontline.addControl = ") == 1
    assert page.count("frontline.addControl(") == 1
    assert page.count("frontline.addPlaces(") == 1


def test_other_folium_markers_on_the_map_keep_what_they_need():
    page = saved(Control(control_pack(), theatre=UKRAINE), folium.Marker((48.5, 37.75)))
    assert "jquery" in page
    assert page.count("Leaflet 1.9") == 1


def test_no_text_ends_the_script():
    scripts = saved(Tiles(HOSTILE, HOSTILE), Basemap(UKRAINE, {"countries": HOSTILE}))
    assert "<script>alert(1)" not in scripts
    assert "\\u003c/script\\u003e" in scripts


def test_the_live_page_gets_no_data_within_its_script():
    made = folium.Map((48.5, 37.75), tiles=None)
    made.add_child(Basemap(UKRAINE, {"countries": "/countries.geojson"}))
    made.add_child(Control(theatre=UKRAINE))
    made.add_child(Places())
    made.add_child(Areas("/areas.geojson"))
    made.get_root().render()
    script = made.get_root().script.render()
    assert "data:application" not in script
    assert len(script) < 6000


def test_control_carries_its_day_and_the_parties_colours():
    control = Control(control_pack(), theatre=UKRAINE, day=date(2022, 3, 5))
    assert control.options["day"] == "2022-03-05"
    assert control.options["parties"]["RU"]["colour"] == {
        "light": UKRAINE.invader.colour.light, "dark": UKRAINE.invader.colour.dark,
    }  # fmt: skip
    assert control.options["parties"]["RU"]["forces"] == "Russian forces"


def test_places_want_both_packs_or_none():
    with pytest.raises(ValueError, match="both packs, or none"):
        Places(places_pack())


def test_the_basemap_knows_the_home_country_and_only_files_that_are_there():
    layer = Basemap(UKRAINE, {"countries": "/c"})
    assert layer.options == {"files": {"countries": "/c"}, "home": "UA"}
