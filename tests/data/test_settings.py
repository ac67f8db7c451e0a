from pathlib import Path

import pytest

from data.errors import SettingsError
from data.settings import DEFAULT_DATABASE, Settings, file_address


def test_nothing_set_gives_the_defaults():
    assert Settings.from_env({}) == Settings()
    assert Settings().database_url == file_address(DEFAULT_DATABASE)


def test_every_variable_is_read():
    environ = {
        "FRONTLINE_DATABASE": "postgresql://host/news",
        "GEOCODE_GAZETTEER": "/g.sqlite",
        "FRONTLINE_LAYERS": "/layers",
        "FRONTLINE_CACHE": "/cache",
        "FRONTLINE_THEATRE": "elsewhere",
        "FRONTLINE_TILES": "https://tiles.example/{z}/{x}/{y}.png",
        "BRIEFS": "0",
        "FRONTLINE_MAX_MB": "5",
        "FRONTLINE_FOCUS": "pl",
        "FRONTLINE_BUSY_S": "0.5",
        "FRONTLINE_ALLOW_LOCAL": "1",
    }
    assert Settings.from_env(environ) == Settings(
        database_url="postgresql://host/news",
        gazetteer_path=Path("/g.sqlite"),
        theatre="elsewhere",
        layers_folder=Path("/layers"),
        cache_folder=Path("/cache"),
        tiles_url="https://tiles.example/{z}/{x}/{y}.png",
        briefs=False,
        max_file_mb=5,
        focus="PL",
        busy_timeout_s=0.5,
        allow_local=True,
    )


def test_online_tiles_can_be_taken_away():
    assert Settings.from_env({"FRONTLINE_TILES": "off"}).tiles_url is None


def test_an_empty_focus_means_no_country():
    assert Settings.from_env({"FRONTLINE_FOCUS": ""}).focus == ""


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        (
            "FRONTLINE_LAYERS",
            "~nobody-at-all/maps",
            "FRONTLINE_LAYERS='~nobody-at-all/maps': unknown user after ~; write the full path",
        ),
        (
            "FRONTLINE_ALLOW_LOCAL",
            "127.0.0.1",
            "FRONTLINE_ALLOW_LOCAL='127.0.0.1' is neither yes nor no; use 1 or 0",
        ),
        ("BRIEFS", "maybe", "BRIEFS='maybe' is neither yes nor no; use 1 or 0"),
        ("FRONTLINE_MAX_MB", "lots", "FRONTLINE_MAX_MB='lots' is no number from 1 to 4096"),
        ("FRONTLINE_MAX_MB", "0", "FRONTLINE_MAX_MB='0' is no number from 1 to 4096"),
        ("FRONTLINE_BUSY_S", "nan", "FRONTLINE_BUSY_S='nan' is no number from 0 to 3600"),
        (
            "FRONTLINE_TILES",
            "javascript:alert(1)",
            "FRONTLINE_TILES='javascript:alert(1)' is no web address; begin it with https://, "
            "or write off",
        ),
        (
            "FRONTLINE_FOCUS",
            "Ukraine",
            "FRONTLINE_FOCUS='Ukraine' is no country code; use two letters",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name, value, says):
    with pytest.raises(SettingsError) as error:
        Settings.from_env({name: value})
    assert str(error.value) == says
