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
   * @param {Generator<number | Promise<unknown> | void, T>} steps each may say for how many milliseconds, or for
   *     what, the rest waits
   * @param {(result: T) => void} done is called at the end, unless it is stopped
   * @returns {Slices<T>}
   */
  function inSlices(steps, done) {
    let isOver = false;
    const advance = () => {
      const step = steps.next();
      if (!step.done) return step.value || 0;
      isOver = true;
      done(step.value);
      return 0;
    };
    const run = async () => {
      /** @type {number | Promise<unknown>} */
      let pause = 0;
      while (!isOver) {
        const milliseconds = pause;
        if (typeof milliseconds !== 'number') await milliseconds;
        else await (milliseconds ? new Promise((resolve) => { setTimeout(resolve, milliseconds); }) : geoApp.nextTask());
        const end = performance.now() + SLICE;
        for (pause = 0; !isOver && !pause && performance.now() < end;) pause = advance();
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
