/* The painter: asks the studio, which is a worker, for pictures; one at a time, the last one counts. */

/**
 * @typedef {object} Painter
 * @property {(networks: Map<number, Network>, layers: InkLayer[], sheet: Sheet) => Promise<Picture | null>} draw
 *     null where another picture is wanted by then, or none
 * @property {() => void} rest what was asked for last is not wanted any more
 * @property {() => void} close with all that it keeps
 */

(function () {
  'use strict';

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
   * @param {() => void} failed is called where a policy of another page, or a lack of memory, stops the worker
   * @returns {Painter | null}
   */
  function makePainter(view, failed) {
    const studio = openStudio();
    if (!studio) return null;
    /** @type {Set<number>} */
    const sent = new Set();
    let number = 0;
    let answer = (/** @type {Picture | null} */ _) => {};
    const ask = (/** @type {Pick<InkJob, 'number' | 'layers' | 'sheet'>} */ job, /** @type {Map<number, Network>} */ networks) => {
      answer(null);
      answer = () => {};
      const overlays = view.overlays.map(({ id }) => id);
      sent.forEach((id) => { if (!overlays.includes(id)) sent.delete(id); });
      const more = [...networks].filter(([id]) => !sent.has(id));
      more.forEach(([id]) => sent.add(id));
      studio.postMessage(/** @satisfies {InkJob} */ ({ ...job, networks: more, overlays }));
    };
    studio.onerror = (event) => {
      event.preventDefault();
      failed();
    };
    return {
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
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makePainter }));
})();
