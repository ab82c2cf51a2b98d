/* Near: which of very many lines runs nearest to a point, found in their network without a grid of pieces. */
(function () {
  'use strict';

  const scratch = new Float64Array(2048);

  /**
   * @param {ArrayLike<number>} points x, y, x, y …
   * @param {number} at where a straight piece begins
   * @param {number} x
   * @param {number} y
   * @returns {number} how far it is from the point, squared
   */
  function squareToPiece(points, at, x, y) {
    const dx = points[at + 2] - points[at];
    const dy = points[at + 3] - points[at + 1];
    const along = ((x - points[at]) * dx + (y - points[at + 1]) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.max(0, Math.min(1, along));
    return (x - points[at] - part * dx) ** 2 + (y - points[at + 1] - part * dy) ** 2;
  }

  /**
   * @param {Network} network
   * @param {number} line
   * @param {number} x in pixels of the world
   * @param {number} y
   * @param {number} reach nothing farther away matters
   * @param {number} finer into how many pieces one of a geodesic is parted
   * @returns {number} how far the line is from the point, squared; more than the reach's where it is beyond that
   */
  function squareToLine({ points, from, to, arcs, rows }, line, x, y, reach, finer) {
    const pieces = to[line] - from[line] - 1;
    const arc = arcs[line];
    const far = reach + (arc < 0 ? 0 : geoApp.arcSlack);
    let least = Infinity;
    for (let piece = 0; piece < pieces; piece += 1) {
      const square = squareToPiece(points, 2 * (from[line] + piece), x, y);
      if (arc < 0 || finer === 1) least = Math.min(least, square);
      else if (square <= far * far) {
        geoApp.writeArc(rows, arc, piece / pieces, (piece + 1) / pieces, finer, scratch);
        for (let each = 0; each < finer; each += 1) least = Math.min(least, squareToPiece(scratch, 2 * each, x, y));
      }
    }
    return least;
  }

  /**
   * @param {Alike[]} groups
   * @param {number[]} copies x of the point in each turn of the world in which a line may lie
   * @param {number} y in pixels of the world
   * @param {number} reach
   * @param {number} zoom
   * @returns {Hit} the line that runs nearest, of several the uppermost; none where they are not made yet
   */
  function nearestLine(groups, copies, y, reach, zoom) {
    /** @type {Hit} */
    const best = { item: null, square: Infinity };
    const far = reach + geoApp.arcSlack;
    const finer = geoApp.finerPieces(zoom);
    groups.forEach(({ items }) => {
      const network = geoApp.madeNetwork(items[0].overlay);
      if (!network) return;
      const { starts, lines, boxes } = network;
      items.forEach((item) => {
        for (let at = starts[item.index]; at < starts[item.index + 1]; at += 1) {
          const line = lines[at];
          if (boxes[4 * line + 1] > y + far || boxes[4 * line + 3] < y - far) continue;
          copies.forEach((x) => {
            if (boxes[4 * line] > x + far || boxes[4 * line + 2] < x - far) return;
            const square = squareToLine(network, line, x, y, reach, finer);
            if (square <= reach ** 2 && square <= best.square) Object.assign(best, { item, square });
          });
        }
      });
    });
    return best;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ nearestLine, squareToPiece }));
})();
