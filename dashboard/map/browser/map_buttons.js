/* Buttons over the map, each with a name: nearer, farther, the whole war, the open article. */
(function (frontline) {
  "use strict";

  const { stage, named, make } = frontline;
  const NARROW_PX = 700; // below it the whole war needs one zoom less
  const CLOSEST = 11; // zoom at which an article's only place is shown
  const ICONS = {
    zoom_in: "M12 5v14M5 12h14",
    zoom_out: "M5 12h14",
    fit_war: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    fit_article: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
    keys: "M9 9a3 3 0 1 1 4 2.8c-.7.4-1 .9-1 1.7M12 17.5v.01",
  };
  let buttons = null; // of the page that is built

  function button(name, run) {
    const label = stage.text(`over.${name}`);
    return make("button", {
      type: "button", class: "fl-button", "aria-label": label, title: label, onclick: run,
      "data-fl-button": name,
    }, frontline.icon(ICONS[name]));
  }

  const motion = () => ({ animate: !frontline.still() });

  function fitWar() {
    const { latitude, longitude, zoom } = stage.info.theatre.view;
    const narrow = stage.map.getSize().x < NARROW_PX;
    stage.map.setView([latitude, longitude], narrow ? zoom - 1 : zoom, motion());
  }

  /** The open article's points, as Leaflet wants them. */
  function litPoints() {
    const { places } = stage.packs;
    return stage.state.lit.map((id) => named.indexOf(id))
      .filter((at) => at >= 0 && !named.isArea(at))
      .map((at) => [places.lat[at], places.lon[at]]);
  }

  function fitArticle() {
    const points = litPoints();
    if (!points.length) return;
    stage.map.fitBounds(points, { padding: [50, 50], maxZoom: CLOSEST, ...motion() });
  }

  function update() {
    const { article } = stage.state;
    buttons.article.hidden = article === null || !stage.packs.places || !litPoints().length;
    const zoom = stage.map.getZoom();
    buttons.zoomIn.disabled = zoom >= stage.map.getMaxZoom();
    buttons.zoomOut.disabled = zoom <= stage.map.getMinZoom();
  }

  stage.on((changed) => {
    if (buttons && ["article", "lit", "places"].some((name) => changed.has(name))) update();
  });

  frontline.addPart((root) => {
    buttons = {
      zoomIn: button("zoom_in", () => stage.map.zoomIn(1, motion())),
      zoomOut: button("zoom_out", () => stage.map.zoomOut(1, motion())),
      article: button("fit_article", fitArticle),
    };
    root.querySelector(".fl-over-buttons").append(
      make("div", { class: "fl-buttons", role: "group", "aria-label": stage.text("over.buttons") },
        buttons.zoomIn, buttons.zoomOut, button("fit_war", fitWar), buttons.article,
        button("keys", () => frontline.showKeys())));
    stage.map.on("zoomend", update);
    update();
  });
})(window.frontline = window.frontline || {});
