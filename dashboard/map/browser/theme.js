/* Colours of the map in the light and in the dark theme, and when the theme changes.
 *
 * The page's theme is read from the background that it gives the map: Streamlit's variable, else
 * the operating system's wish. A change is noticed at once, without asking time and again: an
 * element whose background is that variable has a transition, which tells when it begins.
 */
(function (frontline) {
  "use strict";

  const PALETTES = {
    light: {
      sea: "#d5e2ea", home: "#f4f2ec", abroad: "#eae8e2", river: "#b4cbdb", region: "#cdc8bb",
      border: "#a39d8f", homeBorder: "#8b8577", ink: "#171b21", paper: "#ffffff", quiet: "#6c6a63",
      place: "#2a5275", accent: "#b4500f",
    },
    dark: {
      sea: "#14212b", home: "#2b3034", abroad: "#23272b", river: "#33505f", region: "#434a50",
      border: "#5c666d", homeBorder: "#78838b", ink: "#f6f7f8", paper: "#15191c", quiet: "#9aa3a9",
      place: "#86b6da", accent: "#e08a4a",
    },
  };
  // What the live page's own style sheet says; a saved map has none.
  const GIVEN = {
    sea: "--fl-sea", home: "--fl-land", ink: "--fl-ink", paper: "--fl-paper",
    accent: "--fl-accent", place: "--fl-place",
  };
  const listeners = new Set();
  const asked = window.matchMedia("(prefers-color-scheme: dark)");
  let probe = null;

  const theme = frontline.theme = {
    dark: false,
    /** The palette of the theme that is shown; hex colours by what they are for. */
    colours: { ...PALETTES.light },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Follow the theme of the page round this element. */
    watch(element) {
      if (probe) probe.remove();
      probe = document.createElement("div");
      probe.className = "fl-theme-probe";
      probe.setAttribute("aria-hidden", "true");
      element.append(probe);
      probe.addEventListener("transitionend", read);
      read();
    },
    /** The colour of a party (`{light, dark}`) in the theme that is shown. */
    of(colour) { return this.dark ? colour.dark : colour.light; },
  };

  function read() {
    const style = getComputedStyle(probe);
    const given = style.getPropertyValue("--st-background-color").trim();
    // The variable itself where it can be read: the background may still be on its way to it.
    const shown = /^#[0-9a-f]{6}$/i.test(given) ? given : style.backgroundColor;
    const dark = given ? luminance(rgb(shown)) < 0.4 : asked.matches;
    const palette = { ...PALETTES[dark ? "dark" : "light"] };
    for (const [name, variable] of Object.entries(given ? GIVEN : {})) {
      const colour = style.getPropertyValue(variable).trim();
      if (/^(#[0-9a-f]{6}|rgba?\(.*\))$/i.test(colour)) palette[name] = colour;
    }
    if (JSON.stringify(palette) === JSON.stringify(theme.colours) && dark === theme.dark) return;
    theme.dark = dark;
    theme.colours = palette;
    for (const listener of listeners) listener();
  }
  asked.addEventListener("change", () => probe && read());
  // A page may get its theme after its map; each thing that arrives is a reason to look again.
  frontline.stage.on((changed) => {
    if (probe && ["built", "info", "places", "counts", "control"].some((name) => changed.has(name))) {
      read();
    }
  });

  function rgb(text) {
    if (text.startsWith("#")) return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
    return (text.match(/[\d.]+/g) || [255, 255, 255]).slice(0, 3).map(Number);
  }

  function luminance([red, green, blue]) {
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }

  /** Two colours (#rrggbb), mixed: `share` of the second. */
  frontline.mix = function (one, other, share) {
    const [a, b] = [rgb(one), rgb(other)];
    return "#" + a.map((part, n) => Math.round(part + (b[n] - part) * share)
      .toString(16).padStart(2, "0")).join("");
  };
  frontline.rgb = rgb;
})(window.frontline = window.frontline || {});
