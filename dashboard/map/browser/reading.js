/* The right drawer by mouse and keyboard: what a click, a key or the pointer does in it.
 *
 * Its HTML comes from Python (dashboard/markup.py) and says in data-fl-* attributes what to choose.
 * Each choice is set on the stage at once, and told to Python in one act. When Python's answer
 * replaces what had the focus, the focus goes to the same thing in it, or to the title.
 */
(function (frontline) {
  "use strict";

  const stage = frontline.stage;
  const CHOICES = ["place", "article", "ground", "day", "page"];
  let byKey = false; // the last thing pressed was Enter or the space bar
  let wanted = null; // selector of what gets the focus once Python has answered
  let watched = null; // the drawer's element
  let title = null; // its heading, as last seen

  const DRAWER = ".st-key-reading, .st-key-opened"; // beside the map, beside the list of articles
  const drawer = () => document.querySelector(DRAWER);
  const onMap = () => Boolean(stage.root && stage.root.isConnected);

  // ---- choices

  const choose = {
    place(id) {
      stage.set({ selected: id, ground: null });
      stage.act("place", { selected: id, ground: null });
    },
    article(number) {
      const article = Number(number);
      stage.set({ article, selected: null, ground: null });
      stage.act("article", { article, selected: null, ground: null });
    },
    ground(at) {
      const [lat, lon] = at.split(",").map(Number);
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) return;
      stage.set({ ground: { lat, lon }, selected: null });
      stage.act("ground", { ground: { lat, lon }, selected: null });
    },
    day(iso) {
      stage.set({ cursor: frontline.day(iso), cursorFollows: false }, { tell: true });
    },
    page(number) {
      stage.act("page", { page: Number(number) });
    },
  };

  const named = (element) => CHOICES.find((name) => element.dataset[data(name)] !== undefined);
  const data = (name) => `fl${name[0].toUpperCase()}${name.slice(1)}`;
  const selectorOf = (element, name) =>
    `[data-fl-${name}="${CSS.escape(element.dataset[data(name)])}"]`;

  function withChoice(target) {
    const found = target.closest && target.closest(CHOICES.map((n) => `[data-fl-${n}]`).join());
    return found && document.body.contains(found) ? found : null;
  }

  function onClick(event) {
    if (!event.target.closest) return;
    const copied = event.target.closest("[data-fl-copy]");
    if (copied) copy(copied);
    const found = withChoice(event.target);
    // A new tab, and a place on a page without a map, go by the link's own address.
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const name = named(found);
    if (!onMap() && !(name === "article" && stage.reader && stage.reader.isConnected)) return;
    event.preventDefault();
    // On the same card, the focus stays where it was; what is opened anew begins at its title.
    wanted = { page: ".fl-card:last-of-type h4 a", day: selectorOf(found, name) }[name] || "h2";
    if (name === "page") wanted = afterLast();
    choose[name](found.dataset[data(name)]);
  }

  /** The card that will follow the last one. */
  function afterLast() {
    const cards = drawer() ? drawer().querySelectorAll(".fl-card").length : 0;
    return { card: cards };
  }

  // ---- the pointer, and the focus, on a name light its point

  const resting = { x: -1, y: -1 }; // where the pointer was last moved to

  /** A text that scrolls under a pointer at rest is not pointed at. */
  function onMove(event) {
    if (event.type === "mouseover" && event.clientX === resting.x && event.clientY === resting.y) {
      return;
    }
    resting.x = event.clientX;
    resting.y = event.clientY;
    if (event.type === "mouseover") onOver(event);
  }

  function onOver(event) {
    const found = event.target.closest && event.target.closest(".fl-reading [data-fl-place]");
    const hover = found ? found.dataset.flPlace : null;
    if (hover !== stage.state.hover && (found || inDrawer(event.target))) stage.set({ hover });
  }

  function onOut(event) {
    if (inDrawer(event.target) && !inDrawer(event.relatedTarget)) stage.set({ hover: null });
  }

  const inDrawer = (element) =>
    element instanceof Element && Boolean(element.closest(DRAWER));

  function showHover() {
    const root = drawer();
    if (!root) return;
    for (const lit of root.querySelectorAll(".fl-lit")) lit.classList.remove("fl-lit");
    if (!stage.state.hover) return;
    const same = `[data-fl-place="${CSS.escape(stage.state.hover)}"]`;
    for (const name of root.querySelectorAll(same)) name.classList.add("fl-lit");
  }

  /** Where the cursor stands on the bars of who held what when; reading.css puts it there. */
  function showCursor() {
    document.documentElement.style.setProperty("--fl-cursor", stage.state.cursor ?? -9999);
  }

  // ---- copying

  async function copy(button) {
    const text = button.dataset.flCopy;
    const before = button.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyOldWay(text);
    }
    stage.say(stage.text(done ? "reading_js.copied" : "reading_js.not_copied", { text }));
    button.textContent = stage.text(done ? "reading_js.done" : "reading_js.not_copied");
    setTimeout(() => (button.textContent = before), 2000);
  }

  function copyOldWay(text) {
    const box = frontline.make("textarea", { value: text });
    box.style.position = "fixed";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  // ---- keys: the next and the previous article

  function onKey(event) {
    byKey = event.key === "Enter" || event.key === " ";
    if (!inDrawer(event.target) || frontline.isField(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turn = { n: ".fl-older", p: ".fl-newer" }[event.key];
    const link = turn && drawer().querySelector(turn);
    if (!link) return;
    event.preventDefault();
    byKey = true;
    link.click();
  }

  // ---- what Python answered

  function watch() {
    const root = drawer();
    if (!root || root === watched) return;
    watched = root;
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", stage.text("reading_js.drawer"));
    new MutationObserver(answered).observe(root, { childList: true, subtree: true });
    answered();
  }

  function answered() {
    const heading = drawer() && drawer().querySelector(".fl-reading h2");
    const opened = heading && (!title || heading !== title.element) &&
      (!title || heading.textContent !== title.text);
    if (opened) drawer().scrollTop = 0;
    title = heading ? { element: heading, text: heading.textContent } : null;
    takeFocus(heading, opened);
  }

  function takeFocus(heading, opened) {
    if (wanted === null || !heading) return;
    if (wanted === "h2" && !opened) return;
    const lost = document.activeElement === document.body || inDrawer(document.activeElement);
    const target = wanted.card === undefined ? drawer().querySelector(wanted)
      : drawer().querySelectorAll(".fl-card h4 a")[wanted.card];
    if (!target) return;
    wanted = null;
    if (lost || byKey) target.focus({ preventScroll: !byKey });
  }

  // ---- set up

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("pointerdown", () => (byKey = false), true);
  document.addEventListener("mouseover", onMove);
  document.addEventListener("mousemove", onMove, { passive: true });
  document.addEventListener("mouseout", onOut);
  document.addEventListener("focusin", onOver);
  document.addEventListener("focusout", onOut);
  stage.on((changed) => {
    if (changed.has("hover")) showHover();
    if (changed.has("cursor")) showCursor();
    // Chosen by a key elsewhere: in the list of places, in the search field.
    const opened = ["selected", "ground", "article"].some(
      (name) => changed.has(name) && stage.state[name] !== null);
    if (opened && byKey && wanted === null) wanted = "h2";
  });
  new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
  watch();
})(window.frontline = window.frontline || {});
