"""Mounts the folium map in the page, without a frame, and hands over what was done on it.

The map is built by folium and rendered once; the component runs its script, and what the map shows
comes later, as addresses of packs. Zoom and centre are the browser's alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st

from dashboard import state, texts
from dashboard.map import assets, basemap, bundle
from dashboard.map.areas import Areas
from dashboard.map.basemap import Basemap
from dashboard.map.control import Control
from dashboard.map.places import Places
from dashboard.map.tiles import Tiles
from dashboard.map.user_files import UserFiles
from dashboard.texts import text
from data import Theatre

KEY, READER_KEY = "stage", "reader"
_HTML = """
<div class="fl-stage">
  <div class="fl-over">
    <div class="fl-over-finder"></div>
    <div class="fl-over-badge"></div>
    <div class="fl-over-buttons"></div>
    <div class="fl-over-legend"></div>
    <div class="fl-over-areas"></div>
  </div>
  <div class="fl-map"></div>
  <div class="fl-strip"></div>
  <div class="fl-live" aria-live="polite"></div>
</div>
"""
# Runs in the page. Scripts are loaded once a page; every run of a component comes by here.
_JS = """
let loading = window.frontline && window.frontline.NAME ? Promise.resolve() : null;
function load({ script, style }) {
  const link = document.createElement("link");
  link.rel = "stylesheet"; link.href = style;
  const made = document.createElement("script");
  made.src = script;
  const styled = new Promise((done, failed) => { link.onload = done; link.onerror = failed; });
  const ready = new Promise((done, failed) => { made.onload = done; made.onerror = failed; });
  document.head.append(link, made);
  return Promise.all([styled, ready]);
}
export default function (component) {
  loading = loading || load(component.data.assets);
  loading.then(() => window.frontline.NAME(component)).catch((error) => {
    loading = null;
    const box = component.parentElement.querySelector(".fl-map, .fl-live");
    box.setAttribute("role", "alert");
    box.textContent = component.data.failed;
    console.error(String(error));
  });
}
"""
_mount = st.components.v2.component(
    "frontline_stage", html=_HTML, js=_JS.replace("NAME", "mount"), isolate_styles=False
)
_listen = st.components.v2.component(
    "frontline_reader",
    html='<div class="fl-reader"><div class="fl-live" aria-live="polite"></div></div>',
    js=_JS.replace("NAME", "listen"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the browser is to show."""

    packs: Mapping[str, bytes | None]
    """By name ("places", "counts", "control"); None: there is none yet."""
    chosen: Mapping[str, Any]
    """Fields of the state of stage.js; ``answered`` is the number of the last act followed."""
    bounds: tuple[str, str] | None
    """First and last day of the strip, ISO."""
    extra: Mapping[str, Any]
    """What else the parts of the page ask for, by name."""


def show(
    theatre: Theatre, shown: Shown, take: Callable[[object], None], *, tiles_url: str | None
) -> None:
    """Draw the map, or bring the one on the page up to date.

    Args:
        theatre: the war.
        shown: what to show.
        take: is called with the acts of the person that the browser has no answer to, before the
            fragment runs again; they may be anything, as anybody can send them.
        tiles_url: template of the online tiles; None: there are none to switch on.
    """
    assets.serve(theatre)

    def acted() -> None:
        take(state.value(KEY).get("act"))

    _mount(
        key=KEY,
        data={
            "assets": _assets(),
            "map": _folium(theatre, tiles_url),
            "packs": {name: assets.pack_address(name, pack) for name, pack in shown.packs.items()},
            "chosen": dict(shown.chosen),
            "bounds": shown.bounds,
            "texts": texts.for_browser(),
            "failed": text("map.not_loaded"),
            **shown.extra,
        },
        on_act_change=acted,
        height="stretch",
    )


def listen(answered: int, take: Callable[[object], None]) -> None:
    """Have a page without a map follow what is clicked in an article.

    Args:
        answered: number of the last act that was followed.
        take: as of ``show``.
    """

    def acted() -> None:
        take(state.value(READER_KEY).get("act"))

    _listen(
        key=READER_KEY,
        data={
            "assets": _assets(),
            "answered": answered,
            "texts": texts.for_browser(),
            "failed": text("map.not_loaded"),
        },
        on_act_change=acted,
        height=1,
    )


def _assets() -> dict[str, str]:
    return {
        "script": assets.address("script", bundle.script(page=True), "text/javascript"),
        "style": assets.address("style", bundle.style(page=True), "text/css"),
    }


def _folium(theatre: Theatre, tiles_url: str | None) -> dict[str, str]:
    """Name and script of the map; rendered once, so that the page never makes it anew."""
    key = (theatre.id, theatre.version, tiles_url, assets.base())
    if key not in _rendered:
        _rendered[key] = _render(theatre, tiles_url)
    return _rendered[key]


_rendered: dict[tuple[str | None, ...], dict[str, str]] = {}


def _render(theatre: Theatre, tiles_url: str | None) -> dict[str, str]:
    made = folium.Map(
        location=(theatre.view.latitude, theatre.view.longitude), zoom_start=theatre.view.zoom,
        tiles=None, max_zoom=18, zoom_control=False, zoom_snap=0.5,
    )  # fmt: skip
    made.add_child(Basemap(theatre, _basemap_addresses(theatre)))
    if tiles_url:
        made.add_child(Tiles(tiles_url))
    made.add_child(Control(theatre=theatre))
    made.add_child(UserFiles(theatre=theatre))
    made.add_child(Areas(assets.file_address(theatre, "areas", "areas.geojson")))
    made.add_child(Places())
    made.get_root().render()
    return {"name": made.get_name(), "script": made.get_root().script.render()}


def _basemap_addresses(theatre: Theatre) -> dict[str, str]:
    found = {}
    for name, path in basemap.files(theatre).items():
        folder = "basemap" if name == "countries" else "theatre"
        address = assets.file_address(theatre, folder, path.name)
        if address:
            found[name] = address
    return found
