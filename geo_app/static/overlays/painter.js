/* The painter: asks the studio, which is a worker, for pictures; one at a time, the last one counts. */

/**
 * @typedef {object} Painter
 * @property {(text: string, own: number) => void} tell what documents are made of, and the number of this text
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

  const MANY = 1e5; // letters of documents, from which on the studio weaves them

  /** @type {WeakMap<Columns, [text: number, index: number]>} */
  const sources = new WeakMap();
  let texts = 0;

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
   * @returns {Painter | null}
   */
  function makePainter(view) {
    const studio = openStudio();
    if (!studio) return null;
    /** @type {Map<number, boolean>} numbers of texts, and whether the studio gave away what it wove of them */
    const told = new Map();
    /** @type {Set<number>} */
    const sent = new Set();
    let number = 0;
    let answer = (/** @type {Picture | null} */ _) => {};
    const ask = (/** @type {Pick<InkJob, 'number' | 'layers' | 'sheet'>} */ job, /** @type {Map<number, Network>} */ networks) => {
      answer(null);
      answer = () => {};
      const overlays = view.overlays.map(({ id }) => id);
      sent.forEach((id) => { if (!overlays.includes(id)) sent.delete(id); });
      /** @type {InkJob['woven']} */
      const woven = [];
      view.overlays.forEach((overlay) => {
        const source = sourceOf(overlay);
        if (source && painter.weaves(overlay) && !sent.has(overlay.id)) woven.push([overlay.id, ...source]);
      });
      woven.forEach(([, text]) => told.set(text, true));
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
      tell: (text, own) => {
        told.set(own, false);
        studio.postMessage(/** @satisfies {Told} */ ({ text, number: own }));
      },
      weaves: (overlay) => {
        const isSpent = told.get(sourceOf(overlay)?.[0] || 0);
        return isSpent === false || (isSpent === true && sent.has(overlay.id));
      },
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
   * @param {Overlay} overlay
   * @returns {[text: number, index: number] | undefined} which document of which text that was told it is
   */
  function sourceOf({ document }) {
    const columns = geoApp.packedAs(document);
    return columns && sources.get(columns);
  }

  /**
   * Have a studio, which takes a tenth of a second to open while the page is at work.
   * @param {View} view
   * @returns {Painter | null} the one that draws, or will
   */
  function foreseePainter(view) {
    const { overlayCanvas: canvas } = view;
    if (canvas?.painter || canvas?.isAlone) return canvas.painter;
    view.painter = view.painter || makePainter(view);
    return view.painter;
  }

  /** @param {View} view does not draw what was foreseen */
  function dismissPainter(view) {
    view.painter?.close();
    view.painter = null;
  }

  /**
   * The studio weaves what documents hold, while the page takes them apart.
   * @param {View} view
   * @param {string} text of documents
   * @returns {any} what it says; or throws a SyntaxError
   */
  function parseDocuments(view, text) {
    const painter = text.length > MANY ? foreseePainter(view) : null;
    texts += 1;
    painter?.tell(text, texts);
    const found = JSON.parse(text);
    geoApp.documentsIn(found).forEach((each, index) => { if (painter && each?.columns) sources.set(each.columns, [texts, index]); });
    return found;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    dismissPainter, foreseePainter, makePainter, parseDocuments,
  }));
})();
