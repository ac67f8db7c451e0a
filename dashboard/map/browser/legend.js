/* Names the signs that are on screen, and only those. It can be folded away, and stays so. */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const UPDATE_MS = 300;
  const KEPT = "frontline.legend";
  const SIGNS = ["held", "contested", "line", "unknown", "settlement", "site", "spot", "near", "fresh", "shaded"];
  let legend = null; // of the page that is built
  let folded = remembered();

  function remembered() {
    try {
      const kept = localStorage.getItem(KEPT);
      return kept === null ? matchMedia("(max-width: 700px)").matches : kept === "folded";
    } catch {
      return false; // the browser keeps nothing for us
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEPT, folded ? "folded" : "open");
    } catch { /* it is open again on the next page */ }
  }

  /** The signs that what is in view makes use of. */
  function present() {
    const found = new Set();
    if (stage.state.choropleth) found.add("shaded");
    if (stage.packs.control) ["held", "contested", "line", "unknown"].forEach((one) => found.add(one));
    if (named.mentions()) {
      for (const at of named.ranked({ within: stage.map.getBounds() })) {
        const [sign, near] = frontline.signOf(at).split("-");
        found.add(sign);
        if (near) found.add("near");
        if (!found.has("fresh") && named.isNew(at)) found.add("fresh");
      }
    }
    return found;
  }

  class Legend {
    constructor() {
      const invader = stage.info.theatre.parties.find((party) => party.invader);
      this.items = new Map(SIGNS.map((sign) => [sign, make("li", {},
        make("i", { class: `fl-key fl-key-${sign}`, "aria-hidden": "true" }),
        stage.text(`legend.${sign}`, { invader: invader.adjective }))]));
      this.list = make("ul", { id: "fl-legend" }, ...this.items.values());
      this.fold = make("button", {
        type: "button", class: "fl-fold", "aria-controls": "fl-legend",
        onclick: () => {
          folded = !folded;
          remember();
          this.update();
        },
      });
      this.element = make("section", { class: "fl-legend", "aria-label": stage.text("legend.title") },
        this.fold, this.list);
      this.element.style.setProperty("--fl-invader-light", invader.light);
      this.element.style.setProperty("--fl-invader-dark", invader.dark);
      this.refresh = frontline.atMostEvery(UPDATE_MS, () => this.update());
    }

    update() {
      this.list.hidden = folded;
      this.fold.setAttribute("aria-expanded", String(!folded));
      this.fold.textContent = stage.text("legend.title");
      if (folded) return;
      const found = present();
      for (const [sign, item] of this.items) item.hidden = !found.has(sign);
    }
  }

  const SHOWN = ["from", "to", "counts", "places", "exact", "control", "choropleth"];
  stage.on((changed) => {
    if (legend && SHOWN.some((name) => changed.has(name))) legend.refresh();
  });

  frontline.addPart((root) => {
    legend = new Legend();
    root.querySelector(".fl-over-legend").append(legend.element);
    stage.map.on("moveend", legend.refresh);
    legend.update();
  });
})(window.frontline = window.frontline || {});
