/* Draws the areas of a front-line file of the user's own: dashed outlines, since the one fill of
 * the map is ground by evidence. Contested areas are dotted.
 */
(function (frontline) {
  "use strict";

  const WIDTH = 1.8, CASING = 3.6; // CSS pixels
  const DASHED = [8, 5], DOTTED = [1.5, 4.5];

  /** `colours`: `{ id: {light, dark} }` of the parties; `pack`: address of one that is shown. */
  frontline.addUserFiles = function (map, { colours, pack = null }) {
    const { stage } = frontline;
    const sheet = frontline.sheetOf(map);
    let shown = null; // the pack, and the shapes of its areas
    let areas = [];

    function take(next) {
      if (shown === next) return;
      shown = next;
      areas = next ? next.head.areas.map((area, n) => ({ ...area, shape: shapeOf(next, n) })) : [];
    }

    /** A file says nothing of days before its own, and little a week later. */
    function speaks() {
      const day = frontline.cursorDay();
      const { head } = shown;
      return day === null || (day >= frontline.day(head.day) && day <= frontline.day(head.until));
    }

    function draw(context, view) {
      frontline.wipe(context, view);
      if (!shown || !speaks()) return;
      const { theme } = frontline;
      context.lineCap = context.lineJoin = "round";
      for (const { holder, shape } of areas) {
        const path = new Path2D();
        frontline.trace(path, shape, view);
        context.setLineDash([]);
        context.lineWidth = CASING;
        context.strokeStyle = theme.colours.paper;
        context.globalAlpha = 0.6;
        context.stroke(path);
        context.globalAlpha = 1;
        context.setLineDash(colours[holder] ? DASHED : DOTTED);
        context.lineWidth = WIDTH;
        context.strokeStyle = colours[holder] ? theme.of(colours[holder]) : theme.colours.ink;
        context.stroke(path);
      }
    }

    sheet.add({ name: "file", order: 25, draw });
    sheet.hear((changed) => {
      if (changed.has("file")) take(stage.packs.file || null);
      const turned = ["file", "cursor", "to", "cursorFollows", "bounds"];
      if (turned.some((name) => changed.has(name))) sheet.dirty("file");
    });
    if (pack) frontline.ownPack("file", pack);
    else take(stage.packs.file || null);
  };

  /** The rings of an area, closed, as `frontline.trace` takes them. */
  function shapeOf(pack, n) {
    const { vertices, ring_start: starts, area_start: rings } = pack;
    const parts = [], at = [];
    for (let ring = rings[n]; ring < rings[n + 1]; ring++) {
      const begin = at.length / 2, box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let k = starts[ring]; k <= starts[ring + 1]; k++) {
        const corner = k < starts[ring + 1] ? k : starts[ring];
        const x = frontline.worldX(vertices[2 * corner]);
        const y = frontline.worldY(vertices[2 * corner + 1]);
        at.push(x, y);
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
      }
      parts.push({ begin, end: at.length / 2, box });
    }
    return { at: Float64Array.from(at), parts };
  }
})(window.frontline = window.frontline || {});
