/* What the strip says of the day under the pointer: its mentions, whether there is any article of
 * it, and which settlements in view changed hands.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { days, model } = strip;
  const NEAR_PX = 8; // of a tick to the pointer
  const MARGIN = 8;
  const MOST_NAMED = 6; // settlements a party

  /** Days on which settlements in view changed hands, ascending: { day, moves: [{ name, to }] }. */
  strip.changesInView = function () {
    const { control } = frontline;
    const found = control && control.changesInView ? control.changesInView() : new Map();
    return [...found].map(([day, moves]) => ({ day, moves })).sort((a, b) => a.day - b.day);
  };

  /** Show a box above the strip and above the drawers; `left` says where, by the box's width. */
  strip.raise = function (box, left) {
    if (!box.matches(":popover-open")) box.showPopover();
    const most = window.innerWidth - box.offsetWidth - MARGIN;
    box.style.left = `${Math.max(MARGIN, Math.min(left(box.offsetWidth), most))}px`;
  };

  strip.lower = function (box) {
    if (box.matches(":popover-open")) box.hidePopover();
  };

  /** Shows tips over the bars. Returns { box, hide(), near(x), changed(change), nameOf(name) }. */
  strip.tips = function (ui) {
    const { stage, plot } = ui;
    const { make } = frontline;
    const text = (key, values) => stage.text(`strip.${key}`, values);
    const box = make("div", { class: "fl-strip-tip", popover: "manual" });

    const hide = () => strip.lower(box);

    /** The change whose tick is nearest to a pixel; null where none is near. */
    function near(x) {
      let best = null, least = NEAR_PX;
      for (const one of ui.changes) {
        const away = Math.abs(ui.shape.x(one.day + 0.5) - x);
        if (away <= least) [best, least] = [one, away];
      }
      return best;
    }

    /** Lines about the changes of a day, one for each new holder. */
    function changed({ day, moves }) {
      const { parties = [] } = stage.info.theatre || {};
      const taken = new Map();
      for (const { name, to } of moves) {
        if (!taken.has(to)) taken.set(to, new Set());
        taken.get(to).add(name);
      }
      const lines = [...taken].map(([holder, found]) => {
        const party = parties.find((one) => one.id === holder);
        const key = party ? "taken" : holder === "contested" ? "contested" : "unknown";
        const names = listed([...found]);
        return text(key, { party: party && party.name, names });
      });
      return [days.words(day, "weekday"), ...lines];
    }

    function listed(names) {
      const shown = names.slice(0, MOST_NAMED).join(", ");
      const rest = names.length - MOST_NAMED;
      return rest > 0 ? text("and_more", { names: shown, n: rest }) : shown;
    }

    function counted(i) {
      const { edges, unit, names, rows, totals } = ui.scene;
      const [a, b] = [edges[i], edges[i + 1]];
      const lines = [days.span(a, b - 1, unit)];
      const covered = model.coveredDays(stage.packs.counts, a, b);
      if (!covered) return [...lines, text("uncovered")];
      lines.push(text("mentions", { n: totals[i] }));
      if (names.length > 1) {
        names.forEach((name, row) => {
          if (rows[row][i]) lines.push(`${nameOf(name)}: ${rows[row][i].toLocaleString("en-US")}`);
        });
      }
      if (covered < b - a) lines.push(text("partly", { n: covered, all: b - a }));
      return lines;
    }

    /** The name of a stacked series. */
    function nameOf(name) {
      if (name === "other") return text("other");
      if (ui.scene.by === "kind") return text(`kind_${name}`);
      try {
        const language = document.documentElement.lang || "en";
        return new Intl.DisplayNames([language], { type: "language" }).of(name);
      } catch {
        return name; // no code of a language
      }
    }

    function point(event) {
      if (plot.dataset.drag || event.pointerType === "touch" || !ui.scene) return hide();
      const outline = plot.getBoundingClientRect();
      const x = event.clientX - outline.left, y = event.clientY - outline.top;
      const change = y >= ui.shape.base && y < ui.shape.axis ? near(x) : null;
      const bin = y < ui.shape.axis ? model.binAt(ui.scene, ui.shape.day(x)) : -1;
      plot.dataset.over = y >= ui.shape.axis ? "axis" : change ? "tick" : "bars";
      const onBars = bin >= 0 && stage.packs.counts && event.target.tagName === "CANVAS";
      if (!change && !onBars) return hide();
      const lines = change ? changed(change) : counted(bin);
      box.replaceChildren(...lines.map((line) => make("div", { text: line })));
      strip.raise(box, (width) => event.clientX - width / 2);
    }

    plot.addEventListener("pointermove", point);
    plot.addEventListener("pointerleave", hide);
    return { box, hide, near, changed, nameOf };
  };
})(window.frontline = window.frontline || {});
