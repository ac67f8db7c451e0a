/* Draws what is marked among the places: the open article's own, the chosen one, the one pointed at. */
(function (frontline) {
  "use strict";

  const EARTH_M = 40_075_016.686; // round the equator
  const LEAST_LIT = 5; // CSS pixels: an article's place is seen however seldom it is named

  class Marks {
    constructor(layer) {
      this.layer = layer;
      layer.sheet.add({
        name: "marks", order: 50, draw: (context, view) => this.draw(context, view),
      });
    }

    /** Places of the open article with their spots, the least named last, so that it lies on top. */
    lit() {
      return frontline.stage.state.lit.map((id) => ({ id, ...this.layer.spot(id) }))
        .filter((spot) => spot.place)
        .map((spot) => ({ ...spot, radius: Math.max(LEAST_LIT, spot.radius) }))
        .sort((one, other) => other.radius - one.radius);
    }

    draw(context, view) {
      frontline.wipe(context, view);
      if (!this.layer.model) return;
      const { accent, paper, ink, place: blue } = frontline.theme.colours;
      const { selected, hover } = frontline.stage.state;
      const spots = this.lit();
      for (const spot of spots) {
        frontline.drawDot(context, spot.x, spot.y, spot.radius, this.look(spot, accent, paper));
      }
      const own = new Set(spots.map((spot) => spot.id));
      for (const id of [hover, selected]) {
        const spot = id && (spots.find((one) => one.id === id) || this.layer.spot(id));
        if (!spot) continue;
        if (!own.has(id)) {
          frontline.drawDot(context, spot.x, spot.y, spot.radius, this.look(spot, blue, paper));
        }
        if (id === selected) this.drawReach(context, view, spot);
        this.ring(context, spot, id === selected ? 2.4 : 1.4, ink, paper);
      }
    }

    look({ place }, fill, edge) {
      return {
        shape: frontline.SHAPES[place.kind], hollow: place.exact ? 0 : 1, halo: 0, fill, edge,
      };
    }

    ring(context, { x, y, radius }, width, ink, paper) {
      for (const [extra, colour] of [[2.4, paper], [0, ink]]) {
        context.beginPath();
        context.arc(x, y, radius + 4, 0, 7);
        context.lineWidth = width + extra;
        context.strokeStyle = colour;
        context.stroke();
      }
    }

    /** How exact the chosen place is: nothing where the circle would hide under its dot. */
    drawReach(context, view, { x, y, radius, place }) {
      const reach = (place.reach_m / (EARTH_M * Math.cos((place.lat * Math.PI) / 180))) * view.scale;
      if (reach < radius + 8) return;
      const { ink } = frontline.theme.colours;
      context.beginPath();
      context.arc(x, y, reach, 0, 7);
      context.fillStyle = ink;
      context.globalAlpha = 0.05;
      context.fill();
      context.globalAlpha = 0.7;
      context.lineWidth = 1.2;
      context.setLineDash([4, 4]);
      context.strokeStyle = ink;
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    }

    /** The id of the article's place under a point of the sheet, or null. */
    at(x, y, reach) {
      const near = this.lit()
        .map((spot) => ({ id: spot.id, away: Math.hypot(spot.x - x, spot.y - y) - spot.radius }))
        .filter(({ away }) => away <= reach)
        .sort((one, other) => one.away - other.away);
      return near.length ? near[0].id : null;
    }
  }

  frontline.Marks = Marks;
})(window.frontline = window.frontline || {});
