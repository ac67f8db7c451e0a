/* Puts the parts that live in the left drawer there while it is open, and over the map otherwise.
 *
 * Streamlit draws the drawer's element for a part (dashboard/map/finder.py); the part itself is
 * made with the map, and only moves.
 */
(function (frontline) {
  "use strict";

  const DRAWER = '[data-testid="stSidebar"]';
  const parts = new Map(); // name -> {element, over}: the part, its place over the map or null
  const inDrawer = frontline.inDrawer = frontline.inDrawer || new Map(); // name -> its place there

  /** Let a part of the drawer be placed; `over` is where it goes while the drawer is closed. */
  frontline.addDrawerPart = function (name, element, over = null) {
    parts.set(name, { element, over });
    frontline.settleParts();
  };

  /** Whether the left drawer is open. */
  frontline.drawerOpen = function () {
    const drawer = document.querySelector(DRAWER);
    return Boolean(drawer) && drawer.dataset.collapsed !== "true";
  };

  frontline.settleParts = function () {
    const open = frontline.drawerOpen();
    for (const [name, { element, over }] of parts) {
      const drawer = inDrawer.get(name);
      const place = open && drawer && drawer.isConnected ? drawer : over;
      if (!place) element.remove();
      else if (element.parentElement !== place) move(element, place);
    }
  };

  function move(element, place) {
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    place.append(element);
    if (focused) focused.focus();
  }

  new MutationObserver(() => frontline.settleParts())
    .observe(document.body, { attributes: true, attributeFilter: ["data-collapsed"], subtree: true });
})(window.frontline = window.frontline || {});
