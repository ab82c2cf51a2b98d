/*
 * Arcs: the geodesics of very many legs. Each is a row of numbers, solved once; any stretch of it becomes
 * points at the cost of an arc tangent and a logarithm each.
 */
geoApp.share((geoApp) => {
  'use strict';

  const { PI, atan2, cos, log, sin, sqrt } = Math;
  const WORLD = 256;
  const RADIAN = PI / 180;
  const FLATTENING = 1 / 298.257223563;
  const RADIUS = 6371e3;
  /* At this zoom the coarse line of a leg is as good as its geodesic: nowhere off by more than NEAR pixels. */
  const COARSE_ZOOM = 3;
  const NEAR = 0.75;
  const TOLERANCE = NEAR * 2 * PI * 6378137 / WORLD / 2 ** COARSE_ZOOM; // metres at the equator
  const LONGEST = 1.5e6;
  /* Beyond 80° no piece is longer than POLAR: one that steps over a pole has both ends beyond Mercator's edge. */
  const HIGH = sin(80 * RADIAN);
  const POLAR = 3e5;
  const EDGE = sin(85.0511287798 * RADIAN);
  const FINEST = 512;

  // As in geodesic.js, no pattern of several names: they are dear at first, and all of this is done at first.

  /**
   * @param {LatLngLike} from
   * @param {LatLngLike} to
   * @returns {number[]} the row of the leg between them: equatorial, first, arc, north, east, origin in degrees, in
   *     the turn of the world of `from`, and the longitude on the sphere where it starts
   */
  function arcRow(from, to) {
    const { task, equatorial, first, arc } = geoApp.solveGeodesic(from, to);
    const { swapped, north, east, origin, turn } = task;
    const shift = swapped ? 360 * Math.round((from.lng - origin - east * turn / RADIAN) / 360) : 0;
    return [equatorial, first, arc, north, east, origin + shift, atan2(equatorial * sin(first), cos(first))];
  }

  /**
   * A straight line of the map curves by tan(latitude) · sin(azimuth) / R, most where it comes nearest to a
   * pole, and pixels grow there too.
   * @param {ArrayLike<number>} rows
   * @param {number} row where its numbers begin
   * @returns {number} of how many straight pieces its coarse line is made
   */
  function coarsePieces(rows, row) {
    const equatorial = rows[row];
    const first = rows[row + 1];
    const arc = rows[row + 2];
    const turns = Math.floor((first + arc) / PI - 0.5) !== Math.floor(first / PI - 0.5);
    const steepest = turns ? 1 : Math.max(Math.abs(sin(first)), Math.abs(sin(first + arc)));
    const highest = sqrt(1 - equatorial * equatorial) * steepest;
    const height = Math.min(highest, EDGE);
    const square = 1 - height * height;
    const bend = Math.abs(equatorial) * height / square;
    const longest = Math.min(sqrt(8 * RADIUS * TOLERANCE * sqrt(square) / bend), highest > HIGH ? POLAR : LONGEST);
    return Math.max(1, Math.ceil(arc * RADIUS / longest));
  }

  /**
   * @param {number} zoom
   * @returns {number} into how many a coarse piece is parted there: half as long, it is off by a quarter
   */
  function finerPieces(zoom) {
    return Math.min(FINEST, Math.max(1, Math.ceil(2 ** ((zoom - COARSE_ZOOM) / 2))));
  }

  /**
   * Write the points of a stretch of an arc: pixels of the world, x, y, x, y …
   * @param {ArrayLike<number>} rows
   * @param {number} row where its numbers begin
   * @param {number} from a part of it, from 0 to 1
   * @param {number} to
   * @param {number} pieces of the stretch; there is a point more
   * @param {Float64Array} out
   * @param {number} [at] where the first is written
   */
  function writeArc(rows, row, from, to, pieces, out, at = 0) {
    const equatorial = rows[row];
    const first = rows[row + 1];
    const arc = rows[row + 2];
    const north = rows[row + 3];
    const east = rows[row + 4];
    const origin = rows[row + 5];
    const start = rows[row + 6];
    const square = 1 - equatorial * equatorial;
    const polar = sqrt(square);
    const c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square));
    const slow = (1 - c) * FLATTENING * equatorial;
    const sinFirst = sin(first);
    const cosFirst = cos(first);
    // From point to point sine and cosine are turned by one step, not found anew.
    const step = arc * (to - from) / pieces;
    const sinStep = sin(step);
    const cosStep = cos(step);
    let height = sin(first + arc * from);
    let width = cos(first + arc * from);
    for (let index = 0; index <= pieces; index += 1) {
      const gone = arc * from + step * index;
      let turned = atan2(equatorial * height, width) - start;
      if (turned < -1e-9) turned += 2 * PI;
      // How far the longitude lags behind that on the sphere, as geodesic.js has it.
      const wave = cosFirst * width - sinFirst * height;
      const turn = turned - slow * (gone + c * (height * cosFirst - width * sinFirst) * wave);
      // Of the reduced latitude's sine the northing of the latitude, with one root and one logarithm.
      const sine = Math.abs(polar * height);
      const flat = Math.max(1e-12, 1 - sine * sine) * (1 - FLATTENING) * (1 - FLATTENING);
      const whole = sine + sqrt(flat + sine * sine);
      const rise = log(whole * whole / flat) / (4 * PI);
      out[at + 2 * index] = ((origin + east * turn / RADIAN) / 360 + 0.5) * WORLD;
      out[at + 2 * index + 1] = (0.5 - (height < 0 ? -north : north) * rise) * WORLD;
      const next = height * cosStep + width * sinStep;
      width = width * cosStep - height * sinStep;
      height = next;
    }
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    arcRow, arcSlack: NEAR / 2 ** COARSE_ZOOM, coarsePieces, finerPieces, writeArc,
  }));
});
