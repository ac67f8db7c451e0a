/* Opens and closes the drawers, keeps their widths, and moves the phone's sheet.
 *
 * The left drawer is Streamlit's sidebar, the right one is the container that Python fills with
 * what is being read. Their sizes are custom properties of the document (--fl-left, --fl-right,
 * --fl-strip, --fl-sheet), which page.css and map.css use; the attributes data-fl-reading
 * ("open"), data-fl-sheet ("peek", "half", "full") and data-fl-hint ("closed") say the rest.
 */
(function (frontline) {
  "use strict";

  const stage = frontline.stage;
  const page = document.documentElement;
  const NARROWEST_PX = 300;
  const USUAL_PX = 380;
  const STEP_PX = 24;
  const HEIGHTS = ["peek", "half", "full"];
  const phone = window.matchMedia("(max-width: 700px)");
  const kept = {}; // what the browser's own store refuses is kept for as long as the page lives

  function remember(name, value) {
    kept[name] = String(value);
    try {
      window.localStorage.setItem(`frontline.${name}`, value);
    } catch { /* denied or full */ }
  }

  function remembered(name) {
    try {
      return window.localStorage.getItem(`frontline.${name}`) ?? kept[name];
    } catch {
      return kept[name];
    }
  }

  const reading = () => document.querySelector(".st-key-reading");
  const sidebar = () => document.querySelector('[data-testid="stSidebar"]');
  const isOpen = () => page.dataset.flReading === "open";

  // ---- sizes

  function width() {
    const asked = Number(remembered("reading")) || USUAL_PX;
    return Math.round(Math.max(NARROWEST_PX, Math.min(asked, window.innerWidth * 0.6)));
  }

  /** Tell the style sheets how much of the page each part takes. */
  function measure() {
    if (!stage.root || !stage.root.isConnected) return;
    const left = sidebar();
    const closed = !left || phone.matches || left.dataset.collapsed === "true";
    const strip = stage.root.querySelector(".fl-strip").offsetHeight;
    const under = phone.matches && isOpen() && page.dataset.flSheet !== "full";
    const sizes = {
      "--fl-left": closed ? 0 : Math.max(0, left.getBoundingClientRect().right),
      "--fl-right-width": width(),
      "--fl-right": isOpen() && !phone.matches ? width() : 0,
      "--fl-strip": strip,
      "--fl-under-sheet": under ? sheetHeight(page.dataset.flSheet) : 0,
    };
    // The strip may get its height after the sheet: both are measured by the same room.
    if (page.dataset.flSheet && !pull) sizes["--fl-sheet"] = sheetHeight(page.dataset.flSheet);
    for (const [name, size] of Object.entries(sizes)) page.style.setProperty(name, `${size}px`);
    const edge = stage.root.querySelector(".fl-edge");
    edge.setAttribute("aria-valuenow", width());
    edge.setAttribute("aria-valuemax", Math.round(window.innerWidth * 0.6));
  }

  function edgeOf(root) {
    const edge = document.createElement("div");
    edge.className = "fl-edge";
    edge.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: "separator", "aria-orientation": "vertical", "aria-valuemin": NARROWEST_PX,
      "aria-label": stage.text("page.edge"),
    })) edge.setAttribute(name, value);
    const widen = (size) => {
      remember("reading", Math.round(size));
      measure();
    };
    const drag = (event) => widen(window.innerWidth - event.clientX);
    const release = () => {
      edge.classList.remove("fl-held");
      window.removeEventListener("pointermove", drag);
    };
    edge.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // no text is selected by it
      edge.focus({ preventScroll: true });
      edge.setPointerCapture(event.pointerId);
      edge.classList.add("fl-held");
      window.addEventListener("pointermove", drag);
      window.addEventListener("pointerup", release, { once: true });
      window.addEventListener("pointercancel", release, { once: true });
    });
    edge.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: STEP_PX, ArrowRight: -STEP_PX }[event.key];
      if (!by) return;
      event.preventDefault();
      widen(width() + by);
    });
    root.append(edge);
  }

  // ---- opening and closing

  function show() {
    const { selected, article, ground } = stage.state;
    const open = selected !== null || article !== null || ground !== null;
    if (open === isOpen()) return;
    page.dataset.flReading = open ? "open" : "closed";
    if (open) setSheet(page.dataset.flSheet || "half");
    measure();
  }

  /** Close what is being read; Python is told in one act. */
  frontline.closeReading = function () {
    const inside = reading() && reading().contains(document.activeElement);
    stage.set({ selected: null, article: null, ground: null, lit: [] });
    stage.act("close", { selected: null, article: null, ground: null });
    if (inside) stage.map.getContainer().focus();
  };

  function closeSidebar() {
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button) button.click();
  }

  function onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !stage.root.isConnected) return;
    // An open list of choices takes Escape for itself.
    if (event.target.getAttribute("aria-expanded") === "true") return;
    if (reading() && reading().contains(event.target)) frontline.closeReading();
    else if (sidebar() && sidebar().contains(event.target)) closeSidebar();
  }

  function onClick(event) {
    const pressed = event.target.closest && event.target.closest("[data-fl-close]");
    if (!pressed) return;
    if (pressed.dataset.flClose === "reading") frontline.closeReading();
    if (pressed.dataset.flClose === "notes") pressed.closest(".fl-note").hidden = true;
    if (pressed.dataset.flClose === "hint") {
      page.dataset.flHint = "closed";
      remember("hint", "closed");
    }
  }

  // ---- the phone's sheet

  function room() {
    const top = stage.root.getBoundingClientRect().top;
    return window.innerHeight - top - stage.root.querySelector(".fl-strip").offsetHeight;
  }

  function sheetHeight(name) {
    return Math.round({ peek: 92, half: room() * 0.52, full: room() - 8 }[name] || room() / 2);
  }

  function setSheet(name) {
    page.dataset.flSheet = name;
    const grip = document.querySelector(".fl-grip");
    if (grip) grip.setAttribute("aria-expanded", String(name !== "peek"));
    measure();
  }

  function nearest(height) {
    const off = (name) => Math.abs(sheetHeight(name) - height);
    return HEIGHTS.reduce((best, name) => (off(name) < off(best) ? name : best));
  }

  const isGrip = (target) => target.closest && target.closest(".fl-grip");
  let pull = null; // { y, height, moved } while a finger holds the grip

  function onPull(event) {
    const grip = isGrip(event.target);
    if (event.type === "pointerdown" && grip) {
      pull = { y: event.clientY, height: reading().offsetHeight, moved: false };
      grip.setPointerCapture(event.pointerId);
    } else if (pull && event.type === "pointermove") {
      const height = Math.max(60, Math.min(pull.height + pull.y - event.clientY, room()));
      pull.moved = pull.moved || Math.abs(pull.y - event.clientY) > 6;
      pull.last = height;
      if (pull.moved) page.style.setProperty("--fl-sheet", `${Math.round(height)}px`);
    } else if (pull && event.type !== "pointerdown") {
      const { moved, last } = pull;
      pull = null;
      if (moved) setSheet(nearest(last));
      else if (event.type === "pointerup") setSheet(next());
    }
  }

  /** The height that a press of the grip leads to: one up, and from the top down again. */
  function next() {
    const at = HEIGHTS.indexOf(page.dataset.flSheet);
    return HEIGHTS[at + 1] || HEIGHTS[0];
  }

  function onGripKey(event) {
    if (!isGrip(event.target)) return;
    const at = HEIGHTS.indexOf(page.dataset.flSheet);
    const to = { Enter: next(), " ": next(), ArrowUp: HEIGHTS[at + 1], ArrowDown: HEIGHTS[at - 1] };
    if (!to[event.key]) return;
    event.preventDefault();
    setSheet(to[event.key]);
  }

  // ---- set up

  let listening = false;

  function listen() {
    listening = true;
    document.addEventListener("keydown", onKey);
    document.addEventListener("keydown", onGripKey);
    document.addEventListener("click", onClick);
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      document.addEventListener(type, onPull);
    }
    window.addEventListener("resize", resized);
    phone.addEventListener("change", resized);
    stage.on((changed) => {
      if (["selected", "article", "ground"].some((name) => changed.has(name))) show();
    });
  }

  function resized() {
    if (!stage.root || !stage.root.isConnected) return;
    if (page.dataset.flSheet) setSheet(page.dataset.flSheet);
    measure();
  }

  frontline.addPart(function (root) {
    edgeOf(root);
    if (!listening) listen();
    // The button is Streamlit's; page.css puts the word on it.
    page.style.setProperty("--fl-filters", JSON.stringify(stage.text("page.filters")));
    if (remembered("hint") === "closed") page.dataset.flHint = "closed";
    const sizes = new ResizeObserver(measure);
    sizes.observe(root.querySelector(".fl-strip"));
    const left = sidebar();
    if (left) {
      sizes.observe(left);
      new MutationObserver(measure).observe(left, { attributeFilter: ["data-collapsed"] });
    }
    show();
    measure();
  });
})(window.frontline = window.frontline || {});
