/* Online tiles, where the user switched them on, below the ground and the line.
 *
 * Tiles that fail reveal the own basemap. A firewall that drops says nothing, so silence counts as
 * failure too. Beyond the basemap's own detail the map offers them.
 */
(function (frontline) {
  "use strict";

  const WAIT_MS = 4000, FAILURES = 4;
  const STREET_ZOOM = 13;

  frontline.addTiles = function (map, { url, attribution, shown = false }) {
    const { stage } = frontline;
    const text = (key) => stage.text(`map.${key}`);
    let layer = null;

    function set(wanted) {
      if (Boolean(layer) === wanted) return;
      frontline.notice(map, "tiles", null);
      if (layer) layer.remove();
      layer = null;
      map.getContainer().classList.remove("fl-with-tiles");
      if (!wanted) return;
      let good = 0, bad = 0;
      const mine = layer = L.tileLayer(url, { attribution, maxZoom: 18 });
      const giveUp = () => {
        if (good || layer !== mine) return;
        mine.remove();
        frontline.notice(map, "tiles", text("no_tiles"));
      };
      mine.on("tileload", () => {
        good += 1;
        if (layer === mine) map.getContainer().classList.add("fl-with-tiles");
      });
      mine.on("tileerror", () => {
        bad += 1;
        if (bad >= FAILURES) giveUp();
      });
      setTimeout(giveUp, WAIT_MS);
      mine.addTo(map);
    }

    function offer() {
      const bare = map.getZoom() > STREET_ZOOM && !stage.state.tiles;
      frontline.notice(map, "street", bare ? text("street_level") : null, {
        label: text("turn_on_tiles"), run: () => stage.set({ tiles: true }, { tell: true }),
      });
    }

    map.on("zoomend", offer);
    frontline.sheetOf(map).hear((changed) => {
      if (!changed.has("tiles")) return;
      set(stage.state.tiles);
      offer();
    });
    if (shown) stage.set({ tiles: true });
    set(stage.state.tiles);
    offer();
  };
})(window.frontline = window.frontline || {});
