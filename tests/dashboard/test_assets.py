import json
import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from dashboard import assets
from tests.theatre import UKRAINE


def test_the_map_names_no_other_machine():
    html = assets.OfflineMap(UKRAINE).get_root().render()
    assert [
        found for found in re.findall(r"(?:https?:)?//[\w.-]+", html) if "w3.org" not in found
    ] == []


@pytest.mark.parametrize("page", [assets.OfflineMap(UKRAINE)], ids=["map"])
def test_every_file_that_the_map_names_is_there(page):
    named = [link for _, link in page.default_js + page.default_css]
    named += next(c for c in page._children.values() if hasattr(c, "files")).files.values()
    missing = []
    for link in named:
        _, component, file = urlsplit(link).path.split("/", 2)
        folder = assets.folders(UKRAINE)[component.rpartition(".")[2]]
        if not (folder / file).is_file():
            missing.append(link)
    assert missing == []


def test_the_script_of_the_map_is_the_same_in_every_run():
    def start():
        page = assets.OfflineMap(UKRAINE)
        return json.dumps(next(c for c in page._children.values() if hasattr(c, "files")).files)

    assert start() == start()


def test_a_theatre_without_a_basemap_of_its_own_names_only_what_all_theatres_have(tmp_path):
    page = assets.OfflineMap(replace(UKRAINE, folder=tmp_path, countries=("XA",)))
    (start,) = [child for child in page._children.values() if hasattr(child, "files")]
    assert (start.home, sorted(start.files)) == ("XA", ["areas", "countries"])
