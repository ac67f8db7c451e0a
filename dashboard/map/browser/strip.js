/* The strip of time under the map: mentions a day, the range with its two handles, and the day
 * whose front line is drawn.
 *
 * It puts together strip_model.js (what is shown), strip_draw.js, strip_tips.js, strip_hand.js
 * (drag, wheel, keys), strip_tools.js (buttons and fields) and strip_play.js. The stage holds what is chosen.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { days, model } = strip;
  const stage = frontline.stage;
  // Outside of the page: a font set on a canvas in it has every style worked out first.
  const ruler = document.createElement("canvas").getContext("2d");
  const RANGE = ["from", "to", "cursor", "cursorFollows", "by"];
  const GRIPS = ["from", "to", "cursor"];
  const NARROW_PX = 24; // a range in which the handles leave room to take hold of the whole
  const FLAG_PAD = 12; // px left and right of its words
  const CAPTION_LEFT = 15;

  let ui = null;

  function build(root) {
    if (ui) ui.end();
    const { make } = frontline;
    const text = (key, values) => stage.text(`strip.${key}`, values);
    const host = root.querySelector(".fl-strip");
    days.speak(document.documentElement.lang || "en");
    host.setAttribute("role", "region");
    host.setAttribute("aria-label", text("name"));
    const canvas = make("canvas", { "aria-hidden": "true" });
    const plot = make("div", { class: "fl-strip-plot" }, canvas);
    const caption = make("span", { class: "fl-strip-caption" });
    const notes = make("span", { class: "fl-strip-notes", role: "status" });
    const flag = make("span", { class: "fl-strip-flag" });
    const grips = Object.fromEntries(GRIPS.map((name) => [name, make("div", {
      class: "fl-strip-handle", role: "slider", tabindex: 0, "data-grip": name,
      "aria-label": text(`grip_${name}`), "aria-orientation": "horizontal",
    })]));
    grips.cursor.append(flag);
    plot.append(caption, notes, ...Object.values(grips));

    let size = { width: 0, height: 0 };
    let layers = null, look = null, by = "total", captionWide = 0, flagWide = 0, ended = false;

    ui = {
      stage, plot, span: null, view: null, shape: null, scene: null, pace: { days: 1, rate: 10 },
      changes: [],
      /** Pixel of a handle. */
      edge(name) {
        const { from, to } = model.closed(stage.state, ui.span);
        if (name === "from") return ui.shape.x(from);
        if (name === "to" || stage.state.cursorFollows) return ui.shape.x(to + 1);
        return ui.shape.x(ui.dayOf("cursor") + 0.5);
      },
      dayOf(name) {
        const { state, bounds } = stage;
        if (name !== "cursor") return model.closed(state, ui.span)[name];
        return state.cursorFollows ? model.endOf(state.to, bounds) : state.cursor ?? bounds.last;
      },
      /** What a new range changes of the line's day: that follows the range's end, and also takes
       * it up again from the day of the article that the first look opened. */
      cursorAlong({ to }) {
        const { cursorFollows, cursor } = stage.state;
        const lent = cursor !== null && cursor === frontline.day(stage.info.first_day);
        if (!cursorFollows && !lent) return {};
        return { cursor: model.endOf(to, stage.bounds), cursorFollows: true };
      },
      /** Last day of what there is: of the articles, where there are any. */
      lastDay() {
        const { counts } = stage.packs;
        return counts && counts.head.days
          ? frontline.day(counts.head.first_day) + counts.head.days - 1 : stage.bounds.last;
      },
      setView(view) {
        ui.hideTip();
        ui.view = model.fitted(view, ui.span);
        paint();
      },
      reveal(day) {
        const view = model.revealing(ui.view, day, day, ui.span);
        if (view !== ui.view) ui.setView(view);
      },
      /** A range that was chosen by a button or typed: taken, told, and brought into view. */
      choose(range) {
        stage.set({ ...range, ...ui.cursorAlong(range), playing: false }, { tell: true });
        const { from, to } = model.closed(stage.state, ui.span);
        ui.view = model.revealing(ui.view, from, to, ui.span);
        paint();
        sayRange();
      },
      typed(name, day) {
        if (name !== "cursor") return ui.choose(model.typed(stage.state, name, day, ui.span));
        const follows = day === null;
        const cursor = follows ? model.endOf(stage.state.to, stage.bounds) : day;
        stage.set({ cursor, cursorFollows: follows, playing: false }, { tell: true });
        ui.reveal(cursor);
        stage.say(text("said_line", { day: days.words(cursor) }));
      },
      takeTyped: () => ui.tools.commit(),
      countBy: (value) => stage.set({ by: value, playing: false }, { tell: true }),
      barsBy(value) {
        by = value;
        paint();
      },
      /** Tell Python what the hand or a key has done. */
      tell() {
        stage.tell(new Set(RANGE));
        sayRange();
      },
      say: (key) => stage.say(stage.text(key)),
      /** After a drag: days beyond the bounds that are no longer chosen leave the strip. */
      settle: () => paint(),
      show,
      hideTip: () => ui.tips.hide(),
      /** The day that a click at a pixel means: that of a tick, or the one under it. */
      dayUnder(x, y) {
        const near = y >= ui.shape.base ? ui.tips.near(x) : null;
        return near ? near.day : Math.floor(ui.shape.day(x));
      },
      /** The next change before (-1) or after (1) the line's day; undefined where there is none. */
      changeFrom(way) {
        const at = ui.dayOf("cursor");
        return way > 0
          ? ui.changes.find((one) => one.day > at) : ui.changes.findLast((one) => one.day < at);
      },
      nextChange(way) {
        const found = ui.changeFrom(way);
        if (!found) return stage.say(text("said_no_change"));
        ui.typed("cursor", found.day);
        stage.say(ui.tips.changed(found).join(". "));
      },
      end() {
        if (ended) return;
        ended = true;
        off();
        ui.player.end();
        watcher.disconnect();
      },
    };

    function sayRange() {
      const { from, to } = model.closed(stage.state, ui.span);
      const n = stage.packs.counts ? model.mentions(stage.packs.counts, from, to + 1) : 0;
      stage.say(text("said_range", { from: days.words(from), to: days.words(to), n }));
    }

    /** Work out the picture anew: after a change of the view, the size, the pack or the theme. */
    function paint() {
      host.inert = !stage.bounds;
      if (ended || !stage.bounds || !size.width) return;
      measure();
      look = look || strip.look(host);
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(size.width * ratio)) {
        canvas.width = Math.round(size.width * ratio);
        canvas.height = Math.round(size.height * ratio);
      }
      ui.scene = model.scene(stage.packs.counts, by, ui.view, ui.shape.inner, ui.span);
      const marks = model.marks(ui.changes, ui.scene, ui.shape.scale);
      const labels = model.axis(ui.view, ui.shape.inner);
      layers = strip.layers(ui.scene, labels, marks, look, ui.shape, ratio, layers);
      showCaption();
      captionWide = caption.offsetWidth;
      showNotes();
      show();
    }

    /** Span, view and shape of now; a view of everything stays one. */
    function measure() {
      const was = ui.span;
      const held = plot.dataset.drag && was;
      ui.span = model.span(stage.bounds, stage.state);
      if (held) {
        ui.span.first = Math.min(ui.span.first, was.first);
        ui.span.last = Math.max(ui.span.last, was.last);
      }
      const all = was && model.whole(was);
      const wide = !all || (ui.view.start <= all.start && ui.view.end >= all.end);
      ui.view = wide ? model.whole(ui.span) : model.fitted(ui.view, ui.span);
      ui.shape = strip.shape(size.width, size.height, ui.view);
    }

    /** Show what is chosen now; a step of the range needs no more than this. */
    function show() {
      if (!layers) return;
      strip.compose(canvas.getContext("2d"), layers, ui.edge("from"), ui.edge("to"));
      for (const name of GRIPS) showGrip(name);
      turnFlag();
      plot.dataset.narrow = String(ui.edge("to") - ui.edge("from") < NARROW_PX);
      host.dataset.waiting = String(waits());
      ui.tools.show();
    }

    function showGrip(name) {
      const made = grips[name], day = ui.dayOf(name), x = ui.edge(name);
      made.style.transform = `translateX(${x.toFixed(1)}px)`;
      if (made.dataset.day === String(day)) return;
      made.dataset.day = String(day);
      made.setAttribute("aria-valuemin", String(ui.span.first));
      made.setAttribute("aria-valuemax", String(ui.span.last));
      made.setAttribute("aria-valuenow", String(day));
      made.setAttribute("aria-valuetext", days.words(day));
      if (name !== "cursor") return;
      flag.textContent = text("flag", { day: days.words(day, "short") });
      ruler.font = `600 11px ${look.font}`;
      flagWide = ruler.measureText(flag.textContent).width + FLAG_PAD;
    }

    /** The flag hangs to the side of its pole where it has room, and pushes the caption along. */
    function turnFlag() {
      const x = ui.edge("cursor"), left = x + flagWide > size.width;
      flag.dataset.side = left ? "left" : "right";
      const end = left ? x : x + flagWide;
      const meets = end > CAPTION_LEFT && end - flagWide < CAPTION_LEFT + captionWide;
      caption.style.left = `${meets ? end + CAPTION_LEFT / 2 : CAPTION_LEFT}px`;
    }

    function waits() {
      const { counts } = stage.packs;
      return !counts || (counts.head.by !== undefined && counts.head.by !== stage.state.by);
    }

    function showCaption() {
      const { unit, most, names, totals } = ui.scene;
      caption.replaceChildren();
      if (!totals.length || !stage.packs.counts) return;
      const { power } = ui.scene;
      caption.append(text(power < 1 ? "root" : "linear", { scale: text(`scale_${unit}`, { n: most }) }));
      if (names.length < 2) return;
      names.forEach((name, i) => {
        const style = `background: var(--fl-strip-series-${i + 1})`;
        caption.append(make("span", { class: "fl-strip-key" }, make("i", { style }), ui.tips.nameOf(name)));
      });
    }

    function showNotes() {
      const { counts } = stage.packs, said = [];
      if (waits()) said.push(text(`counting_${stage.state.by}`));
      else {
        const { head } = counts;
        if (!head.stated) said.push(text("nothing"));
        if (head.silent && stage.state.by === "event") said.push(text("silent", { n: head.silent }));
        if (head.unit === "week") said.push(text("by_week"));
      }
      notes.textContent = said.join(" · ");
      notes.title = notes.textContent;
    }

    function lookForChanges() {
      ui.changes = strip.changesInView();
      paint();
    }

    function hear(changed) {
      if (!stage.bounds || !ui.tools) return;
      if (changed.has("control")) lookForChanges();
      else if (changed.has("counts") || changed.has("bounds") || changed.has("by")) paint();
      else if (GRIPS.some((name) => changed.has(name) && beyond(stage.state[name]))) paint();
      else if ([...RANGE, "playing"].some((name) => changed.has(name))) show();
    }

    const beyond = (day) => day !== null && ui.span && (day < ui.span.first || day > ui.span.last);
    const off = stage.on(hear);
    const watcher = new ResizeObserver(() => {
      size = { width: plot.clientWidth, height: plot.clientHeight };
      ui.tools.fit();
      paint();
    });
    ui.player = strip.player(ui);
    ui.tools = strip.tools(ui);
    ui.tips = strip.tips(ui);
    host.replaceChildren(ui.tools.row, plot, ui.tips.box);
    strip.takeHand(ui);
    host.addEventListener("transitionend", (event) => { // of the theme's colours (strip.css)
      if (event.target !== host) return;
      look = null;
      paint();
    });
    plot.addEventListener("focusin", (event) => { // a handle may lie outside the view
      if (event.target.matches(":focus-visible")) ui.reveal(ui.dayOf(event.target.dataset.grip));
    });
    if (stage.map) stage.map.on("moveend", lookForChanges);
    watcher.observe(plot);
    lookForChanges();
    strip.ui = ui;
  }

  frontline.addPart(build);
})(window.frontline = window.frontline || {});
