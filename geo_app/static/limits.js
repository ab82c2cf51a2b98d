/* Limits: how far the reader may pan and zoom out, so that no cut edge of the ground is seen. */

/** @typedef {'west' | 'south' | 'east' | 'north'} Side */

(function () {
  'use strict';

  /* Antarctica and the Arctic beyond are no part of any story, and Mercator blows them up. */
  const WORLD = L.latLngBounds([-75, -180], [80, 180]);
  const AIR = 3; // degrees of open sea beyond a coast
  const SHY = 0.3; // degrees kept from a cut, where a pixel may be half beyond it

  /**
   * @param {L.LatLngBounds} box
   * @returns {Record<Side, number>}
   */
  function sidesOf(box) {
    return { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
  }

  /**
   * @param {L.LatLng[][]} rings
   * @returns {Set<Side>} sides of their box along which some ring runs: there it was cut
   */
  function cutSides(rings) {
    const sides = sidesOf(L.latLngBounds(rings.flat()));
    /** @type {Set<Side>} */
    const cut = new Set();
    rings.forEach((ring) => ring.forEach((one, index) => {
      const other = ring[(index + 1) % ring.length];
      if (one.lng === other.lng && one.lng === sides.west) cut.add('west');
      if (one.lng === other.lng && one.lng === sides.east) cut.add('east');
      if (one.lat === other.lat && one.lat === sides.south) cut.add('south');
      if (one.lat === other.lat && one.lat === sides.north) cut.add('north');
    }));
    return cut;
  }

  /**
   * @param {View} view
   * @param {number} sea degrees of it beyond a coast
   * @returns {L.LatLngBounds | null} the box of the land: up to a cut, or a little sea beyond the coast
   */
  function groundBox(view, sea) {
    const rings = landRings(view);
    if (!rings.length) return null;
    const cut = cutSides(rings);
    const { west, south, east, north } = sidesOf(L.latLngBounds(rings.flat()));
    /** @param {Side} side */
    const air = (side) => (cut.has(side) ? -SHY : sea);
    return L.latLngBounds(
      [south - air('south'), west - air('west')], [north + air('north'), east + air('east')]);
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
   * @returns {L.LatLng[][]} of all the land that is drawn
   */
  function landRings(view) {
    return [...view.layers.values()]
      .filter(({ spec }) => spec.kind === 'land')
      .flatMap(({ group }) => /** @type {L.Polygon[]} */ (group.getLayers()))
      .flatMap((land) => /** @type {L.LatLng[][][]} */ (land.getLatLngs()).flat());
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
