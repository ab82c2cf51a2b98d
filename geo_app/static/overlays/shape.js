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

(function () {
  'use strict';

  const WORLD = 256;
  const RADIAN = Math.PI / 180;
  const EDGE = 85;

  /**
   * @param {OverlayFeature} feature
   * @returns {L.LatLng[][]} its lines as the map draws them
   */
  function featureLines({ geometry, method }) {
    return geoApp.partsOf(geometry).lines.flatMap((line) => geoApp.lineThrough(line.filter(geoApp.isOnEarth), method));
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {L.LatLng[]}
   */
  function featurePoints({ geometry }) {
    return geoApp.partsOf(geometry).points.filter(geoApp.isOnEarth).map(([lng, lat]) => L.latLng(lat, lng));
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {number | null} length of its lines on the ellipsoid; null where it has none
   */
  function featureMetres({ geometry }) {
    const { lines } = geoApp.partsOf(geometry);
    let metres = 0;
    lines.forEach((line) => line.filter(geoApp.isOnEarth).forEach(([east, north], at, all) => {
      if (at) metres += geoApp.metresBetween({ lng: all[at - 1][0], lat: all[at - 1][1] }, { lng: east, lat: north });
    }));
    return lines.length ? metres : null;
  }

  /**
   * @param {LatLngLike[]} latLngs
   * @returns {Float64Array}
   */
  function toPixels(latLngs) {
    const found = new Float64Array(latLngs.length * 2);
    latLngs.forEach(({ lat, lng }, index) => {
      found[2 * index] = (lng + 180) / 360 * WORLD;
      found[2 * index + 1] = geoApp.northing(lat);
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
    const box = geoApp.noBox();
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
      if (!geoApp.isOnEarth(position) || Math.abs(position[1]) > EDGE) return null;
      last = at ? geoApp.nearLongitude(position[0], last) : position[0];
      found[2 * at] = (last + 180) / 360 * WORLD;
      found[2 * at + 1] = geoApp.northing(position[1]);
    }
    return found;
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {Float64Array[]} pixels of its lines
   */
  function linePixels(feature) {
    const straight = feature.method === 'geodesic' ? [null] : geoApp.partsOf(feature.geometry).lines.map(straightPixels);
    const found = straight.flatMap((line) => (line?.length ? [line] : []));
    return found.length === straight.length ? found : featureLines(feature).map(toPixels);
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {OverlayShape}
   */
  function shapeOf(feature) {
    const lines = linePixels(feature);
    const rings = geoApp.partsOf(feature.geometry).rings.map((ring) => toPixels(geoApp.unwrapRing(ring)));
    const points = featurePoints(feature).map((point) => toPixels([point]));
    const parts = [...lines, ...rings, ...points];
    const { box, shifts } = gather(parts.map((part) => geoApp.boxAround(part)));
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
    boundsOfBox, featureLines, featureMetres, featurePoints, gather, shapeOf, toLatLngs,
  }));
})();
