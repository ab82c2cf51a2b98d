/* Swapping: whether a file's latitudes and longitudes look swapped; it is asked, never put right unasked. */

/**
 * @typedef {object} SwapJudge
 * @property {(place: () => string, longitude: number, latitude: number) => void} show every position of a file
 * @property {() => boolean} decide whether they are to be swapped
 */

(function () {
  'use strict';

  const NEARLY_ALL = 0.95;
  const SOME = 0.1;

  /**
   * As overlays/swapping.py has it: positions look swapped where at least one in ten has a latitude
   * beyond the poles and nearly all are sound the other way round; or where none lies in the corridor
   * and nearly all would.
   * @param {Reading} reading
   * @returns {SwapJudge}
   */
  function makeSwapJudge(reading) {
    const { view, options: { swap } } = reading;
    const whole = view.settings.whole && geoApp.boundsOf(view.settings.whole);
    let [count, beyond, sound, inside, insideSwapped] = [0, 0, 0, 0, 0];
    /** @type {[place: () => string, longitude: number, latitude: number] | undefined} */
    let example;
    /** @param {number} longitude @param {number} latitude */
    const isInside = (longitude, latitude) => Number(Boolean(whole?.contains([latitude, longitude])));

    /** @type {SwapJudge['show']} */
    function show(place, longitude, latitude) {
      if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return;
      count += 1;
      inside += isInside(longitude, latitude);
      insideSwapped += isInside(latitude, longitude);
      const isSound = Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180;
      const isBeyond = isSound && Math.abs(latitude) > 90;
      sound += Number(isSound);
      beyond += Number(isBeyond);
      if (!example || (isBeyond && Math.abs(example[2]) <= 90)) example = [place, longitude, latitude];
    }

    function looksSwapped() {
      if (beyond && beyond >= SOME * count && sound >= NEARLY_ALL * count) return true;
      return Boolean(count) && !inside && insideSwapped >= NEARLY_ALL * count;
    }

    function decide() {
      if (swap !== undefined) return swap;
      if (!example || !looksSwapped()) return false;
      const [place, longitude, latitude] = example;
      return geoApp.failReading(reading, 'swapped', {
        place: place(), latitude: geoApp.shortNumber(latitude), longitude: geoApp.shortNumber(longitude),
      });
    }

    return { show, decide };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeSwapJudge }));
})();
