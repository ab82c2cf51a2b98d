/* The painter: asks the studio, which is a worker, for pictures; one at a time, the last one counts. */

/**
 * @typedef {object} Painter
 * @property {(overlay: Overlay) => boolean} weaves it makes the network of this one itself
 * @property {(networks: Map<number, Network>, layers: InkLayer[], sheet: Sheet) => Promise<Picture | null>} draw
 *     null where another picture is wanted by then, or none
 * @property {() => void} rest what was asked for last is not wanted any more
 * @property {() => void} close with all that it keeps
 * @property {() => void} failed is called where a policy of another page, or a lack of memory, stops the worker
 * @property {boolean} hasFailed
 */

(function () {
  'use strict';

  const MANY = 1e5; // letters of the documents that come with a map, from which on the studio weaves them

  /** @returns {Worker | null} null where the browser has none, or may have none in this page */
  function openStudio() {
    if (typeof createImageBitmap !== 'function' || typeof ImageBitmapRenderingContext !== 'function') return null;
    const address = URL.createObjectURL(new Blob([geoApp.workerScript()], { type: 'text/javascript' }));
    try {
      return new Worker(address);
    } catch {
      return null;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /**
   * @param {View} view
   * @param {string} [carried] the text of the documents that came with the map
   * @returns {Painter | null}
   */
  function makePainter(view, carried) {
    const studio = openStudio();
    if (!studio) return null;
    if (carried) studio.postMessage(/** @satisfies {Carried} */ ({ carried }));
    /** @type {Set<number>} */
    const sent = new Set();
    let number = 0;
    let answer = (/** @type {Picture | null} */ _) => {};
    const ask = (/** @type {Pick<InkJob, 'number' | 'layers' | 'sheet'>} */ job, /** @type {Map<number, Network>} */ networks) => {
      answer(null);
      answer = () => {};
      const overlays = view.overlays.map(({ id }) => id);
      sent.forEach((id) => { if (!overlays.includes(id)) sent.delete(id); });
      const woven = view.overlays.filter((overlay) => painter.weaves(overlay) && !sent.has(overlay.id))
        .map(({ id, carried: index = 0 }) => /** @type {[number, number]} */ ([id, index]));
      const more = [...networks].filter(([id]) => !sent.has(id) && !woven.some((each) => each[0] === id));
      [...woven, ...more].forEach(([id]) => sent.add(id));
      studio.postMessage(/** @satisfies {InkJob} */ ({ ...job, networks: more, woven, overlays }));
    };
    studio.onerror = (event) => {
      event.preventDefault();
      painter.hasFailed = true;
      painter.failed();
    };
    /** @type {Painter} */
    const painter = {
      hasFailed: false,
      failed: () => {},
      weaves: (overlay) => Boolean(carried) && overlay.carried !== undefined,
      draw: (networks, layers, sheet) => {
        number += 1;
        ask({ number, layers, sheet }, networks);
        return new Promise((resolve) => {
          const own = number;
          answer = resolve;
          studio.onmessage = (/** @type {MessageEvent<InkAnswer>} */ { data: { number: made, bitmap, ink } }) => {
            if (made !== own) bitmap.close();
            else resolve({ bitmap, layers, rasters: [{ ink, stride: bitmap.width, pad: 0 }], sheet });
          };
        });
      },
      rest: () => ask({ number: 0, layers: [] }, new Map()),
      close: () => {
        answer(null);
        studio.terminate();
      },
    };
    return painter;
  }

  /**
   * Have overlays woven that come with the map, while the map itself begins.
   * @param {View} view
   * @param {string} text of their documents
   */
  function foreseeOverlays(view, text) {
    if (text.length > MANY) view.painter = makePainter(view, text);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ foreseeOverlays, makePainter }));
})();
