/* The sheet: a stack of canvases over a Leaflet map, drawn at most once a frame.
 *
 * All canvases of a map show the same piece of the world, a margin larger than the map, so that a
 * short drag needs no drawing. A layer is `{ name, order, project(view), draw(context, view) }`:
 * `project` comes once a view (zoom, place, size), `draw` whenever the layer is dirty. Positions
 * of a view: `x = worldX * view.scale - view.left` in CSS pixels from the sheet's corner, with
 * world positions 0..1 of the Web Mercator square.
 */
(function (frontline) {
  "use strict";

  const MARGIN = 96;
  const MOST_RATIO = 3;
  const sheets = new WeakMap();

  /** Milliseconds of script of the newest drawing: in all, and by layer. */
  frontline.timings = { last: 0, layers: {}, frames: 0 };
  frontline.worldX = (lon) => (lon + 180) / 360;
  frontline.worldY = (lat) =>
    0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  frontline.latitudeOf = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

  class Sheet {
    constructor(map) {
      this.map = map;
      this.layers = [];
      this.view = null;
      this.frame = 0;
      const pane = map.createPane("frontline");
      pane.style.zIndex = 250;
      pane.style.pointerEvents = "none";
      this.box = L.DomUtil.create("div", "fl-sheet leaflet-zoom-animated", pane);
      map.on("moveend resize viewreset", this.look, this);
      map.on("move", this.follow, this);
      map.on("zoom", () => this.stretch(map.getCenter(), map.getZoom()));
      map.on("zoomanim", (event) => this.stretch(event.center, event.zoom));
      this.hearTheme(() => this.dirty());
      this.look();
    }

    /** Listen to the stage for as long as the map lives. */
    hear(listener) { this.map.on("unload", frontline.stage.on(listener)); }

    /** Listen to the theme for as long as the map lives. */
    hearTheme(listener) { this.map.on("unload", frontline.theme.on(listener)); }

    /** Put a layer on its canvas; a higher `order` lies above. */
    add(layer) {
      const canvas = L.DomUtil.create("canvas", `fl-${layer.name}`);
      const held = { layer, canvas, context: canvas.getContext("2d"), dirty: true, seen: 0 };
      const above = this.layers.findIndex((other) => other.layer.order > layer.order);
      this.layers.splice(above < 0 ? this.layers.length : above, 0, held);
      this.box.insertBefore(canvas, above < 0 ? null : this.layers[above + 1].canvas);
      this.request();
      return held;
    }

    /** Have layers drawn in the next frame: those named, or all. */
    dirty(...names) {
      for (const held of this.layers) {
        if (!names.length || names.includes(held.layer.name)) held.dirty = true;
      }
      this.request();
    }

    /** Have a layer project again, because what it shows is another. */
    renew(name) {
      for (const held of this.layers) if (held.layer.name === name) held.seen = 0;
      this.request();
    }

    request() {
      if (!this.frame) this.frame = requestAnimationFrame(() => this.draw());
    }

    /** Look at what the map shows now; everything is projected and drawn again. */
    look() {
      const map = this.map;
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const corner = map.containerPointToLayerPoint([-MARGIN, -MARGIN]);
      const origin = map.getPixelOrigin().add(corner);
      const zoom = map.getZoom();
      const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
      const width = size.x + 2 * MARGIN, height = size.y + 2 * MARGIN;
      const last = this.view;
      L.DomUtil.setTransform(this.box, corner, 1);
      if (last && last.zoom === zoom && last.left === origin.x && last.top === origin.y &&
          last.width === width && last.height === height && last.ratio === ratio) return;
      this.view = {
        number: (last ? last.number : 0) + 1, zoom, scale: 256 * 2 ** zoom, ratio,
        left: origin.x, top: origin.y, width, height, margin: MARGIN,
      };
      this.request();
    }

    /** While the map is dragged: look again once it shows what no canvas holds. */
    follow() {
      if (!this.view || this.map.getZoom() !== this.view.zoom) return;
      const shown = this.map.getPixelBounds().min;
      const away = Math.max(
        Math.abs(shown.x - this.view.left - MARGIN), Math.abs(shown.y - this.view.top - MARGIN)
      );
      if (away > MARGIN) this.look();
    }

    /** While the map zooms: the old picture, stretched. */
    stretch(centre, zoom) {
      const { map, view } = this;
      if (!view) return;
      const scale = map.getZoomScale(zoom, view.zoom);
      const half = map.getSize().divideBy(2);
      const pane = L.DomUtil.getPosition(map.getPane("mapPane"));
      const origin = map.project(centre, zoom).subtract(half).add(pane).round();
      const corner = L.point(view.left, view.top).multiplyBy(scale).subtract(origin);
      L.DomUtil.setTransform(this.box, corner, scale);
    }

    /** Draw what is dirty, now. */
    draw() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      const { view } = this;
      if (!view) return;
      const begin = performance.now();
      const layers = {};
      for (const held of this.layers) {
        const start = performance.now();
        if (held.seen !== view.number) this.fit(held, view);
        if (!held.dirty) continue;
        held.dirty = false;
        held.layer.draw(held.context, view, held.canvas);
        layers[held.layer.name] = performance.now() - start;
      }
      const timings = frontline.timings;
      timings.last = performance.now() - begin;
      timings.layers = layers;
      timings.frames += 1;
      this.map.fire("frontline:drawn");
    }

    fit(held, view) {
      const { canvas, layer } = held;
      const width = Math.round(view.width * view.ratio);
      const height = Math.round(view.height * view.ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${view.width}px`;
        canvas.style.height = `${view.height}px`;
      }
      held.seen = view.number;
      held.dirty = true;
      if (layer.project) layer.project(view);
    }
  }

  /** The sheet of a map; made at the first call. */
  frontline.sheetOf = function (map) {
    if (!sheets.has(map)) {
      const { stage } = frontline;
      stage.root = stage.root || map.getContainer(); // a saved map has no page round it
      stage.map = stage.map || map;
      frontline.theme.watch(map.getContainer());
      sheets.set(map, new Sheet(map));
    }
    return sheets.get(map);
  };

  /** Empty a canvas and set it to CSS pixels. */
  frontline.wipe = function (context, view) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  };
})(window.frontline = window.frontline || {});
