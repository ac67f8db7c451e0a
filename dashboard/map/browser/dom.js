/* Small tools that the parts of the page share: elements, timing, days and motion. */
(function (frontline) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const GIVEN = { text: "textContent", value: "value", checked: "checked", hidden: "hidden" };

  /** An element; attributes by name, `text` as text, `onclick` and the like as listeners. */
  frontline.make = function (tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined) continue;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name in GIVEN) made[GIVEN[name]] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  /** A picture of lines on a grid of 24 by 24; it has no name, its button has. */
  frontline.icon = function (path) {
    const made = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({
      viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor",
      "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round",
      "aria-hidden": "true",
    })) made.setAttribute(name, value);
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    made.append(line);
    return made;
  };

  /** `task`, run soon and at most every `ms`; never within the call, which may be a drag's. */
  frontline.atMostEvery = function (ms, task) {
    let timer = null, last = -Infinity;
    const run = () => {
      timer = null;
      last = performance.now();
      task();
    };
    return () => {
      if (timer === null) timer = setTimeout(run, Math.max(0, last + ms - performance.now()));
    };
  };

  /** `task`, run once nothing has called for `ms`. */
  frontline.onceCalm = function (ms, task) {
    let timer = null;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(task, ms);
    };
  };

  /** Whether the person asked for less motion. */
  frontline.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Whether keys typed at this element are text. */
  frontline.isField = (element) =>
    element instanceof Element &&
    element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, " +
      "[contenteditable=true]");
})(window.frontline = window.frontline || {});
