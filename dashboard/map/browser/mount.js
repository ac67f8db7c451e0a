/* Mounts the folium map and everything round it into the component's element, and takes what
 * Python sends: addresses of packs, the choices made elsewhere, the texts.
 */
(function (frontline) {
  "use strict";

  const stage = frontline.stage;
  let still = () => {}; // lets the map take its new size
  const AGAIN_MS = [300, 1000, 3000];
  const shown = {}; // name of a pack -> address that is shown or on its way

  /** Called at every run of the component; builds the page once. */
  frontline.mount = function ({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".fl-stage");
    stage.info = data;
    stage.send = (act) => setTriggerValue("act", act);
    takeBounds(data.bounds);
    const fresh = stage.root !== root;
    if (fresh) build(root, data);
    takeChoices(data.chosen);
    if (fresh) {
      still(); // what was chosen may have opened a drawer
      stage.emit(new Set(["built"]));
    }
    for (const [name, address] of Object.entries(data.packs)) takePack(name, address);
    for (const subject of ["front", "file"]) frontline.notice(stage.map, subject, data[subject]);
    stage.emit(new Set(["info"]));
  };

  /** The same for a page that has an article to read and no map. */
  frontline.listen = function ({ data, parentElement, setTriggerValue }) {
    stage.info = { ...stage.info, ...data }; // what listens may be of the page of the map
    stage.reader = parentElement.querySelector(".fl-reader");
    stage.send = (act) => setTriggerValue("act", act);
    stage.take({}, data.answered);
  };

  function build(root, data) {
    if (stage.map) stage.map.remove(); // of a page that was left
    stage.root = root;
    stage.forget();
    const box = root.querySelector(".fl-map");
    box.id = data.map.name;
    // The map's own script was written by folium; its plug-ins find the stage on the window.
    stage.map = new Function(`${data.map.script}; return ${data.map.name};`)();
    still = keepStill(box);
    for (const part of frontline.parts || []) part(root, data);
    for (const name of Object.keys(shown)) delete shown[name];
    root.dataset.built = "1";
  }

  /** When a drawer moves an edge of the map, what the map shows stays where it is on the screen. */
  function keepStill(box) {
    const { map } = stage;
    let left = box.getBoundingClientRect().left;
    const settle = () => {
      if (stage.map !== map || !box.offsetWidth) return; // of a page that was left
      const moved = box.getBoundingClientRect().left - left;
      left += moved;
      const { x, y } = map.getSize(), middle = map.getCenter(), zoom = map.getZoom();
      map.invalidateSize({ pan: false, animate: false });
      if (!x || !y) map.setView(middle, zoom, { animate: false }); // it had no size until now
      else if (moved) map.panBy([moved, 0], { animate: false });
    };
    new ResizeObserver(settle).observe(box);
    return settle;
  }

  /** First and last day of the strip; a store that grew has others. */
  function takeBounds(bounds) {
    const [first, last] = (bounds || []).map(frontline.day);
    const { bounds: known } = stage;
    if (known && known.first === first && known.last === last) return;
    stage.bounds = bounds && { first, last };
    stage.emit(new Set(["bounds"]));
  }

  function takeChoices(chosen) {
    const { answered, ...fields } = chosen;
    for (const name of ["from", "to", "cursor"]) fields[name] = frontline.day(fields[name]);
    stage.take(fields, answered);
  }

  /** A run of another window may drop a pack for the moment that this one takes to renew it. */
  async function readPatiently(address, isWanted) {
    for (const wait of AGAIN_MS) {
      try {
        return await frontline.readPack(address);
      } catch {
        await new Promise((done) => setTimeout(done, wait));
        if (!isWanted()) return null;
      }
    }
    return frontline.readPack(address);
  }

  async function takePack(name, address) {
    if (shown[name] === address) return;
    shown[name] = address;
    try {
      const pack = address ? await readPatiently(address, () => shown[name] === address) : null;
      if (shown[name] !== address) return; // a newer one was asked for meanwhile
      stage.packs[name] = pack;
      frontline.notice(stage.map, `pack of ${name}`, null);
      stage.emit(new Set([name]));
    } catch (error) {
      shown[name] = null;
      frontline.notice(stage.map, `pack of ${name}`, stage.text("map.no_data"));
      stage.root.dataset.failed = name;
      console.warn(String(error));
    }
  }

  /** A part of the page beside the map: `part(root, data)` is called once for each page built. */
  frontline.addPart = (part) => (frontline.parts = frontline.parts || []).push(part);
})(window.frontline = window.frontline || {});
