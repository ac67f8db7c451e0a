/* One sentence over the map: how many places and mentions are drawn, of which days. */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const UPDATE_MS = 100;
  let badge = null; // of the page that is built

  /** Whether only whole weeks can be counted here, and the exact numbers are still on their way. */
  function byWeeks() {
    const { from, to } = stage.state;
    const { model, exact } = frontline.places;
    return model.approximate && !exact && (from !== null || to !== null);
  }

  /** The chosen days in words: "published 1 Feb 2023 – 1 Mar 2023". */
  frontline.daysChosen = function () {
    const { from, to, by } = stage.state;
    if (from === null && to === null) return stage.text("over.all_days");
    const form = from === null ? "until" : to === null ? "since" : from === to ? "on" : "between";
    const words = (day) => day === null ? "" : frontline.strip.days.words(day, "short");
    return stage.text(`over.${by}_${form}`, { from: words(from), to: words(to) });
  };

  /** What is drawn, as one sentence; "" while the data is on its way. */
  frontline.whatIsDrawn = function () {
    const found = named.totals();
    if (!found) return "";
    return [
      stage.text("over.places", { n: found.places }),
      stage.text("over.mentions", { n: found.mentions }),
      frontline.daysChosen(),
      byWeeks() ? stage.text("over.weeks") : "",
    ].filter(Boolean).join(", ");
  };

  const update = frontline.atMostEvery(UPDATE_MS, () => {
    const words = frontline.whatIsDrawn();
    badge.hidden = !words;
    badge.textContent = words;
  });

  const SHOWN = ["from", "to", "by", "counts", "places", "exact"];
  stage.on((changed) => {
    if (badge && SHOWN.some((name) => changed.has(name))) update();
  });

  frontline.addPart((root) => {
    badge = make("p", { class: "fl-badge", hidden: true });
    root.querySelector(".fl-over-badge").append(badge);
    update();
  });
})(window.frontline = window.frontline || {});
