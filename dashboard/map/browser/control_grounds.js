/* How much the front line rests on: how old and how far the evidence for either side of it is.
 *
 * Each side of a stretch rests on the nearest settlement that evidence settles for the same holder.
 * A stretch is as old as the newest change that it rests on, and as far as the farther side.
 */
(function (frontline) {
  "use strict";

  const FRESH_DAYS = 180, OLD_DAYS = 730;
  const NEAR_KM = 8, FAR_KM = 40;
  const KM = 111.2; // a degree of latitude
  const NEAREST = 24; // settlements looked at for one that is held alike

  class Grounds {
    constructor(pack) {
      const { said, said_point: points } = pack;
      this.pack = pack;
      this.points = points.length / 2;
      this.startOf = new Uint32Array(this.points + 1);
      for (let n = 0; n < said.length / 3; n++) this.startOf[said[3 * n + 1] + 1] += 1;
      for (let p = 0; p < this.points; p++) this.startOf[p + 1] += this.startOf[p];
      this.near = new Map(); // cell -> nearest settlements, by distance
    }

    /** 0 where evidence is new and near, 1 where it is old or far; `day` counts as the pack's. */
    weakness(arc, holder, day) {
      const { arcs } = this.pack;
      let newest = -Infinity, apart = 0;
      for (const cell of [arcs[4 * arc + 2], arcs[4 * arc + 3]]) {
        if (Number.isNaN(this.pack.cell_point[2 * cell])) continue; // ground that never changes
        const found = this.restsOn(cell, holder[cell], day);
        if (!found) return 1;
        newest = Math.max(newest, found.since);
        apart = Math.max(apart, found.km);
      }
      const age = (day - newest - FRESH_DAYS) / (OLD_DAYS - FRESH_DAYS);
      const far = (apart - NEAR_KM) / (FAR_KM - NEAR_KM);
      return Math.min(1, Math.max(0, age, far));
    }

    /** The nearest settlement that evidence gives to `code` on the day: since when, how far. */
    restsOn(cell, code, day) {
      for (const { point, km } of this.nearest(cell)) {
        const row = this.rowOn(point, day);
        if (row !== null && this.pack.said[3 * row + 2] === code) {
          return { since: this.pack.said[3 * row], km };
        }
      }
      return null;
    }

    /** The last row of a settlement up to a day. */
    rowOn(point, day) {
      const { said } = this.pack;
      let low = this.startOf[point], high = this.startOf[point + 1];
      const first = low;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (said[3 * middle] <= day) low = middle + 1;
        else high = middle;
      }
      return low > first ? low - 1 : null;
    }

    nearest(cell) {
      if (!this.near.has(cell)) {
        const { cell_point: middle, said_point: points } = this.pack;
        const [lon, lat] = [middle[2 * cell], middle[2 * cell + 1]];
        const narrow = Math.cos((lat * Math.PI) / 180);
        const found = []; // by distance; kept short while all are looked at
        for (let point = 0; point < this.points; point++) {
          const dx = (points[2 * point] - lon) * narrow, dy = points[2 * point + 1] - lat;
          const square = dx * dx + dy * dy;
          if (found.length === NEAREST && square >= found[NEAREST - 1].square) continue;
          let at = Math.min(found.length, NEAREST - 1);
          while (at > 0 && found[at - 1].square > square) {
            found[at] = found[at - 1];
            at -= 1;
          }
          found[at] = { point, square, km: Math.sqrt(square) * KM };
        }
        this.near.set(cell, found);
      }
      return this.near.get(cell);
    }
  }

  frontline.Grounds = Grounds;
})(window.frontline = window.frontline || {});
