/* Outlines of areas that texts name: shown on hover and when chosen, or all, shaded by mentions. */
(function (frontline) {
  "use strict";

  const DISTRICTS_FROM = 8; // zoom: districts are shaded instead of regions
  const SHADES = [0.14, 0.24, 0.36, 0.48, 0.6];

  /** `outlines`: address of GeoJSON with `place_id` and `approximate`; fetched when first needed. */
  frontline.addAreas = function (map, { outlines, shaded = false }) {
    const { stage } = frontline;
    const layer = frontline.areas = new AreasLayer(map, outlines);
    layer.sheet.hear((changed) => {
      const { choropleth } = stage.state;
      const asked = ["selected", "hover", "choropleth", "places"].some((name) => changed.has(name));
      const counted = choropleth && ["from", "to", "counts"].some((name) => changed.has(name));
      if (asked || counted) layer.show();
    });
    if (shaded) stage.set({ choropleth: true });
  };

  class AreasLayer {
    constructor(map, address) {
      this.address = address;
      this.shapes = null; // place id -> shape, once fetched
      this.fetching = null;
      this.drawn = "";
      this.sheet = frontline.sheetOf(map);
      this.sheet.add({
        name: "areas", order: 25, draw: (context, view) => this.draw(context, view),
      });
    }

    show() {
      const { selected, hover, choropleth } = frontline.stage.state;
      const outlined = [selected, hover].filter((id) => this.isAreal(id)).join(" ");
      if (!choropleth && outlined === this.drawn) return;
      this.drawn = outlined;
      if (!this.shapes && (choropleth || outlined)) this.fetch();
      this.sheet.dirty("areas");
    }

    isAreal(id) {
      const model = frontline.places && frontline.places.model;
      const place = id && model ? model.place(id) : null;
      return Boolean(place && place.areal);
    }

    fetch() {
      if (this.fetching) return this.fetching;
      this.fetching = frontline.fetchJson(this.address).then((found) => {
        this.shapes = new Map(found.features.map(({ properties, geometry }) => [
          properties.place_id,
          {
            shape: frontline.shape([geometry]), dashed: properties.approximate,
            open: geometry.type.endsWith("LineString"),
          },
        ]));
        this.sheet.dirty("areas");
      }).catch((error) => {
        this.fetching = null;
        frontline.stage.say(frontline.stage.text("map.no_outlines"));
        console.warn(`outlines: ${error.message}`);
      });
      return this.fetching;
    }

    /** Bounds of an area's outline, once it is fetched; null where none is known. */
    async boundsOf(id) {
      if (!this.shapes) await this.fetch();
      const found = this.shapes && this.shapes.get(id);
      if (!found) return null;
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const part of found.shape.parts) {
        for (const side of [0, 1]) box[side] = Math.min(box[side], part.box[side]);
        for (const side of [2, 3]) box[side] = Math.max(box[side], part.box[side]);
      }
      return L.latLngBounds([
        [frontline.latitudeOf(box[3]), box[0] * 360 - 180],
        [frontline.latitudeOf(box[1]), box[2] * 360 - 180],
      ]);
    }

    draw(context, view) {
      frontline.wipe(context, view);
      const { selected, hover, choropleth } = frontline.stage.state;
      if (choropleth) this.shade(context, view);
      if (hover !== selected) this.outline(context, view, hover, 1.6, 0.05);
      this.outline(context, view, selected, 2.4, 0.1);
    }

    outline(context, view, id, width, fill) {
      if (!this.isAreal(id)) return;
      const { accent } = frontline.theme.colours;
      const found = this.shapes && this.shapes.get(id);
      const path = new Path2D();
      if (found) frontline.trace(path, found.shape, view);
      else if (this.shapes) this.circle(path, view, id);
      else return;
      context.fillStyle = context.strokeStyle = accent;
      if (!found || !found.open) {
        context.globalAlpha = fill;
        context.fill(path, "evenodd");
      }
      context.globalAlpha = 1;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.setLineDash(!found || found.dashed ? [6, 5] : []);
      context.stroke(path);
      context.setLineDash([]);
    }

    /** Only a reach is known: a dashed circle, so that it does not pose as a border. */
    circle(path, view, id) {
      const { lat, lon, reach_m: reach } = frontline.places.model.place(id);
      const pixels = (reach / (40_075_016.686 * Math.cos((lat * Math.PI) / 180))) * view.scale;
      const x = frontline.worldX(lon) * view.scale - view.left;
      const y = frontline.worldY(lat) * view.scale - view.top;
      path.arc(x, y, Math.max(6, pixels), 0, 7);
    }

    /** Regions, or from nearer by districts, shaded by their own mentions in the chosen days. */
    shade(context, view) {
      const { places } = frontline;
      if (!this.shapes || !places || !places.model) return;
      const kind = view.zoom < DISTRICTS_FROM ? "region" : "district";
      const counted = [];
      for (const [id, { shape, open }] of this.shapes) {
        const place = places.model.place(id);
        if (!place || place.kind !== kind || open) continue;
        const mentions = places.mentions(id);
        if (mentions) counted.push({ shape, mentions });
      }
      counted.sort((one, other) => one.mentions - other.mentions);
      context.fillStyle = frontline.theme.colours.place;
      counted.forEach(({ shape }, n) => { // as many areas in each shade
        const path = new Path2D();
        frontline.trace(path, shape, view);
        context.globalAlpha = SHADES[Math.floor((n * SHADES.length) / counted.length)];
        context.fill(path, "evenodd");
      });
      context.globalAlpha = 1;
    }
  }
})(window.frontline = window.frontline || {});
