/* Where cells and arcs of the pack of control lie, projected once a view. */
(function (frontline) {
  "use strict";

  const OUTSIDE = 30; // CSS pixels
  const BESIDE = 5e-6; // of the world's width: 130 m at 49 degrees north

  class Mesh {
    constructor(pack) {
      this.pack = pack;
      const { vertices, ring_start: starts, ring_vertex: corners, cell_start: rings, arcs } = pack;
      const count = vertices.length / 2;
      this.worldX = new Float64Array(count);
      this.worldY = new Float64Array(count);
      for (let n = 0; n < count; n++) {
        this.worldX[n] = frontline.worldX(vertices[2 * n]);
        this.worldY[n] = frontline.worldY(vertices[2 * n + 1]);
      }
      this.x = new Float32Array(count);
      this.y = new Float32Array(count);
      this.at = new Float64Array(2 * corners.length + 2 * starts.length);
      this.shapes = [];
      let n = 0;
      for (let cell = 0; cell < rings.length - 1; cell++) {
        const parts = [];
        for (let ring = rings[cell]; ring < rings[cell + 1]; ring++) {
          const begin = n, box = [Infinity, Infinity, -Infinity, -Infinity];
          for (let k = starts[ring]; k <= starts[ring + 1]; k++) { // closed: the first corner again
            const vertex = corners[k < starts[ring + 1] ? k : starts[ring]];
            const x = this.at[2 * n] = this.worldX[vertex];
            const y = this.at[2 * n + 1] = this.worldY[vertex];
            if (x < box[0]) box[0] = x;
            if (y < box[1]) box[1] = y;
            if (x > box[2]) box[2] = x;
            if (y > box[3]) box[3] = y;
            n += 1;
          }
          parts.push({ begin, end: n, box });
        }
        this.shapes.push({ at: this.at, parts });
      }
      this.beside = this.shapes.map(() => []);
      for (let arc = 0; arc < arcs.length / 4; arc++) {
        this.beside[arcs[4 * arc + 2]].push(arcs[4 * arc + 3]);
        this.beside[arcs[4 * arc + 3]].push(arcs[4 * arc + 2]);
      }
      this.onLand = new Uint8Array(arcs.length / 4); // 0 not yet known, 1 yes, 2 no
      this.degree = new Uint8Array(count);
      this.ends = new Int32Array(3 * count); // of rounded lines: the other ends at each vertex
      this.view = null;
    }

    project(view) {
      this.view = view;
      const { scale, left, top, width, height } = view;
      for (let n = 0; n < this.x.length; n++) {
        this.x[n] = this.worldX[n] * scale - left;
        this.y[n] = this.worldY[n] * scale - top;
      }
      this.cellsInView = [];
      for (let cell = 0; cell < this.shapes.length; cell++) {
        if (this.isInView(cell)) this.cellsInView.push(cell);
      }
      const inside = (n) => this.x[n] > -OUTSIDE && this.y[n] > -OUTSIDE &&
        this.x[n] < width + OUTSIDE && this.y[n] < height + OUTSIDE;
      const { arcs } = this.pack;
      this.arcsInView = [];
      for (let arc = 0; arc < arcs.length / 4; arc++) {
        if (inside(arcs[4 * arc]) || inside(arcs[4 * arc + 1])) this.arcsInView.push(arc);
      }
    }

    shapeOf(cell) { return this.shapes[cell]; }

    isInView(cell) {
      const { scale, left, top, width, height } = this.view;
      return this.shapes[cell].parts.some(({ box }) =>
        box[2] * scale - left > -OUTSIDE && box[0] * scale - left < width + OUTSIDE &&
        box[3] * scale - top > -OUTSIDE && box[1] * scale - top < height + OUTSIDE);
    }

    /** The cells and all that lie beside them, those in view. */
    withNeighbours(cells) {
      const found = new Set(cells);
      for (const cell of cells) for (const other of this.beside[cell]) found.add(other);
      return [...found].filter((cell) => this.isInView(cell));
    }

    /** Trace arcs on a path; where two meet, their corner is rounded. */
    traceRounded(path, chosen) {
      const { x, y, degree, ends } = this;
      const { arcs } = this.pack;
      const met = [];
      const note = (vertex, other) => {
        if (!degree[vertex]) met.push(vertex);
        if (degree[vertex] < 3) ends[3 * vertex + degree[vertex]++] = other;
      };
      for (const arc of chosen) {
        note(arcs[4 * arc], arcs[4 * arc + 1]);
        note(arcs[4 * arc + 1], arcs[4 * arc]);
      }
      for (const vertex of met) {
        const middle = (n) => ends[3 * vertex + n];
        const [cx, cy] = [x[vertex], y[vertex]];
        if (degree[vertex] === 2) {
          const [one, other] = [middle(0), middle(1)];
          path.moveTo((x[one] + cx) / 2, (y[one] + cy) / 2);
          path.quadraticCurveTo(cx, cy, (x[other] + cx) / 2, (y[other] + cy) / 2);
        } else {
          for (let n = 0; n < degree[vertex]; n++) {
            path.moveTo((x[middle(n)] + cx) / 2, (y[middle(n)] + cy) / 2);
            path.lineTo(cx, cy);
          }
        }
        degree[vertex] = 0;
      }
    }

    /** The one of `chosen` arcs that is nearest to a world position; null beyond `reach` pixels. */
    nearestArc(chosen, worldX, worldY, reach) {
      const { arcs } = this.pack;
      const px = worldX * this.view.scale - this.view.left;
      const py = worldY * this.view.scale - this.view.top;
      let best = null, least = reach * reach;
      for (const arc of chosen) {
        const [a, b] = [arcs[4 * arc], arcs[4 * arc + 1]];
        const dx = this.x[b] - this.x[a], dy = this.y[b] - this.y[a];
        const along = ((px - this.x[a]) * dx + (py - this.y[a]) * dy) / (dx * dx + dy * dy || 1);
        const share = Math.max(0, Math.min(1, along));
        const away = (px - this.x[a] - share * dx) ** 2 + (py - this.y[a] - share * dy) ** 2;
        if (away < least) {
          least = away;
          best = arc;
        }
      }
      return best;
    }

    /** Whether an arc runs through ground: cells end at the coast, and arcs between them do not. */
    isOnLand(arc) {
      if (this.onLand[arc] === 0) this.onLand[arc] = this.touchesGround(arc) ? 1 : 2;
      return this.onLand[arc] === 1;
    }

    touchesGround(arc) {
      const [a, b, one, other] = this.pack.arcs.subarray(4 * arc, 4 * arc + 4);
      const { worldX, worldY } = this;
      const dx = worldX[b] - worldX[a], dy = worldY[b] - worldY[a];
      const length = Math.hypot(dx, dy) || 1;
      const x = (worldX[a] + worldX[b]) / 2, y = (worldY[a] + worldY[b]) / 2;
      return [BESIDE, -BESIDE].some((away) => {
        const [px, py] = [x - (dy / length) * away, y + (dx / length) * away];
        return this.contains(one, px, py) || this.contains(other, px, py);
      });
    }

    contains(cell, worldX, worldY) {
      let inside = false;
      for (const { begin, end, box } of this.shapes[cell].parts) {
        if (worldX < box[0] || worldX > box[2] || worldY < box[1] || worldY > box[3]) continue;
        for (let n = begin; n < end - 1; n++) {
          const x1 = this.at[2 * n], y1 = this.at[2 * n + 1];
          const x2 = this.at[2 * n + 2], y2 = this.at[2 * n + 3];
          if ((y1 > worldY) !== (y2 > worldY) &&
              worldX < ((x2 - x1) * (worldY - y1)) / (y2 - y1) + x1) inside = !inside;
        }
      }
      return inside;
    }

    /** The cell round a world position, or null. */
    cellAt(worldX, worldY) {
      for (let cell = 0; cell < this.shapes.length; cell++) {
        if (this.contains(cell, worldX, worldY)) return cell;
      }
      return null;
    }
  }

  frontline.Mesh = Mesh;
})(window.frontline = window.frontline || {});
