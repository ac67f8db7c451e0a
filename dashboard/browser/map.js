/* Draws what Python sends on the Leaflet map that folium makes: places, areas, front line.
 *
 * Python (dashboard/drawing.py) decides what is shown and in which colour; this file only draws it.
 * Texts come escaped from dashboard/markup.py. Coordinates in payloads are lat, lng in degrees,
 * radii of circles in metres, of markers in pixels. Beside it: view.js (the view in the address),
 * basemap.js (what lies under the places), labels.js (names).
 */
(function () {
  "use strict";

  var frontline = window.frontline = window.frontline || {};
  var FETCH_AGAIN_MS = [300, 1000, 3000];
  // Markers are whole from this zoom on, and shrink step by step to half where countries show.
  var WHOLE_ZOOM = 8, HALF_ZOOM = 4;
  var areas = null; // place id -> GeoJSON feature, once fetched
  var shown = null; // the one group that everything over the basemap is drawn in
  var wanted = null; // address of the newest drawing that was asked for
  var drawing = null; // the drawing itself, once fetched
  var selected = null; // id of the chosen place
  var ofPlace = {}; // place id -> its layers
  var ring = null;
  var fitted = false;
  var focused = null; // the newest "show on map" that was obeyed
  var named = []; // what may bear a name, for labels.js
  var points = []; // markers of places and settlements, each with its whole radius

  // ---- what the rows say ------------------------------------------------------------------------

  // streamlit-folium sends toGeoJSON() of what was clicked: the identity is enough.
  function dress(layer, properties, tip) {
    layer.feature = { type: "Feature", properties: properties, geometry: null };
    layer.toGeoJSON = function () { return this.feature; };
    if (tip) layer.bindTooltip(tip, { sticky: true, className: "place-tip" });
    return layer;
  }

  function put(layer, properties, tip) {
    shown.addLayer(dress(layer, properties, tip));
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
        style.fillOpacity = 0.01;
        var reach = L.circle([place.lat, place.lng], Object.assign({ radius: place.metres }, style));
        reach.onlyChosen = place.wide;
        (place.wide ? dress : put)(reach, properties, place.tip);
        remember(place.pid, reach, style);
      }
    });
  }

  function drawPoints(places, share) {
    places.forEach(function (place) {
      var marker = put(L.circleMarker([place.lat, place.lng], {
        radius: place.radius * share, color: place.hollow ? place.colour : "#ffffff",
        weight: place.hollow ? 2.5 : 1.2, fillColor: place.colour,
        fillOpacity: place.hollow ? 0.08 : 0.85,
      }), { pid: place.pid }, place.tip);
      marker.wholeRadius = place.radius;
      points.push(marker);
      remember(place.pid, marker, null);
      marker.label = name(place, place.radius, marker.getRadius());
    });
  }

  function name(place, weight, gap) {
    var made = { lat: place.lat, lng: place.lng, text: place.label, weight: weight, gap: gap };
    named.push(made);
    return made;
  }

  function shareAt(zoom) {
    var steps = (zoom - HALF_ZOOM) / (WHOLE_ZOOM - HALF_ZOOM);
    return 0.5 + 0.5 * Math.min(1, Math.max(0, steps));
  }

  function resize(map) {
    var share = shareAt(map.getZoom());
    points.forEach(function (marker) {
      marker.setRadius(marker.wholeRadius * share);
      marker.label.gap = marker.getRadius();
    });
    select(selected);
  }

  // A ring round a point, a stronger edge for an area; nothing else is touched.
  function select(pid) {
    if (ring) { shown.removeLayer(ring); ring = null; }
    (ofPlace[selected] || []).forEach(function (layer) {
      if (layer.plainStyle) layer.setStyle(layer.plainStyle);
      if (layer.onlyChosen) shown.removeLayer(layer);
    });
    selected = pid;
    (ofPlace[pid] || []).forEach(function (layer) {
      if (layer.onlyChosen) { shown.addLayer(layer); layer.bringToBack(); }
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
    if (frontline.drawn) frontline.drawn.selected = pid;
  }

  function drawFront(front) {
    front.areas.forEach(function (area) {
      L.geoJSON(area.geometry, { interactive: false, style: {
        color: area.colour, weight: 0.5, opacity: 0.4, fillColor: area.colour, fillOpacity: 0.17,
      } }).eachLayer(function (layer) { shown.addLayer(layer); });
    });
  }

  // Small and below the line: there are hundreds of them along it.
  function drawFrontDots(front, share) {
    front.dots.forEach(function (dot) {
      var marker = put(L.circleMarker([dot.lat, dot.lng], {
        radius: 3.4 * share, color: "#ffffff", weight: 0.6, fillColor: dot.colour, fillOpacity: 0.9,
      }), { held: [dot.pid] }, dot.tip);
      marker.wholeRadius = 3.4;
      marker.label = name(dot, 1, marker.getRadius());
      points.push(marker);
    });
  }

  function drawFrontLine(front) {
    front.lines.forEach(function (line) { // every white edge below every dark line
      shapes(line.geometry, { color: "#ffffff", weight: 6, opacity: 0.75 * line.opacity },
        { held: line.held }, line.tip);
    });
    front.lines.forEach(function (line) {
      shapes(line.geometry, { color: "#1b1b1b", weight: 3, opacity: line.opacity },
        { held: line.held }, line.tip);
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
    points = [];
    ofPlace = {};
    if (drawing.file) drawFile(drawing.file);
    if (drawing.front) drawFront(drawing.front);
    drawAreas(drawing.areas);
    if (drawing.front) {
      drawFrontDots(drawing.front, shareAt(map.getZoom()));
      drawFrontLine(drawing.front);
    }
    drawPoints(drawing.points, shareAt(map.getZoom()));
    select(selected);
    if (!fitted) {
      fitted = true;
      // Room at the edges for the names beside the outermost points.
      var fit = { animate: false, maxZoom: 8, padding: [60, 40] };
      if (drawing.bounds) map.fitBounds(drawing.bounds, fit);
    }
    frontline.drawLabels(map, named);
    frontline.drawn = {
      points: drawing.points.length, areas: drawing.areas.length, selected: selected,
      lines: drawing.front ? drawing.front.lines.length : 0, withOutlines: areas !== null,
    };
  }

  // A run of another window may drop the drawing for the moment that this one takes to renew it.
  function fetchPatiently(url, waits) {
    return frontline.fetchJson(url).catch(function (error) {
      if (!waits.length || url !== wanted) throw error;
      return new Promise(function (resolve) { window.setTimeout(resolve, waits[0]); })
        .then(function () { return fetchPatiently(url, waits.slice(1)); });
    });
  }

  function fetchDrawing(map, url) {
    if (url === wanted) return;
    wanted = url;
    fetchPatiently(url, FETCH_AGAIN_MS).then(function (got) {
      if (url !== wanted) return; // a newer one is on its way
      drawing = got;
      frontline.tell(map, "places", null);
      draw(map);
    }).catch(function (error) {
      if (url !== wanted) return;
      wanted = null;
      frontline.tell(map, "places", "The places could not be fetched; reload the page.");
      console.warn("places: " + error.message);
    });
  }

  // ---- what Python calls -------------------------------------------------------------------------

  frontline.basemapDrawn = false;
  frontline.drawn = null;

  /** Once a map: basemap, areas, the view of the page's address; home is an ISO code. */
  frontline.start = function (map, files, home) {
    frontline.map = map;
    window.frameElement.setAttribute(
      "aria-label", "Map of places; the list of places beside it chooses the same by keyboard"
    );
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false }).addTo(map);
    var view = frontline.view.inAddress();
    if (view) { map.setView(view.centre, view.zoom, { animate: false }); fitted = true; }
    frontline.view.keepInAddress(map, function () { return fitted; });
    frontline.drawBasemap(map, files, home).catch(function (error) {
      frontline.tell(map, "basemap", "The basemap could not be fetched; reload the page.");
      console.warn("basemap: " + error.message);
    });
    shown = L.featureGroup().addTo(map);
    shown.on("click", function (event) { // at once; the server's answer says the same
      var properties = event.layer.feature && event.layer.feature.properties;
      if (properties && properties.pid) select(properties.pid);
    });
    map.on("zoomend", function () { resize(map); });
    frontline.fetchJson(files.areas).then(function (collection) {
      areas = {};
      collection.features.forEach(function (f) { areas[f.properties.place_id] = f; });
    }).catch(function (error) {
      areas = {}; // every area is then a dashed circle
      console.warn("outlines: " + error.message);
    }).then(function () { draw(map); });
  };

  /** At every run: what to draw, and what to change without drawing. */
  frontline.show = function (url, choice) {
    var map = frontline.map;
    window.feature_group = []; // streamlit-folium keeps every group it ever made otherwise
    fetchDrawing(map, url);
    if (choice.selected !== selected) select(choice.selected);
    frontline.setTiles(map, choice.tiles);
    var number = choice.focus ? choice.focus.number : 0;
    if (choice.focus && focused !== null && number !== focused) {
      map.setView([choice.focus.latitude, choice.focus.longitude], choice.focus.zoom, { animate: false });
    }
    focused = number;
  };
})();
