/* For people who do not point: buttons that lead to the parts of the page, keys of one letter, and
 * their list.
 *
 * Keys of one letter work only while the focus is on the map and its parts, and not in a field
 * (WCAG 2.1.4).
 */
(function (frontline) {
  "use strict";

  const { stage, make } = frontline;
  const LISTED = [
    ["/", "find"], ["← ↑ → ↓", "pan"], ["+ −", "zoom"], ["[ ,", "back"], ["] .", "on"],
    ["Space", "play"], ["n", "older"], ["p", "newer"], ["Esc", "close"], ["?", "help"],
  ];
  const press = (name) => () => {
    const button = stage.root.querySelector(`.fl-strip [data-do="${name}"]`);
    if (button) button.click();
  };
  const KEYS = {
    "/": () => frontline.focusFinder(),
    "[": press("back"), ",": press("back"), "]": press("on"), ".": press("on"),
    "?": () => frontline.showKeys(),
    Escape: () => {
      if (stage.map.getContainer().contains(document.activeElement)) frontline.closeReading();
    },
  };
  let skips = null; // of the page that is built
  let dialog = null;

  document.addEventListener("keydown", (event) => {
    const run = KEYS[event.key];
    if (!run || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!stage.root || !stage.root.contains(document.activeElement)) return;
    if (frontline.isField(document.activeElement) || (dialog && dialog.open)) return;
    event.preventDefault();
    run();
  });

  /** Show the list of keys. */
  frontline.showKeys = () => dialog.showModal();

  function dialogOfKeys() {
    const rows = LISTED.map(([keys, does]) => make("div", {},
      make("dt", {}, ...keys.split(" ").map((key) => make("kbd", { text: key }))),
      make("dd", { text: stage.text(`keys.${does}`) })));
    return make("dialog", { class: "fl-keys", "aria-labelledby": "fl-keys-title" },
      make("h2", { id: "fl-keys-title", text: stage.text("keys.title") }),
      make("dl", {}, ...rows),
      make("p", { text: stage.text("keys.when") }),
      make("button", { type: "button", text: stage.text("keys.done"), onclick: () => dialog.close() }));
  }

  const GOALS = {
    map: () => stage.map.getContainer(),
    list: () => document.querySelector(".fl-places button[tabindex='0']") ||
      document.querySelector(".fl-field"),
    reading: () => document.querySelector(".st-key-reading"),
  };

  /** Buttons that the first Tab finds: to the map, the list of places, what is being read. */
  function skipButtons() {
    return make("nav", { class: "fl-skip", "aria-label": stage.text("keys.skip") },
      ...Object.keys(GOALS).map((name) => make("button", {
        type: "button", text: stage.text(`keys.to_${name}`), "data-fl-to": name,
        onclick: () => {
          const goal = GOALS[name]();
          if (!goal.matches("button, input, [tabindex]")) goal.tabIndex = -1;
          goal.focus();
        },
      })));
  }

  /** Nothing leads to what is not there. */
  function showSkips() {
    const { selected, article, ground } = stage.state;
    skips.querySelector("[data-fl-to=reading]").hidden =
      selected === null && article === null && ground === null;
  }

  stage.on((changed) => {
    if (skips && ["selected", "article", "ground"].some((name) => changed.has(name))) showSkips();
  });

  frontline.addPart((root) => {
    if (skips) skips.remove();
    skips = skipButtons();
    showSkips();
    document.body.prepend(skips);
    const ours = skips;
    new ResizeObserver(() => root.isConnected || ours.remove()).observe(root); // another page
    dialog = dialogOfKeys();
    root.append(dialog);
    const map = stage.map.getContainer();
    map.setAttribute("role", "application");
    map.setAttribute("aria-label", stage.text("keys.map"));
  });
})(window.frontline = window.frontline || {});
