/* Rivers: where the data were cut along a line, they thin out towards it. */
(function () {
  'use strict';

  const REACH = 2; // degrees
  const STEPS = 4;

  /**
   * @param {Flat[]} lines
   * @returns {{column: 'lngs' | 'lats', at: number}[]} each side of their box at which several lines end
   *     together: one alone may reach the farthest by nature, where two do, somebody cut them
   */
  function findCuts(lines) {
    if (!lines.length) return [];
    const [west, south, east, north] = geoApp.flatBounds(lines);
    /** @type {{column: 'lngs' | 'lats', at: number}[]} */
    const sides = [
      { column: 'lngs', at: west }, { column: 'lngs', at: east },
      { column: 'lats', at: south }, { column: 'lats', at: north },
    ];
    return sides.filter(({ column, at }) =>
      lines.flatMap(({ [column]: values }) => [values[0], values[values.length - 1]])
        .filter((end) => end === at).length > 1);
  }

  /**
   * @param {Flat} line
   * @param {(line: Flat, index: number) => number} stepOf a vertex
   * @returns {[step: number, part: Flat][]} the line in parts of one step each
   */
  function splitLine(line, stepOf) {
    /** @type {[step: number, part: Flat][]} */
    const parts = [];
    const last = line.lngs.length - 1;
    let start = 0;
    let step = 0;
    for (let index = 1; index <= last; index += 1) {
      const next = Math.min(stepOf(line, index - 1), stepOf(line, index));
      if (index > 1 && next !== step) {
        parts.push([step, geoApp.partOf(line, start, index)]);
        start = index - 1;
      }
      step = next;
    }
    if (last > 0) parts.push([step, geoApp.partOf(line, start, last + 1)]);
    return parts;
  }

  /**
   * @param {View} view
   * @param {Flat[]} lines
   * @returns {L.Layer[]} the rivers whole, and a path for each step of their thinning out
   */
  function drawRivers(view, lines) {
    const cuts = findCuts(lines);
    /** @param {Flat} line @param {number} index */
    const stepOf = (line, index) => Math.floor(
      STEPS * cuts.reduce((least, { column, at }) => Math.min(least, Math.abs(line[column][index] - at) / REACH), 1));
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
