/* Names beside markers: the weightiest that do not overlap, chosen anew wherever the map comes to
 * rest. A name is {lat, lng, text, weight, gap}: degrees, the text itself, pixels from the point.
 */
(function () {
  "use strict";

  var frontline = window.frontline = window.frontline || {};
  var MOST = 28;
  var LETTER_PX = 7;
  var HALF_LINE_PX = 8;
  var labels = null;
  var names = [];

  function boxOf(map, name) {
    var at = map.latLngToContainerPoint([name.lat, name.lng]);
    var left = at.x + name.gap + 2;
    return { left: left, right: left + 6 + LETTER_PX * name.text.length,
      top: at.y - HALF_LINE_PX, bottom: at.y + HALF_LINE_PX };
  }

  function apart(one, other) {
    return one.right < other.left || one.left > other.right ||
      one.bottom < other.top || one.top > other.bottom;
  }

  function label(name) {
    var text = document.createElement("span");
    text.textContent = name.text;
    return L.marker([name.lat, name.lng], {
      pane: "labels", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "place-name", html: text, iconSize: [0, 0],
        iconAnchor: [-(name.gap + 3), HALF_LINE_PX] }),
    });
  }

  function draw(map) {
    labels.clearLayers();
    var view = map.getBounds(), taken = [];
    names.forEach(function (name) {
      if (taken.length >= MOST || !view.contains([name.lat, name.lng])) return;
      var box = boxOf(map, name);
      if (!taken.every(function (other) { return apart(box, other); })) return;
      taken.push(box);
      label(name).addTo(labels);
    });
  }

  frontline.drawLabels = function (map, named) {
    names = named.slice().sort(function (a, b) { return b.weight - a.weight; });
    if (!labels) {
      frontline.pane(map, "labels", 620);
      labels = L.layerGroup().addTo(map);
      map.on("moveend", function () { draw(map); });
    }
    draw(map);
  };
})();
