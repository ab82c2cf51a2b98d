/* Limits: how far the reader may pan and zoom out, so that no cut edge of the ground is seen. */

(function () {
  'use strict';

  /* Antarctica and the Arctic beyond are no part of any story, and Mercator blows them up. */
  const WORLD = L.latLngBounds([-75, -180], [80, 180]);
  const AIR = 3; // degrees of open sea beyond a coast
  const SHY = 0.3; // degrees kept from a cut, where a pixel may be half beyond it

  /**
   * @param {Float64Array} column of a ring
   * @param {number} value
   * @returns {boolean} two vertices of the ring that follow each other have it
   */
  function runsAlong(column, value) {
    return column.some((one, index) => one === value && column[(index + 1) % column.length] === value);
  }

  /**
   * @param {View} view
   * @param {number} sea degrees of it beyond a coast
   * @returns {L.LatLngBounds | null} the box of the land: up to a cut, along which some ring runs, or a
   *     little sea beyond the coast
   */
  function groundBox(view, sea) {
    const rings = landRings(view);
    if (!rings.length) return null;
    const [west, south, east, north] = geoApp.flatBounds(rings);
    /** @param {'lngs' | 'lats'} column @param {number} side */
    const air = (column, side) => (rings.some((ring) => runsAlong(ring[column], side)) ? -SHY : sea);
    return L.latLngBounds(
      [south - air('lats', south), west - air('lngs', west)], [north + air('lats', north), east + air('lngs', east)]);
  }

  /**
   * @param {View} view
   * @returns {L.LatLngBounds} what may be seen of the ground
   */
  function groundBounds(view) {
    const box = groundBox(view, AIR) || WORLD;
    return L.latLngBounds(
      [Math.max(box.getSouth(), WORLD.getSouth()), box.getWest()],
      [Math.min(box.getNorth(), WORLD.getNorth()), box.getEast()]);
  }

  /**
   * @param {L.Map} map
   * @param {{center: L.LatLng, zoom: number}} frame
   * @returns {L.LatLngBounds} all that the map shows at it
   */
  function seenAt(map, { center, zoom }) {
    const middle = map.project(center, zoom);
    const half = map.getSize().divideBy(2);
    return L.latLngBounds(
      map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
  }

  /**
   * Keep the map on its ground, at the size that it has now; the whole corridor, or the whole of what
   * the map was widened to, can always be seen.
   * @param {View} view
   */
  function limitMap(view) {
    const { map, settings, widened } = view;
    const { ground, min_zoom, whole: box } = widened ? { ...widened, min_zoom: 0 } : { ...view, ...settings };
    const limits = L.latLngBounds(ground.getSouthWest(), ground.getNorthEast());
    map.options.minZoom = min_zoom;
    let least = map.getBoundsZoom(limits, true);
    if (box) {
      const whole = geoApp.frameOf(view, box, geoApp.fitMargin(view));
      least = Math.min(least, whole.zoom);
      limits.extend(seenAt(map, whole));
    }
    map.setMinZoom(least);
    map.setMaxBounds(limits);
  }

  /**
   * @param {View} view
   * @returns {Flat[]} of all the land that is drawn
   */
  function landRings(view) {
    return [...view.layers.values()]
      .filter(({ spec }) => spec.kind === 'land')
      .flatMap(({ group }) => /** @type {GroundPath[]} */ (/** @type {unknown} */ (group.getLayers())))
      .flatMap(({ flats }) => flats);
  }

  /**
   * @param {View} view
   * @returns {Generator<Pause>} the steps of it
   */
  function* keepLimits(view) {
    view.ground = groundBounds(view);
    yield 'frame';
    limitMap(view);
    view.map.on('resize', () => limitMap(view));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ groundBox, keepLimits, landRings, limitMap }));
})();
