"""Gives the parts of the map that live in the left drawer their place there.

The parts are made by the map's own scripts (dashboard/map/browser/hosts.js), which also show them
over the map while the drawer is closed. Here is only an empty element for each.
"""

import streamlit as st

PARTS = ("finder", "areas")
"""The field and list of places; the areas named."""
# Runs in the page, before or after the map's scripts, whichever come first.
_JS = """
export default function ({ data, parentElement }) {
  const frontline = window.frontline = window.frontline || {};
  frontline.inDrawer = frontline.inDrawer || new Map();
  frontline.inDrawer.set(data.part, parentElement.querySelector(".fl-drawer-part"));
  if (frontline.settleParts) frontline.settleParts();
}
"""
_mount = st.components.v2.component(
    "frontline_drawer_part", html='<div class="fl-drawer-part"></div>', js=_JS, isolate_styles=False
)


def place(part: str) -> None:
    """Leave a place for ``part``, one of ``PARTS``, here, in a container of that key."""
    with st.container(key=part):
        _mount(key=f"part-{part}", data={"part": part})
