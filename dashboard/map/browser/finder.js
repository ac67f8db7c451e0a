/* The field that finds a place by its name or its coordinates: a combobox, with the list below. */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const SHOWN = 12;
  const UPDATE_MS = 100;
  const POINT_ZOOM = 11;
  let finder = null; // of the page that is built

  class Finder {
    constructor() {
      this.names = null;
      this.options = []; // what the open list offers: {at} a place, {point} coordinates
      this.active = -1;
      this.field = make("input", {
        type: "text", id: "fl-find", class: "fl-field", role: "combobox", autocomplete: "off",
        spellcheck: "false", maxlength: "100",
        "aria-label": stage.text("finder.label"), "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": "fl-found",
        placeholder: stage.text("finder.placeholder"),
        oninput: () => this.search(),
        onfocus: () => this.search(),
        onclick: () => this.search(),
        onblur: () => this.close(),
        onkeydown: (event) => this.key(event),
      });
      this.found = make("ul", {
        class: "fl-found", id: "fl-found", role: "listbox", hidden: true,
        "aria-label": stage.text("finder.found"),
        onmousedown: (event) => event.preventDefault(), // the field keeps the focus
      });
      this.nothing = make("p", { class: "fl-found fl-nothing fl-dim", hidden: true });
      this.list = new frontline.PlaceList();
      this.element = make("div", { class: "fl-finder", role: "search" },
        make("div", { class: "fl-combobox" },
          frontline.icon("M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l4 4"), this.field, this.found,
          this.nothing),
        this.list.element);
      this.update = frontline.atMostEvery(UPDATE_MS, () => this.list.update());
    }

    takePlaces() {
      const { places } = stage.packs;
      this.names = places && new frontline.PlaceNames(places);
    }

    search() {
      const text = this.field.value.trim();
      const point = frontline.readPoint(text);
      this.options = point ? [{ point }] : this.places(text).map((at) => ({ at }));
      this.active = text && this.options.length ? 0 : -1;
      this.draw(text);
    }

    places(text) {
      if (!this.names) return [];
      const weights = named.mentions();
      if (text) return this.names.find(text, { weights, limit: SHOWN });
      // With nothing typed: what the list below would begin with. The list itself is not far.
      return frontline.drawerOpen() ? [] : named.ranked({ within: stage.map.getBounds() }).slice(0, SHOWN);
    }

    draw(text) {
      const rows = this.options.map((option, number) => this.row(option, number));
      this.nothing.hidden = rows.length > 0 || !text;
      this.nothing.textContent = stage.text(
        this.names ? "finder.nothing" : "finder.loading", { name: text });
      this.found.replaceChildren(...rows);
      this.found.hidden = !rows.length;
      this.field.setAttribute("aria-expanded", String(this.options.length > 0));
      this.mark();
      if (text) this.announce(text);
    }

    row(option, number) {
      const attributes = {
        role: "option", id: `fl-found-${number}`, onclick: () => this.take(option),
        onmouseenter: () => option.at !== undefined && stage.set({ hover: named.id(option.at) }),
      };
      if (option.point) {
        const where = `${option.point.lat}, ${option.point.lon}`;
        return make("li", attributes, make("span", { class: "fl-name" }, stage.text("finder.go", { where })));
      }
      const { at } = option;
      const { local } = stage.packs.places.head;
      const other = local[at] && local[at] !== named.name(at) ? local[at] : "";
      const mentions = named.mentions();
      return make("li", attributes,
        make("i", { class: `fl-sign fl-sign-${frontline.signOf(at)}`, "aria-hidden": "true" }),
        make("span", { class: "fl-name" }, named.name(at)),
        make("span", { class: "fl-number" }, mentions ? mentions[at].toLocaleString("en-US") : ""),
        make("span", { class: "fl-dim fl-where" },
          [frontline.whereabouts(at), other].filter(Boolean).join(" · ")));
    }

    announce(text) {
      stage.say(this.options.length
        ? stage.text("finder.count", { n: this.options.length })
        : stage.text("finder.nothing", { name: text }));
    }

    mark() {
      [...this.found.children].forEach((row, number) => {
        row.setAttribute("aria-selected", String(number === this.active));
        if (number === this.active && !this.found.hidden) row.scrollIntoView({ block: "nearest" });
      });
      const option = this.options[this.active];
      if (option) this.field.setAttribute("aria-activedescendant", `fl-found-${this.active}`);
      else this.field.removeAttribute("aria-activedescendant");
      stage.set({ hover: option && option.at !== undefined ? named.id(option.at) : null });
    }

    key(event) {
      const open = !this.found.hidden;
      if (event.key === "Escape") {
        if (open && this.options.length && !this.field.value) this.close();
        else this.clear();
      } else if (event.key === "Enter") {
        const option = this.options[Math.max(0, this.active)];
        if (open && option) this.take(option);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open) this.search();
        const step = event.key === "ArrowDown" ? 1 : -1, count = this.options.length;
        if (count) this.active = (Math.max(this.active, step < 0 ? 0 : -1) + step + count) % count;
        this.mark();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    take(option) {
      if (option.point) {
        stage.set({ ground: option.point, selected: null }, { tell: true });
        named.goTo(option.point.lat, option.point.lon, POINT_ZOOM);
      } else {
        this.field.value = named.name(option.at);
        named.choose(option.at);
        named.go(option.at);
      }
      this.close();
    }

    close() {
      this.nothing.hidden = true;
      if (this.found.hidden) return;
      this.found.hidden = true;
      this.active = -1;
      this.field.setAttribute("aria-expanded", "false");
      this.field.removeAttribute("aria-activedescendant");
      stage.set({ hover: null });
    }

    clear() {
      this.field.value = "";
      this.close();
    }
  }

  const LISTED = ["from", "to", "counts", "places", "exact", "selected"];
  stage.on((changed) => {
    if (!finder) return;
    if (changed.has("places")) finder.takePlaces();
    if (LISTED.some((name) => changed.has(name))) finder.update();
  });

  /** Put the cursor into the field. */
  frontline.focusFinder = function () {
    if (!finder) return;
    finder.field.focus();
    finder.field.select();
  };

  frontline.addPart((root) => {
    finder = new Finder();
    finder.takePlaces();
    stage.map.on("moveend", finder.update);
    frontline.addDrawerPart("finder", finder.element, root.querySelector(".fl-over-finder"));
    finder.update();
  });
})(window.frontline = window.frontline || {});
