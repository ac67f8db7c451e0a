/* Which names stand on the map: the chosen place, the open article's, then by mentions, then regions.
 *
 * Names are laid out when the hand rests; while a range is dragged they stay, and those whose place
 * has no mention any more go.
 */
(function (frontline) {
  "use strict";

  const REST_MS = 120; // without a change before names are laid out
  const MOST_WAIT_MS = 500; // while play goes on
  const AREA_A_NAME = 16_000; // square CSS pixels of the map for each name
  const TRIED = 3; // candidates for each name that may stand
  const GAP = 3; // CSS pixels between a dot and its name
  const RING = 6; // of the chosen place
  const layers = new WeakMap();

  /** The names of a map; made at the first call. */
  frontline.namesOf = function (map) {
    if (!layers.has(map)) layers.set(map, new Names(frontline.sheetOf(map)));
    return layers.get(map);
  };

  class Names {
    constructor(sheet) {
      this.sheet = sheet;
      this.places = null; // the layer of places, once there is one
      this.regions = null; // { from, to, all: [{ text, x, y }] }: zooms, world positions
      this.view = null;
      this.laid = []; // { id, x, y, picture, always }
      this.drawn = 0;
      this.pictures = new frontline.WordPictures();
      this.timer = 0;
      this.waiting = 0; // since when
      sheet.add({
        name: "names", order: 60, project: (view) => this.project(view),
        draw: (context, view) => this.draw(context, view),
      });
      sheet.hearTheme(() => {
        this.pictures.forget();
        this.soon();
      });
    }

    project(view) {
      this.view = view;
      this.laid = [];
      this.soon();
    }

    /** Lay out once the hand rests. */
    soon() {
      const now = performance.now();
      if (!this.timer) this.waiting = now;
      clearTimeout(this.timer);
      const late = now - this.waiting > MOST_WAIT_MS;
      this.timer = setTimeout(() => this.lay(), late ? 0 : REST_MS);
      if (this.visible().length !== this.drawn) this.sheet.dirty("names");
    }

    lay() {
      this.timer = 0;
      this.laid = [];
      this.sheet.dirty("names");
      const { view } = this;
      if (!view) return;
      const most = Math.round((view.width * view.height) / AREA_A_NAME);
      const found = this.places && this.places.model ? this.candidates(most * TRIED) : [];
      const room = new frontline.Room(view.width, view.height);
      for (const { x, y, radius } of found.slice(0, most)) {
        room.take(x - radius, y - radius, x + radius, y + radius);
      }
      for (const one of found) {
        if (this.laid.length >= most) break;
        this.place(one, room);
      }
      this.placeRegions(room);
    }

    /** Whom to name: `{ id, text, x, y, radius, strong }`, the most wanted first. */
    candidates(most) {
      const { places } = this;
      const { selected } = frontline.stage.state;
      const lit = places.marks.lit().reverse(); // the smallest are drawn last
      const strong = lit.map((spot) => ({ ...spot, id: spot.place.id }));
      const chosen = selected && places.spot(selected);
      if (chosen) {
        const own = strong.findIndex((spot) => spot.id === selected);
        const [spot] = own < 0 ? [{ ...chosen, id: selected }] : strong.splice(own, 1);
        strong.unshift({ ...spot, radius: spot.radius + RING });
      }
      const found = strong.map(({ id, place, x, y, radius }) => ({
        id, text: place.name, x, y, radius, strong: true,
      }));
      const known = new Set(found.map(({ id }) => id));
      const { head } = places.model.places;
      for (let n = 0; n < places.dots && found.length < most; n++) {
        const b = places.dotBin[n], at = places.best[b];
        const index = places.model.counts.place[places.seen[at]];
        if (known.has(head.ids[index])) continue;
        found.push({
          id: head.ids[index], text: head.names[index], x: places.x[at], y: places.y[at],
          radius: places.dotRadius[b] / 2, strong: false,
        });
      }
      return found;
    }

    /** Put a name where nothing is: right, left, above or below its dot. */
    place({ id, text, x, y, radius, strong }, room) {
      const picture = this.pictures.get(text, strong ? "strong" : "plain", this.view.ratio);
      const { width, height } = picture;
      const spots = [
        [x + radius + GAP, y - height / 2], [x - radius - GAP - width, y - height / 2],
        [x - width / 2, y - radius - height], [x - width / 2, y + radius],
      ];
      for (const [left, top] of spots) {
        if (!room.fits(left, top, left + width, top + height)) continue;
        this.laid.push({ id, x: left, y: top, picture, always: strong });
        return;
      }
    }

    placeRegions(room) {
      const { regions, view } = this;
      if (!regions || view.zoom < regions.from || view.zoom > regions.to) return;
      for (const { text, x, y } of regions.all) {
        const picture = this.pictures.get(text.toUpperCase(), "region", view.ratio);
        const left = x * view.scale - view.left - picture.width / 2;
        const top = y * view.scale - view.top - picture.height / 2;
        if (room.fits(left, top, left + picture.width, top + picture.height)) {
          this.laid.push({ id: null, x: left, y: top, picture, always: true });
        }
      }
    }

    visible() {
      return this.laid.filter(({ id, always }) => always || this.places.mentions(id));
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
})(window.frontline = window.frontline || {});
