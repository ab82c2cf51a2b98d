/* A grid over the screen: what lies near a box is found without looking at everything else. */
(function () {
  'use strict';

  const CELL = 64;
  const ROWS = 2 ** 24;

  /**
   * @typedef {object} Grid
   * @property {function(Box): void} add
   * @property {function(Box, function(Box): boolean): boolean} some
   * @property {function(Box): boolean} overlaps
   */

  /**
   * @param {Box} box
   * @param {Function} visit is given the key of each cell that the box touches, until it says true
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
   * @param {Box[]} [boxes] to start with; a box may carry more than its sides
   * @returns {Grid}
   */
  function makeGrid(boxes) {
    const cells = new Map();
    const grid = {
      /** @param {Box} box */
      add(box) {
        someCell(box, (key) => {
          if (cells.has(key)) cells.get(key).push(box);
          else cells.set(key, [box]);
          return false;
        });
      },

      /**
       * @param {Box} box
       * @param {function(Box): boolean} test
       * @returns {boolean} it holds for a box that may overlap this one; one may be asked twice
       */
      some(box, test) {
        return someCell(box, (key) => cells.has(key) && cells.get(key).some(test));
      },

      /**
       * @param {Box} box
       * @returns {boolean} some box of the grid overlaps this one
       */
      overlaps(box) {
        return grid.some(box, (other) => geoApp.overlaps(box, other));
      },
    };
    (boxes || []).forEach(grid.add);
    return grid;
  }

  Object.assign(geoApp, { makeGrid });
})();
