/* Parts: what a geometry is made of, and where its positions lie on the plane that is the world at zoom 0. */

/**
 * What a geometry is made of, in degrees.
 * @typedef {object} Parts
 * @property {Line[]} lines
 * @property {LngLat[][]} rings
 * @property {LngLat[]} points
 */

geoApp.share((geoApp) => {
  'use strict';

  const WORLD = 256;
  const RADIAN = Math.PI / 180;
  const HIGHEST = Math.sin(85.0511287798 * RADIAN);
  const EDGE = 85;

  /** @param {LngLat} position */
  const isOnEarth = (position) => Number.isFinite(position[0]) && Math.abs(position[1]) <= 90;

  /**
   * @param {GeoJSON.Geometry | null} geometry
   * @param {Parts} [parts] to which its parts are added
   * @returns {Parts}
   */
  function partsOf(geometry, parts = { lines: [], rings: [], points: [] }) {
    const { lines, rings, points } = parts;
    if (!geometry) return parts;
    switch (geometry.type) {
      case 'Point': points.push(geometry.coordinates); break;
      case 'MultiPoint': geometry.coordinates.forEach((each) => points.push(each)); break;
      case 'LineString': lines.push(geoApp.lineOf(geometry)); break;
      case 'MultiLineString': geoApp.linesOf(geometry).forEach((each) => lines.push(each)); break;
      case 'Polygon': geometry.coordinates.forEach((each) => rings.push(each)); break;
      case 'MultiPolygon': geometry.coordinates.flat().forEach((each) => rings.push(each)); break;
      case 'GeometryCollection': geometry.geometries.forEach((each) => partsOf(each, parts)); break;
      default: // of a kind that GeoJSON does not have
    }
    return parts;
  }

  /**
   * @param {LngLat[]} ring
   * @returns {LatLngLike[]} without a leap, but where it runs along a pole, as Antarctica's does
   */
  function unwrapRing(ring) {
    /** @type {LatLngLike[]} */
    const found = [];
    ring.filter(isOnEarth).forEach(([lng, lat]) => {
      const last = found[found.length - 1];
      const isPolar = last && Math.abs(last.lat) > EDGE && Math.abs(lat) > EDGE;
      found.push({ lat, lng: last && !isPolar ? geoApp.nearLongitude(lng, last.lng) : lng });
    });
    return found;
  }

  /**
   * @param {number} lat
   * @param {number} [highest] sine of the highest latitude that is told from those above it
   * @returns {number} y in pixels of the world
   */
  function northing(lat, highest = HIGHEST) {
    const height = Math.max(-highest, Math.min(highest, Math.sin(lat * RADIAN)));
    return (0.5 - Math.log((1 + height) / (1 - height)) / (4 * Math.PI)) * WORLD;
  }

  /** @returns {Box} around nothing */
  const noBox = () => ({ left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity });

  /**
   * @param {Float64Array} pixels
   * @param {number} [from]
   * @param {number} [to]
   * @returns {Box}
   */
  function boxAround(pixels, from = 0, to = pixels.length) {
    let { left, top, right, bottom } = noBox();
    for (let at = from; at < to; at += 2) {
      const x = pixels[at];
      const y = pixels[at + 1];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    return { left, top, right, bottom };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ boxAround, isOnEarth, noBox, northing, partsOf, unwrapRing }));
});
