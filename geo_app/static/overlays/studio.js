/* The studio: a worker in which pictures of very many lines are made, while the page answers its reader. */

/**
 * @typedef {object} InkJob
 * @property {number} number the last one that was asked for is the one to do; 0: none is
 * @property {[overlay: number, network: Network][]} networks that the worker has not got yet
 * @property {number[]} overlays that are still there
 * @property {InkLayer[]} layers
 * @property {Sheet} [sheet]
 *
 * @typedef {{number: number, bitmap: ImageBitmap, ink: Uint8Array}} InkAnswer
 *
 * @typedef {object} WorkerScope of a worker, what is used of it
 * @property {((event: {data: InkJob}) => void) | null} onmessage
 * @property {(answer: InkAnswer, transferred: Transferable[]) => void} postMessage
 */

geoApp.share((geoApp) => {
  'use strict';

  const SLICE = 20; // milliseconds between two looks at whether something else is asked for

  /**
   * @param {Generator<void, Picture>} steps
   * @param {() => boolean} isWanted
   * @returns {Promise<Picture | null>} null once it is not wanted any more
   */
  async function run(steps, isWanted) {
    let end = performance.now() + SLICE;
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() < end) continue;
      await geoApp.nextTask();
      if (!isWanted()) return null;
      end = performance.now() + SLICE;
    }
  }

  /**
   * @param {ImageData} image
   * @returns {Uint8Array} how opaque each pixel is
   */
  function opacities({ data }) {
    const found = new Uint8Array(data.length / 4);
    for (let at = 0; at < found.length; at += 1) found[at] = data[4 * at + 3];
    return found;
  }

  /** @param {WorkerScope} scope */
  function serveInk(scope) {
    /** @type {Map<number, Network>} */
    const networks = new Map();
    /** @type {InkMemory} */
    const memory = [];
    let latest = 0;
    const answer = async (/** @type {InkJob} */ { number, networks: more, overlays, layers, sheet }) => {
      latest = number;
      more.forEach(([overlay, network]) => networks.set(overlay, network));
      networks.forEach((_, overlay) => { if (!overlays.includes(overlay)) networks.delete(overlay); });
      if (!sheet) return;
      const picture = await run(geoApp.drawLayers(memory, networks, layers, sheet), () => latest === number);
      if (!picture?.image) return;
      const ink = opacities(picture.image);
      const bitmap = await createImageBitmap(picture.image);
      scope.postMessage({ number, bitmap, ink }, [bitmap, ink.buffer]);
    };
    // Whatever goes wrong is to reach the page, which then draws by itself; a promise's error would not.
    scope.onmessage = ({ data }) => { answer(data).catch((error) => setTimeout(() => { throw error; })); };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ serveInk }));
});
