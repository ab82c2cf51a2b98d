/*
 * Legs: a route travels as the ends of its legs, and becomes a line here. The points lie on the
 * geodesic, so close together that the straight lines of the map between them never leave it by
 * more than 100 m; where Mercator ends, near the poles, the line is cut.
 */

/** @typedef {GeoJSON.Position} LngLat longitude, latitude in degrees */

(function () {
  'use strict';

  const RADIUS = 6371e3;
  /* Metres by which a straight piece may leave the geodesic; less than the 100 that are promised. */
  const TOLERANCE = 60;
  const LONGEST = 1e6;
  /* Beyond 78° no piece is longer than POLAR, so that a pole is not stepped over. */
  const HIGH = Math.sin(78 * Math.PI / 180);
  const POLAR = 2e4;
  /* So long is the shortest piece: at MERCATOR's edge the tolerance asks for no shorter one. */
  const SHORTEST = 1e4;
  const MERCATOR = 85.05;

  /**
   * A straight line of the map curves by tan(latitude) · sin(azimuth) / R: a piece of length s leaves the
   * geodesic by s² / 8 times that.
   * @param {Geodesic} leg
   * @param {number} part
   * @returns {number} how long a piece may be there, in metres
   */
  function longestAt(leg, part) {
    const height = leg.height(part);
    const bend = leg.equatorial * height / (1 - height * height);
    return Math.max(SHORTEST, Math.min(Math.sqrt(8 * RADIUS * TOLERANCE / bend), height > HIGH ? POLAR : LONGEST));
  }

  /**
   * @param {Geodesic} leg
   * @param {number} part where the piece begins
   * @returns {number} where it ends
   */
  function nextStep(leg, part) {
    const endOf = (/** @type {number} */ length) => Math.min(1, part + length / leg.metres);
    const allowed = (/** @type {number} */ end) => Math.min(longestAt(leg, end), longestAt(leg, (part + end) / 2));
    let length = longestAt(leg, part);
    while (length > allowed(endOf(length))) length = Math.max(allowed(endOf(length)), length * 0.7);
    const end = endOf(length);
    // What is left is shared by two pieces, for no piece is to be a crumb.
    return end < 1 && 1 - end < (end - part) / 2 ? (part + 1) / 2 : end;
  }

  /**
   * @param {LngLat} from
   * @param {LngLat} to
   * @returns {L.LatLng[]} from end to end, to the very points that were given
   */
  function legPoints([west, south], [east, north]) {
    const [start, end] = [L.latLng(south, west), L.latLng(north, east)];
    const leg = geoApp.geodesic(start, end);
    const points = [start];
    for (let part = leg.metres > SHORTEST ? nextStep(leg, 0) : 1; part < 1; part = nextStep(leg, part)) {
      points.push(L.latLng(leg.at(part)));
    }
    points.push(L.latLng(north, geoApp.nearLongitude(east, leg.at(1)[1])));
    return points;
  }

  /**
   * @param {L.LatLng} one
   * @param {L.LatLng} other on the other side of Mercator's edge
   * @returns {L.LatLng} where they cross it
   */
  function atEdge(one, other) {
    const edge = Math.sign(one.lat + other.lat) * MERCATOR;
    const part = (edge - one.lat) / (other.lat - one.lat);
    return L.latLng(edge, one.lng + part * (other.lng - one.lng));
  }

  /**
   * @param {L.LatLng[]} line
   * @returns {L.LatLng[][]} what of it the map can show
   */
  function cutAtPoles(line) {
    /** @type {L.LatLng[][]} */
    const pieces = [];
    const isSeen = (/** @type {L.LatLng} */ { lat }) => Math.abs(lat) <= MERCATOR;
    line.forEach((point, index) => {
      const before = line[index - 1];
      const was = index > 0 && isSeen(before);
      if (isSeen(point)) {
        if (!was) pieces.push(index ? [atEdge(before, point)] : []);
        pieces[pieces.length - 1].push(point);
      } else if (was) pieces[pieces.length - 1].push(atEdge(before, point));
    });
    return pieces;
  }

  /**
   * @param {LngLat} from
   * @param {LngLat} to
   * @returns {L.LatLng[][]} the geodesic as the map draws it: one line, or more over a pole
   */
  function legLine(from, to) {
    return cutAtPoles(legPoints(from, to));
  }

  /**
   * @param {LngLat[]} positions
   * @param {'geodesic' | undefined} method how the line runs between them; straight on the map where
   *     nothing is said
   * @returns {L.LatLng[][]} the line as the map draws it, longitudes without a leap
   */
  function lineThrough(positions, method) {
    /** @type {L.LatLng[]} */
    const line = [];
    positions.forEach(([longitude, latitude], index) => {
      const last = line[line.length - 1];
      const before = positions[index - 1];
      if (!last || method !== 'geodesic') line.push(L.latLng(latitude, last ? geoApp.nearLongitude(longitude, last.lng) : longitude));
      else line.push(...legPoints([last.lng, before[1]], [longitude, latitude]).slice(1));
    });
    return cutAtPoles(line);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ legLine, lineThrough }));
})();
