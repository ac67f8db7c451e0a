/* Names of places, never one over another: the chosen first, then the open article's, then by mentions.
 *
 * Names are laid out when the hand rests; while a range is dragged they stay, and those whose place
 * has no mention any more go. Each name is drawn once and then copied.
 */
(function (frontline) {
  "use strict";

  const REST_MS = 120; // without a change before names are laid out
  const MOST_WAIT_MS = 500; // while play goes on
  const AREA_A_NAME = 16_000; // square CSS pixels of the map for each name
  const TRIED = 3; // candidates for each name that fits
  const KEPT = 600; // names as pictures
  const GAP = 4;

  class Labels {
    constructor(layer) {
      this.layer = layer;
      this.laid = []; // { id, x, y, picture }
      this.drawn = 0;
      this.kept = new Map();
      this.timer = 0;
      this.waiting = 0; // since when
      layer.sheet.add({
        name: "labels", order: 60, project: () => (this.laid = []),
        draw: (context, view) => this.draw(context, view),
      });
      layer.sheet.hearTheme(() => {
        this.kept.clear();
        this.soon();
      });
    }

    /** Lay out once the hand rests. */
    soon() {
      const now = performance.now();
      if (!this.timer) this.waiting = now;
      clearTimeout(this.timer);
      const late = now - this.waiting > MOST_WAIT_MS;
      this.timer = setTimeout(() => this.lay(), late ? 0 : REST_MS);
      if (this.visible().length !== this.drawn) this.layer.sheet.dirty("labels");
    }

    lay() {
      this.timer = 0;
      const { layer } = this;
      const { view, model } = layer;
      this.laid = [];
      layer.sheet.dirty("labels");
      if (!view || !model) return;
      const most = Math.round((view.width * view.height) / AREA_A_NAME);
      const found = this.candidates(most * TRIED);
      const taken = found.slice(0, most).map(({ x, y, radius }) => [
        x - radius, y - radius, x + radius, y + radius,
      ]);
      for (const one of found) {
        if (this.laid.length >= most) break;
        this.place(one, taken, view);
      }
    }

    /** Whom to name: `{ id, text, x, y, radius, strong }`, the most wanted first. */
    candidates(most) {
      const { layer } = this;
      const { selected, lit } = frontline.stage.state;
      const strong = [selected, ...layer.marks.lit().reverse().map((spot) => spot.id)]
        .filter((id, n, all) => id && all.indexOf(id) === n);
      const known = new Set(strong);
      const found = strong.map((id) => layer.spot(id)).filter(Boolean).map((spot) => ({
        id: spot.place.id, text: spot.place.name, x: spot.x, y: spot.y,
        radius: Math.max(spot.radius, lit.includes(spot.place.id) ? 5 : 0) +
          (spot.place.id === selected ? 5 : 0),
        strong: true,
      }));
      const { head } = layer.model.places;
      for (let n = 0; n < layer.dots && found.length < most; n++) {
        const b = layer.dotBin[n], at = layer.best[b];
        const index = layer.model.counts.place[layer.seen[at]];
        if (known.has(head.ids[index])) continue;
        found.push({
          id: head.ids[index], text: head.names[index], x: layer.x[at], y: layer.y[at],
          radius: layer.dotRadius[b] / 2, strong: false,
        });
      }
      return found;
    }

    /** Put a name where nothing is: right, left, above or below its dot. */
    place({ id, text, x, y, radius, strong }, taken, view) {
      const picture = this.picture(text, strong, view.ratio);
      const { width, height } = picture;
      const places = [
        [x + radius + GAP, y - height / 2], [x - radius - GAP - width, y - height / 2],
        [x - width / 2, y - radius - height], [x - width / 2, y + radius],
      ];
      for (const [left, top] of places) {
        const box = [left, top, left + width, top + height];
        const free = taken.every((other) =>
          box[2] <= other[0] || other[2] <= box[0] || box[3] <= other[1] || other[3] <= box[1]);
        if (!free || left < 0 || top < 0 || box[2] > view.width || box[3] > view.height) continue;
        taken.push(box);
        this.laid.push({ id, x: left, y: top, picture, always: strong });
        return;
      }
    }

    /** The name as a picture; sizes in CSS pixels. */
    picture(text, strong, ratio) {
      const key = `${strong ? "!" : " "}${ratio}${text}`;
      if (this.kept.has(key)) return this.kept.get(key);
      if (this.kept.size > KEPT) this.kept.clear();
      const { ink, paper } = frontline.theme.colours;
      const font = `${strong ? 700 : 500} ${strong ? 13 : 12}px ${frontline.font()}`;
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context.font = font;
      const width = Math.ceil(context.measureText(text).width) + 6, height = 17;
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      context.scale(ratio, ratio);
      context.font = font;
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 3.4;
      context.strokeStyle = paper;
      context.globalAlpha = 0.92;
      context.strokeText(text, 3, height / 2 + 0.5);
      context.globalAlpha = 1;
      context.fillStyle = ink;
      context.fillText(text, 3, height / 2 + 0.5);
      const made = { canvas, width, height };
      this.kept.set(key, made);
      return made;
    }

    visible() {
      return this.laid.filter(({ id, always }) => always || this.layer.mentions(id));
    }

    draw(context, view) {
      frontline.wipe(context, view);
      const shown = this.visible();
      this.drawn = shown.length;
      for (const { x, y, picture } of shown) {
        context.drawImage(picture.canvas, Math.round(x), Math.round(y), picture.width, picture.height);
      }
    }
  }

  frontline.Labels = Labels;
})(window.frontline = window.frontline || {});
