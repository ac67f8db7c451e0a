/* Draws the places that are named in the chosen days, and says which lies under a pointer.
 *
 * Places whose dots would lie under one another at this zoom are added up into one dot, which
 * stands at the one of them that is named most and bears its sign. Only places in view are counted.
 */
(function (frontline) {
  "use strict";

  const JOINED = [[7, 9], [9, 8], [11, 6], [99, 3]]; // below a zoom: join within so many pixels
  const SIZES = 64; // of radii, in half pixels

  /** `places`, `counts`: addresses of packs of a saved map; the page sends its own. */
  frontline.addPlaces = function (map, { places = null, counts = null, first = null, last = null }) {
    const stage = frontline.stage;
    const layer = frontline.places = new PlacesLayer(map);
    layer.sheet.hear((changed) => {
      if (["places", "counts"].some((name) => changed.has(name))) layer.take(stage.packs);
      if (changed.has("exact")) layer.takeExact(stage.packs.exact);
      if (["from", "to"].some((name) => changed.has(name))) layer.changed();
      if (["selected", "lit", "hover"].some((name) => changed.has(name))) {
        layer.sheet.dirty("marks");
        if (!changed.has("hover") || changed.size > 1) layer.labels.soon();
      }
    });
    frontline.addPointer(map);
    if (places) {
      frontline.ownPack("places", places, { from: frontline.day(first), to: frontline.day(last) });
      frontline.ownPack("counts", counts);
    } else {
      layer.take(stage.packs);
    }
  };

  class PlacesLayer {
    constructor(map) {
      this.map = map;
      this.model = null;
      this.counted = null;
      this.sprites = null;
      this.view = null;
      this.dots = 0; // drawn now; their places, sums, positions, radii follow
      this.sheet = frontline.sheetOf(map);
      this.sheet.add({
        name: "dots", order: 40, project: (view) => this.project(view),
        draw: (context, view) => this.draw(context, view),
      });
      this.marks = new frontline.Marks(this);
      this.labels = frontline.namesOf(map);
      this.labels.places = this;
      this.sheet.hearTheme(() => (this.sprites = null));
    }

    take({ places, counts }) {
      // A new places pack comes with new counts; until both are here the last ones stay.
      if (!places || !counts || counts.head.places !== places.head.ids.length) return;
      this.model = new frontline.PlaceDays(places, counts);
      this.counted = null;
      const { n, areal } = this.model;
      this.worldX = new Float64Array(n);
      this.worldY = new Float64Array(n);
      const index = (k) => counts.place[k];
      for (let k = 0; k < n; k++) {
        this.worldX[k] = frontline.worldX(places.lon[index(k)]);
        this.worldY[k] = frontline.worldY(places.lat[index(k)]);
      }
      const { total } = this.model;
      this.ranked = Uint32Array.from({ length: n }, (_, k) => k)
        .filter((k) => !areal[places.kind[index(k)]])
        .sort((a, b) => total[b] - total[a] || a - b);
      this.sheet.renew("dots");
      this.sheet.dirty("marks");
      this.labels.soon();
    }

    takeExact(pack) {
      const { chosen } = frontline.stage.info; // the range that Python was told of
      this.counted = pack && {
        from: frontline.day(chosen.from), to: frontline.day(chosen.to),
        mentions: new Map([...pack.place].map((index, n) => [index, pack.mentions[n]])),
      };
      this.changed();
    }

    /** Exact mentions in the range by index of place, where the pack of counts has only weeks.
     *
     * Null where it has days, and until the server has counted the range that is shown.
     */
    get exact() {
      const { from, to } = frontline.stage.state;
      const { counted } = this;
      return counted && counted.from === from && counted.to === to ? counted.mentions : null;
    }

    changed() {
      this.sheet.dirty("dots", "marks");
      this.labels.soon();
    }

    /** Which places are in view, and which of them share a dot. */
    project(view) {
      this.view = view;
      if (!this.model) return;
      const { scale, left, top, width, height } = view;
      const { ranked, worldX, worldY } = this;
      const near = JOINED.find(([zoom]) => view.zoom < zoom)[1];
      const columns = Math.ceil(width / near) + 3;
      const first = new Int32Array(columns * (Math.ceil(height / near) + 3)).fill(-1);
      const most = ranked.length;
      const next = new Int32Array(most), binX = new Float32Array(most), binY = new Float32Array(most);
      const seen = new Uint32Array(most), bin = new Uint32Array(most);
      const xs = new Float32Array(most), ys = new Float32Array(most);
      let count = 0, bins = 0;
      for (let rank = 0; rank < most; rank++) {
        const k = ranked[rank];
        const x = worldX[k] * scale - left, y = worldY[k] * scale - top;
        if (x < 0 || y < 0 || x > width || y > height) continue;
        const cell = (Math.floor(y / near) + 1) * columns + Math.floor(x / near) + 1;
        let found = -1;
        for (let row = cell - columns; row <= cell + columns && found < 0; row += columns) {
          for (let c = row - 1; c <= row + 1 && found < 0; c++) {
            found = first[c];
            while (found >= 0 && (binX[found] - x) ** 2 + (binY[found] - y) ** 2 >= near * near) {
              found = next[found];
            }
          }
        }
        if (found < 0) {
          found = bins++;
          binX[found] = x;
          binY[found] = y;
          next[found] = first[cell];
          first[cell] = found;
        }
        seen[count] = k;
        bin[count] = found;
        xs[count] = x;
        ys[count] = y;
        count += 1;
      }
      this.seen = seen.subarray(0, count);
      this.bin = bin.subarray(0, count);
      this.x = xs.subarray(0, count);
      this.y = ys.subarray(0, count);
      this.sums = new Uint32Array(bins);
      this.most = new Uint32Array(bins); // mentions of the most named place of a bin
      this.best = new Uint32Array(bins); // and its number in `seen`
      this.dotBin = new Uint32Array(bins);
      this.dotRadius = new Uint8Array(bins);
      this.labels.soon();
    }

    /** Add up the mentions of the chosen days, by bin. */
    add() {
      const { from, to } = frontline.stage.state;
      const { model, seen, bin, sums, most, best, exact } = this;
      const everything = from === null && to === null;
      const [first, last] = model.rows(from, to);
      sums.fill(0);
      most.fill(0);
      const place = model.counts.place;
      for (let n = 0; n < seen.length; n++) {
        const k = seen[n];
        const count = exact ? exact.get(place[k]) || 0
          : everything ? model.total[k] : model.countRows(k, first, last);
        if (!count) continue;
        const b = bin[n];
        sums[b] += count;
        if (count > most[b]) {
          most[b] = count;
          best[b] = n;
        }
      }
    }

    draw(context, view) {
      this.dots = 0;
      if (!this.model || !this.seen) return frontline.wipe(context, view);
      this.add();
      const { sums, dotBin, dotRadius } = this;
      const bySize = new Uint32Array(SIZES + 1);
      for (let b = 0; b < sums.length; b++) {
        if (!sums[b]) continue;
        dotRadius[b] = Math.min(SIZES - 1, Math.round(2 * frontline.radius(sums[b], view.zoom)));
        bySize[dotRadius[b]] += 1;
        this.dots += 1;
      }
      for (let size = SIZES - 1, at = 0; size >= 0; size--) { // large ones first, small ones on top
        const here = bySize[size];
        bySize[size] = at;
        at += here;
      }
      for (let b = 0; b < sums.length; b++) if (sums[b]) dotBin[bySize[dotRadius[b]]++] = b;
      this.paint(context, view);
    }

    paint(context, view) {
      const { width, height } = context.canvas;
      const { ratio } = view;
      if (!this.sprites || this.sprites.ratio !== ratio) this.sprites = new frontline.Sprites(ratio);
      if (!this.picture || this.picture.width !== width || this.picture.height !== height) {
        this.picture = new frontline.Picture(width, height);
      }
      this.picture.clear();
      const { best, x, y, dotBin, dotRadius } = this;
      for (let n = 0; n < this.dots; n++) {
        const b = dotBin[n], at = best[b];
        const { shape, hollow, halo } = this.look(this.seen[at]);
        this.picture.put(
          this.sprites.get(shape, hollow, halo, dotRadius[b]), x[at] * ratio, y[at] * ratio
        );
      }
      this.picture.flush(context);
    }

    /** Shape, hollow and halo of place `k` in the chosen days. */
    look(k) {
      const { places, counts } = this.model;
      const index = counts.place[k];
      const { from, to } = frontline.stage.state;
      const bounds = frontline.stage.bounds;
      let halo = 0;
      if (from !== null && (!bounds || from > bounds.first)) {
        const first = this.model.firstMention(k);
        halo = first !== null && first >= from && (to === null || first <= to) ? 1 : 0;
      }
      return {
        shape: frontline.SHAPES[places.head.kinds[places.kind[index]]],
        hollow: places.prec[index] > 1 ? 1 : 0, halo,
      };
    }

    // ---- what is asked ------------------------------------------------------------------------

    /** Mentions of a place in the chosen days, by its id. */
    mentions(id) {
      if (!this.model) return 0;
      const index = this.model.indexOf.get(id), k = this.model.positionOf.get(index);
      if (k === undefined) return 0;
      if (this.exact) return this.exact.get(index) || 0;
      const { from, to } = frontline.stage.state;
      return this.model.count(k, from, to);
    }

    /** The places whose dot lies within `reach` pixels of a place of the map, most named first.
     *
     * `[{ id, mentions }]`; the open article's places win over others. Empty: there is none.
     */
    at(latlng, reach) {
      if (!this.model || !this.view) return [];
      const { scale, left, top } = this.view;
      const px = frontline.worldX(latlng.lng) * scale - left;
      const py = frontline.worldY(latlng.lat) * scale - top;
      const lit = this.marks.at(px, py, reach);
      if (lit) return [{ id: lit, mentions: this.mentions(lit) }];
      let found = -1, least = 1;
      for (let n = 0; n < this.dots; n++) {
        const b = this.dotBin[n], at = this.best[b];
        const away = Math.hypot(this.x[at] - px, this.y[at] - py) / (this.dotRadius[b] / 2 + reach);
        if (away <= least) {
          least = away;
          found = b;
        }
      }
      return found < 0 ? [] : this.within(found);
    }

    within(b) {
      const { head } = this.model.places;
      const found = [];
      for (let n = 0; n < this.seen.length; n++) {
        if (this.bin[n] !== b) continue;
        const id = head.ids[this.model.counts.place[this.seen[n]]];
        const mentions = this.mentions(id);
        if (mentions) found.push({ id, mentions });
      }
      return found.sort((one, other) => other.mentions - one.mentions);
    }

    /** Position on the sheet and radius, in CSS pixels, of a place by its id; null: not a point. */
    spot(id) {
      const place = this.model && this.model.place(id);
      if (!place || place.areal || !this.view) return null;
      const { scale, left, top, zoom } = this.view;
      return {
        place, mentions: this.mentions(id),
        x: frontline.worldX(place.lon) * scale - left,
        y: frontline.worldY(place.lat) * scale - top,
        radius: frontline.radius(this.mentions(id), zoom),
      };
    }
  }
})(window.frontline = window.frontline || {});
