/* Start: the three calls that the page makes: createMap, drawLayer for each layer, start. */

/**
 * What a step asks for before it goes on: `frame`, that the browser lay out and paint what was written, so
 * that what is read next costs nothing; nothing in particular otherwise.
 * @typedef {'frame' | void} Pause
 */

/**
 * A method's type, so that it may be the drawing of one kind of layer: the caller chose it by kind.
 * @typedef {{draw(view: View, id: string, spec: LayerSpec): Iterable<L.Layer | void>}['draw']} DrawLayer
 */

(function () {
  'use strict';

  const SLICE = 2; // milliseconds of work, after which the browser may answer and paint
  const UNSEEN = 100; // milliseconds without a frame, as in a tab behind others

  /**
   * Make the map; nothing is drawn before it has a view.
   * @param {string} id of its element
   * @returns {L.Map}
   */
  function createMap(id) {
    const map = L.map(id, {
      zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90,
      zoomAnimation: !geoApp.prefersStillness(), fadeAnimation: !geoApp.prefersStillness(),
      markerZoomAnimation: !geoApp.prefersStillness(), maxBoundsViscosity: 1,
      bounceAtZoomLimits: false,
    });
    const view = geoApp.viewOf(map);
    const { min_zoom: least, max_zoom: most } = view.settings;
    if (Number.isFinite(least)) map.setMinZoom(least);
    if (Number.isFinite(most)) map.setMaxZoom(most);
    geoApp.makePanes(view);
    geoApp.watchPopups(view);
    map.getContainer().classList.add('is-starting');
    return map;
  }

  /**
   * How each kind of layer is drawn.
   * @type {{[K in LayerSpec['kind']]: (view: View, id: string, spec: LayerSpec & {kind: K}) => Iterable<L.Layer | void>}}
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
   * Make each layer, and put it on the map; after each there may be a pause, and where nothing was made.
   * @param {() => Iterable<L.Layer | void>} make
   * @param {L.LayerGroup} group
   */
  function* drawInto(make, group) {
    for (const layer of make()) {
      yield;
      if (layer) group.addLayer(layer);
      yield;
    }
  }

  /**
   * One layer of the data block, on the map if it is shown; its content follows at the start.
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
    if (draw) view.drawings.push(() => drawInto(() => draw(view, id, spec), group));
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

  /** @returns {Promise<void>} the browser may answer its user and paint, then it goes on */
  function nextTask() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { port1.close(); resolve(); };
      port2.postMessage(null);
    });
  }

  /** @returns {Promise<void>} the browser has laid out and painted, or nobody sees the page */
  function nextFrame() {
    return new Promise((resolve) => {
      const unseen = setTimeout(resolve, UNSEEN);
      requestAnimationFrame(() => {
        clearTimeout(unseen);
        nextTask().then(resolve);
      });
    });
  }

  /** @param {View} view give the map its view, unless it has one; it is still empty */
  function showFirst(view) {
    const { map, settings } = view;
    if (hasView(map)) {
      map.invalidateSize({ pan: false });
      return;
    }
    const home = settings.home || settings.whole;
    if (home) geoApp.fit(view, home, false);
    else map.setView([0, 0], Math.max(2, map.getMinZoom()));
  }

  /** @param {View} view let it answer, now that everything is drawn */
  function wake(view) {
    view.started = true;
    geoApp.bindSwitches(view);
    geoApp.keepArranged(view);
    geoApp.followLinks(view);
    watchSize(view);
    geoApp.watchEmptiness(view);
  }

  /** @returns {Generator<Pause>} */
  function* waitForFrame() {
    yield 'frame';
  }

  /**
   * @param {View} view
   * @returns {Generator<Pause>} everything that depends on the view: cards, panel, layers, switches,
   *     labels, address; in small steps, between which there may be a pause
   */
  function* inSteps(view) {
    /** @type {((view: View) => Iterable<Pause> | void)[]} */
    const steps = [
      geoApp.addControls, geoApp.takeCards, geoApp.startPanel, geoApp.expectOverlays, waitForFrame, showFirst,
      geoApp.unfold, ...view.drawings, geoApp.keepLimits, geoApp.makeEdges, geoApp.orderMarks, wake,
      geoApp.arrangeInSteps, geoApp.startTables, geoApp.startStory, geoApp.startSearch,
      geoApp.startAddress, geoApp.startPrint, geoApp.shareScrolling, geoApp.startLanguages, geoApp.openDoor,
      geoApp.startPublishing,
    ];
    for (const step of steps) {
      yield* step(view) || [];
      yield;
    }
  }

  /**
   * Draw the map and wake it, so that a slow phone can answer meanwhile.
   * @param {L.Map} map
   */
  async function start(map) {
    await nextTask();
    let since = performance.now();
    for (const pause of inSteps(geoApp.viewOf(map))) {
      if (pause === 'frame') await nextFrame();
      else if (performance.now() - since < SLICE) continue;
      else await nextTask();
      since = performance.now();
    }
    map.getContainer().classList.remove('is-starting');
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ createMap, drawLayer, nextTask, start }));
})();
