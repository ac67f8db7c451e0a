/* The areas that texts name (oblasts, countries, rivers), which the map does not draw.
 *
 * A row shows its area's outline while it is pointed at or focused, and chooses it on a click. In
 * the open left drawer it is a list, on a narrow screen a row at the map's foot.
 */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const FIRST = 6;
  const UPDATE_MS = 250;
  let strip = null; // of the page that is built

  class AreasStrip {
    constructor() {
      this.whole = false;
      this.rows = new Map(); // index of a place -> its item
      this.list = make("ul", { class: "fl-area-list", onmouseleave: () => light(null) });
      this.more = make("button", {
        type: "button", class: "fl-link", "aria-expanded": "false",
        onclick: () => {
          this.whole = !this.whole;
          this.update();
        },
      });
      this.colour = make("input", {
        type: "checkbox", role: "switch", id: "fl-choropleth",
        onchange: () => stage.set({ choropleth: this.colour.checked }, { tell: true }),
      });
      this.element = make("section", { class: "fl-areas", "aria-labelledby": "fl-areas-title" },
        make("h2", { id: "fl-areas-title", text: stage.text("areas.title") }),
        this.list, this.more,
        make("label", { class: "fl-switch", for: "fl-choropleth" },
          this.colour, stage.text("areas.choropleth")));
      this.refresh = frontline.atMostEvery(UPDATE_MS, () => this.update());
    }

    update() {
      const mentions = named.mentions();
      const found = mentions ? this.ordered() : [];
      const shown = this.whole ? found : found.slice(0, FIRST);
      this.element.hidden = !found.length;
      this.colour.checked = stage.state.choropleth;
      const focused = document.activeElement;
      this.list.replaceChildren(...shown.map((at) => this.row(at, mentions[at])));
      if (this.list.contains(focused)) focused.focus();
      for (const at of this.rows.keys()) if (!shown.includes(at)) this.rows.delete(at);
      this.more.hidden = found.length <= FIRST;
      this.more.setAttribute("aria-expanded", String(this.whole));
      this.more.textContent = this.whole
        ? stage.text("areas.fewer") : stage.text("areas.more", { n: found.length - FIRST });
    }

    /** Countries come last: they are named most and say least. */
    ordered() {
      const found = named.ranked({ areas: true });
      const isCountry = (at) => named.kind(at) === "country";
      return [...found.filter((at) => !isCountry(at)), ...found.filter(isCountry)];
    }

    row(at, count) {
      const item = this.rows.get(at) || this.newRow(at);
      const button = item.firstChild;
      button.lastChild.textContent = count.toLocaleString("en-US");
      if (named.id(at) === stage.state.selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      return item;
    }

    newRow(at) {
      const id = named.id(at);
      const item = make("li", {}, make("button", {
        type: "button", title: `${named.name(at)}, ${frontline.whereabouts(at)}`,
        onclick: () => {
          named.choose(at);
          named.goToArea(at);
        },
        onfocus: () => light(id), onblur: () => light(null), onmouseenter: () => light(id),
      }, make("span", { class: "fl-name", text: named.name(at) }), make("span", { class: "fl-number" })));
      this.rows.set(at, item);
      return item;
    }
  }

  function light(id) {
    stage.set({ hover: id });
  }

  const LISTED = ["from", "to", "counts", "places", "exact", "selected", "choropleth"];
  stage.on((changed) => {
    if (!strip) return;
    if (changed.has("places")) strip.rows.clear();
    if (LISTED.some((name) => changed.has(name))) strip.refresh();
  });

  frontline.addPart((root) => {
    strip = new AreasStrip();
    frontline.addDrawerPart("areas", strip.element, root.querySelector(".fl-over-areas"));
    strip.update();
  });
})(window.frontline = window.frontline || {});
