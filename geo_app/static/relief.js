/* The relief: a light picture first, the finer one once the page is at rest. */

/** @typedef {Navigator & {connection?: {saveData?: boolean}}} Thrifty what not every browser says */

(function () {
  'use strict';

  const PATIENCE = 2000;

  /** @param {() => void} action runs once the page has loaded and has nothing else to do */
  function atRest(action) {
    const wait = () => {
      if (window.requestIdleCallback) window.requestIdleCallback(action, { timeout: PATIENCE });
      else setTimeout(action, PATIENCE);
    };
    if (document.readyState === 'complete') wait();
    else window.addEventListener('load', wait, { once: true });
  }

  /**
   * @param {L.ImageOverlay} overlay
   * @param {string} address of a finer picture of the same place
   */
  async function fetchFiner(overlay, address) {
    const picture = new Image();
    picture.src = address;
    try {
      // Decoded before it is shown, so that nothing flashes between the two.
      await picture.decode();
    } catch {
      return; // The light one does: nothing is lost that a reader could miss.
    }
    overlay.setUrl(address);
  }

  /**
   * Put a finer picture in the place of a light one that has come, unless the reader saves data. A
   * relief that is switched off fetches neither.
   * @param {L.ImageOverlay} overlay
   * @param {string} address
   */
  function refine(overlay, address) {
    if (/** @type {Thrifty} */ (navigator).connection?.saveData) return;
    overlay.once('load', () => atRest(() => fetchFiner(overlay, address)));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ refine }));
})();
