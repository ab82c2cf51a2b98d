/*
 * Geodesics on WGS 84, to well under a metre. Vincenty's inverse; near the antipodes, where it does
 * not converge, Karney's way: the longitude reached grows with the azimuth, so the azimuth is found
 * by bisection. Written here because no library is small enough for a page of one file.
 */

/**
 * @typedef {{lat: number, lng: number}} LatLngLike
 *
 * The problem in its standard form.
 * @typedef {object} Task
 * @property {boolean} swapped the start of the task is the end that was given
 * @property {number} north 1 or -1: the sign of its latitudes
 * @property {number} east 1 or -1: the sign of its longitudes
 * @property {number} origin longitude of its start in degrees
 * @property {number} turn longitude between its ends in radians
 * @property {number} one reduced latitude of its start
 * @property {number} two reduced latitude of its end
 *
 * A geodesic on the auxiliary sphere, from the standard start; in radians.
 * @typedef {object} Circle
 * @property {number} equatorial sine of its azimuth at the equator
 * @property {number} first arc from the equator to its start
 * @property {number} arc its length
 *
 * @typedef {Circle & {task: Task}} Solution
 *
 * @typedef {object} Geodesic
 * @property {number} metres its length
 * @property {(part: number) => L.LatLngTuple} at a point of it, from 0 to 1 of the arc on the auxiliary
 *     sphere; from the first longitude on without a leap
 * @property {number} equatorial cos(latitude) · sin(azimuth), on the auxiliary sphere, which is the same
 *     all along it
 * @property {(part: number) => number} height sine of the latitude there, on the auxiliary sphere
 */

geoApp.share((geoApp) => {
  'use strict';

  const { sin, cos, tan, atan, atan2, abs, hypot, sqrt, PI } = Math;
  const EQUATOR = 6378137;
  const FLATTENING = 1 / 298.257223563;
  const RADIAN = PI / 180;
  const LEAST_LATITUDE = 1e-12;
  const NEAR_POLE = PI / 2 - 1e-9;
  const ROUNDS = 60;
  const CLOSE = 1e-12;
  const SHORT = 2e-4; // radians

  /**
   * @param {number} degrees of latitude
   * @returns {number} the reduced latitude in radians
   */
  function reduce(degrees) {
    const reduced = atan((1 - FLATTENING) * tan(degrees * RADIAN));
    return Math.max(-NEAR_POLE, Math.min(NEAR_POLE, reduced));
  }

  // What is done for each of very many legs has no pattern of several names: until it is compiled, each
  // makes an array and walks it, which takes as long as the sines.

  /**
   * The same problem with the start in the south, at the higher latitude, and the end to the east.
   * @param {LatLngLike} from
   * @param {LatLngLike} to
   * @returns {Task}
   */
  function turnToStandard(from, to) {
    const swapped = abs(from.lat) < abs(to.lat);
    const start = swapped ? to : from;
    const end = swapped ? from : to;
    const apart = ((end.lng - start.lng + 540) % 360 + 360) % 360 - 180;
    const north = start.lat > 0 ? -1 : 1;
    return {
      swapped, north, east: Math.sign(apart) || 1, origin: start.lng, turn: abs(apart) * RADIAN,
      one: -Math.max(LEAST_LATITUDE, abs(reduce(start.lat))), two: north * reduce(end.lat),
    };
  }

  /**
   * @param {number} equatorial sine of the azimuth at the equator
   * @param {number} arc on the auxiliary sphere
   * @param {number} middle cosine of twice the arc from the equator to the middle
   * @param {number} [sinArc]
   * @param {number} [cosArc]
   * @returns {number} by how much the longitude lags behind that on the sphere
   */
  function lag(equatorial, arc, middle, sinArc = sin(arc), cosArc = cos(arc)) {
    const square = 1 - equatorial * equatorial;
    const c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square));
    const wave = middle + c * cosArc * (2 * middle * middle - 1);
    return (1 - c) * FLATTENING * equatorial * (arc + c * sinArc * wave);
  }

  /**
   * @param {number} equatorial
   * @param {number} arc
   * @param {number} middle
   * @returns {number} the arc's length in metres
   */
  function lengthOf(equatorial, arc, middle) {
    const root = sqrt(1 + (1 - equatorial ** 2) * ((1 - FLATTENING) ** -2 - 1));
    const k = (root - 1) / (root + 1);
    const b = k * (1 - 0.375 * k ** 2);
    const third = b / 6 * middle * (4 * sin(arc) ** 2 - 3) * (4 * middle ** 2 - 3);
    const second = b / 4 * (cos(arc) * (2 * middle ** 2 - 1) - third);
    return EQUATOR * (1 - FLATTENING) * (1 + k ** 2 / 4) / (1 - k)
      * (arc - b * sin(arc) * (middle + second));
  }

  /**
   * @param {number} one reduced latitude of the start
   * @param {number} azimuth at the start
   * @returns {{equatorial: number, first: number}} and the arc from the equator to the start
   */
  function greatCircle(one, azimuth) {
    return { equatorial: cos(one) * sin(azimuth), first: atan2(sin(one), cos(one) * cos(azimuth)) };
  }

  /**
   * Its angles are known by their sines and cosines alone, as long as it can be: each leg takes several rounds.
   * @param {Task} task
   * @returns {?Circle} null where Vincenty's rounds do not converge
   */
  function byVincenty({ one, two, turn }) {
    const sinOne = sin(one);
    const cosOne = cos(one);
    const sinTwo = sin(two);
    const cosTwo = cos(two);
    let sphere = turn;
    for (let round = 0; round < ROUNDS && sphere <= PI; round += 1) {
      const cosSphere = cos(sphere);
      const across = cosTwo * sin(sphere);
      const ahead = cosOne * sinTwo - sinOne * cosTwo * cosSphere;
      const sinArc = sqrt(across * across + ahead * ahead);
      const cosArc = sinOne * sinTwo + cosOne * cosTwo * cosSphere;
      const arc = atan2(sinArc, cosArc);
      const equatorial = sinArc ? Math.min(1, cosOne * across / sinArc) : 0;
      const square = 1 - equatorial * equatorial;
      const middle = square ? cosArc - 2 * sinOne * sinTwo / square : cosArc; // along the equator it counts for nothing
      const next = turn + lag(equatorial, arc, middle, sinArc, cosArc);
      if (abs(next - sphere) < CLOSE) return { equatorial, first: atan2(sinOne, sinArc ? cosOne * ahead / sinArc : cosOne), arc };
      sphere = next;
    }
    return null;
  }

  /**
   * @param {Task} task
   * @param {number} azimuth
   * @returns {{arc: number, turn: number}} where the geodesic reaches the second latitude northward
   */
  function follow({ one, two }, azimuth) {
    const { equatorial, first } = greatCircle(one, azimuth);
    const ahead = cos(one) * cos(azimuth);
    const later = sqrt(Math.max(0, ahead ** 2 + (sin(one) - sin(two)) * (sin(one) + sin(two))));
    const arc = atan2(sin(two), later) - first;
    const sphere = atan2(equatorial * sin(two), later) - atan2(equatorial * sin(one), ahead);
    return { arc, turn: sphere - lag(equatorial, arc, cos(2 * first + arc)) };
  }

  /**
   * @param {Task} task
   * @returns {Circle}
   */
  function byBisection(task) {
    let [low, high] = [0, PI];
    for (let round = 0; round < ROUNDS; round += 1) {
      const azimuth = (low + high) / 2;
      if (follow(task, azimuth).turn < task.turn) low = azimuth;
      else high = azimuth;
    }
    return { ...greatCircle(task.one, high), arc: follow(task, high).arc };
  }

  /**
   * @param {Solution} solution
   * @returns {(part: number) => L.LatLngTuple} a point so far from the standard start
   */
  function pointOn({ task, equatorial, first, arc }) {
    const polar = sqrt(1 - equatorial ** 2);
    const sphere = (/** @type {number} */ at) => atan2(equatorial * sin(at), cos(at));
    const start = sphere(first);
    return (part) => {
      const at = first + arc * part;
      const gone = sphere(at) - start;
      const turn = (gone < -1e-9 ? gone + 2 * PI : gone) - lag(equatorial, arc * part, cos(first + at));
      const latitude = atan2(polar * sin(at), (1 - FLATTENING) * hypot(polar * cos(at), equatorial)) / RADIAN;
      return [task.north * latitude, task.origin + task.east * turn / RADIAN];
    };
  }

  /**
   * @param {LatLngLike} from
   * @param {LatLngLike} to
   * @returns {Solution}
   */
  function solveGeodesic(from, to) {
    const task = turnToStandard(from, to);
    const { equatorial, first, arc } = byVincenty(task) || byBisection(task);
    return { task, equatorial, first, arc };
  }

  /**
   * @param {LatLngLike} from
   * @param {LatLngLike} to
   * @returns {Geodesic}
   */
  function geodesic(from, to) {
    const solution = solveGeodesic(from, to);
    const { task, equatorial, first, arc } = solution;
    const point = pointOn(solution);
    const polar = sqrt(1 - equatorial ** 2);
    const turned = (/** @type {number} */ part) => (task.swapped ? 1 - part : part);
    const shift = 360 * Math.round((from.lng - point(turned(0))[1]) / 360);
    return {
      metres: lengthOf(equatorial, arc, cos(2 * first + arc)),
      at: (part) => {
        const [latitude, longitude] = point(turned(part));
        return [latitude, longitude + shift];
      },
      equatorial,
      height: (part) => polar * abs(sin(first + arc * turned(part))),
    };
  }

  /**
   * Of a short one by the radii of curvature at its middle, to a hundredth of a millimetre: a track has a million.
   * @param {LatLngLike} from
   * @param {LatLngLike} to
   * @returns {number} length of the geodesic in metres
   */
  function metresBetween(from, to) {
    const east = (to.lng - from.lng) * RADIAN;
    const north = (to.lat - from.lat) * RADIAN;
    if (abs(east) > SHORT || abs(north) > SHORT || abs(from.lat) > 89) return geodesic(from, to).metres;
    const middle = (from.lat + to.lat) / 2 * RADIAN;
    const eccentricity = FLATTENING * (2 - FLATTENING);
    const square = 1 - eccentricity * sin(middle) ** 2;
    const across = EQUATOR / sqrt(square); // radius of curvature from west to east
    return sqrt((across * cos(middle) * east) ** 2 + (across * (1 - eccentricity) / square * north) ** 2);
  }

  /**
   * @param {number} longitude
   * @param {number} other
   * @returns {number} the same longitude, in the turn of the world nearest to the other
   */
  function nearLongitude(longitude, other) {
    return longitude + 360 * Math.round((other - longitude) / 360);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ geodesic, metresBetween, nearLongitude, solveGeodesic }));
});
