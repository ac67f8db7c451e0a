"""Serves every file that the browser needs from this machine, so that no request leaves it.

Streamlit serves the folder of a declared component with the right types and below any base path.
Five folders are declared for that alone: Leaflet (from PyPI ``XStatic-Leaflet``), our own map
script, the basemap, the theatre's part of it, and the outlines of areas. Addresses are relative to
the frame that streamlit-folium draws in, ``<base>/component/streamlit_folium.st_folium/``.
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

from data import Theatre

_ROOT = Path(__file__).resolve().parent.parent
_LEAFLET = Path(leaflet.BASE_DIR)
_BROWSER = _ROOT / "dashboard" / "browser"
_FOLDERS = {
    "leaflet": _LEAFLET,
    "browser": _BROWSER,
    "basemap": _ROOT / "data" / "files" / "basemap",
    "areas": _ROOT / "data" / "files" / "areas",
}
_SCRIPTS = ("view", "basemap", "labels", "map")
"""Of dashboard/browser; map.js uses the others."""


def folders(theatre: Theatre) -> dict[str, Path]:
    """The folders that are served, by the name of their component."""
    own = theatre.folder / "basemap"
    return _FOLDERS | ({"theatre": own} if own.is_dir() else {})


def serve(theatre: Theatre) -> None:
    """Let Streamlit serve the folders; call it in every run, a repeat costs nothing."""
    for name, folder in folders(theatre).items():
        components.declare_component(name, path=folder)


@functools.cache
def _address(name: str, path: Path) -> str:
    """Where the map's frame finds a file; changes with the content, so that no cache grows stale.

    The content is read once a process: a changed file shows after a restart.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"
    return f"../{__name__}.{name}/{path.name}?v={digest}"


def serve_json(content: bytes) -> str:
    """Where the map's frame finds JSON that was just made; same content, same address."""
    manager = runtime.get_instance().media_file_mgr
    return f"../..{manager.add(content, 'application/json', coordinates=__name__)}"


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles come from this machine and not from CDNs."""

    def __init__(self, theatre: Theatre) -> None:
        view = theatre.view
        super().__init__(
            location=(view.latitude, view.longitude),
            zoom_start=view.zoom,
            tiles=None,
            prefer_canvas=True,
            max_zoom=18,
        )
        scripts = [(name, _address("browser", _BROWSER / f"{name}.js")) for name in _SCRIPTS]
        self.default_js = [("leaflet", _address("leaflet", _LEAFLET / "leaflet.js")), *scripts]
        self.default_css = [
            ("leaflet", _address("leaflet", _LEAFLET / "leaflet.css")),
            ("frontline", _address("browser", _BROWSER / "map.css")),
        ]
        self.add_child(_Start(theatre))


class _Start(MacroElement):
    """Draws the basemap; the same text in every run, so that the frame is never made anew."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.frontline.start("
        "{{ this._parent.get_name() }}, {{ this.files|tojson }}, {{ this.home|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, theatre: Theatre) -> None:
        super().__init__()
        self._name = "Start"
        self.home = theatre.countries[0]
        served = folders(theatre)
        files = [("basemap", "countries"), ("areas", "areas")]
        if "theatre" in served:
            files += [("theatre", name) for name in ("neighbours", "regions", "rivers")]
        self.files = {
            name: _address(folder, served[folder] / f"{name}.geojson") for folder, name in files
        }
