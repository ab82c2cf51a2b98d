/* Rivers: where the data were cut along a line, they thin out towards it. */
(function () {
  'use strict';

  const REACH = 2; // degrees
  const STEPS = 4;

  /** @typedef {(point: L.LatLng) => number} Distance in degrees */

  /**
   * @param {L.LatLng[][]} lines
   * @returns {Distance[]} to each side of their box at which several lines end together: one alone
   *     may reach the farthest by nature, where two do, somebody cut them
   */
  function cuts(lines) {
    if (!lines.length) return [];
    const box = L.latLngBounds(lines.flat());
    const ends = lines.flatMap((line) => [line[0], line[line.length - 1]]);
    /** @type {Distance[]} */
    const sides = [
      ({ lng }) => lng - box.getWest(), ({ lng }) => box.getEast() - lng,
      ({ lat }) => lat - box.getSouth(), ({ lat }) => box.getNorth() - lat,
    ];
    return sides.filter((distance) => ends.filter((end) => distance(end) === 0).length > 1);
  }

  /**
   * @param {L.LatLng[]} line
   * @param {(point: L.LatLng) => number} stepOf
   * @returns {[step: number, part: L.LatLng[]][]} the line in parts of one step each
   */
  function splitLine(line, stepOf) {
    /** @type {[step: number, part: L.LatLng[]][]} */
    const parts = [];
    line.slice(1).forEach((to, index) => {
      const from = line[index];
      const step = Math.min(stepOf(from), stepOf(to));
      const last = parts[parts.length - 1];
      if (last && last[0] === step) last[1].push(to);
      else parts.push([step, [from, to]]);
    });
    return parts;
  }

  /**
   * @param {View} view
   * @param {L.LatLng[][]} lines
   * @returns {L.Layer[]} the rivers whole, and a path for each step of their thinning out
   */
  function drawRivers(view, lines) {
    const sides = cuts(lines);
    /** @param {L.LatLng} point */
    const stepOf = (point) => Math.floor(
      STEPS * Math.min(1, ...sides.map((distance) => distance(point) / REACH)));
    const parts = lines.flatMap((line) => splitLine(line, stepOf));
    return Array.from({ length: STEPS + 1 }, (_, step) => {
      const drawn = parts.filter((part) => part[0] === step).map((part) => part[1]);
      const fade = step < STEPS ? ` river-fade-${step}` : '';
      return geoApp.groundLine(drawn, geoApp.pathOptions(
        view, 'water', `line line-river${fade}`, { smoothFactor: 0.8 }));
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ drawRivers }));
})();
