/* Draws what lies under everything else: countries, regions, rivers of Natural Earth.
 *
 * Two layers: the land below the ground that is held, borders and rivers above it.
 */
(function (frontline) {
  "use strict";

  const NOTHING = { features: [] }; // a theatre need not have regions and rivers of its own
  const NEIGHBOURS_FROM = 5.5, RIVERS_FROM = 5, NAMES = [5.5, 8.5]; // zooms

  /** `files`: addresses by name; `home`: ISO code of the country that the map is about. */
  frontline.addBasemap = function (map, { files, home }) {
    const sheet = frontline.sheetOf(map);
    const found = { loaded: false };
    sheet.add({
      name: "land", order: 0, draw: (context, view) => drawLand(context, view, found),
    });
    sheet.add({
      name: "borders", order: 20, draw: (context, view) => drawBorders(context, view, found),
    });
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Natural Earth · GeoNames");
    const names = frontline.namesOf(map);
    load(files, home, found).then(() => {
      names.regions = { from: NAMES[0], to: NAMES[1], all: found.names };
      names.soon();
      sheet.dirty("land", "borders");
    }).catch((error) => {
      frontline.notice(map, "basemap", frontline.stage.text("map.no_basemap"));
      console.warn(`basemap: ${error.message}`);
    });
  };

  async function load(files, home, found) {
    const names = ["countries", "neighbours", "regions", "rivers"];
    const [countries, neighbours, regions, rivers] = await Promise.all(
      names.map((name) => (files[name] ? frontline.fetchJson(files[name]) : NOTHING))
    );
    const of = (features) => frontline.shape(features.map((feature) => feature.geometry));
    const own = (feature) => feature.properties.iso === home;
    found.home = of(countries.features.filter(own));
    found.abroad = of(countries.features.filter((feature) => !own(feature)));
    found.neighbours = of(neighbours.features);
    found.regions = of(regions.features);
    const wide = (feature) => feature.properties.scalerank < 6;
    found.wideRivers = of(rivers.features.filter(wide));
    found.rivers = of(rivers.features.filter((feature) => !wide(feature)));
    found.names = regions.features.map(({ properties }) => ({
      text: properties.label === undefined ? properties.name_en : properties.label,
      x: frontline.worldX(properties.longitude), y: frontline.worldY(properties.latitude),
    })).filter((name) => name.text);
    found.loaded = true;
    frontline.basemapDrawn = true;
  }

  function path(shape, view) {
    const made = new Path2D();
    frontline.trace(made, shape, view);
    return made;
  }

  function drawLand(context, view, found) {
    const colours = frontline.theme.colours;
    frontline.wipe(context, view);
    context.fillStyle = colours.sea;
    context.fillRect(0, 0, view.width, view.height);
    if (!found.loaded) return;
    found.paths = { abroad: path(found.abroad, view), home: path(found.home, view) };
    context.fillStyle = colours.abroad;
    context.fill(found.paths.abroad, "evenodd");
    context.fillStyle = colours.home;
    context.fill(found.paths.home, "evenodd");
  }

  function drawBorders(context, view, found) {
    frontline.wipe(context, view);
    if (!found.loaded) return;
    const colours = frontline.theme.colours;
    const stroke = (drawn, colour, width, dash = []) => {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke(drawn);
    };
    context.lineJoin = "round";
    if (view.zoom >= NEIGHBOURS_FROM) {
      stroke(path(found.neighbours, view), colours.region, 0.7, [2, 3]);
    }
    if (view.zoom >= RIVERS_FROM) {
      stroke(path(found.wideRivers, view), colours.river, view.zoom < 7 ? 1.4 : 2);
      stroke(path(found.rivers, view), colours.river, view.zoom < 7 ? 0.7 : 1.1);
    }
    stroke(path(found.regions, view), colours.region, 0.9);
    stroke(found.paths.abroad, colours.border, 0.8);
    stroke(found.paths.home, colours.homeBorder, 1.5);
  }
})(window.frontline = window.frontline || {});
