/* Rough: where very many items lie, told from their ends alone: a hundredth of the time that their shapes take. */
(function () {
  'use strict';

  // What runs for each position has no pattern of several names: those make an array each time at first.

  const WORLD = 256;
  const RADIAN = Math.PI / 180;
  const EDGE = 85;
  const HAIR = 1e-6; // degrees by which bounds may be off
  const MANY = 100; // items
  const MUCH = 25000; // points

  /**
   * @param {LngLat} from
   * @param {LngLat} to
   * @returns {number} the latitude at which the geodesic between them turns back, within a fifth of a degree;
   *     that of its start where it does not
   */
  function crest(from, to) {
    const one = from[1] * RADIAN;
    const other = to[1] * RADIAN;
    const turn = (to[0] - from[0]) * RADIAN;
    const sinOne = Math.sin(one);
    const cosOne = Math.cos(one);
    const sinOther = Math.sin(other);
    const cosOther = Math.cos(other);
    const cosTurn = Math.cos(turn);
    const ahead = cosOne * sinOther - sinOne * cosOther * cosTurn;
    // It turns between its ends where it leaves both of them towards the same pole.
    if (ahead * (sinOne * cosOther - cosOne * sinOther * cosTurn) <= 0) return from[1];
    const across = Math.sin(turn) * cosOther;
    const highest = Math.acos(Math.min(1, Math.abs(across) * cosOne / Math.sqrt(across * across + ahead * ahead)));
    return Math.sign(ahead) * highest / RADIAN;
  }

  /**
   * Boxes by where they begin around the world: those that begin at about the same longitude share one.
   * @returns {{boxes: Box[], add: (line: Line, isGeodesic: boolean) => void}}
   */
  function makeBoxes() {
    /** @type {Box[]} */
    const boxes = [];
    const add = (/** @type {Line} */ line, /** @type {boolean} */ isGeodesic) => {
      let west = Infinity;
      let south = Infinity;
      let east = -Infinity;
      let north = -Infinity;
      let last = Number.NaN;
      /** @type {LngLat | undefined} */
      let before;
      for (let index = 0; index < line.length; index += 1) {
        const position = geoApp.positionIn(line, index);
        const from = before;
        before = position;
        if (!geoApp.isOnEarth(position)) continue;
        const latitude = position[1];
        last = west === Infinity ? position[0] : geoApp.nearLongitude(position[0], last);
        west = Math.min(west, last);
        east = Math.max(east, last);
        const turned = isGeodesic && from && geoApp.isOnEarth(from) ? crest(from, position) : latitude;
        south = Math.min(south, latitude, turned);
        north = Math.max(north, latitude, turned);
      }
      if (west > east) return;
      const shift = 360 * Math.floor((west + 180) / 360);
      const place = Math.floor(west - shift + 180);
      boxes[place] = boxes[place] || { left: Infinity, top: -Infinity, right: -Infinity, bottom: Infinity };
      const box = boxes[place];
      box.left = Math.min(box.left, west - shift);
      box.right = Math.max(box.right, east - shift);
      box.top = Math.max(box.top, north);
      box.bottom = Math.min(box.bottom, south);
    };
    return { boxes, add };
  }

  /**
   * @param {OverlayItem[]} items
   * @returns {boolean} to find the shape of each takes longer than a reader waits
   */
  function isLarge(items) {
    let count = 0;
    return items.length > MANY || items.some(({ feature: { geometry } }) => {
      const { lines, rings } = geoApp.partsOf(geometry);
      count += [...lines, ...rings].reduce((sum, { length }) => sum + length, 0);
      return count > MUCH;
    });
  }

  /**
   * @param {OverlayItem[]} items
   * @returns {Box[]} around all that they are made of, in pixels of the world
   */
  function roughBoxes(items) {
    const { boxes, add } = makeBoxes();
    items.forEach(({ feature: { geometry, method } }) => {
      if (geometry?.type === 'LineString') {
        add(geoApp.lineOf(geometry), method === 'geodesic');
        return;
      }
      const { lines, rings, points } = geoApp.partsOf(geometry);
      lines.forEach((line) => add(line, method === 'geodesic'));
      rings.forEach((ring) => add(ring, false));
      points.forEach((point) => add([point], false));
    });
    const x = (/** @type {number} */ longitude) => (longitude / 360 + 0.5) * WORLD;
    return boxes.filter(Boolean).map(({ left, top, right, bottom }) => (
      { left: x(left), right: x(right), top: geoApp.northing(top), bottom: geoApp.northing(bottom) }));
  }

  /**
   * @param {OverlayItem[]} items
   * @param {(position: LngLat) => boolean} test
   * @returns {boolean} one of their positions on the earth passes it
   */
  function somePosition(items, test) {
    const passes = (/** @type {LngLat} */ position) => geoApp.isOnEarth(position) && test(position);
    return items.some(({ feature: { geometry } }) => {
      if (geometry?.type === 'LineString') return geoApp.lineOf(geometry).some(passes);
      const { lines, rings, points } = geoApp.partsOf(geometry);
      return points.some(passes) || [...lines, ...rings].some((line) => line.some(passes));
    });
  }

  /**
   * @param {Overlay} overlay
   * @returns {boolean} it has bounds, which of many items take longer to find than this
   */
  function isPlaced(overlay) {
    return (isLarge(overlay.items) && somePosition(overlay.items, () => true)) || Boolean(overlay.bounds);
  }

  /**
   * Of many items one position that lies beyond tells it, which is found sooner than their bounds.
   * @param {Overlay} overlay
   * @param {L.LatLngBounds} ground
   * @returns {boolean}
   */
  function reachesBeyond(overlay, ground) {
    const [west, width] = [ground.getWest() - HAIR, ground.getEast() - ground.getWest() + 2 * HAIR];
    const [south, north] = [Math.max(-EDGE, ground.getSouth() - HAIR), Math.min(EDGE, ground.getNorth() + HAIR)];
    const isBeyond = (/** @type {LngLat} */ [longitude, latitude]) => {
      const east = longitude - west;
      const height = Math.max(-EDGE, Math.min(EDGE, latitude));
      return height < south || height > north || east - 360 * Math.floor(east / 360) > width;
    };
    if (isLarge(overlay.items) && somePosition(overlay.items, isBeyond)) return true;
    const { bounds } = overlay;
    return Boolean(bounds) && !ground.contains(/** @type {L.LatLngBounds} */ (bounds));
  }

  /**
   * @param {OverlayItem} item
   * @returns {boolean} there is something of it that the map can show
   */
  function isDrawable(item) {
    const { lines, rings, points } = geoApp.partsOf(item.feature.geometry);
    const isShown = (/** @type {LngLat} */ position) => geoApp.isOnEarth(position) && Math.abs(position[1]) < EDGE;
    return points.some(isShown) || [...lines, ...rings].some((line) => line.some(isShown)) || Boolean(item.bounds);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ isDrawable, isLarge, isPlaced, reachesBeyond, roughBoxes }));
})();
