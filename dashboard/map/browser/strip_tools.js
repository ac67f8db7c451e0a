/* The row of tools above the bars: play, steps, typed days, presets, the line's day, which day
 * counts, what the bars show, speed and zoom. What has no room moves into the menu at the end.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { model } = strip;
  const PRESETS = ["7", "30", "month", "all"];
  const DASH_PX = 8; // between the fields of the range
  const ROOMY_PX = 900;
  const PACES = { days: [1, 3, 7], rate: [2, 5, 10, 20] };
  const ICONS = { // on the grid of dom.js
    play: "M8 5v14l11-7z", pause: "M9 5v14M15 5v14", back: "M14 6l-6 6 6 6", on: "M10 6l6 6-6 6",
    follow: "M4 12h11M11 8l4 4-4 4M20 5v14", more: "M5 12h.01M12 12h.01M19 12h.01",
    change_before: "M16 6l-6 6 6 6M6 6v12", change_after: "M8 6l6 6-6 6M18 6v12",
    zoom_out: "M5 12h14", zoom_in: "M5 12h14M12 5v14",
  };

  /** Builds the tools. Returns { row, show(), fit(), commit() }. */
  strip.tools = function (ui) {
    const { stage } = ui;
    const text = (key, values) => stage.text(`strip.${key}`, values);
    const { make, icon } = frontline;

    /** A button with an icon, or with words where it has none. */
    function button(name, run, words) {
      const title = text(name), drawn = ICONS[name];
      const made = make("button", {
        type: "button", title, "data-do": name, "aria-label": drawn ? title : null,
      }, drawn ? icon(drawn) : words);
      if (run) made.addEventListener("click", run);
      return made;
    }

    function choice(name, values, run) {
      const title = text(name);
      const made = make("select", { "aria-label": title, title, "data-do": name },
        ...values.map((value) =>
          make("option", { value, text: text(`${name}_${value}`, { n: +value }) })));
      made.addEventListener("change", () => run(made.value));
      return made;
    }

    function group(name, ...children) {
      return make("span", {
        class: "fl-strip-group", role: "group", "data-group": name, "aria-label": text(`group_${name}`),
      }, ...children);
    }

    const play = button("play", () => stage.set({ playing: !stage.state.playing }));
    const steps = group("steps",
      button("back", () => ui.player.step(-1)),
      button("on", () => ui.player.step(1)));
    const fields = Object.fromEntries(["from", "to", "cursor"].map((name) => [name,
      strip.dayField(name, {
        label: text(`field_${name}`), hint: text("field_hint"), stage,
        take: (day) => ui.typed(name, day),
      })]));
    const range = group("range", fields.from.box, make("span", { "aria-hidden": "true" }, "–"),
      fields.to.box);
    const presets = group("presets", ...PRESETS.map((name) => {
      const made = button(`preset_${name}`, () => ui.choose(model.preset(name, ui.lastDay())),
        text(`preset_${name}_short`));
      made.dataset.preset = name;
      return made;
    }));
    const follow = button("follow", () => ui.typed("cursor", null));
    const turns = [
      [-1, button("change_before", () => ui.nextChange(-1))],
      [1, button("change_after", () => ui.nextChange(1))],
    ];
    const line = group("line", make("span", { class: "fl-strip-label" }, text("line")),
      fields.cursor.box, follow, ...turns.map(([, made]) => made));
    const by = choice("by", ["published", "event"], (value) => ui.countBy(value));
    const bars = choice("bars", ["total", "language", "kind"], (value) => ui.barsBy(value));
    const pace = Object.entries(PACES).map(([name, values]) => {
      const made = choice(name, values, (value) => { ui.pace[name] = Number(value); });
      made.value = ui.pace[name];
      return made;
    });
    const zoom = group("zoom",
      button("zoom_out", () => ui.zoom(-1)),
      button("zoom_in", () => ui.zoom(1)),
      button("zoom_all", () => ui.setView(model.whole(ui.span)), text("zoom_all_short")));

    const groups = [ // in the order of the row, with the order in which they leave it
      [steps, 6], [range, 0], [presets, 5], [line, 4], [group("by", by), 3], [group("bars", bars), 2],
      [group("speed", ...pace), 1], [zoom, 2.5],
    ];
    const panel = make("div", { class: "fl-strip-panel", popover: "auto" }); // above the drawers
    const more = button("more");
    more.popoverTargetElement = panel;
    panel.addEventListener("keydown", (event) => { // Escape closes the menu, and nothing behind it
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      panel.hidePopover();
      more.focus();
    });
    const room = make("span", { class: "fl-strip-room" });
    const row = make("div", { class: "fl-strip-tools" }, play,
      ...groups.map(([one]) => one), room, more, panel);
    play.classList.add("fl-strip-play");

    let form = "words";

    /** Give the row what has room; short days where there is little. */
    function fit() {
      form = row.clientWidth < ROOMY_PX ? "short" : "words";
      const [from, to, cursor] = Object.values(fields).map((field) => field.widen(form));
      range.style.minWidth = `${from + to + DASH_PX}px`; // so that nothing moves as days go by
      fields.cursor.box.style.minWidth = `${cursor}px`;
      const held = document.activeElement;
      const inside = row.contains(held);
      for (const [one] of groups) row.insertBefore(one, room);
      more.hidden = true;
      const leaving = groups.filter(([, order]) => order).sort((a, b) => a[1] - b[1]);
      for (const [one] of leaving) {
        if (row.scrollWidth <= row.clientWidth) break;
        more.hidden = false;
        panel.prepend(one);
      }
      if (more.hidden && panel.matches(":popover-open")) panel.hidePopover();
      if (inside && document.activeElement !== held) held.focus({ preventScroll: true });
    }

    function show() {
      const { state } = stage;
      const { from, to } = model.closed(state, ui.span);
      fields.from.show(from, state.from === null, form);
      fields.to.show(to, state.to === null, form);
      fields.cursor.show(ui.dayOf("cursor"), false, form);
      follow.setAttribute("aria-pressed", String(state.cursorFollows));
      by.value = state.by;
      for (const [way, made] of turns) {
        made.setAttribute("aria-disabled", String(!ui.changeFrom(way)));
      }
      if (play.dataset.shows !== String(state.playing)) {
        play.dataset.shows = String(state.playing);
        play.replaceChildren(icon(ICONS[state.playing ? "pause" : "play"]));
        play.title = text(state.playing ? "pause" : "play");
        play.setAttribute("aria-label", play.title);
      }
      for (const made of presets.children) {
        const preset = model.preset(made.dataset.preset, ui.lastDay());
        const on = preset.from === state.from && preset.to === state.to;
        made.setAttribute("aria-pressed", String(on));
      }
    }

    return {
      row, show, fit,
      commit() {
        for (const field of Object.values(fields)) field.commit();
      },
    };
  };
})(window.frontline = window.frontline || {});
