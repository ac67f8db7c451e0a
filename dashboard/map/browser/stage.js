/* The stage: what the map, the strip and the drawers share.
 *
 * One plain state, changed by `set`, heard by `on`. What a person does is told to Python once the
 * hand lets go (`tell: true`). Acts are numbered, and sent again until Python has answered them; a
 * field that such an act is about is not taken from an older answer, so that a slow answer never
 * undoes a newer act. Days are whole numbers: days since 1970-01-01.
 */
(function (frontline) {
  "use strict";

  const DAY_MS = 86_400_000;
  const listeners = new Set();
  const LASTING = { // fields of the state, and the act that tells Python of them
    from: "days", to: "days", cursor: "days", cursorFollows: "days", by: "days",
    selected: "place", ground: "ground", article: "article",
    choropleth: "switch", tiles: "switch", file: "switch",
  };
  let number = 0; // of the newest act
  let pending = []; // acts that Python has not answered yet
  let known = {}; // what Python and this page last told each other, by field
  const EMPTY = {
    from: null, to: null, cursor: null, cursorFollows: true, by: "published",
    selected: null, ground: null, article: null, lit: [], hover: null,
    choropleth: false, tiles: false, file: false, playing: false,
  };

  const stage = frontline.stage = {
    state: { ...EMPTY },
    packs: {},
    bounds: null,
    map: null,
    root: null, // of the map's component; `reader` is that of a page without a map
    reader: null,
    info: {},
    /** Merge `patch`; listeners hear once, with the set of names that changed. */
    set(patch, { tell = false } = {}) {
      const changed = new Set();
      for (const [name, value] of Object.entries(patch)) {
        if (same(this.state[name], value)) continue;
        this.state[name] = value;
        changed.add(name);
      }
      if (changed.size) this.emit(changed);
      if (tell) this.tell(changed);
    },
    emit(changed) {
      for (const listener of [...listeners]) {
        try {
          listener(changed);
        } catch (error) {
          reportError(error); // one part that fails must not stop the others
        }
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Send to Python what of the state changed; also for what was set before without telling. */
    tell(changed) {
      const acts = new Set([...changed].map((name) => LASTING[name]).filter(Boolean));
      for (const what of acts) this.act(what, this.fieldsOf(what));
    },
    fieldsOf(what) {
      const fields = {};
      for (const [name, act] of Object.entries(LASTING)) {
        if (act === what) fields[name] = this.state[name];
      }
      for (const name of ["from", "to", "cursor"]) {
        if (name in fields) fields[name] = frontline.iso(fields[name]);
      }
      return fields;
    },
    act(what, fields = {}) {
      number += 1;
      pending = [...pending, { seq: number, do: what, ...fields }];
      for (const name of Object.keys(fields)) {
        if (name in LASTING) known[name] = this.state[name];
      }
      if (this.send) this.send(pending);
    },
    /** Take over what Python chose; `answered` is the number of the last act that it followed. */
    take(fields, answered) {
      pending = pending.filter((act) => act.seq > answered);
      const news = {};
      for (const [name, value] of Object.entries(fields)) {
        if (pending.some((act) => name in act)) continue;
        if (name in known && same(known[name], value)) continue;
        news[name] = known[name] = value;
      }
      this.set(news);
    },
    /** Take everything over at the next `take`: the page was built anew. */
    forget() {
      known = {};
    },
    /** A text of the interface, with `{name}` filled in; `n` chooses between one and other. */
    text(key, values = {}) {
      const found = (this.info.texts && this.info.texts[key]) ?? key;
      const form = typeof found === "string" ? found : values.n === 1 ? found.one : found.other;
      return form.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? shown(values[name]) : gap));
    },
    /** Say a change to people who listen. */
    say(words) {
      const shown = [this.root, this.reader].find((element) => element && element.isConnected);
      const live = shown && shown.querySelector(".fl-live");
      if (live) live.textContent = words;
    },
  };

  function same(a, b) {
    return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
  }

  function shown(value) {
    return typeof value === "number" ? value.toLocaleString("en-US") : value;
  }

  frontline.iso = (day) =>
    day === null || day === undefined ? null : new Date(day * DAY_MS).toISOString().slice(0, 10);
  frontline.day = (iso) => (iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS) : null);
})(window.frontline = window.frontline || {});
