import json
import re
from urllib.parse import urlsplit

import pytest

from dashboard import assets


def test_the_map_names_no_other_machine():
    html = assets.OfflineMap().get_root().render()
    assert [
        found for found in re.findall(r"(?:https?:)?//[\w.-]+", html) if "w3.org" not in found
    ] == []


@pytest.mark.parametrize("page", [assets.OfflineMap()], ids=["map"])
def test_every_file_that_the_map_names_is_there(page):
    named = [link for _, link in page.default_js + page.default_css]
    named += next(c for c in page._children.values() if hasattr(c, "files")).files.values()
    missing = []
    for link in named:
        _, component, file = urlsplit(link).path.split("/", 2)
        folder = assets._FOLDERS[component.rpartition(".")[2]]
        if not (folder / file).is_file():
            missing.append(link)
    assert missing == []


def test_the_script_of_the_map_is_the_same_in_every_run():
    def start():
        page = assets.OfflineMap()
        return json.dumps(next(c for c in page._children.values() if hasattr(c, "files")).files)

    assert start() == start()
