/* Says what changed to people who listen, once nothing has changed for a moment. */
(function (frontline) {
  "use strict";

  const { stage, named } = frontline;
  const CALM_MS = 1000;
  let said = null; // how many places were on the map
  const pending = new Set();

  const speak = frontline.onceCalm(CALM_MS, () => {
    if (stage.state.playing || !named.mentions()) return; // said when it ends
    const n = named.totals().places;
    const words = [];
    if (n !== said) words.push(stage.text("over.on_map", { n }));
    said = n;
    if (pending.has("selected")) words.push(chosen());
    pending.clear();
    if (words.some(Boolean)) stage.say(words.filter(Boolean).join(". "));
  });

  function chosen() {
    const at = named.indexOf(stage.state.selected);
    const mentions = named.mentions();
    if (at < 0) return "";
    return stage.text("over.chosen", {
      name: named.name(at), where: frontline.whereabouts(at), n: mentions[at],
    });
  }

  const HEARD = ["from", "to", "by", "counts", "exact", "selected", "playing"];
  stage.on((changed) => {
    const found = HEARD.filter((name) => changed.has(name));
    found.forEach((name) => pending.add(name));
    if (found.length) speak();
  });
})(window.frontline = window.frontline || {});
