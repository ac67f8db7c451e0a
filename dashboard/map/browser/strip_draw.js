/* Draws the strip of time on a canvas.
 *
 * Everything is painted twice, once as it looks outside the range and once inside. A step of the
 * range then only cuts the second picture out of its canvas, which takes well under a millisecond.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const PAD = 14; // px left and right of the first and last day, for the handles
  const LANE = 17, TICKS = 7, AXIS = 16; // px high; the bars have the rest
  const HEADROOM = 0.94; // of the bars' height for the highest bar
  const HATCH = 5; // px between hatching lines
  const COLOURS = { // of the page, and of the strip alone
    ink: "ink", dim: "dim", line: "line", accent: "accent",
    bar: "strip-bar", range: "strip-range", hatch: "strip-hatch", change: "strip-change",
  };
  const SERIES = 5;
  const OUTSIDE_ALPHA = 0.38; // of stacked bars outside the range
  const FAINTEST_TICK = 0.35;

  /** Where things lie on a plot of this size, in pixels. */
  strip.shape = function (width, height, view) {
    const scale = (width - 2 * PAD) / (view.end - view.start);
    const base = height - AXIS - TICKS;
    return {
      width, height, scale, top: LANE, base, ticks: base + 1, axis: height - AXIS,
      inner: width - 2 * PAD,
      x: (day) => PAD + (day - view.start) * scale,
      /** The day under a pixel, with its fraction. */
      day: (x) => view.start + (x - PAD) / scale,
    };
  };

  /** The colours of the strip's style sheet in the theme of now. */
  strip.look = function (host) {
    const probe = document.createElement("i");
    probe.hidden = true;
    host.append(probe);
    const colour = (name) => {
      probe.style.color = `var(--fl-${name})`;
      return getComputedStyle(probe).color;
    };
    const look = Object.fromEntries(
      Object.entries(COLOURS).map(([name, property]) => [name, colour(property)]),
    );
    look.series = Array.from({ length: SERIES }, (_, i) => colour(`strip-series-${i + 1}`));
    look.font = getComputedStyle(host).fontFamily;
    probe.remove();
    return look;
  };

  /** Both pictures of a scene, on the canvases of `old` where they fit. `marks` are runs of days
   * with changes: { from, to, share }.
   */
  strip.layers = function (scene, labels, marks, look, shape, ratio, old) {
    const wide = Math.round(shape.width * ratio), high = Math.round(shape.height * ratio);
    const paint = (inside) => {
      const kept = old && (inside ? old.inside : old.outside);
      const canvas = kept || document.createElement("canvas");
      const ctx = canvas.getContext("2d");
      if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, shape.width, shape.height);
      paintGround(ctx, scene, look, shape, inside);
      paintBars(ctx, scene, look, shape, inside, ratio);
      paintMarks(ctx, marks, look, shape);
      paintAxis(ctx, labels, look, shape);
      return canvas;
    };
    return { outside: paint(false), inside: paint(true), ratio };
  };

  /** The pictures put together, for a range between two pixels. */
  strip.compose = function (ctx, { outside, inside, ratio }, left, right) {
    const { width, height } = outside;
    const a = Math.max(0, Math.round(left * ratio)), b = Math.min(width, Math.round(right * ratio));
    ctx.clearRect(0, 0, width, height);
    ctx.drawImage(outside, 0, 0);
    if (b <= a) return;
    ctx.clearRect(a, 0, b - a, height);
    ctx.drawImage(inside, a, 0, b - a, height, a, 0, b - a, height);
  };

  function paintGround(ctx, scene, look, shape, inside) {
    const { top, base, x } = shape;
    if (inside) {
      ctx.fillStyle = look.range;
      ctx.fillRect(0, top, shape.width, base - top);
    }
    ctx.fillStyle = look.line;
    ctx.fillRect(0, base, shape.width, 1);
    ctx.save();
    ctx.beginPath();
    for (const [a, b] of scene.hatched) ctx.rect(x(a), top, x(b) - x(a), base - top);
    ctx.clip();
    ctx.beginPath();
    for (let at = -base; at < shape.width; at += HATCH) {
      ctx.moveTo(at, base);
      ctx.lineTo(at + base - top, top);
    }
    ctx.strokeStyle = look.hatch;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.restore();
  }

  function paintBars(ctx, scene, look, shape, inside, ratio) {
    const { x, base, top } = shape;
    const room = (base - top) * HEADROOM;
    // Of a bar; its parts share it by their counts.
    const high = scene.totals.map((n) => (n ? (room * (n / scene.most) ** scene.power) / n : 0));
    const snap = (value) => Math.round(value * ratio) / ratio;
    const stacked = scene.rows.length > 1;
    const below = new Float64Array(scene.totals.length);
    scene.rows.forEach((row, number) => {
      ctx.beginPath();
      row.forEach((count, i) => {
        if (!count) return;
        const left = snap(x(scene.edges[i])), right = snap(x(scene.edges[i + 1]));
        const gap = right - left > 7 ? 2 : right - left > 2.5 ? 1 : 0;
        const floor = snap(base - below[i] * high[i]);
        below[i] += count;
        const roof = Math.min(snap(base - below[i] * high[i]), floor - 1 / ratio);
        ctx.rect(left, roof, right - left - gap, floor - roof);
      });
      ctx.globalAlpha = stacked && !inside ? OUTSIDE_ALPHA : 1;
      ctx.fillStyle = stacked ? look.series[number] : inside ? look.accent : look.bar;
      ctx.fill();
    });
    ctx.globalAlpha = 1;
  }

  function paintMarks(ctx, marks, look, shape) {
    ctx.fillStyle = look.change;
    for (const { from, to, share } of marks) {
      const left = shape.x(from), right = Math.max(shape.x(to) - 1, left + 1.5);
      ctx.globalAlpha = FAINTEST_TICK + (1 - FAINTEST_TICK) * share;
      ctx.fillRect(left, shape.ticks + 1, right - left, TICKS - 3);
    }
    ctx.globalAlpha = 1;
  }

  function paintAxis(ctx, labels, look, shape) {
    ctx.textBaseline = "middle";
    for (const { day, words, isYear } of labels) {
      const x = Math.round(shape.x(day));
      ctx.fillStyle = isYear ? look.dim : look.line;
      ctx.fillRect(x, shape.axis, 1, isYear ? AXIS - 3 : 4);
      ctx.font = `${isYear ? 600 : 400} 11px ${look.font}`;
      ctx.fillStyle = isYear ? look.ink : look.dim;
      if (x + ctx.measureText(words).width + 4 < shape.width) ctx.fillText(words, x + 4, shape.axis + 9);
    }
  }
})(window.frontline = window.frontline || {});
