"""Mounts the folium map in the page, without a frame, and hands over what was done on it.

The map is built by folium and rendered once; the component runs its script, and what the map shows
comes later, as addresses of packs. Zoom and centre are the browser's alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import folium
import streamlit as st

from dashboard import state, texts
from dashboard.map import assets
from dashboard.texts import text
from data import Theatre

KEY = "stage"
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
# Runs in the page. Scripts are loaded once a page; every run of the component comes by here.
_JS = """
let loading = null;
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
  loading.then(() => window.frontline.mount(component)).catch((error) => {
    loading = null;
    const box = component.parentElement.querySelector(".fl-map");
    box.setAttribute("role", "alert");
    box.textContent = component.data.failed;
    console.error(String(error));
  });
}
"""
_mount = st.components.v2.component("frontline_stage", html=_HTML, js=_JS, isolate_styles=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the browser is to show."""

    packs: Mapping[str, bytes | None]
    """By name ("places", "counts", "control"); None: there is none yet."""
    chosen: Mapping[str, Any]
    """The state of stage.js; ``n`` grows with every change that Python made itself."""
    bounds: tuple[str, str] | None
    """First and last day of the strip, ISO."""
    extra: Mapping[str, Any]
    """What else the parts of the page ask for, by name."""


def show(theatre: Theatre, shown: Shown, take: Callable[[Mapping[str, Any]], None]) -> None:
    """Draw the map, or bring the one on the page up to date.

    Args:
        theatre: the war.
        shown: what to show.
        take: is called with every act of the person (``{"do": "place", ...}``) before the fragment
            runs again.
    """
    assets.serve(theatre)

    def acted() -> None:
        act = state.value(KEY).get("act")
        if isinstance(act, Mapping):
            take(act)

    _mount(
        key=KEY,
        data={
            "assets": {
                "script": assets.address("script", assets.script(), "text/javascript"),
                "style": assets.address("style", assets.style(), "text/css"),
            },
            "map": _folium(theatre.view.latitude, theatre.view.longitude, theatre.view.zoom),
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


@cache
def _folium(latitude: float, longitude: float, zoom: float) -> dict[str, str]:
    """Name and script of the map, rendered once: the page never makes it anew."""
    made = folium.Map(
        location=(latitude, longitude), zoom_start=zoom, tiles=None, max_zoom=18,
        zoom_control=False,
    )  # fmt: skip
    made.get_root().render()
    return {"name": made.get_name(), "script": made.get_root().script.render()}
