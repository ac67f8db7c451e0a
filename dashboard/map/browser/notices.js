/* Short lines in the map's corner: what failed, what is missing, and one thing to do about it. */
(function (frontline) {
  "use strict";

  const shown = new WeakMap(); // map -> subject -> control

  /** One line a subject; without words it goes. `act`: `{ label, run }`, a button beside it. */
  frontline.notice = function (map, subject, words, act = null) {
    if (!shown.has(map)) shown.set(map, new Map());
    const lines = shown.get(map);
    const last = lines.get(subject);
    if (last && last.words === words) return;
    if (last) last.control.remove();
    lines.delete(subject);
    if (!words) return;
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "fl-notice");
      box.setAttribute("role", "status");
      box.append(words);
      if (act) {
        const button = L.DomUtil.create("button", "", box);
        button.type = "button";
        button.textContent = act.label;
        button.addEventListener("click", act.run);
      }
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
    lines.set(subject, { words, control });
  };
})(window.frontline = window.frontline || {});
