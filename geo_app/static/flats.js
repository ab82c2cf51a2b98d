/* Flats: lines and rings of the ground as columns of numbers, for a file has tens of thousands of vertices. */

/**
 * A line or ring of the ground: its vertices, and where they are on the plane that is the world at zoom 0.
 * @typedef {object} Flat
 * @property {Float64Array} lngs in degrees
 * @property {Float64Array} lats in degrees
 * @property {Float64Array} xs
 * @property {Float64Array} ys downwards
 * @property {Bounds} bounds
 */

(function () {
  'use strict';

  const SIZE = 256; // pixels of the world at zoom 0
  const MOST = 85.0511287798; // degrees of latitude, where that square ends

  /**
   * By hand, for Leaflet's own makes three objects of a vertex.
   * @param {number} lat in degrees
   * @returns {number} where it is on the plane that is the world at zoom 0, downwards
   */
  function drop(lat) {
    const sine = Math.sin(Math.max(-MOST, Math.min(MOST, lat)) * Math.PI / 180);
    return SIZE / 2 - Math.log((1 + sine) / (1 - sine)) * SIZE / Math.PI / 4;
  }

  /**
   * @param {Float64Array} lngs
   * @param {Float64Array} lats
   * @returns {Flat}
   */
  function flatten(lngs, lats) {
    const xs = new Float64Array(lngs.length);
    const ys = new Float64Array(lngs.length);
    for (let index = 0; index < lngs.length; index += 1) {
      xs[index] = SIZE * (lngs[index] / 360 + 0.5);
      ys[index] = drop(lats[index]);
    }
    return { lngs, lats, xs, ys, bounds: boundsOf(lngs, lats) };
  }

  /**
   * @param {Float64Array} lngs
   * @param {Float64Array} lats
   * @returns {Bounds}
   */
  function boundsOf(lngs, lats) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < lngs.length; index += 1) {
      const lng = lngs[index];
      const lat = lats[index];
      if (lng < west) west = lng;
      if (lng > east) east = lng;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
    return [west, south, east, north];
  }

  /**
   * @param {Flat} flat
   * @param {number} start
   * @param {number} end behind the last vertex
   * @returns {Flat} of its vertices those between
   */
  function partOf({ lngs, lats, xs, ys }, start, end) {
    /** @param {Float64Array} column */
    const part = (column) => column.subarray(start, end);
    return { lngs: part(lngs), lats: part(lats), xs: part(xs), ys: part(ys), bounds: boundsOf(part(lngs), part(lats)) };
  }

  /**
   * @param {Flat[]} flats
   * @returns {Bounds} of all of them
   */
  function flatBounds(flats) {
    /** @type {Bounds} */
    const all = [Infinity, Infinity, -Infinity, -Infinity];
    flats.forEach(({ bounds }) => bounds.forEach((value, side) => {
      all[side] = (side < 2 ? Math.min : Math.max)(all[side], value);
    }));
    return all;
  }

  /**
   * @param {number[][]} positions longitude, latitude
   * @returns {Flat}
   */
  function flatOf(positions) {
    return flatten(Float64Array.from(positions, ([lng]) => lng), Float64Array.from(positions, ([, lat]) => lat));
  }

  /**
   * @param {Float64Array[]} arcs each begins where the one before ends
   * @returns {Float64Array}
   */
  function join(arcs) {
    const joined = new Float64Array(arcs.reduce((sum, { length }) => sum + length - 1, 1));
    let start = 0;
    arcs.forEach((arc) => {
      joined.set(arc, start);
      start += arc.length - 1;
    });
    return joined;
  }

  /**
   * @param {Flat[]} flats each begins where the one before ends
   * @returns {Flat} one line
   */
  function joinFlats(flats) {
    if (flats.length === 1) return flats[0];
    return {
      lngs: join(flats.map(({ lngs }) => lngs)), lats: join(flats.map(({ lats }) => lats)),
      xs: join(flats.map(({ xs }) => xs)), ys: join(flats.map(({ ys }) => ys)), bounds: flatBounds(flats),
    };
  }

  /**
   * @param {Flat} flat
   * @returns {Flat}
   */
  function backwards({ lngs, lats, xs, ys, bounds }) {
    /** @param {Float64Array} column */
    const turned = (column) => column.slice().reverse();
    return { lngs: turned(lngs), lats: turned(lats), xs: turned(xs), ys: turned(ys), bounds };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    backwards, flatBounds, flatOf, flatten, joinFlats, partOf,
  }));
})();
