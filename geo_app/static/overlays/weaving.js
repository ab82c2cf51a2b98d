/*
 * Weaving: a network is all lines of an overlay in a few long arrays, so that tens of thousands of routes, or a track of a
 * million points, are drawn and found without an object for each. Made step by step, for it takes its time.
 */

/**
 * Line number n has the points from `from[n]` up to `to[n]`. A leg is one line, a long line is several.
 * @typedef {object} Network
 * @property {Float64Array} points x, y, x, y … in pixels of the world
 * @property {Float64Array} boxes left, top, right, bottom of each line
 * @property {Uint32Array} from the point that is its first
 * @property {Uint32Array} to the point behind its last
 * @property {Int32Array} arcs where the numbers of its geodesic begin; -1: it runs straight, as recorded
 * @property {Uint8Array} goesOn 1: it begins where the line before it ends
 * @property {Float64Array} rows of the geodesics
 * @property {Uint32Array} starts of each item's lines in `lines`, and where the last one's end
 * @property {Uint32Array} lines numbers of them; a leg that is flown twice is there once
 */

geoApp.share((geoApp) => {
  'use strict';

  const WORLD = 256;
  const HIGHEST = Math.sin(89.9 * Math.PI / 180); // what lies beyond Mercator's edge is cut when it is drawn
  const STRETCH = 64; // points that lie in one box
  const AT_ONCE = 2000; // points between two looks at the clock
  const A_LEG = 32; // points, with some to spare: most are made of fewer
  const MOST_EXPECTED = 8e6;
  const SHARED = 20000; // positions that are known again: there are not more airports

  /**
   * An array of numbers that grows.
   * @template {Float64Array | Uint32Array | Int32Array | Uint8Array} T
   * @param {{new (length: number): T}} Kind
   * @param {number} [expected] numbers: memory that is not written to costs nothing, and each growth a copy
   * @returns {{length: number, push: (value: number) => void, room: (count: number) => T, cut: () => T}}
   */
  function growing(Kind, expected = 0) {
    let held = new Kind(Math.max(1024, expected));
    const list = {
      length: 0,
      push: (/** @type {number} */ value) => {
        if (list.length === held.length) list.room(1);
        held[list.length] = value;
        list.length += 1;
      },
      room: (/** @type {number} */ count) => {
        if (list.length + count > held.length) {
          const larger = new Kind(2 * (list.length + count));
          larger.set(held);
          held = larger;
        }
        return held;
      },
      cut: () => /** @type {T} */ (held.slice(0, list.length)),
    };
    return list;
  }

  /**
   * @param {OverlayFeature[]} features
   * @returns {number} of how many points their lines will be made, about
   */
  function expectPoints(features) {
    let count = 0;
    for (const { geometry, method } of features) {
      if (geometry?.type === 'LineString' && method === 'geodesic') count += A_LEG;
      else for (const { length } of geoApp.partsOf(geometry).lines) count += length * (1 + 1 / STRETCH);
    }
    return Math.min(MOST_EXPECTED, Math.ceil(count));
  }

  /**
   * What a network is made with.
   * @param {number} expected points
   */
  const makeParts = (expected) => ({
    points: growing(Float64Array, 2 * expected), boxes: growing(Float64Array), rows: growing(Float64Array),
    from: growing(Uint32Array), to: growing(Uint32Array), arcs: growing(Int32Array), goesOn: growing(Uint8Array),
    starts: growing(Uint32Array), lines: growing(Uint32Array),
    /** @type {Map<number, number>} */ places: new Map(), placed: growing(Float64Array),
    /** @type {Map<LngLat, number>} */ shared: new Map(),
    /** @type {Map<number, number>[]} */ legs: [],
  });

  /** @typedef {ReturnType<typeof makeParts>} NetworkParts */

  /**
   * @param {NetworkParts} parts to which the points that were written last become a line
   * @param {number} from the first of them
   * @param {number} arc
   * @param {boolean} goesOn
   */
  function addLine(parts, from, arc, goesOn) {
    const to = parts.points.length / 2;
    const { left, top, right, bottom } = geoApp.boxAround(parts.points.room(0), 2 * from, 2 * to);
    parts.boxes.push(left);
    parts.boxes.push(top);
    parts.boxes.push(right);
    parts.boxes.push(bottom);
    parts.lines.push(parts.from.length);
    parts.from.push(from);
    parts.to.push(to);
    parts.arcs.push(arc);
    parts.goesOn.push(Number(goesOn));
  }

  /**
   * @param {NetworkParts} parts
   * @param {LngLat} position
   * @returns {number} of the place
   */
  function placeNumber(parts, position) {
    const { shared } = parts;
    // Routes that came as columns share the positions of their ends, which are known again in no time.
    const before = shared.get(position);
    if (before !== undefined) return before;
    const number = placeByKey(parts, position);
    if (shared.size < SHARED) shared.set(position, number);
    return number;
  }

  /**
   * @param {NetworkParts} parts
   * @param {LngLat} position
   * @returns {number} of the place; a second one where two have the same key, which does no harm
   */
  function placeByKey({ places, placed }, position) {
    const longitude = position[0];
    const latitude = position[1];
    const key = longitude * 1009 + latitude;
    const found = places.get(key);
    const held = placed.room(2);
    if (found !== undefined && held[2 * found] === longitude && held[2 * found + 1] === latitude) return found;
    const number = placed.length / 2;
    places.set(key, number);
    placed.push(longitude);
    placed.push(latitude);
    return number;
  }

  /**
   * @param {NetworkParts} parts
   * @param {LngLat} from
   * @param {LngLat} to
   * @param {boolean} goesOn
   */
  function addLeg(parts, from, to, goesOn) {
    const one = placeNumber(parts, from);
    const other = placeNumber(parts, to);
    const least = Math.min(one, other);
    const legs = parts.legs[least] || new Map();
    parts.legs[least] = legs;
    const before = legs.get(Math.max(one, other));
    if (before !== undefined) {
      parts.lines.push(before);
      return;
    }
    legs.set(Math.max(one, other), parts.from.length);
    const arc = parts.rows.length;
    const row = geoApp.arcRow({ lng: from[0], lat: from[1] }, { lng: to[0], lat: to[1] });
    const rows = parts.rows.room(row.length);
    rows.set(row, arc);
    parts.rows.length += row.length;
    const pieces = geoApp.coarsePieces(rows, arc);
    const { points } = parts;
    geoApp.writeArc(rows, arc, 0, 1, pieces, points.room(2 * pieces + 2), points.length);
    points.length += 2 * pieces + 2;
    addLine(parts, (points.length - 2 * pieces - 2) / 2, arc, goesOn);
  }

  /**
   * @param {NetworkParts} parts
   * @param {Line} positions of a line that runs as it was recorded
   * @param {boolean} isRing its longitudes are without a leap already
   */
  function* addRecorded(parts, positions, isRing) {
    const { points } = parts;
    let [begun, last, goesOn] = [points.length / 2, Number.NaN, false];
    const end = () => {
      if (points.length / 2 === begun) return;
      addLine(parts, begun, -1, goesOn);
      [begun, goesOn] = [points.length / 2, true];
    };
    const add = (/** @type {number} */ x, /** @type {number} */ y) => {
      const held = points.room(2);
      held[points.length] = x;
      held[points.length + 1] = y;
      points.length += 2;
    };
    for (let index = 0; index < positions.length; index += 1) {
      if (index % AT_ONCE === AT_ONCE - 1) yield;
      const position = geoApp.positionIn(positions, index);
      if (!geoApp.isOnEarth(position)) continue;
      const longitude = position[0];
      const latitude = position[1];
      last = isRing || Number.isNaN(last) ? longitude : geoApp.nearLongitude(longitude, last);
      add((last / 360 + 0.5) * WORLD, geoApp.northing(latitude, HIGHEST));
      if (points.length / 2 - begun <= STRETCH || index === positions.length - 1) continue;
      end();
      const held = points.room(2);
      add(held[points.length - 2], held[points.length - 1]); // the next stretch begins where this one ends
    }
    end();
  }

  /**
   * @param {NetworkParts} parts
   * @param {LngLat[]} line of geodesics
   */
  function addLegs(parts, line) {
    /** @type {LngLat | null} */
    let last = null;
    let goesOn = false;
    for (const position of line) {
      if (!geoApp.isOnEarth(position)) continue;
      if (last) {
        addLeg(parts, last, position, goesOn);
        goesOn = true;
      }
      last = position;
    }
  }

  /**
   * @param {NetworkParts} parts
   * @param {OverlayFeature} feature
   */
  function* addFeature(parts, { geometry, method }) {
    const { lines, rings } = geoApp.partsOf(geometry);
    for (const line of lines) {
      if (method === 'geodesic') addLegs(parts, line.filter(geoApp.isOnEarth));
      else yield* addRecorded(parts, line, false);
    }
    for (const ring of rings) yield* addRecorded(parts, geoApp.unwrapRing(ring).map(({ lat, lng }) => [lng, lat]), true);
  }

  /**
   * @param {OverlayFeature[]} features of an overlay
   * @returns {Generator<void, Network>}
   */
  function* weave(features) {
    const parts = makeParts(expectPoints(features));
    let looked = 0;
    for (const feature of features) {
      parts.starts.push(parts.lines.length);
      const { geometry, method } = feature;
      // Of these there are most by far, and a generator for each is dear.
      if (method === 'geodesic' && geometry?.type === 'LineString') addLegs(parts, geometry.coordinates);
      else yield* addFeature(parts, feature);
      if (parts.points.length - looked < AT_ONCE) continue;
      looked = parts.points.length;
      yield;
    }
    parts.starts.push(parts.lines.length);
    const { points, boxes, from, to, arcs, goesOn, rows, starts, lines } = parts;
    return {
      points: points.cut(), boxes: boxes.cut(), from: from.cut(), to: to.cut(), arcs: arcs.cut(),
      goesOn: goesOn.cut(), rows: rows.cut(), starts: starts.cut(), lines: lines.cut(),
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ weave }));
});
