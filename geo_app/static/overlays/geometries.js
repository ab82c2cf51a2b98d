/* Geometries of a file: checked and counted, and turned round where they were swapped. */

/** @typedef {any[]} Nested coordinates, as deep as the type of geometry needs them */

(function () {
  'use strict';

  /** How many lists stand around the positions, and how many a line or ring has at least. */
  /** @type {Record<string, [depth: number, least: number] | undefined>} */
  const TYPES = Object.assign(Object.create(null), {
    Point: [0, 1], MultiPoint: [1, 1], LineString: [1, 2], MultiLineString: [2, 2],
    Polygon: [2, 4], MultiPolygon: [3, 4],
  });
  const DEEPEST = 16;
  const LARGE = 1e15;

  /**
   * @param {View} view
   * @param {any} geometry as the file has it
   * @param {(position: number[]) => void} visit each of its positions
   * @param {number} [depth]
   */
  function visitPositions(view, geometry, visit, depth = 0) {
    /** @param {string} name @param {FaultValues} [values] */
    const refuse = (name, values) => geoApp.refusePart(view, name, values);
    if (!isObject(geometry)) refuse('geometry');
    if (depth > DEEPEST) refuse('geometry_deep');
    if (geometry.type === 'GeometryCollection') {
      if (!Array.isArray(geometry.geometries) || !geometry.geometries.length) refuse('geometries');
      geometry.geometries.forEach((/** @type {any} */ each) => visitPositions(view, each, visit, depth + 1));
      return;
    }
    const type = typeof geometry.type === 'string' ? TYPES[geometry.type] : undefined;
    if (!type) {
      refuse('geometry_type', { type: geoApp.shownValue(geometry.type ?? null) });
      return;
    }
    const [levels, least] = type;
    /** @param {unknown} coordinates @param {number} level */
    const walk = (coordinates, level) => {
      if (!Array.isArray(coordinates)) return refuse('coordinates');
      if (level === 0) {
        if (coordinates.length < 2 || !coordinates.every((each) => typeof each === 'number' && Math.abs(each) < LARGE)) {
          refuse('position', { position: geoApp.shownValue(coordinates) });
        }
        return visit(coordinates);
      }
      if (coordinates.length < (level === 1 ? least : 1)) refuse('few', { count: coordinates.length });
      coordinates.forEach((each) => walk(each, level - 1));
    };
    walk(geometry.coordinates, levels);
  }

  /**
   * @param {any} value
   * @returns {boolean} it is an object, as JSON knows them
   */
  function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  /**
   * @param {View} view
   * @param {number} longitude
   * @param {number} latitude
   */
  function requireInRange(view, longitude, latitude) {
    if (!(Math.abs(latitude) <= 90)) geoApp.refusePart(view, 'latitude', { value: geoApp.shortNumber(latitude) });
    if (!(Math.abs(longitude) <= 180)) geoApp.refusePart(view, 'longitude', { value: geoApp.shortNumber(longitude) });
  }

  /**
   * @param {Nested} coordinates
   * @returns {Nested} with the first two numbers of each position swapped
   */
  function turnRound(coordinates) {
    if (Array.isArray(coordinates[0]) || !coordinates.length) return coordinates.map(turnRound);
    return [coordinates[1], coordinates[0], ...coordinates.slice(2)];
  }

  /**
   * @param {any} geometry
   * @returns {any} with latitude and longitude swapped
   */
  function turnGeometry(geometry) {
    if (geometry.type !== 'GeometryCollection') {
      return { ...geometry, coordinates: turnRound(geometry.coordinates) };
    }
    return { ...geometry, geometries: geometry.geometries.map(turnGeometry) };
  }

  /** @param {unknown} type @returns {boolean} of a geometry, not of a feature or collection */
  const isGeometryType = (type) => typeof type === 'string' && (type in TYPES || type === 'GeometryCollection');

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    isGeometryType, isObject, requireInRange, turnGeometry, visitPositions,
  }));
})();
