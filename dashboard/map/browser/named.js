/* Which places are named in the chosen range, and how often: what the lists beside the map show. */
(function (frontline) {
  "use strict";

  const stage = frontline.stage;
  const AREAL = new Set(["country", "region", "district", "area", "water"]);
  const CLOSE_ENOUGH = 9; // zoom at which neighbouring towns lie apart
  let kept = null; // the newest answer of `mentions`

  const named = frontline.named = {
    /** Mentions of each place in the range, by its index; null while the data is on its way. */
    mentions() {
      const { model, exact } = frontline.places;
      if (!model) return null;
      const { from, to } = stage.state;
      if (kept && kept.model === model && kept.exact === exact && kept.from === from &&
        kept.to === to) return kept.found;
      const found = new Uint32Array(model.places.head.ids.length);
      if (exact) exact.forEach((count, at) => (found[at] = count));
      else for (let k = 0; k < model.n; k++) found[model.counts.place[k]] = model.count(k, from, to);
      kept = { model, exact, from, to, found };
      return found;
    },

    /** Whether the first mention ever lies in the range, as the map's halo says. */
    isNew(at) {
      const k = frontline.places.model.positionOf.get(at);
      return k !== undefined && frontline.places.look(k).halo === 1;
    },

    isArea: (at) => AREAL.has(named.kind(at)),
    kind: (at) => stage.packs.places.head.kinds[stage.packs.places.kind[at]],
    id: (at) => stage.packs.places.head.ids[at],
    name: (at) => stage.packs.places.head.names[at],

    /** Index of a place by its id; -1 where there is none. */
    indexOf: (id) => frontline.places.model?.indexOf.get(id) ?? -1,

    /** Indices of the places named, most mentions first: areas, or points within bounds. */
    ranked({ areas = false, within = null } = {}) {
      const mentions = named.mentions();
      if (!mentions) return [];
      const { lat, lon, kind, head } = stage.packs.places;
      const areal = head.kinds.map((one) => AREAL.has(one) === areas);
      const box = within && {
        south: within.getSouth(), west: within.getWest(),
        north: within.getNorth(), east: within.getEast(),
      };
      const keys = []; // mentions and index in one number, which sorts fast
      for (let at = 0; at < mentions.length; at++) {
        if (!mentions[at] || !areal[kind[at]]) continue;
        if (box && (lat[at] < box.south || lat[at] > box.north ||
          lon[at] < box.west || lon[at] > box.east)) continue;
        keys.push(-mentions[at] * 0x100000 + at);
      }
      return [...Float64Array.from(keys).sort()].map((key) => ((key % 0x100000) + 0x100000) % 0x100000);
    },

    /** Choose a place and tell Python; view.js brings it into view where it is not. */
    choose(at) {
      stage.set({ selected: named.id(at), ground: null, hover: null }, { tell: true });
    },

    /** Bring a place into view, and near enough to tell it from its neighbours. */
    go(at) {
      const { lat, lon } = stage.packs.places;
      named.goTo(lat[at], lon[at], named.isArea(at) ? 0 : CLOSE_ENOUGH);
    },

    inView(at) {
      const { lat, lon } = stage.packs.places;
      return stage.map.getBounds().contains([lat[at], lon[at]]);
    },

    /** Put a point into the middle of the map, at this zoom or nearer. */
    goTo(lat, lon, zoom) {
      stage.map.invalidateSize({ animate: false }); // a drawer may just have opened
      const animate = !frontline.still();
      stage.map.setView([lat, lon], Math.max(stage.map.getZoom(), zoom), { animate });
    },
  };
})(window.frontline = window.frontline || {});
