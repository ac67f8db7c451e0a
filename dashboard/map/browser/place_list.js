/* The list of places, the map's equal: those in view or all, most mentions first. */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const FIRST = 50, MORE = 200;

  class PlaceList {
    constructor() {
      this.shown = FIRST;
      this.everywhere = false;
      this.rows = [];
      this.count = make("span", { class: "fl-dim" });
      this.here = this.choice("finder.in_view", false);
      this.all = this.choice("finder.all", true);
      this.list = make("ul", {
        class: "fl-places", id: "fl-places", "aria-label": stage.text("finder.list"),
        onkeydown: (event) => this.walk(event),
        onmouseleave: () => stage.set({ hover: null }),
      });
      this.more = make("button", { type: "button", class: "fl-link", onclick: () => this.showMore() });
      this.only = make("button", {
        type: "button", class: "fl-link", text: stage.text("finder.only_view"), onclick: () => frontline.tellView(),
      });
      this.none = make("p", { class: "fl-dim", text: stage.text("finder.none_here") });
      this.element = make("section", { class: "fl-list", "aria-label": stage.text("finder.list") },
        make("div", { class: "fl-list-head", role: "group", "aria-label": stage.text("finder.which") },
          this.here, this.all, this.count),
        this.none, this.list,
        make("div", { class: "fl-list-foot" }, this.more, this.only));
    }

    choice(key, everywhere) {
      return make("button", {
        type: "button", class: "fl-tab", text: stage.text(key),
        onclick: () => {
          this.everywhere = everywhere;
          this.shown = FIRST;
          this.update();
        },
      });
    }

    showMore() {
      const at = this.shown;
      this.shown += MORE;
      this.update();
      if (this.rows[at]) this.focusRow(at);
    }

    update() {
      this.here.setAttribute("aria-pressed", String(!this.everywhere));
      this.all.setAttribute("aria-pressed", String(this.everywhere));
      const found = named.ranked({ within: this.everywhere ? null : stage.map.getBounds() });
      const mentions = named.mentions();
      const focused = this.rows.find((row) => row.button === document.activeElement);
      const held = focused && focused.at;
      this.count.textContent = found.length.toLocaleString("en-US");
      this.none.hidden = found.length > 0 || !mentions;
      this.only.hidden = this.everywhere || !found.length;
      const size = Math.min(found.length, this.shown);
      while (this.rows.length < size) this.addRow();
      while (this.rows.length > size) this.rows.pop().item.remove();
      for (let row = 0; row < size; row++) this.fill(this.rows[row], found[row], mentions);
      this.more.hidden = found.length <= size;
      this.more.textContent = stage.text("finder.more", { n: found.length - size });
      this.setStop();
      if (held !== undefined) this.keepFocus(held);
    }

    addRow() {
      const row = { at: -1, name: make("span", { class: "fl-name" }), where: make("span", { class: "fl-dim fl-where" }) };
      row.sign = make("i", { class: "fl-sign", "aria-hidden": "true" });
      row.number = make("span", { class: "fl-number" });
      row.button = make("button", {
        type: "button", tabindex: "-1",
        onclick: () => named.choose(row.at),
        onfocus: () => this.light(row),
        onblur: () => stage.set({ hover: null }),
        onmouseenter: () => this.light(row),
      }, row.sign, row.name, row.where, row.number);
      row.item = make("li", {}, row.button);
      this.rows.push(row);
      this.list.append(row.item);
    }

    fill(row, at, mentions) {
      if (row.at !== at) {
        row.at = at;
        row.name.textContent = named.name(at);
        row.where.textContent = frontline.unitOf(at);
        row.sign.className = `fl-sign fl-sign-${frontline.signOf(at)}`;
        row.button.title = `${named.name(at)}, ${frontline.whereabouts(at)}`;
      }
      row.number.textContent = mentions[at].toLocaleString("en-US");
      const chosen = named.id(at) === stage.state.selected;
      if (chosen) row.button.setAttribute("aria-current", "true");
      else row.button.removeAttribute("aria-current");
    }

    light(row) {
      stage.set({ hover: named.id(row.at) });
    }

    /** One row is reached by Tab: the focused one, else the chosen, else the first. */
    setStop(stop = null) {
      const row = stop || this.rows.find((one) => one.button === document.activeElement) ||
        this.rows.find((one) => one.button.hasAttribute("aria-current")) || this.rows[0];
      for (const one of this.rows) one.button.tabIndex = one === row ? 0 : -1;
    }

    keepFocus(at) {
      const row = this.rows.find((one) => one.at === at);
      if (row) {
        row.button.focus({ preventScroll: true });
        this.setStop(row);
      }
    }

    focusRow(at) {
      const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at))];
      if (!row) return;
      this.setStop(row);
      row.button.focus();
    }

    walk(event) {
      const now = this.rows.findIndex((row) => row.button === document.activeElement);
      const goal = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: this.rows.length - 1 }[event.key];
      if (goal === undefined) return;
      event.preventDefault();
      this.focusRow(goal);
    }
  }

  /** First-level unit of a place, else its country's code, else "". */
  frontline.unitOf = function (at) {
    const { admin1, countries } = stage.packs.places.head;
    return admin1[at] || countries[at] || "";
  };

  /** "town, Donetsk": kind and first-level unit of a place. */
  frontline.whereabouts = (at) =>
    [stage.text(`map.kind_${named.kind(at)}`), frontline.unitOf(at)].filter(Boolean).join(", ");

  /** Name of the sign that the map draws for a place. */
  frontline.signOf = function (at) {
    const kind = named.kind(at);
    if (named.isArea(at)) return "area";
    const near = stage.packs.places.prec[at] > 1 ? "-near" : "";
    return (kind === "site" || kind === "spot" ? kind : "settlement") + near;
  };

  frontline.PlaceList = PlaceList;
})(window.frontline = window.frontline || {});
