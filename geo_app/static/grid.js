/* A grid over the screen: what lies near a box is found without looking at everything else. */

/**
 * Boxes that are found by where they lie; a box may carry more than its sides.
 * @template {Box} B
 * @typedef {object} Grid
 * @property {(box: B) => void} add
 * @property {(box: Box, test: (other: B) => boolean) => boolean} some
 * @property {(box: Box) => boolean} overlaps
 */

(function () {
  'use strict';

  const CELL = 64;
  const ROWS = 2 ** 24;

  /**
   * @param {Box} box
   * @param {(key: number) => boolean} visit is given the key of each cell that the box touches, until it says true
   * @returns {boolean} some visit said true
   */
  function someCell({ left, top, right, bottom }, visit) {
    for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
      for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) {
        if (visit(column * ROWS + row)) return true;
      }
    }
    return false;
  }

  /**
   * @template {Box} B
   * @param {B[]} [boxes] to start with
   * @returns {Grid<B>}
   */
  function makeGrid(boxes) {
    /** @type {Map<number, B[]>} */
    const cells = new Map();
    /** @type {Grid<B>} */
    const grid = {
      add(box) {
        someCell(box, (key) => {
          if (cells.has(key)) /** @type {B[]} */ (cells.get(key)).push(box);
          else cells.set(key, [box]);
          return false;
        });
      },

      /* True if `test` holds for a box that may overlap this one; one may be asked twice. */
      some(box, test) {
        return someCell(box, (key) => cells.has(key)
          && /** @type {B[]} */ (cells.get(key)).some(test));
      },

      overlaps(box) {
        return grid.some(box, (other) => geoApp.overlaps(box, other));
      },
    };
    (boxes || []).forEach(grid.add);
    return grid;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeGrid }));
})();
