"""Hands the browser every file it needs from this machine, so that no request leaves it.

Streamlit serves the folder of a declared component with the right types and below any base path.
Four folders are declared for that alone: Leaflet (from PyPI ``XStatic-Leaflet``), our own map
script, the basemap and the outlines of areas. Addresses are relative to the frame that
streamlit-folium draws in, ``<base>/component/streamlit_folium.st_folium/``.
"""

import functools
import hashlib
from pathlib import Path

import folium
import streamlit.components.v1 as components
from branca.element import MacroElement
from folium.template import Template
from streamlit import runtime
from xstatic.pkg import leaflet

_ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = {
    "leaflet": Path(leaflet.BASE_DIR),
    "browser": _ROOT / "dashboard" / "browser",
    "basemap": _ROOT / "data" / "files" / "basemap",
    "areas": _ROOT / "data" / "files" / "areas",
}
_SCRIPTS = ("view", "basemap", "labels", "map")
"""Of dashboard/browser; map.js uses the others."""


def serve() -> None:
    """Let Streamlit hand out the folders; call it in every run, a repeat costs nothing."""
    for name, folder in _FOLDERS.items():
        components.declare_component(name, path=folder)


@functools.cache
def address(folder: str, file: str) -> str:
    """Where the map's frame finds a file; changes with the content, so no cache grows stale.

    The content is looked at once a process: a changed file shows after a restart.
    """
    path = _FOLDERS[folder] / file
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"
    return f"../{__name__}.{folder}/{file}?v={digest}"


def hand_out(content: bytes) -> str:
    """Where the map's frame finds JSON that was made just now; same content, same address."""
    manager = runtime.get_instance().media_file_mgr
    return f"../..{manager.add(content, 'application/json', coordinates=__name__)}"


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles come from this machine and not from CDNs."""

    def __init__(self) -> None:
        super().__init__(
            location=(48.6, 33.5), zoom_start=6, tiles=None, prefer_canvas=True, max_zoom=18
        )
        self.default_js = [
            ("leaflet", address("leaflet", "leaflet.js")),
            *((script, address("browser", f"{script}.js")) for script in _SCRIPTS),
        ]
        self.default_css = [
            ("leaflet", address("leaflet", "leaflet.css")),
            ("frontline", address("browser", "map.css")),
        ]
        self.add_child(_Start())


class _Start(MacroElement):
    """Draws the basemap; the same text in every run, so that the frame is never made anew."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.frontline.start({{ this._parent.get_name() }}, {{ this.files|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "Start"
        self.files = {
            "countries": address("basemap", "countries.geojson"),
            "neighbours": address("basemap", "neighbour_admin1_ne10m.geojson"),
            "oblasts": address("basemap", "ua_oblasts_ne10m.geojson"),
            "rivers": address("basemap", "ua_rivers_ne10m.geojson"),
            "areas": address("areas", "areas.geojson"),
        }
