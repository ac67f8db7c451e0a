/* Clicks and the pointer on the map: which place, stretch of the line or ground is meant.
 *
 * A place wins over the line, the line over ground; nothing is nothing. A finger reaches farther
 * than a mouse, and the nearest dot is taken, not the topmost.
 */
(function (frontline) {
  "use strict";

  const REACH = { mouse: 3, touch: 16 }; // CSS pixels beyond a dot's edge
  const LINE_REACH = { mouse: 6, touch: 12 };

  /** Answer clicks and hovering on a map that has places, or control, or both. */
  frontline.addPointer = function (map) {
    if (map.frontlinePointer) return;
    map.frontlinePointer = true;
    const stage = frontline.stage;
    const tip = new frontline.Tip(map);
    let frame = 0, last = null;

    map.on("click", (event) => {
      const touch = event.originalEvent && event.originalEvent.pointerType === "touch";
      const found = at(event.latlng, touch ? "touch" : "mouse");
      tip.hide();
      if (found.places) stage.set({ selected: found.places[0].id, ground: null }, { tell: true });
      else if (found.ground) {
        const { lat, lng } = event.latlng;
        const ground = { lat: Number(lat.toFixed(5)), lon: Number(lng.toFixed(5)) };
        stage.set({ ground, selected: null }, { tell: true });
      }
    });
    map.on("mousemove", (event) => {
      last = event;
      if (!frame) frame = requestAnimationFrame(hover);
    });
    map.on("mouseout dragstart zoomstart", () => {
      last = null;
      leave();
    });

    function hover() {
      frame = 0;
      if (!last || map.dragging && map.dragging.moving()) return;
      const found = at(last.latlng, "mouse");
      map.getContainer().classList.toggle("fl-pointing", Boolean(found.places || found.ground));
      stage.set({ hover: found.places ? found.places[0].id : null });
      const lines = found.places ? ofPlaces(found.places)
        : found.ground ? ofGround(found.ground) : null;
      if (lines) tip.show(last.containerPoint, lines);
      else tip.hide();
    }

    function leave() {
      map.getContainer().classList.remove("fl-pointing");
      tip.hide();
      stage.set({ hover: null });
    }
  };

  function at(latlng, hand) {
    const { places, control } = frontline;
    const near = places ? places.at(latlng, REACH[hand]) : [];
    if (near.length) return { places: near };
    return { ground: control ? control.at(latlng, LINE_REACH[hand]) : null };
  }

  const text = (key, values) => frontline.stage.text(`map.${key}`, values);

  function ofPlaces(found) {
    const place = frontline.places.model.place(found[0].id);
    const lines = [place.name];
    const local = place.local && place.local !== place.name ? [place.local] : [];
    lines.push([...local, text(`kind_${place.kind}`)].join(" · "));
    if (!place.exact) lines.push(text("inexact"));
    lines.push(text("mentions", { n: found[0].mentions }));
    const others = found.slice(1);
    if (others.length) {
      const names = others.slice(0, 4).map(({ id }) => frontline.places.model.place(id).name);
      const sum = others.reduce((total, one) => total + one.mentions, 0);
      lines.push(text("others", { n: others.length }));
      lines.push(`${names.join(", ")}${others.length > 4 ? " …" : ""} (${sum.toLocaleString("en-US")})`);
    }
    return lines;
  }

  function ofGround({ line, cells }) {
    const { control } = frontline;
    const held = cells.map((cell) => control.held(cell));
    if (line) return [text("line"), ...held.map((one) => sentence(one))];
    const [one] = held;
    return one.name ? [one.name, said(one)] : [said(one)];
  }

  const sentence = (one) => (one.name ? `${one.name}: ${said(one)}` : said(one));

  function said({ holder, since }) {
    const party = frontline.control.parties[holder];
    const who = party ? text("held_by", { who: party.forces }) : text("contested");
    return since === null ? who : text("since", { what: who, day: dayText(since) });
  }

  const dayText = (day) => new Date(day * 86_400_000)
    .toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  /** A few lines beside the pointer. */
  frontline.Tip = class {
    constructor(map) {
      this.map = map;
      this.box = L.DomUtil.create("div", "fl-tip", map.getContainer());
      this.box.hidden = true;
      this.box.setAttribute("aria-hidden", "true"); // the list of places says the same by keyboard
    }

    show({ x, y }, lines) {
      const words = lines.join("\n");
      if (this.box.textContent !== words) {
        this.box.replaceChildren(...lines.map((line) => {
          const row = document.createElement("div");
          row.textContent = line;
          return row;
        }));
      }
      this.box.hidden = false;
      const size = this.map.getSize();
      const { offsetWidth: width, offsetHeight: height } = this.box;
      const left = x + 14 + width > size.x ? x - width - 10 : x + 14;
      const top = Math.min(y + 12, size.y - height - 4);
      this.box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    }

    hide() { this.box.hidden = true; }
  };
})(window.frontline = window.frontline || {});
