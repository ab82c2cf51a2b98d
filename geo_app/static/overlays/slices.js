/* Slices: long work in so small steps that no frame waits for it. */

/**
 * Work that is under way.
 * @template T
 * @typedef {object} Slices
 * @property {() => void} stop what is done of it is lost
 * @property {() => void} finish all of it, now
 */

(function () {
  'use strict';

  const SLICE = 4; // milliseconds: by so much a frame may be late

  /**
   * @template T
   * @param {Generator<void, T>} steps
   * @param {(result: T) => void} done is called at the end, unless it is stopped
   * @returns {Slices<T>}
   */
  function inSlices(steps, done) {
    let isOver = false;
    const advance = () => {
      const step = steps.next();
      if (!step.done) return;
      isOver = true;
      done(step.value);
    };
    const run = async () => {
      while (!isOver) {
        await geoApp.nextTask();
        const end = performance.now() + SLICE;
        while (!isOver && performance.now() < end) advance();
      }
    };
    run();
    return {
      stop: () => { isOver = true; },
      finish: () => { while (!isOver) advance(); },
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ inSlices }));
})();
