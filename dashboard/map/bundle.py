"""Joins Leaflet, our scripts and style sheets into one file each, and data into addresses. Pure.

The live page serves them (``dashboard.map.assets``); a saved map carries them within itself.
"""

import base64
import functools
import gzip
from pathlib import Path

from xstatic.pkg import leaflet

_LEAFLET = Path(leaflet.BASE_DIR)
_BROWSER = Path(__file__).resolve().parent / "browser"
_LAYERS = (
    "stage", "pack", "theme", "sheet", "shapes", "notices", "names", "labels", "basemap", "tiles",
    "control_model", "control_mesh", "control_grounds", "control_layer", "user_files",
    "places_model", "dots", "places_layer", "marks", "areas", "pointer", "saved",
)  # fmt: skip
"""What is drawn on the map, in the order in which the scripts build on each other."""
_PAGE = (
    "mount", "view", "dom",
    "drawers", "place_names", "named", "hosts", "place_list", "finder",
    "areas_strip", "map_buttons", "legend", "keys",
    "strip_days", "strip_model", "strip_draw", "strip_fields", "strip_hand", "strip_play",
    "strip_tips", "strip_tools", "strip",
    "badge", "announce", "reading",
)  # fmt: skip
"""What the live page has besides."""
_LAYER_STYLES = ("layers",)
_PAGE_STYLES = ("map", "over", "finder", "strip")


@functools.cache
def script(*, page: bool) -> bytes:
    """Leaflet and our scripts; ``page``: also those of the live page. Read once a process."""
    names = (*_LAYERS, *(_PAGE if page else ()))
    paths = [_LEAFLET / "leaflet.js", *(_BROWSER / f"{name}.js" for name in names)]
    return b"\n;\n".join(path.read_bytes() for path in paths)


@functools.cache
def style(*, page: bool) -> bytes:
    """Leaflet's style sheet and ours; ``page``: also those of the live page."""
    names = (*_LAYER_STYLES, *(_PAGE_STYLES if page else ()))
    paths = [_LEAFLET / "leaflet.css", *(_BROWSER / f"{name}.css" for name in names)]
    return b"\n".join(path.read_bytes() for path in paths)


def within_page(content: bytes) -> str:
    """An address that holds the content itself, gzipped where it is not."""
    packed = content if content[:2] == b"\x1f\x8b" else gzip.compress(content, mtime=0)
    return f"data:application/gzip;base64,{base64.b64encode(packed).decode('ascii')}"
