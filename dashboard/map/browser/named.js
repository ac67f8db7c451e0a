/* Which places are named in the chosen range, and how often: what the lists beside the map show. */
(function (frontline) {
  "use strict";

  const { stage, AREAL } = frontline;
  const CLOSE_ENOUGH = 9; // zoom at which neighbouring towns lie apart
  const TINY_ZOOM = 2; // an area is too small to be seen well where it would fit so many levels nearer
  const AREA_EDGE = 30; // CSS pixels left round an outline
  const PLACES = 2 ** 24; // more than a pack has
  let keys = new Float64Array(0); // room for `ranked`
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
      const { place } = model.counts;
      const [first, last] = model.rows(from, to);
      if (exact) exact.forEach((count, at) => (found[at] = count));
      else if (from === null && to === null) place.forEach((at, k) => (found[at] = model.total[k]));
      else for (let k = 0; k < model.n; k++) found[place[k]] = model.countRows(k, first, last);
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
      const wanted = head.kinds.map((one) => AREAL.has(one) === areas);
      const south = within ? within.getSouth() : -90, north = within ? within.getNorth() : 90;
      const west = within ? within.getWest() : -Infinity, east = within ? within.getEast() : Infinity;
      if (keys.length < mentions.length) keys = new Float64Array(mentions.length);
      let n = 0;
      for (let at = 0; at < mentions.length; at++) {
        if (!mentions[at] || !wanted[kind[at]]) continue;
        if (lat[at] < south || lat[at] > north || lon[at] < west || lon[at] > east) continue;
        keys[n++] = at - mentions[at] * PLACES; // both in one number, which sorts fast
      }
      const sorted = keys.subarray(0, n).sort();
      return Array.from(sorted, (key) => key - Math.floor(key / PLACES) * PLACES);
    },

    /** Places that the map draws in the range and their mentions: {places, mentions}, or null. */
    totals() {
      const mentions = named.mentions();
      if (!mentions) return null;
      const { kind, head } = stage.packs.places;
      const areal = head.kinds.map((one) => AREAL.has(one));
      const sum = { places: 0, mentions: 0 };
      for (let at = 0; at < mentions.length; at++) {
        if (!mentions[at] || areal[kind[at]]) continue;
        sum.places += 1;
        sum.mentions += mentions[at];
      }
      return sum;
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

    /** Fit an area's outline into the map where it is not all in view, or much smaller than that. */
    async goToArea(at) {
      const { map } = stage;
      const bounds = named.kind(at) === "country" ? null : await frontline.areas.boundsOf(named.id(at));
      if (stage.state.selected !== named.id(at)) return; // another was chosen meanwhile
      if (!bounds) {
        if (!named.inView(at)) named.go(at);
        return;
      }
      const tiny = map.getBoundsZoom(bounds) >= map.getZoom() + TINY_ZOOM;
      if (tiny || !map.getBounds().contains(bounds)) {
        map.fitBounds(bounds, { padding: [AREA_EDGE, AREA_EDGE], animate: !frontline.still() });
      }
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
