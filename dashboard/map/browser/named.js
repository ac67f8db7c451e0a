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
      const { places, counts } = stage.packs;
      if (!places || !counts) return null;
      const { from, to } = stage.state;
      if (kept && kept.counts === counts && kept.from === from && kept.to === to) return kept.found;
      const found = new Uint32Array(places.head.ids.length);
      const first = frontline.day(counts.head.first_day);
      const low = from === null ? -Infinity : from - first, high = to === null ? Infinity : to - first;
      for (let i = 0; i < counts.place.length; i++) {
        let sum = from === null && to === null ? counts.undated[i] : 0;
        for (let row = counts.row_start[i]; row < counts.row_start[i + 1]; row++) {
          if (counts.day[row] >= low && counts.day[row] <= high) sum += counts.count[row];
        }
        found[counts.place[i]] = sum;
      }
      kept = { counts, from, to, found };
      return found;
    },

    /** Whether the first mention ever lies in the range; none is new while all days are shown. */
    isNew(at) {
      const { counts } = stage.packs;
      const { from } = stage.state;
      if (from === null) return false;
      counts.rowOf = counts.rowOf || new Map(Array.from(counts.place, (place, row) => [place, row]));
      const row = counts.rowOf.get(at);
      if (row === undefined || counts.row_start[row] === counts.row_start[row + 1]) return false;
      return frontline.day(counts.head.first_day) + counts.day[counts.row_start[row]] >= from;
    },

    isArea: (at) => AREAL.has(named.kind(at)),
    kind: (at) => stage.packs.places.head.kinds[stage.packs.places.kind[at]],
    id: (at) => stage.packs.places.head.ids[at],
    name: (at) => stage.packs.places.head.names[at],

    /** Index of a place by its id; -1 where there is none. */
    indexOf(id) {
      const { places } = stage.packs;
      if (!places) return -1;
      places.byId = places.byId || new Map(places.head.ids.map((one, at) => [one, at]));
      return places.byId.get(id) ?? -1;
    },

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

    /** Choose a place and tell Python; `go` brings it into view. */
    choose(at, { go = true } = {}) {
      stage.set({ selected: named.id(at), ground: null, hover: null }, { tell: true });
      if (go) named.go(at);
    },

    /** Bring a place into view, and near enough to tell it from its neighbours. */
    go(at) {
      const { lat, lon } = stage.packs.places;
      named.goTo(lat[at], lon[at], named.isArea(at) ? 0 : CLOSE_ENOUGH);
    },

    /** Put a point into the middle of the map, at this zoom or nearer. */
    goTo(lat, lon, zoom) {
      stage.map.invalidateSize({ animate: false }); // a drawer may just have opened
      const animate = !frontline.still();
      stage.map.setView([lat, lon], Math.max(stage.map.getZoom(), zoom), { animate });
    },
  };
})(window.frontline = window.frontline || {});
