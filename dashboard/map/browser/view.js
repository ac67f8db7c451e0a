/* The view of the map: kept in the page's address (#map=zoom/lat/lng), and moved to what was chosen.
 *
 * The view is the browser's alone: Python learns it only when it asks, to filter by it. A choice made beside the map
 * moves it only where the chosen place is not in view.
 */
(function (frontline) {
  "use strict";

  const REMEMBERED = "frontline-view"; // another page of ours drops the part after #
  const RESTORE_MS = 300; // Streamlit drops it whenever it writes its own parameters
  const SETTLE_MS = 700; // a drawer that opens takes less
  const HANDS = ["pointerdown", "wheel", "keydown"];
  const FIT_ZOOM = 8, PLACE_ZOOM = 9, EDGE = 50; // CSS pixels

  // Streamlit may have dropped it before this script was here; the browser knows what it opened.
  let opened = new URL(performance.getEntriesByType("navigation")[0].name).hash;

  const memory = {
    get() { try { return sessionStorage.getItem(REMEMBERED) || ""; } catch { return ""; } },
    set(view) { try { sessionStorage.setItem(REMEMBERED, view); } catch { /* denied: forgotten */ } },
  };

  function viewIn(hash) {
    const number = "(-?\\d{1,3}(?:\\.\\d+)?)";
    const parts = new RegExp(`^#map=(\\d{1,2}(?:\\.\\d+)?)/${number}/${number}$`).exec(hash);
    if (!parts) return null;
    const [zoom, lat, lng] = parts.slice(1).map(Number);
    if (zoom > 18 || Math.abs(lat) > 90 || Math.abs(lng) > 360) return null;
    return { zoom, centre: [lat, lng] };
  }

  /** A part of the live page: keeps one map's view. */
  frontline.addPart(() => {
    const { stage } = frontline;
    const { map } = stage;
    const asked = viewIn(location.hash) || viewIn(opened) || viewIn(memory.get());
    opened = "";
    let kept = "", placed = Boolean(asked);
    let held = placed; // nobody has touched the page: the view that was asked for stays
    const hold = () => held && map.setView(asked.centre, asked.zoom, { reset: true });
    hold();

    const write = () => {
      if (!kept || location.hash === kept) return;
      history.replaceState(history.state, "", location.pathname + location.search + kept);
    };
    const keep = () => {
      if (!placed) return; // until places or an address have set a view there is none to keep
      const { lat, lng } = map.getCenter();
      kept = `#map=${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
      memory.set(kept);
      write();
    };
    map.on("moveend", keep);
    if (placed) keep();
    map.on("resize", () => setTimeout(hold)); // while the page is laid out
    const letGo = () => (held = false);
    map.on("dragstart", letGo);
    for (const name of HANDS) document.addEventListener(name, letGo, { once: true, capture: true });
    const timer = setInterval(write, RESTORE_MS);
    const obey = () => { // the back button, or an address edited by hand
      const view = viewIn(location.hash);
      if (view && location.hash !== kept) map.setView(view.centre, view.zoom, { animate: false });
    };
    window.addEventListener("hashchange", obey);
    map.on("dragstart zoomstart", () => (placed = true));

    let told = stage.info.views_asked_for;
    const tell = () => { // Python asks for the part of the map that is in view
      if (stage.info.views_asked_for === told) return;
      told = stage.info.views_asked_for;
      frontline.tellView();
    };
    let settling = 0;
    const off = stage.on((changed) => {
      if (changed.has("built")) hold(); // the middle of the map is now where the drawers leave it
      if (changed.has("info")) tell();
      if (held) return; // the view that was asked for wins over what is open
      if (["selected", "lit", "places", "counts"].some((name) => changed.has(name))) {
        clearTimeout(settling);
        const moved = changed.has("selected") || changed.has("lit");
        if (moved) settling = setTimeout(() => show(false), SETTLE_MS);
        if (!placed) show(true);
      }
    });
    map.on("unload", () => {
      clearTimeout(settling);
      clearInterval(timer);
      window.removeEventListener("hashchange", obey);
      for (const name of HANDS) document.removeEventListener(name, letGo, { capture: true });
      off();
    });

    function show(first) {
      const points = wanted();
      if (!points.length || (!first && points.some((point) => isSeen(map, point)))) return;
      placed = true;
      const animate = !first && !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      fit(map, points, animate);
      keep();
    }
  });

  /** Tell Python which part of the map is in view, so that it filters by it. */
  frontline.tellView = function () {
    const box = frontline.stage.map.getBounds();
    frontline.stage.act("view", {
      south: box.getSouth(), west: box.getWest(), north: box.getNorth(), east: box.getEast(),
    });
  };

  /** The chosen place, else those of the open article that lie where the map is about. */
  function wanted() {
    const { stage, places } = frontline;
    if (!places || !places.model) return [];
    const { selected, lit } = stage.state;
    const points = (ids) => ids.map((id) => places.model.place(id))
      .filter((place) => place && !place.areal);
    const chosen = points(selected ? [selected] : []);
    const { extent } = stage.info.theatre;
    const near = ({ lat, lon }) => !extent || (lat > extent.south && lat < extent.north &&
      lon > extent.west && lon < extent.east);
    return chosen.length ? chosen : points(lit).filter(near);
  }

  const isSeen = (map, { lat, lon }) => map.getBounds().pad(-0.04).contains([lat, lon]);

  function fit(map, points, animate) {
    map.fitBounds(points.map(({ lat, lon }) => [lat, lon]), {
      padding: [EDGE, EDGE], animate,
      maxZoom: points.length > 1 ? FIT_ZOOM : Math.max(map.getZoom(), PLACE_ZOOM),
    });
  }
})(window.frontline = window.frontline || {});
