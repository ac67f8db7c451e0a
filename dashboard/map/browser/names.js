/* Words on the map as pictures, and where there is room for them: no word lies over another.
 *
 * A word is drawn once, with an edge in the paper's colour, and then copied.
 */
(function (frontline) {
  "use strict";

  const KEPT = 800; // pictures
  const STYLES = {
    strong: { weight: 700, size: 13, edge: 3.6 },
    plain: { weight: 500, size: 12, edge: 3.4 },
    region: { weight: 500, size: 10.5, edge: 0, spacing: "0.09em" },
  };

  class WordPictures {
    constructor() { this.kept = new Map(); }

    forget() { this.kept.clear(); }

    /** `{ canvas, width, height }`, sizes in CSS pixels. */
    get(text, style, ratio) {
      const key = `${style} ${ratio} ${text}`;
      if (!this.kept.has(key)) {
        if (this.kept.size > KEPT) this.kept.clear();
        this.kept.set(key, this.draw(text, STYLES[style], style, ratio));
      }
      return this.kept.get(key);
    }

    draw(text, { weight, size, edge, spacing = "0px" }, style, ratio) {
      const { ink, paper, quiet } = frontline.theme.colours;
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      const set = () => {
        context.font = `${weight} ${size}px ${fontOfPage()}`;
        context.letterSpacing = spacing;
      };
      set();
      const width = Math.ceil(context.measureText(text).width) + 6, height = Math.ceil(size * 1.4);
      canvas.width = Math.ceil(width * ratio);
      canvas.height = Math.ceil(height * ratio);
      context.scale(ratio, ratio);
      set();
      context.textBaseline = "middle";
      context.lineJoin = "round";
      if (edge) {
        context.lineWidth = edge;
        context.strokeStyle = paper;
        context.globalAlpha = 0.92;
        context.strokeText(text, 3, height / 2);
      }
      context.globalAlpha = style === "region" ? 0.85 : 1;
      context.fillStyle = style === "region" ? quiet : ink;
      context.fillText(text, 3, height / 2);
      return { canvas, width, height };
    }
  }

  function fontOfPage() {
    return getComputedStyle(frontline.stage.root || document.body).fontFamily || "sans-serif";
  }

  /** Boxes that are taken: `[left, top, right, bottom]`, in the order in which they came. */
  class Room {
    constructor(width, height) {
      this.width = width;
      this.height = height;
      this.taken = [];
    }

    take(left, top, right, bottom) { this.taken.push([left, top, right, bottom]); }

    /** Take a box where it lies within and over nothing; whether it did. */
    fits(left, top, right, bottom) {
      if (left < 0 || top < 0 || right > this.width || bottom > this.height) return false;
      const free = this.taken.every((other) =>
        right <= other[0] || other[2] <= left || bottom <= other[1] || other[3] <= top);
      if (free) this.take(left, top, right, bottom);
      return free;
    }
  }

  frontline.WordPictures = WordPictures;
  frontline.Room = Room;
})(window.frontline = window.frontline || {});
