/* Fields for typed days: taken on Enter and when the field is left. What cannot be read is said
 * at the field, and stays in it to be mended; Escape puts the day back.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const { days } = strip;
  const LONG_DAYS = Array.from({ length: 12 }, (_, month) => days.of(2028, month, 28));
  const PADDING = 18; // px of a field, both sides and its border
  const ruler = document.createElement("canvas").getContext("2d");

  /** A field for "from", "to" or "cursor"; `take(day)` gets a day or null for an empty field.
   * Returns { box, show(day, open, form), widen(form), commit() }.
   */
  strip.dayField = function (name, { label, hint, stage, take }) {
    const { make } = frontline;
    const input = make("input", {
      type: "text", class: "fl-strip-day", name: `fl-${name}`, autocomplete: "off",
      spellcheck: "false", "aria-label": label, title: hint,
    });
    const id = `fl-strip-error-${name}`;
    const error = make("span", { class: "fl-strip-error", id, role: "alert", popover: "manual" });
    const box = make("span", { class: "fl-strip-field" }, input, error);
    let shown = "";

    /** Show a day; `open` where the end of the range is open; `form` is one of strip.days. */
    function show(day, open, form) {
      const words = days.words(day, form);
      const text = open ? "" : words;
      if (input.placeholder !== words) {
        input.placeholder = words;
        fit();
      }
      if (text === shown) return;
      const typing = input.value !== shown && document.activeElement === input;
      shown = text;
      if (!typing) put(text);
    }

    /** Take the font of now; returns the pixels that the longest day needs. */
    function widen(form) {
      const style = getComputedStyle(input);
      ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      fit();
      return Math.max(...LONG_DAYS.map((day) => widthOf(days.words(day, form))));
    }

    function widthOf(text) {
      return Math.ceil(ruler.measureText(text).width) + PADDING;
    }

    function fit() {
      input.style.width = `${widthOf(input.value || input.placeholder)}px`;
    }

    function put(text) {
      input.value = text;
      fit();
      complain(null);
    }

    function complain(text) {
      error.textContent = text ?? "";
      if (text === null) strip.lower(error);
      else strip.raise(error, () => input.getBoundingClientRect().left);
      input.setAttribute("aria-invalid", String(text !== null));
      if (text === null) input.removeAttribute("aria-describedby");
      else input.setAttribute("aria-describedby", id);
    }

    function commit() {
      if (input.value === shown) return complain(null);
      const day = days.read(input.value, name);
      if (day === undefined) return complain(stage.text("strip.unread", { typed: input.value.trim() }));
      put(shown); // the same day in other words changes nothing; `take` shows a new one
      take(day);
    }

    input.addEventListener("blur", commit);
    input.addEventListener("input", fit);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") commit();
      else if (event.key === "Escape" && input.value !== shown) {
        event.preventDefault();
        event.stopPropagation();
        put(shown);
      }
    });
    return { box, show, widen, commit };
  };
})(window.frontline = window.frontline || {});
