/* Start: the three calls that the page makes: createMap, drawLayer for each layer, start. */

/**
 * A method's type, so that it may be the drawing of one kind of layer: the caller chose it by kind.
 * @typedef {{draw(view: View, id: string, spec: LayerSpec): L.Layer[]}['draw']} DrawLayer
 */

(function () {
  'use strict';

  const SOUTH = -75;
  const NORTH = 80;

  /**
   * @param {Settings} settings
   * @returns {L.LatLngBounds} as far as the reader may pan
   */
  function farthest(settings) {
    const [west, south, east, north] = settings.whole || [-180, SOUTH, 180, 75];
    return L.latLngBounds(
      [Math.min(SOUTH, south - 5), Math.min(-200, west - 60)],
      [Math.max(NORTH, Math.min(85, north + 5)), Math.max(200, east + 60)]);
  }

  /**
   * Make the map; nothing is drawn before it has a view.
   * @param {string} id of its element
   * @returns {L.Map}
   */
  function createMap(id) {
    const map = L.map(id, {
      zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90,
      zoomAnimation: !geoApp.prefersStillness(), fadeAnimation: !geoApp.prefersStillness(),
      markerZoomAnimation: !geoApp.prefersStillness(), maxBoundsViscosity: 0.6,
    });
    const view = geoApp.viewOf(map);
    const { min_zoom: least, max_zoom: most } = view.settings;
    if (Number.isFinite(least)) map.setMinZoom(least);
    if (Number.isFinite(most)) map.setMaxZoom(most);
    map.setMaxBounds(farthest(view.settings));
    geoApp.makePanes(view);
    geoApp.watchPopups(view);
    geoApp.addControls(view);
    return map;
  }

  /**
   * How each kind of layer is drawn.
   * @type {{[K in LayerSpec['kind']]: (view: View, id: string, spec: LayerSpec & {kind: K}) => L.Layer[]}}
   */
  const DRAW = {
    land: (view, id, spec) => geoApp.drawLand(view, spec),
    relief: (view, id, spec) => geoApp.drawRelief(view, spec),
    water: (view, id, spec) => geoApp.drawWater(view, spec),
    countries: (view, id, spec) => geoApp.drawCountries(view, id, spec),
    boundaries: (view, id, spec) => geoApp.drawBoundaries(view, spec),
    roads: (view, id, spec) => geoApp.drawRoads(view, id, spec),
    routes: (view, id, spec) => geoApp.drawFeatures(view, id, spec),
    places: (view, id, spec) => geoApp.drawFeatures(view, id, spec),
  };

  /**
   * Draw one layer of the data block, and add it to the map if it is shown.
   * @param {L.Map} map
   * @param {string} id
   * @returns {L.LayerGroup} empty where the data block has no such layer
   */
  function drawLayer(map, id) {
    const view = geoApp.viewOf(map);
    const spec = (view.data.layers || {})[id];
    const group = L.layerGroup();
    if (!spec) return group;
    view.layers.set(id, { id, spec, group });
    /** @type {DrawLayer | undefined} */
    const draw = DRAW[spec.kind];
    if (draw) draw(view, id, spec).forEach((layer) => group.addLayer(layer));
    if (spec.shown !== false) group.addTo(map);
    return group;
  }

  /**
   * @param {L.Map} map
   * @returns {boolean} somebody has given the map a view already
   */
  function hasView(map) {
    try {
      return Boolean(map.getCenter());
    } catch {
      return false;
    }
  }

  /**
   * Keep the map as large as its place, however that changes.
   * @param {View} view
   */
  function watchSize(view) {
    if (!window.ResizeObserver) return;
    const container = view.map.getContainer();
    const resize = geoApp.oncePerFrame(() => {
      const { x, y } = view.map.getSize();
      // For no reason Leaflet would forget its centre, and give one that is up to a pixel off.
      if (container.clientWidth !== x || container.clientHeight !== y) view.map.invalidateSize({ pan: false });
    });
    new ResizeObserver(resize).observe(container);
  }

  /**
   * Everything that depends on the view: cards, panel, switches, labels, address.
   * @param {L.Map} map
   */
  function start(map) {
    const view = geoApp.viewOf(map);
    geoApp.takeCards(view);
    geoApp.startPanel(view);
    geoApp.makeEdges(view);
    map.invalidateSize({ pan: false });
    if (!hasView(map)) {
      const home = view.settings.home || view.settings.whole;
      if (home) geoApp.fit(view, home, false);
      else map.setView([0, 0], Math.max(2, map.getMinZoom()));
    }
    geoApp.orderMarks(view);
    view.started = true;
    geoApp.bindSwitches(view);
    geoApp.keepArranged(view);
    geoApp.followLinks(view);
    watchSize(view);
    geoApp.arrange(view);
    geoApp.watchEmptiness(view);
    geoApp.startTables(view);
    geoApp.startStory(view);
    geoApp.startAddress(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ createMap, drawLayer, start }));
})();
