/* Draws what lies under the places: Natural Earth from this machine, names of the home country's
 * regions, and online tiles where the user switched them on. Shows in the map's corner what failed.
 */
(function () {
  "use strict";

  var frontline = window.frontline = window.frontline || {};
  var LAND = "#f5f3ed";
  var SEA = "#cfe0ea";
  var TILES_WAIT_MS = 4000;
  var TILES_FAILURES = 4;
  var tiles = null;
  var messages = {}; // subject -> the line that the map shows about it

  frontline.pane = function (map, name, zIndex) {
    var made = map.createPane(name);
    made.style.zIndex = zIndex;
    made.style.pointerEvents = "none";
    return made;
  };

  frontline.fetchJson = function (url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + " answered " + answer.status);
      return answer.json();
    });
  };

  // One line a subject; null takes it away.
  frontline.tell = function (map, subject, words) {
    if (messages[subject]) messages[subject].remove();
    messages[subject] = null;
    if (!words) return;
    var line = L.control({ position: "bottomleft" });
    line.onAdd = function () {
      var box = L.DomUtil.create("div", "map-message");
      box.setAttribute("role", "status");
      box.textContent = words;
      return box;
    };
    messages[subject] = line.addTo(map);
  };

  var NOTHING = { type: "FeatureCollection", features: [] };

  // A theatre need not have regions and rivers of its own.
  function fetchOrNothing(url) {
    return url ? frontline.fetchJson(url) : Promise.resolve(NOTHING);
  }

  frontline.drawBasemap = function (map, files, home) {
    map.getContainer().style.background = SEA;
    frontline.pane(map, "basemap", 150);
    var canvas = L.canvas({ pane: "basemap", padding: 0.5 });
    function layer(collection, style, attribution) {
      return L.geoJSON(collection, {
        pane: "basemap", renderer: canvas, interactive: false, style: style, attribution: attribution,
      }).addTo(map);
    }
    return Promise.all([
      frontline.fetchJson(files.countries), fetchOrNothing(files.neighbours),
      fetchOrNothing(files.regions), fetchOrNothing(files.rivers),
    ]).then(function (got) {
      layer(got[0], function (feature) {
        var own = feature.properties.iso === home;
        return { color: "#8a949b", weight: 1, fillColor: own ? "#fffefb" : LAND, fillOpacity: 1 };
      }, "Basemap: Natural Earth");
      layer(got[1], { color: "#d3d3cc", weight: 0.6, fill: false });
      layer(got[3], function (feature) {
        return { color: "#a8c6da", weight: feature.properties.scalerank < 6 ? 1.8 : 0.9, fill: false };
      });
      layer(got[2], { color: "#b9bdbb", weight: 0.9, fill: false });
      layer({
        type: "FeatureCollection",
        features: got[0].features.filter(function (f) { return f.properties.iso === home; }),
      }, { color: "#6f7a80", weight: 1.6, fill: false });
      nameRegions(map, got[2].features);
      frontline.basemapDrawn = true;
    });
  };

  function nameRegions(map, features) {
    frontline.pane(map, "regions", 160);
    var group = L.layerGroup();
    features.forEach(function (feature) {
      var text = document.createElement("span");
      var label = feature.properties.label; // where it differs from Natural Earth's name
      text.textContent = label === undefined ? feature.properties.name_en : label;
      L.marker([feature.properties.latitude, feature.properties.longitude], {
        pane: "regions", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "region-name", html: text, iconSize: [0, 0] }),
      }).addTo(group);
    });
    function byZoom() {
      var due = map.getZoom() >= 6 && map.getZoom() <= 9;
      if (due !== map.hasLayer(group)) due ? group.addTo(map) : group.remove();
    }
    map.on("zoomend", byZoom);
    byZoom();
  }

  // Tiles lie over the basemap; those that fail reveal it. A firewall that drops says nothing,
  // so silence counts as failure too.
  frontline.setTiles = function (map, wanted) {
    if ((tiles && tiles.url) === (wanted && wanted.url)) return;
    if (tiles) tiles.layer.remove();
    tiles = null;
    frontline.tell(map, "tiles", null);
    if (!wanted) return;
    var good = 0, bad = 0;
    var layer = L.tileLayer(wanted.url, { attribution: wanted.attribution, maxZoom: 18 });
    tiles = { url: wanted.url, layer: layer };
    function giveUp() {
      if (good || !map.hasLayer(layer)) return;
      layer.remove();
      frontline.tell(map, "tiles", "The online tiles do not answer; this is the map without them.");
    }
    layer.on("tileload", function () { good += 1; });
    layer.on("tileerror", function () { bad += 1; if (bad >= TILES_FAILURES) giveUp(); });
    window.setTimeout(giveUp, TILES_WAIT_MS);
    layer.addTo(map);
  };
})();
