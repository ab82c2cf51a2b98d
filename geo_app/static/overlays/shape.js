/*
 * The shape of an item: its geometry as the map draws it, in pixels of the world at zoom 0, where the
 * world is 256 wide and goes on to both sides. Kept in arrays of numbers, for there may be many.
 */

/**
 * @typedef {object} OverlayShape
 * @property {Float64Array[]} lines x, y, x, y …
 * @property {Float64Array[]} rings of areas
 * @property {Float64Array[]} points each with one x and y
 * @property {Box} box around all of it; left is more than right where there is nothing
 */

/**
 * What a geometry is made of, in degrees.
 * @typedef {object} Parts
 * @property {Line[]} lines
 * @property {LngLat[][]} rings
 * @property {LngLat[]} points
 */

(function () {
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
   * @returns {L.LatLng[]} without a leap, but where it runs along a pole, as Antarctica's does
   */
  function unwrapRing(ring) {
    /** @type {L.LatLng[]} */
    const found = [];
    ring.filter(isOnEarth).forEach(([lng, lat]) => {
      const last = found[found.length - 1];
      const isPolar = last && Math.abs(last.lat) > EDGE && Math.abs(lat) > EDGE;
      found.push(L.latLng(lat, last && !isPolar ? geoApp.nearLongitude(lng, last.lng) : lng));
    });
    return found;
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {L.LatLng[][]} its lines as the map draws them
   */
  function featureLines({ geometry, method }) {
    return partsOf(geometry).lines.flatMap((line) => geoApp.lineThrough(line.filter(isOnEarth), method));
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {L.LatLng[]}
   */
  function featurePoints({ geometry }) {
    return partsOf(geometry).points.filter(isOnEarth).map(([lng, lat]) => L.latLng(lat, lng));
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {number | null} length of its lines on the ellipsoid; null where it has none
   */
  function featureMetres({ geometry }) {
    const { lines } = partsOf(geometry);
    let metres = 0;
    lines.forEach((line) => line.filter(isOnEarth).forEach(([east, north], at, all) => {
      if (at) metres += geoApp.metresBetween({ lng: all[at - 1][0], lat: all[at - 1][1] }, { lng: east, lat: north });
    }));
    return lines.length ? metres : null;
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

  /**
   * @param {L.LatLng[]} latLngs
   * @returns {Float64Array}
   */
  function toPixels(latLngs) {
    const found = new Float64Array(latLngs.length * 2);
    latLngs.forEach(({ lat, lng }, index) => {
      found[2 * index] = (lng + 180) / 360 * WORLD;
      found[2 * index + 1] = northing(lat);
    });
    return found;
  }

  /** @param {number} y in pixels of the world */
  const latitude = (y) => Math.atan(Math.sinh((1 - 2 * y / WORLD) * Math.PI)) / RADIAN;

  /** @param {number} x in pixels of the world */
  const longitude = (x) => x / WORLD * 360 - 180;

  /**
   * @param {Float64Array} pixels
   * @returns {L.LatLng[]}
   */
  function toLatLngs(pixels) {
    return Array.from({ length: pixels.length / 2 }, (_, at) =>
      L.latLng(latitude(pixels[2 * at + 1]), longitude(pixels[2 * at])));
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
    const box = noBox();
    for (let at = from; at < to; at += 2) {
      box.left = Math.min(box.left, pixels[at]);
      box.right = Math.max(box.right, pixels[at]);
      box.top = Math.min(box.top, pixels[at + 1]);
      box.bottom = Math.max(box.bottom, pixels[at + 1]);
    }
    return box;
  }

  /** @param {number} x */
  const turn = (x) => x - WORLD * Math.floor(x / WORLD);

  /**
   * Where boxes lie around the world in the shortest stretch: it begins after the widest gap.
   * @param {Box[]} boxes
   * @returns {{box: Box, shifts: number[]}} of all, and by how many worlds each is shifted for that
   */
  function gather(boxes) {
    const sorted = [...boxes].filter(({ left, right }) => left <= right).sort((one, other) => turn(one.left) - turn(other.left));
    let [start, widest, reach] = [0, -Infinity, -Infinity];
    sorted.forEach((box) => { reach = Math.max(reach, turn(box.left) + box.right - box.left - WORLD); });
    sorted.forEach(({ left, right }) => {
      const gap = turn(left) - reach;
      if (gap > widest) [start, widest] = [turn(left), gap];
      reach = Math.max(reach, turn(left) + right - left);
    });
    const shifts = boxes.map(({ left }) => Math.round((start + turn(left - start) - left) / WORLD) || 0);
    const box = noBox();
    boxes.forEach(({ left, top, right, bottom }, index) => {
      box.left = Math.min(box.left, left + shifts[index] * WORLD);
      box.right = Math.max(box.right, right + shifts[index] * WORLD);
      box.top = Math.min(box.top, top);
      box.bottom = Math.max(box.bottom, bottom);
    });
    return { box, shifts };
  }

  /**
   * @param {Line} line that runs straight on the map from point to point
   * @returns {Float64Array | null} the same as by way of its points, of which there may be a million; null where
   *     one of them is nowhere on the map
   */
  function straightPixels(line) {
    const found = new Float64Array(2 * line.length);
    let last = Number.NaN;
    for (let at = 0; at < line.length; at += 1) {
      const position = geoApp.positionIn(line, at);
      if (!isOnEarth(position) || Math.abs(position[1]) > EDGE) return null;
      last = at ? geoApp.nearLongitude(position[0], last) : position[0];
      found[2 * at] = (last + 180) / 360 * WORLD;
      found[2 * at + 1] = northing(position[1]);
    }
    return found;
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {Float64Array[]} pixels of its lines
   */
  function linePixels(feature) {
    const straight = feature.method === 'geodesic' ? [null] : partsOf(feature.geometry).lines.map(straightPixels);
    const found = straight.flatMap((line) => (line?.length ? [line] : []));
    return found.length === straight.length ? found : featureLines(feature).map(toPixels);
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {OverlayShape}
   */
  function shapeOf(feature) {
    const lines = linePixels(feature);
    const rings = partsOf(feature.geometry).rings.map((ring) => toPixels(unwrapRing(ring)));
    const points = featurePoints(feature).map((point) => toPixels([point]));
    const parts = [...lines, ...rings, ...points];
    const { box, shifts } = gather(parts.map((part) => boxAround(part)));
    parts.forEach((part, index) => {
      if (shifts[index]) for (let at = 0; at < part.length; at += 2) part[at] += shifts[index] * WORLD;
    });
    return { lines, rings, points, box };
  }

  /**
   * @param {Box} box in pixels of the world
   * @returns {L.LatLngBounds | null}
   */
  function boundsOfBox({ left, top, right, bottom }) {
    if (left > right) return null;
    return L.latLngBounds([latitude(bottom), longitude(left)], [latitude(top), longitude(right)]);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    boundsOfBox, boxAround, featureLines, featureMetres, featurePoints, gather, isOnEarth, northing, partsOf, shapeOf,
    toLatLngs, unwrapRing,
  }));
})();
