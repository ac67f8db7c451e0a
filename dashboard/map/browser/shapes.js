/* Outlines of GeoJSON as flat numbers, and how they are traced on a canvas.
 *
 * Positions are projected to the Web Mercator square once; a view then costs a multiplication a
 * corner. What lies outside of the view or within half a pixel of the last corner is left out.
 */
(function (frontline) {
  "use strict";

  const LEAST_STEP = 0.6; // CSS pixels
  const OUTSIDE = 40; // CSS pixels beyond the sheet; lines are no wider

  /** Every ring or line of the geometries: `{ at: Float64Array(2n), parts: [{begin, end, box}] }`. */
  frontline.shape = function (geometries) {
    const rings = [];
    for (const geometry of geometries) collect(geometry.type, geometry.coordinates, rings);
    const at = new Float64Array(2 * rings.reduce((sum, ring) => sum + ring.length, 0));
    const parts = [];
    let n = 0;
    for (const ring of rings) {
      const begin = n, box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [lon, lat] of ring) {
        const x = at[2 * n] = frontline.worldX(lon);
        const y = at[2 * n + 1] = frontline.worldY(Math.max(-85, Math.min(85, lat)));
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
        n += 1;
      }
      parts.push({ begin, end: n, box });
    }
    return { at, parts };
  };

  function collect(type, coordinates, rings) {
    if (type === "LineString") rings.push(coordinates);
    else if (type === "Polygon" || type === "MultiLineString") rings.push(...coordinates);
    else if (type === "MultiPolygon") for (const polygon of coordinates) rings.push(...polygon);
  }

  /** Add what of a shape is in view to a path (a context or a Path2D). */
  frontline.trace = function (path, shape, view) {
    const { scale, left, top, width, height } = view;
    const { at } = shape;
    for (const { begin, end, box } of shape.parts) {
      if (box[0] * scale - left > width + OUTSIDE || box[2] * scale - left < -OUTSIDE ||
          box[1] * scale - top > height + OUTSIDE || box[3] * scale - top < -OUTSIDE) continue;
      let x0 = at[2 * begin] * scale - left, y0 = at[2 * begin + 1] * scale - top;
      let sides = outside(x0, y0, width, height), skipped = false, x = x0, y = y0;
      path.moveTo(x0, y0);
      for (let n = begin + 1; n < end; n++) {
        const nextX = at[2 * n] * scale - left, nextY = at[2 * n + 1] * scale - top;
        const next = outside(nextX, nextY, width, height);
        if (sides & next) { // both ends beyond the same edge: nothing of it is seen
          sides &= next;
          skipped = true;
        } else {
          if (skipped) path.lineTo(x, y);
          const short = !skipped && n < end - 1 &&
            Math.abs(nextX - x0) < LEAST_STEP && Math.abs(nextY - y0) < LEAST_STEP;
          skipped = false;
          sides = next;
          if (!short) {
            path.lineTo(nextX, nextY);
            x0 = nextX; y0 = nextY;
          }
        }
        x = nextX; y = nextY;
      }
      if (skipped) path.lineTo(x, y);
    }
  };

  function outside(x, y, width, height) {
    return (x < -OUTSIDE ? 1 : x > width + OUTSIDE ? 2 : 0) |
      (y < -OUTSIDE ? 4 : y > height + OUTSIDE ? 8 : 0);
  }

  /** JSON at an address; gzipped where a saved map carries it. */
  frontline.fetchJson = async function (url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url.slice(0, 80)} answered ${answer.status}`);
    const packed = url.startsWith("data:application/gzip");
    return (packed ? frontline.gunzip(answer.body) : answer).json();
  };
})(window.frontline = window.frontline || {});
