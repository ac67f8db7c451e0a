/* Dots: one sign a place, and a fast way to draw thousands of them.
 *
 * Each sign is drawn once by the canvas and then copied pixel by pixel into one picture of the whole
 * sheet: `drawImage` costs 5 microseconds a dot where the browser draws by software, a copy a tenth.
 */
(function (frontline) {
  "use strict";

  const LEAST_RADIUS = 2.6, MOST_RADIUS = 15, GROWTH = 1.5; // CSS pixels; growth a doubling
  const HALF_ZOOM = 4.5, WHOLE_ZOOM = 8; // dots shrink where a country is in view
  const EDGE = 1.3, HOLLOW_EDGE = 1.9, HALO = 3.5; // CSS pixels
  const HALO_SHARE = 0.32; // of the dot's colour

  frontline.SHAPES = { city: 0, village: 0, site: 1, spot: 2 };

  /** Radius in CSS pixels of a dot for so many mentions. */
  frontline.radius = function (mentions, zoom) {
    const steps = (zoom - HALF_ZOOM) / (WHOLE_ZOOM - HALF_ZOOM);
    const share = 0.55 + 0.45 * Math.min(1, Math.max(0, steps));
    return share * Math.min(MOST_RADIUS, LEAST_RADIUS + GROWTH * Math.log2(1 + mentions));
  };

  /** Draw one sign with the canvas: `look` is `{ shape, hollow, halo, fill, edge }`. */
  frontline.drawDot = function (context, x, y, radius, look) {
    const { shape, hollow, fill, edge } = look;
    if (look.halo) {
      context.beginPath();
      outline(context, shape, x, y, radius + HALO);
      context.globalAlpha = HALO_SHARE;
      context.fillStyle = fill;
      context.fill();
      context.globalAlpha = 1;
    }
    context.beginPath();
    outline(context, shape, x, y, radius);
    context.fillStyle = hollow ? edge : fill;
    context.lineWidth = hollow ? HOLLOW_EDGE : EDGE;
    context.strokeStyle = hollow ? fill : edge;
    context.fill();
    context.stroke();
  };

  function outline(context, shape, x, y, radius) {
    if (shape === 1) {
      const half = radius * 0.86;
      context.rect(x - half, y - half, 2 * half, 2 * half);
    } else if (shape === 2) {
      const half = radius * 1.2;
      context.moveTo(x, y - half);
      context.lineTo(x + half, y);
      context.lineTo(x, y + half);
      context.lineTo(x - half, y);
      context.closePath();
    } else {
      context.arc(x, y, radius, 0, 7);
    }
  }

  /** The signs as pixels, drawn when first needed; of one theme and one pixel ratio. */
  class Sprites {
    constructor(ratio) {
      this.ratio = ratio;
      this.kept = [];
      const { place, paper } = frontline.theme.colours;
      this.colours = { fill: place, edge: paper };
    }

    /** `radius` in half CSS pixels. */
    get(shape, hollow, halo, radius) {
      const key = (radius << 4) | (shape << 2) | (hollow << 1) | halo;
      return this.kept[key] || (this.kept[key] = this.make(shape, hollow, halo, radius / 2));
    }

    make(shape, hollow, halo, radius) {
      const half = Math.ceil(((radius + HALO) * 1.2 + 1) * this.ratio);
      const side = 2 * half + 1;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.scale(this.ratio, this.ratio);
      const middle = side / 2 / this.ratio;
      frontline.drawDot(context, middle, middle, radius, { shape, hollow, halo, ...this.colours });
      const data = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
      const spans = new Uint16Array(2 * side); // first and last painted pixel of each row
      for (let row = 0; row < side; row++) {
        let first = 0, last = side;
        while (first < side && !(data[row * side + first] >>> 24)) first += 1;
        while (last > first && !(data[row * side + last - 1] >>> 24)) last -= 1;
        spans[2 * row] = first;
        spans[2 * row + 1] = last;
      }
      return { half, side, data, spans };
    }
  }

  /** A picture of the sheet that sprites are copied into. */
  class Picture {
    constructor(width, height) {
      this.width = width;
      this.height = height;
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.empty = true;
    }

    clear() {
      if (!this.empty) this.pixels.fill(0);
      this.empty = true;
    }

    /** Copy a sprite with its middle at a device pixel. */
    put({ half, side, data, spans }, x, y) {
      const { pixels, width, height } = this;
      const left = Math.round(x) - half, top = Math.round(y) - half;
      if (left < 0 || top < 0 || left + side > width || top + side > height) return;
      this.empty = false;
      for (let row = 0; row < side; row++) {
        const last = spans[2 * row + 1];
        let from = row * side + spans[2 * row];
        let to = (top + row) * width + left + spans[2 * row];
        for (let n = spans[2 * row]; n < last; n++, from++, to++) {
          const over = data[from], under = pixels[to];
          const alpha = over >>> 24;
          if (alpha === 255 || (under === 0 && alpha)) pixels[to] = over;
          else if (alpha) pixels[to] = blend(over, alpha, under);
        }
      }
    }

    flush(context) { context.putImageData(this.image, 0, 0); }
  }

  function blend(over, alpha, under) {
    const rest = ((under >>> 24) * (255 - alpha)) / 255;
    const sum = alpha + rest;
    const part = (shift) =>
      Math.round((((over >>> shift) & 255) * alpha + ((under >>> shift) & 255) * rest) / sum);
    return ((Math.round(sum) << 24) | (part(16) << 16) | (part(8) << 8) | part(0)) >>> 0;
  }

  frontline.Sprites = Sprites;
  frontline.Picture = Picture;
})(window.frontline = window.frontline || {});
