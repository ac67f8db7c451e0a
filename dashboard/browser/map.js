/* Draws on the Leaflet map that folium makes: basemap, view in the address, places, front line.
 *
 * Python (dashboard/layers.py) decides what is shown and in which colour; this file only draws it.
 * Texts come escaped from dashboard/markup.py. Coordinates in payloads are lat, lng in degrees,
 * radii of circles in metres, of markers in pixels.
 */
(function () {
  "use strict";

  var LAND = "#f5f3ed";
  var SEA = "#cfe0ea";
  var areas = null; // place id -> GeoJSON feature, once fetched
  var redraw = null; // draws the newest payload again when the areas have come
  var ring = null;
  var fitted = false;
  var focused = null; // the newest "show on map" that was obeyed
  var tiles = null;
  var labels = null;
  var named = []; // [lat, lng, text, weight, offset px] of what may bear a label

  // ---- the page's own address: #map=zoom/lat/lng ------------------------------------------------

  function viewFromAddress() {
    var parts = /^#map=(\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(
      window.parent.location.hash
    );
    if (!parts) return null;
    var zoom = Number(parts[1]), lat = Number(parts[2]), lng = Number(parts[3]);
    if (zoom > 18 || Math.abs(lat) > 90 || Math.abs(lng) > 360) return null;
    return { zoom: zoom, centre: [lat, lng] };
  }

  function keepViewInAddress(map) {
    var kept = viewFromAddress() ? window.parent.location.hash : null;
    function restore() {
      var page = window.parent.location;
      if (kept === null || page.hash === kept) return;
      window.parent.history.replaceState(
        window.parent.history.state, "", page.pathname + page.search + kept
      );
    }
    map.on("moveend", function () {
      if (!fitted) return; // until places or an address have set a view there is none to keep
      var at = map.getCenter();
      kept = "#map=" + map.getZoom() + "/" + at.lat.toFixed(4) + "/" + at.lng.toFixed(4);
      restore();
    });
    // Streamlit drops the part after # whenever it writes its own parameters.
    window.setInterval(restore, 300);
    function obey() { // the back button, or an address edited by hand
      var view = viewFromAddress();
      if (view && window.parent.location.hash !== kept) {
        kept = window.parent.location.hash;
        map.setView(view.centre, view.zoom, { animate: false });
      }
    }
    window.parent.addEventListener("hashchange", obey);
    window.addEventListener("pagehide", function () {
      window.parent.removeEventListener("hashchange", obey);
    });
  }

  // ---- basemap ----------------------------------------------------------------------------------

  function pane(map, name, zIndex) {
    var made = map.createPane(name);
    made.style.zIndex = zIndex;
    made.style.pointerEvents = "none";
    return made;
  }

  function fetchJson(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + " answered " + answer.status);
      return answer.json();
    });
  }

  function drawBasemap(map, files) {
    pane(map, "basemap", 150);
    var canvas = L.canvas({ pane: "basemap", padding: 0.5 });
    function layer(collection, style, attribution) {
      return L.geoJSON(collection, {
        pane: "basemap", renderer: canvas, interactive: false, style: style, attribution: attribution,
      }).addTo(map);
    }
    return Promise.all([
      fetchJson(files.countries), fetchJson(files.neighbours),
      fetchJson(files.oblasts), fetchJson(files.rivers),
    ]).then(function (got) {
      layer(got[0], function (feature) {
        var own = feature.properties.iso === "UA";
        return { color: "#8a949b", weight: 1, fillColor: own ? "#fffefb" : LAND, fillOpacity: 1 };
      }, "Basemap: Natural Earth");
      layer(got[1], { color: "#d3d3cc", weight: 0.6, fill: false });
      layer(got[3], function (feature) {
        return { color: "#a8c6da", weight: feature.properties.scalerank < 6 ? 1.8 : 0.9, fill: false };
      });
      layer(got[2], { color: "#b9bdbb", weight: 0.9, fill: false });
      layer({
        type: "FeatureCollection",
        features: got[0].features.filter(function (f) { return f.properties.iso === "UA"; }),
      }, { color: "#6f7a80", weight: 1.6, fill: false });
      nameOblasts(map, got[2].features);
      window.frontline.basemapDrawn = true;
    });
  }

  // Natural Earth's English where today's differs, and no second name on a city's own marker.
  var OBLAST_NAMES = {
    "UA-51": "Odesa", "UA-43": "Crimea", "UA-12": "Dnipropetrovsk", "UA-40": "", "UA-30": "",
  };

  function nameOblasts(map, features) {
    pane(map, "oblasts", 160);
    var group = L.layerGroup();
    features.forEach(function (feature) {
      var text = document.createElement("span");
      var own = OBLAST_NAMES[feature.properties.iso_3166_2];
      text.textContent = own === undefined ? feature.properties.name_en : own;
      L.marker([feature.properties.latitude, feature.properties.longitude], {
        pane: "oblasts", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "oblast-name", html: text, iconSize: [0, 0] }),
      }).addTo(group);
    });
    function byZoom() {
      var shown = map.getZoom() >= 6 && map.getZoom() <= 9;
      if (shown !== map.hasLayer(group)) shown ? group.addTo(map) : group.remove();
    }
    map.on("zoomend", byZoom);
    byZoom();
  }

  // Tiles lie over the basemap; those that fail reveal it. A firewall that drops says nothing,
  // so silence counts as failure too.
  function setTiles(map, wanted) {
    if ((tiles && tiles.url) === (wanted && wanted.url)) return;
    if (tiles) tiles.layer.remove();
    tiles = null;
    if (!wanted) return;
    var good = 0, bad = 0;
    var layer = L.tileLayer(wanted.url, { attribution: wanted.attribution, maxZoom: 18 });
    tiles = { url: wanted.url, layer: layer };
    function giveUp() { if (!good) layer.remove(); }
    layer.on("tileload", function () { good += 1; });
    layer.on("tileerror", function () { bad += 1; if (bad >= 4) giveUp(); });
    window.setTimeout(giveUp, 4000);
    layer.addTo(map);
  }

  // ---- what the rows say ------------------------------------------------------------------------

  // streamlit-folium sends toGeoJSON() of what was clicked: the identity is enough.
  function identify(layer, properties) {
    layer.feature = { type: "Feature", properties: properties, geometry: null };
    layer.toGeoJSON = function () { return this.feature; };
    return layer;
  }

  function put(group, layer, properties, tip) {
    identify(layer, properties);
    if (tip) layer.bindTooltip(tip, { sticky: true, className: "place-tip" });
    group.addLayer(layer);
    return layer;
  }

  function shapes(group, geometry, style, properties, tip) {
    L.geoJSON(geometry, { style: style }).eachLayer(function (layer) {
      put(group, layer, properties, tip);
    });
  }

  function drawAreas(group, places, selected) {
    places.forEach(function (place) {
      var outline = areas && areas[place.pid];
      var chosen = place.pid === selected;
      var style = {
        color: place.colour, weight: chosen ? 3.5 : place.line, opacity: chosen ? 1 : 0.75,
        fillColor: place.colour, fillOpacity: chosen ? Math.max(place.fill, 0.14) : place.fill,
        dashArray: !outline || outline.properties.approximate ? "5 5" : null,
      };
      if (outline) shapes(group, outline.geometry, style, { pid: place.pid }, place.tip);
      else if (areas) {
        // Only a reach is known: a faint circle, so that it does not pose as a border.
        style.weight = chosen ? 2 : 1;
        style.fillOpacity = chosen ? 0.1 : 0.02;
        put(group, L.circle([place.lat, place.lng], Object.assign({ radius: place.metres }, style)),
          { pid: place.pid }, place.tip);
      }
    });
  }

  function drawPoints(group, points, selected) {
    points.forEach(function (place) {
      put(group, L.circleMarker([place.lat, place.lng], {
        radius: place.radius, color: place.hollow ? place.colour : "#ffffff",
        weight: place.hollow ? 2.5 : 1.2, fillColor: place.colour,
        fillOpacity: place.hollow ? 0.08 : 0.85,
      }), { pid: place.pid }, place.tip);
      if (place.pid === selected) setRing(group, [place.lat, place.lng], place.radius);
      named.push([place.lat, place.lng, place.label, place.radius, place.radius]);
    });
  }

  function setRing(group, at, radius) {
    if (ring) ring.remove();
    ring = L.circleMarker(at, {
      radius: radius + 5, color: "#111111", weight: 2.5, fill: false, interactive: false,
    });
    group.addLayer(ring);
  }

  function drawFront(group, front) {
    front.areas.forEach(function (area) {
      L.geoJSON(area.geometry, { interactive: false, style: {
        color: area.colour, weight: 0.5, opacity: 0.4, fillColor: area.colour, fillOpacity: 0.17,
      } }).eachLayer(function (layer) { group.addLayer(layer); });
    });
  }

  function drawFrontLine(group, front) {
    front.lines.forEach(function (line) {
      shapes(group, line.geometry, { color: "#ffffff", weight: 6, opacity: 0.75 },
        { rows: line.rows }, line.tip);
      shapes(group, line.geometry, { color: "#1b1b1b", weight: 3, dashArray: "9 5" },
        { rows: line.rows }, line.tip);
    });
    front.dots.forEach(function (dot) {
      put(group, L.circleMarker([dot.lat, dot.lng], {
        radius: 4, color: "#ffffff", weight: 1, fillColor: dot.colour, fillOpacity: 1,
      }), { rows: [dot.row] }, dot.tip);
      named.push([dot.lat, dot.lng, dot.label, 1, 4]);
    });
  }

  function drawFile(group, file) {
    file.areas.forEach(function (area) {
      shapes(group, area.geometry, {
        color: area.colour, weight: 2, opacity: 0.9, dashArray: "1 5", fillColor: area.colour,
        fillOpacity: 0.06,
      }, {}, area.tip);
    });
  }

  function draw(map, group, payload) {
    group.clearLayers();
    ring = null;
    named = [];
    if (payload.file) drawFile(group, payload.file);
    if (payload.front) drawFront(group, payload.front);
    drawAreas(group, payload.areas, payload.selected);
    if (payload.front) drawFrontLine(group, payload.front);
    drawPoints(group, payload.points, payload.selected);
    drawLabels(map);
    window.frontline.drawn = {
      points: payload.points.length, areas: payload.areas.length, selected: payload.selected,
      lines: payload.front ? payload.front.lines.length : 0, withOutlines: areas !== null,
    };
  }

  // ---- labels: the weightiest names that do not overlap ------------------------------------------

  function drawLabels(map) {
    if (!labels) {
      pane(map, "labels", 620);
      labels = L.layerGroup().addTo(map);
      map.on("moveend", function () { drawLabels(map); });
    }
    labels.clearLayers();
    var view = map.getBounds(), taken = [];
    named.slice().sort(function (a, b) { return b[3] - a[3]; }).forEach(function (name) {
      if (taken.length >= 28 || !view.contains([name[0], name[1]])) return;
      var at = map.latLngToContainerPoint([name[0], name[1]]);
      var box = [at.x + name[4] + 2, at.y - 8, at.x + name[4] + 8 + 7 * name[2].length, at.y + 8];
      var free = taken.every(function (other) {
        return box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3];
      });
      if (!free) return;
      taken.push(box);
      var text = document.createElement("span");
      text.textContent = name[2];
      L.marker([name[0], name[1]], {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "place-name", html: text, iconSize: [0, 0],
          iconAnchor: [-(name[4] + 3), 8] }),
      }).addTo(labels);
    });
  }

  // ---- what Python calls -------------------------------------------------------------------------

  window.frontline = {
    basemapDrawn: false,
    drawn: null,

    /** Once a map: basemap, areas, and the view of the page's address. */
    start: function (map, files) {
      window.frontline.map = map;
      map.getContainer().style.background = SEA;
      map.attributionControl.setPrefix(false);
      L.control.scale({ imperial: false }).addTo(map);
      var view = viewFromAddress();
      if (view) { map.setView(view.centre, view.zoom, { animate: false }); fitted = true; }
      keepViewInAddress(map);
      drawBasemap(map, files).catch(function (error) { console.warn("basemap: " + error.message); });
      fetchJson(files.areas).then(function (collection) {
        areas = {};
        collection.features.forEach(function (f) { areas[f.properties.place_id] = f; });
      }).catch(function (error) {
        areas = {}; // every area is then a dashed circle
        console.warn("outlines: " + error.message);
      }).then(function () { if (redraw) redraw(); });
    },

    /** At every filter or choice: the places, and nothing that moves the view unless asked to. */
    show: function (map, group, payload) {
      window.feature_group = []; // streamlit-folium keeps every group it ever made otherwise
      redraw = function () { draw(map, group, payload); };
      redraw();
      group.on("click", function (event) {
        if (event.layer && event.layer.getRadius && event.layer.getLatLng &&
            event.layer instanceof L.CircleMarker && !(event.layer instanceof L.Circle)) {
          setRing(group, event.layer.getLatLng(), event.layer.getRadius());
        }
      });
      setTiles(map, payload.tiles);
      if (!fitted) {
        fitted = true;
        if (payload.bounds) map.fitBounds(payload.bounds, { animate: false, maxZoom: 9 });
      }
      if (payload.focus && payload.focus.number !== focused && focused !== null) {
        map.setView([payload.focus.lat, payload.focus.lng], payload.focus.zoom, { animate: false });
      }
      focused = payload.focus ? payload.focus.number : 0;
    },
  };
})();
