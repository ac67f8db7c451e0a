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
  var shown = null; // the one group that everything over the basemap is drawn in
  var wanted = null; // address of the newest drawing that was asked for
  var drawing = null; // the drawing itself, once fetched
  var selected = null; // id of the chosen place
  var ofPlace = {}; // place id -> its layers
  var ring = null;
  var fitted = false;
  var focused = null; // the newest "show on map" that was obeyed
  var tiles = null;
  var labels = null;
  var named = []; // [lat, lng, text, weight, offset px] of what may bear a label

  // ---- the page's own address: #map=zoom/lat/lng ------------------------------------------------

  // A visit to another page of ours drops the part after #; the tab remembers it.
  var REMEMBERED = "frontline-view";

  function viewFromAddress() {
    return viewIn(window.parent.location.hash) ||
      viewIn(window.parent.sessionStorage.getItem(REMEMBERED) || "");
  }

  function viewIn(hash) {
    var parts = /^#map=(\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(
      hash
    );
    if (!parts) return null;
    var zoom = Number(parts[1]), lat = Number(parts[2]), lng = Number(parts[3]);
    if (zoom > 18 || Math.abs(lat) > 90 || Math.abs(lng) > 360) return null;
    return { zoom: zoom, centre: [lat, lng] };
  }

  function keepViewInAddress(map) {
    var kept = window.parent.sessionStorage.getItem(REMEMBERED);
    if (viewIn(window.parent.location.hash)) {
      kept = window.parent.location.hash;
      window.parent.sessionStorage.setItem(REMEMBERED, kept);
    }
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
      window.parent.sessionStorage.setItem(REMEMBERED, kept);
      restore();
    });
    // Streamlit drops the part after # whenever it writes its own parameters.
    window.setInterval(restore, 300);
    function obey() { // the back button, or an address edited by hand
      var view = viewIn(window.parent.location.hash);
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
      var due = map.getZoom() >= 6 && map.getZoom() <= 9;
      if (due !== map.hasLayer(group)) due ? group.addTo(map) : group.remove();
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
  function put(layer, properties, tip) {
    layer.feature = { type: "Feature", properties: properties, geometry: null };
    layer.toGeoJSON = function () { return this.feature; };
    if (tip) layer.bindTooltip(tip, { sticky: true, className: "place-tip" });
    shown.addLayer(layer);
    return layer;
  }

  function shapes(geometry, style, properties, tip) {
    return L.geoJSON(geometry, { style: style }).getLayers().map(function (layer) {
      return put(layer, properties, tip);
    });
  }

  function remember(pid, layer, style) {
    layer.plainStyle = style;
    (ofPlace[pid] = ofPlace[pid] || []).push(layer);
  }

  function drawAreas(places) {
    places.forEach(function (place) {
      var outline = areas && areas[place.pid];
      var properties = { pid: place.pid };
      var style = {
        color: place.colour, weight: place.line, opacity: 0.75, fillColor: place.colour,
        fillOpacity: place.fill,
        dashArray: !outline || outline.properties.approximate ? "5 5" : null,
      };
      if (outline) {
        shapes(outline.geometry, style, properties, place.tip).forEach(function (layer) {
          remember(place.pid, layer, style);
        });
      } else if (areas) {
        // Only a reach is known: a faint circle, so that it does not pose as a border.
        style.weight = 1;
        style.fillOpacity = 0.02;
        var reach = L.circle([place.lat, place.lng], Object.assign({ radius: place.metres }, style));
        remember(place.pid, put(reach, properties, place.tip), style);
      }
    });
  }

  function drawPoints(points) {
    points.forEach(function (place) {
      var marker = put(L.circleMarker([place.lat, place.lng], {
        radius: place.radius, color: place.hollow ? place.colour : "#ffffff",
        weight: place.hollow ? 2.5 : 1.2, fillColor: place.colour,
        fillOpacity: place.hollow ? 0.08 : 0.85,
      }), { pid: place.pid }, place.tip);
      remember(place.pid, marker, null);
      named.push([place.lat, place.lng, place.label, place.radius, place.radius]);
    });
  }

  // A ring round a point, a stronger edge for an area; nothing else is touched.
  function select(pid) {
    if (ring) { shown.removeLayer(ring); ring = null; }
    (ofPlace[selected] || []).forEach(function (layer) {
      if (layer.plainStyle) layer.setStyle(layer.plainStyle);
    });
    selected = pid;
    (ofPlace[pid] || []).forEach(function (layer) {
      if (layer.plainStyle) {
        layer.setStyle({ weight: layer.plainStyle.weight + 1.5, opacity: 1,
          fillOpacity: layer.plainStyle.fillOpacity + 0.06 });
      } else {
        ring = L.circleMarker(layer.getLatLng(), {
          radius: layer.getRadius() + 5, color: "#111111", weight: 2.5, fill: false,
          interactive: false,
        });
        shown.addLayer(ring);
      }
    });
    if (window.frontline.drawn) window.frontline.drawn.selected = pid;
  }

  function drawFront(front) {
    front.areas.forEach(function (area) {
      L.geoJSON(area.geometry, { interactive: false, style: {
        color: area.colour, weight: 0.5, opacity: 0.4, fillColor: area.colour, fillOpacity: 0.17,
      } }).eachLayer(function (layer) { shown.addLayer(layer); });
    });
  }

  function drawFrontLine(front) {
    front.lines.forEach(function (line) {
      shapes(line.geometry, { color: "#ffffff", weight: 6, opacity: 0.75 },
        { rows: line.rows }, line.tip);
      shapes(line.geometry, { color: "#1b1b1b", weight: 3, dashArray: "9 5" },
        { rows: line.rows }, line.tip);
    });
    front.dots.forEach(function (dot) {
      put(L.circleMarker([dot.lat, dot.lng], {
        radius: 4, color: "#ffffff", weight: 1, fillColor: dot.colour, fillOpacity: 1,
      }), { rows: [dot.row] }, dot.tip);
      named.push([dot.lat, dot.lng, dot.label, 1, 4]);
    });
  }

  function drawFile(file) {
    file.areas.forEach(function (area) {
      shapes(area.geometry, {
        color: area.colour, weight: 2, opacity: 0.9, dashArray: "1 5", fillColor: area.colour,
        fillOpacity: 0.06,
      }, {}, area.tip);
    });
  }

  function draw(map) {
    if (!drawing) return;
    shown.clearLayers();
    ring = null;
    named = [];
    ofPlace = {};
    if (drawing.file) drawFile(drawing.file);
    if (drawing.front) drawFront(drawing.front);
    drawAreas(drawing.areas);
    if (drawing.front) drawFrontLine(drawing.front);
    drawPoints(drawing.points);
    select(selected);
    if (!fitted) {
      fitted = true;
      if (drawing.bounds) map.fitBounds(drawing.bounds, { animate: false, maxZoom: 9 });
    }
    drawLabels(map);
    window.frontline.drawn = {
      points: drawing.points.length, areas: drawing.areas.length, selected: selected,
      lines: drawing.front ? drawing.front.lines.length : 0, withOutlines: areas !== null,
    };
  }

  function fetchDrawing(map, url) {
    if (url === wanted) return;
    wanted = url;
    fetchJson(url).then(function (got) {
      if (url !== wanted) return; // a newer one is on its way
      drawing = got;
      draw(map);
    }).catch(function (error) {
      wanted = null;
      tell(map, "The places could not be fetched; reload the page.");
      console.warn("places: " + error.message);
    });
  }

  function tell(map, words) {
    var line = L.control({ position: "bottomleft" });
    line.onAdd = function () {
      var box = L.DomUtil.create("div", "map-message");
      box.setAttribute("role", "status");
      box.textContent = words;
      return box;
    };
    line.addTo(map);
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
      shown = L.featureGroup().addTo(map);
      shown.on("click", function (event) { // at once; the server's answer says the same
        var properties = event.layer.feature && event.layer.feature.properties;
        if (properties && properties.pid) select(properties.pid);
      });
      fetchJson(files.areas).then(function (collection) {
        areas = {};
        collection.features.forEach(function (f) { areas[f.properties.place_id] = f; });
      }).catch(function (error) {
        areas = {}; // every area is then a dashed circle
        console.warn("outlines: " + error.message);
      }).then(function () { draw(map); });
    },

    /** At every run: what to draw, and what to change without drawing. */
    show: function (url, choice) {
      var map = window.frontline.map;
      window.feature_group = []; // streamlit-folium keeps every group it ever made otherwise
      fetchDrawing(map, url);
      if (choice.selected !== selected) select(choice.selected);
      setTiles(map, choice.tiles);
      var number = choice.focus ? choice.focus.number : 0;
      if (choice.focus && focused !== null && number !== focused) {
        map.setView([choice.focus.lat, choice.focus.lng], choice.focus.zoom, { animate: false });
      }
      focused = number;
    },
  };
})();
