/* Play: days go by, a step at a time, until the last one or until somebody stops it.
 *
 * A range moves with its cursor; a range with an open start grows; a cursor that was put somewhere
 * by itself moves alone (strip_model.js, `stepped`). Nothing is told to Python before the end.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { model } = strip;
  const CALM_MS = 1000; // between steps where less motion is asked for

  /** Plays while `stage.state.playing`; `ui.pace` is { days, rate }: days a step, steps a second.
   * Returns { step(way), end() }.
   */
  strip.player = function (ui) {
    const { stage } = ui;
    const tellLater = frontline.onceCalm(strip.REST_MS, () => ui.tell());
    let frame = 0, last = 0;

    function step(way) {
      const { patch, ended } = model.stepped(stage.state, way * ui.pace.days, stage.bounds);
      stage.set(patch);
      ui.reveal(ui.dayOf("cursor"));
      return !ended;
    }

    function run(now) {
      frame = requestAnimationFrame(run);
      const pause = Math.max(1000 / ui.pace.rate, frontline.still() ? CALM_MS : 0);
      if (now - last < pause - 1) return;
      last = Math.max(last + pause, now - pause); // keeps the pace, and never hurries to catch up
      if (!step(1)) stage.set({ playing: false });
    }

    function begin() {
      const { state, bounds } = stage;
      if (ui.dayOf("cursor") >= bounds.last) stage.set(model.rewound(state, bounds));
      last = performance.now();
      frame = requestAnimationFrame(run);
      ui.say("strip.said_playing");
    }

    function hear(changed) {
      if (!changed.has("playing")) return;
      cancelAnimationFrame(frame);
      if (stage.state.playing) begin();
      else ui.tell();
    }

    const off = stage.on(hear);
    const pause = () => document.hidden && stage.set({ playing: false });
    document.addEventListener("visibilitychange", pause);
    return {
      step(way) {
        stage.set({ playing: false });
        step(way);
        tellLater();
      },
      end() {
        off();
        cancelAnimationFrame(frame);
        document.removeEventListener("visibilitychange", pause);
      },
    };
  };
})(window.frontline = window.frontline || {});
