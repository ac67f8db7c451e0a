/* Keeps the view (zoom, centre) in the page's own address: #map=zoom/lat/lng, degrees.
 *
 * The view is the browser's alone: Python neither sets nor learns it.
 */
(function () {
  "use strict";

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

  function keepViewInAddress(map, isSet) {
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
      if (!isSet()) return; // until places or an address have set a view there is none to keep
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

  window.frontline = window.frontline || {};
  window.frontline.view = { inAddress: viewFromAddress, keepInAddress: keepViewInAddress };
})();
