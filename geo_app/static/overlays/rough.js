/* Rough: where very many items lie, told from their ends alone: a hundredth of the time that their shapes take. */
(function () {
  'use strict';

  const WORLD = 256;
  const RADIAN = Math.PI / 180;
  const EDGE = 85;

  /**
   * @param {LngLat} one
   * @param {LngLat} other
   * @returns {number[]} latitudes that the geodesic between them reaches, within a fifth of a degree
   */
  function crest([west, south], [east, north]) {
    const [one, other] = [south * RADIAN, north * RADIAN];
    const turn = (((east - west + 540) % 360 + 360) % 360 - 180) * RADIAN;
    const [across, ahead] = [Math.sin(turn) * Math.cos(other), Math.cos(one) * Math.sin(other) - Math.sin(one) * Math.cos(other) * Math.cos(turn)];
    const back = Math.sin(one) * Math.cos(other) - Math.cos(one) * Math.sin(other) * Math.cos(turn);
    // It turns between its ends where it leaves both of them towards the same pole.
    if (ahead * back <= 0) return [];
    const highest = Math.acos(Math.min(1, Math.abs(across) * Math.cos(one) / Math.hypot(across, ahead))) / RADIAN;
    return [ahead > 0 ? highest : -highest];
  }

  /**
   * @param {LngLat[]} positions
   * @param {boolean} isGeodesic
   * @returns {Box}
   */
  function boxOfLine(positions, isGeodesic) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    let last = Number.NaN;
    let [lowest, highest] = [90, -90];
    positions.forEach((position, index) => {
      if (!geoApp.isOnEarth(position)) return;
      const [longitude, latitude] = position;
      last = Number.isNaN(last) ? longitude : geoApp.nearLongitude(longitude, last);
      box.left = Math.min(box.left, last);
      box.right = Math.max(box.right, last);
      const before = positions[index - 1];
      const turned = isGeodesic && before && geoApp.isOnEarth(before) ? crest(before, position) : [];
      lowest = Math.min(lowest, latitude, ...turned);
      highest = Math.max(highest, latitude, ...turned);
    });
    const x = (/** @type {number} */ longitude) => (longitude / 360 + 0.5) * WORLD;
    return { left: x(box.left), right: x(box.right), top: geoApp.northing(highest), bottom: geoApp.northing(lowest) };
  }

  /**
   * @param {OverlayItem[]} items
   * @returns {Box[]} around all that they are made of; those that begin at about the same longitude share one
   */
  function roughBoxes(items) {
    /** @type {Map<number, Box>} */
    const found = new Map();
    const add = (/** @type {Box} */ { left, top, right, bottom }) => {
      if (!(left <= right)) return;
      const shift = WORLD * Math.floor(left / WORLD);
      const key = Math.floor(left - shift);
      const box = found.get(key) || { left, top, right, bottom };
      found.set(key, {
        left: Math.min(box.left, left - shift), right: Math.max(box.right, right - shift),
        top: Math.min(box.top, top), bottom: Math.max(box.bottom, bottom),
      });
    };
    items.forEach(({ feature: { geometry, method } }) => {
      const { lines, rings, points } = geoApp.partsOf(geometry);
      lines.forEach((line) => add(boxOfLine(line, method === 'geodesic')));
      rings.forEach((ring) => add(boxOfLine(ring, false)));
      points.forEach((point) => add(boxOfLine([point], false)));
    });
    return [...found.values()];
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

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ isDrawable, roughBoxes }));
})();
