/* The hand on the strip: dragging its handles, the range, a new range and the axis; pinch, wheel
 * and keys. While the hand drags, the stage is set at most once a frame and nothing is told.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { days, model } = strip;
  strip.REST_MS = 300; // after the last key or step, before Python is told
  const STILL_PX = 4; // a press that moves less is a click
  const WHEEL = 0.0016; // zoom of a pixel of the wheel
  const ZOOM = 1.6; // of a key or a button
  const PINCHED = 2; // fingers
  const DOUBLE_MS = 500; // between the clicks of a double click, at most
  const KEYS = {
    ArrowLeft: [-1, "day"], ArrowDown: [-1, "day"], ArrowRight: [1, "day"], ArrowUp: [1, "day"],
    PageDown: [-1, "month"], PageUp: [1, "month"],
  };

  /** Lets the hand move what `ui` (strip.js) shows. */
  strip.takeHand = function (ui) {
    const { stage, plot } = ui;
    const fingers = new Map(); // pointer -> x on the plot
    let wheeled = null, turning = 0; // the view that the wheel asks for in the next frame
    let drag = null, pinch = null, frame = 0, clicked = { at: -Infinity, before: {} };
    const tellLater = frontline.onceCalm(strip.REST_MS, () => ui.tell());

    const xOf = (event) => event.clientX - plot.getBoundingClientRect().left;
    const yOf = (event) => event.clientY - plot.getBoundingClientRect().top;
    const grips = { // what a drag changes: (drag, x) -> patch of the stage, or null
      from: (held, x) => end("from", Math.round(ui.shape.day(x - held.off)), held),
      to: (held, x) => end("to", Math.round(ui.shape.day(x - held.off)) - 1, held),
      cursor: (held, x) => cursorOn(Math.floor(ui.shape.day(x - held.off))),
      move: (held, x) => along(model.moved(held, Math.round((x - held.x) / ui.shape.scale), held.span)),
      fresh(held, x) {
        const [a, b] = [held.x, x].map((at) => Math.floor(ui.shape.day(at))).sort((p, q) => p - q);
        return along({ from: Math.max(a, held.span.first), to: Math.min(b, held.span.last) });
      },
      axis(held, x) {
        const by = (held.x - x) / ui.shape.scale;
        ui.setView({ start: held.view.start + by, end: held.view.end + by });
        return null;
      },
    };

    function along(range) {
      return { ...range, ...ui.cursorAlong(range) };
    }

    function end(name, day, range) {
      return along(model.placed(range, name, day, range.span || ui.span));
    }

    function cursorOn(day) {
      const { first, last } = ui.span;
      return { cursor: Math.min(Math.max(day, first), last), cursorFollows: false };
    }

    function gripAt(event, x) {
      const handle = event.target.closest("[data-grip]");
      if (handle) return handle.dataset.grip;
      if (yOf(event) > ui.shape.axis) return "axis";
      const { from, to } = stage.state;
      if (from === null && to === null) return "fresh";
      const at = ui.shape.day(x), range = model.closed(stage.state, ui.span);
      return at >= range.from && at < range.to + 1 ? "move" : "fresh";
    }

    function press(event) {
      if (event.button) return;
      ui.takeTyped(); // before the drag begins from what is chosen
      const x = xOf(event);
      fingers.set(event.pointerId, x);
      plot.setPointerCapture(event.pointerId);
      stage.set({ playing: false });
      ui.hideTip();
      if (fingers.size === PINCHED) return beginPinch();
      document.addEventListener("keydown", giveUp, true);
      const { from, to, cursor, cursorFollows } = stage.state;
      const grip = gripAt(event, x);
      const anchor = { from: () => ui.edge("from"), to: () => ui.edge("to") }[grip];
      drag = {
        grip, x, y: yOf(event), off: anchor ? x - anchor() : 0, from, to, moved: false,
        span: ui.span, view: ui.view, before: { from, to, cursor, cursorFollows },
      };
    }

    function beginPinch() {
      if (drag) stage.set(drag.before);
      drag = null;
      const [a, b] = [...fingers.values()];
      pinch = { apart: Math.max(Math.abs(a - b), 1), at: ui.shape.day((a + b) / 2), view: ui.view };
    }

    function move(event) {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, xOf(event));
      if (!frame) frame = requestAnimationFrame(apply);
    }

    function apply() {
      frame = 0;
      const [a, b] = [...fingers.values()];
      if (pinch && fingers.size === PINCHED) {
        const factor = pinch.apart / Math.max(Math.abs(a - b), 1);
        ui.setView(model.zoomed(pinch.view, factor, pinch.at, ui.span));
      } else if (drag) {
        if (!drag.moved && Math.abs(a - drag.x) < STILL_PX) return;
        drag.moved = true;
        plot.dataset.drag = drag.grip;
        const patch = grips[drag.grip](drag, a);
        if (patch) stage.set(patch);
      }
    }

    function release(event) {
      if (!fingers.has(event.pointerId)) return;
      if (frame) {
        cancelAnimationFrame(frame);
        apply();
      }
      fingers.delete(event.pointerId);
      const done = drag;
      drag = pinch = null;
      delete plot.dataset.drag;
      document.removeEventListener("keydown", giveUp, true);
      if (!done) return;
      if (done.moved) {
        if (done.grip !== "axis") ui.tell();
      } else if (event.type === "pointerup") click(done);
      ui.settle();
    }

    function click({ grip, x, y, before }) {
      if (grip !== "move" && grip !== "fresh") return;
      const now = performance.now();
      if (now - clicked.at < DOUBLE_MS) return;
      clicked = { at: now, before };
      stage.set(cursorOn(ui.dayUnder(x, y)));
      ui.tell();
    }

    function double() { // its first click has moved the cursor: that was not meant
      stage.set(clicked.before);
      ui.tell();
      ui.setView(model.whole(ui.span));
    }

    function giveUp(event) { // Escape puts back what a drag has changed
      if (event.key !== "Escape" || !drag) return;
      event.stopPropagation();
      stage.set(drag.before);
      drag = null;
      delete plot.dataset.drag;
      ui.settle();
    }

    function key(event) {
      const name = event.target.dataset.grip;
      if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
      const day = ui.dayOf(name);
      let put = null;
      if (event.key in KEYS) {
        const [n, unit] = KEYS[event.key];
        put = days.add(day, n, unit === "day" && event.shiftKey ? "week" : unit);
      } else if (event.key === "Home") put = ui.span.first;
      else if (event.key === "End") put = ui.span.last;
      else if (event.key === " ") stage.set({ playing: !stage.state.playing });
      else if (event.key === "+" || event.key === "-") ui.zoom(event.key === "+" ? 1 : -1, day);
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (put === null) return;
      stage.set({ playing: false, ...(name === "cursor" ? cursorOn(put) : end(name, put, stage.state)) });
      ui.reveal(ui.dayOf(name));
      tellLater();
    }

    function wheel(event) { // several a frame are one change of the view
      event.preventDefault();
      const px = event.deltaMode ? 16 : 1; // some mice count lines
      const view = wheeled || ui.view;
      const across = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        const by = ((across * px) / ui.shape.inner) * (view.end - view.start);
        wheeled = model.fitted({ start: view.start + by, end: view.end + by }, ui.span);
      } else {
        const share = (ui.shape.day(xOf(event)) - ui.view.start) / (ui.view.end - ui.view.start);
        const at = view.start + share * (view.end - view.start);
        wheeled = model.zoomed(view, Math.exp(event.deltaY * px * WHEEL), at, ui.span);
      }
      if (!turning) turning = requestAnimationFrame(turn);
    }

    function turn() {
      turning = 0;
      ui.setView(wheeled);
      wheeled = null;
    }

    plot.addEventListener("pointerdown", press);
    plot.addEventListener("pointermove", move);
    plot.addEventListener("pointerup", release);
    plot.addEventListener("pointercancel", release);
    plot.addEventListener("keydown", key);
    plot.addEventListener("wheel", wheel, { passive: false });
    plot.addEventListener("dblclick", double);
    ui.zoom = (way, day) => {
      const at = day ?? (ui.view.start + ui.view.end) / 2;
      ui.setView(model.zoomed(ui.view, way > 0 ? 1 / ZOOM : ZOOM, at, ui.span));
    };
  };
})(window.frontline = window.frontline || {});
