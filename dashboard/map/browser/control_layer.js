/* Draws the ground that the invader holds, what is contested, and the front line of the cursor's day.
 *
 * Ground has a canvas of its own with opaque colours: when a settlement changes hands, its cell and
 * those beside it are filled again, and nothing else. The line is drawn anew each day; its corners
 * are rounded, as the edges of cells are no more exact than that.
 */
(function (frontline) {
  "use strict";

  const MOST_REFILLED = 200; // changed cells; beyond that everything in view is filled again
  const BLEED = 0.8; // CSS pixels: a fill's own edge, so that no seam shows between two cells
  const WIPED = 2.6; // CSS pixels: the edge that is taken away with a cell
  const GROUND_SHARE = { light: 0.24, dark: 0.3 }; // of the party's colour in the fill
  const STALE_DAYS = 14; // after the record's last day: from then on it is said
  const STRENGTHS = [1, 0.8, 0.62, 0.45]; // of the line, from new and near evidence to old or far
  const LINE_REACH = 7; // CSS pixels at which a pointer is on the line

  /** `parties`: `{ id: { colour: {light, dark}, forces } }`; `pack`: address of one that is shown. */
  frontline.addControl = function (map, { parties, pack = null, day = null }) {
    const stage = frontline.stage;
    const layer = frontline.control = new ControlLayer(map, parties);
    layer.sheet.hear((changed) => {
      if (changed.has("control")) layer.take(stage.packs.control);
      if (["cursor", "to", "cursorFollows"].some((name) => changed.has(name))) layer.turn();
    });
    frontline.addPointer(map);
    if (pack) {
      const cursor = frontline.day(day);
      frontline.ownPack("control", pack, cursor === null ? {} : { cursor, cursorFollows: false });
    } else if (stage.packs.control) {
      layer.take(stage.packs.control);
    }
  };

  /** The day whose control is shown; null: the last one that is known. */
  frontline.cursorDay = function () {
    const { cursor, cursorFollows, to } = frontline.stage.state;
    if (!cursorFollows) return cursor;
    return to === null ? (frontline.stage.bounds ? frontline.stage.bounds.last : cursor) : to;
  };

  class ControlLayer {
    constructor(map, parties) {
      this.map = map;
      this.parties = parties;
      this.model = null;
      this.touched = null; // cells that have changed since the last drawing; null: all
      this.sheet = frontline.sheetOf(map);
      this.sheet.add({
        name: "ground", order: 10, project: (view) => this.project(view),
        draw: (context, view) => this.drawGround(context, view),
      });
      this.sheet.add({
        name: "line", order: 30, draw: (context, view) => this.drawLine(context, view),
      });
      this.sheet.hearTheme(() => (this.touched = null));
    }

    take(pack) {
      this.model = pack && new frontline.ControlDays(pack);
      this.mesh = pack && new frontline.Mesh(pack);
      this.grounds = pack && new frontline.Grounds(pack);
      this.touched = null;
      this.turn();
      this.sheet.renew("ground");
      this.sheet.dirty("ground", "line");
    }

    /** Go to the cursor's day. */
    turn() {
      if (!this.model) return;
      this.sayRecord(frontline.cursorDay());
      const moved = this.model.go(frontline.cursorDay());
      if (!moved.length) return;
      if (this.touched) for (const cell of moved) this.touched.add(cell);
      this.sheet.dirty("ground", "line");
    }

    /** Say so where the day lies outside the days that the record has. */
    sayRecord(day) {
      const { first, last } = this.model;
      const { stage } = frontline;
      let words = "";
      if (day !== null && day < first) {
        words = stage.text("map.before_record", { day: frontline.iso(first) });
      } else if (day > last + STALE_DAYS) {
        words = stage.text("map.after_record", { day: frontline.iso(last) });
      }
      frontline.notice(this.map, "record", words);
    }

    project(view) {
      this.touched = null;
      if (this.mesh) this.mesh.project(view);
    }

    // ---- ground -------------------------------------------------------------------------------

    drawGround(context, view) {
      const { model, mesh } = this;
      if (!model) return frontline.wipe(context, view);
      let cells = mesh.cellsInView;
      if (this.touched && this.touched.size <= MOST_REFILLED) {
        cells = mesh.withNeighbours(this.touched);
        context.globalCompositeOperation = "destination-out";
        this.fill(context, view, [...this.touched].filter((cell) => mesh.isInView(cell)), "#000", WIPED);
        context.globalCompositeOperation = "source-over";
      } else {
        frontline.wipe(context, view);
      }
      const taken = cells.filter((cell) => model.isTaken(cell));
      const contested = cells.filter((cell) => model.holder[cell] === model.contested);
      this.fill(context, view, taken, this.groundColour());
      this.fill(context, view, contested, this.hatch(context));
      this.touched = new Set();
    }

    fill(context, view, cells, style, edge = BLEED) {
      if (!cells.length) return;
      const path = new Path2D();
      for (const cell of cells) frontline.trace(path, this.mesh.shapeOf(cell), view);
      context.fillStyle = context.strokeStyle = style;
      context.lineWidth = edge;
      context.lineJoin = "round";
      context.fill(path, "evenodd");
      context.stroke(path);
    }

    groundColour() {
      const { theme } = frontline;
      const party = this.parties[this.model.pack.head.holders[this.model.invader]];
      const share = GROUND_SHARE[theme.dark ? "dark" : "light"];
      return frontline.mix(theme.colours.home, theme.of(party.colour), share);
    }

    hatch(context) {
      const { home, ink } = frontline.theme.colours;
      const side = 7 * this.sheet.view.ratio;
      const tile = document.createElement("canvas");
      tile.width = tile.height = side;
      const on = tile.getContext("2d");
      on.fillStyle = frontline.mix(home, ink, 0.09);
      on.fillRect(0, 0, side, side);
      on.strokeStyle = frontline.mix(home, ink, 0.5);
      on.lineWidth = side / 6;
      for (const at of [-side, 0, side]) {
        on.moveTo(at - 1, side + 1);
        on.lineTo(at + side + 1, -1);
      }
      on.stroke();
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / this.sheet.view.ratio));
      return pattern;
    }

    // ---- the line -----------------------------------------------------------------------------

    drawLine(context, view) {
      frontline.wipe(context, view);
      if (!this.model) return;
      const { model, mesh } = this;
      const { ink, paper } = frontline.theme.colours;
      const width = view.zoom < 6 ? 1.8 : view.zoom < 8 ? 2.4 : 3;
      const line = new Path2D();
      this.arcs = mesh.arcsInView.filter((arc) => model.isLine(arc) && mesh.isOnLand(arc));
      mesh.traceRounded(line, this.arcs);
      context.lineCap = context.lineJoin = "round";
      context.setLineDash([0.1, 5]);
      context.lineWidth = 1.8;
      context.strokeStyle = frontline.mix(paper, ink, 0.55);
      const open = new Path2D();
      mesh.traceRounded(
        open, mesh.arcsInView.filter((arc) => model.isOpenEnd(arc) && mesh.isOnLand(arc))
      );
      context.stroke(open);
      context.setLineDash([]);
      context.lineWidth = width + 3.4;
      context.strokeStyle = paper;
      context.stroke(line);
      context.lineWidth = width;
      this.byStrength().forEach((arcs, step) => {
        if (!arcs.length) return;
        const part = new Path2D();
        mesh.traceRounded(part, arcs);
        context.strokeStyle = frontline.mix(paper, ink, STRENGTHS[step]);
        context.stroke(part);
      });
    }

    /** The line's arcs, by how much they rest on. */
    byStrength() {
      const { model, grounds } = this;
      const steps = STRENGTHS.map(() => []);
      const day = (frontline.cursorDay() ?? model.last) - model.first;
      for (const arc of this.arcs) {
        const weak = grounds.weakness(arc, model.holder, day);
        steps[Math.round(weak * (STRENGTHS.length - 1))].push(arc);
      }
      return steps;
    }

    // ---- what is asked ------------------------------------------------------------------------

    /** What lies at a place of the map: the line, held ground, or null.
     *
     * `{ line: true, cells: [a, b] }` or `{ line: false, cells: [cell] }`, numbers of cells.
     */
    at(latlng, reach = LINE_REACH) {
      const { model, mesh } = this;
      if (!model || !mesh.view) return null;
      const x = frontline.worldX(latlng.lng), y = frontline.worldY(latlng.lat);
      const arc = mesh.nearestArc(this.arcs || [], x, y, reach);
      if (arc !== null) {
        const { arcs } = model.pack;
        return { line: true, cells: [arcs[4 * arc + 2], arcs[4 * arc + 3]] };
      }
      const cell = mesh.cellAt(x, y);
      return cell === null || !model.holder[cell] ? null : { line: false, cells: [cell] };
    }

    /** Who holds a cell on the cursor's day: `{ name, id, holder, since }`; names may be null. */
    held(cell) {
      const { model } = this;
      const settlement = model.settlement(cell);
      return {
        id: settlement && settlement.id, name: settlement && settlement.name,
        holder: model.pack.head.holders[model.holder[cell]], since: model.since(cell),
      };
    }

    /** `Map(day -> [{name, place_id, from, to}])` of what is in view. */
    changesInView() {
      if (!this.model) return new Map();
      const bounds = this.map.getBounds().pad(0.05);
      return this.model.changesWithin((lon, lat) => bounds.contains([lat, lon]));
    }
  }
})(window.frontline = window.frontline || {});
