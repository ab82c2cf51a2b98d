/* The studio: a worker in which pictures of very many lines are made, while the page answers its reader. */

/**
 * @typedef {object} InkJob
 * @property {number} number the last one that was asked for is the one to do; 0: none is
 * @property {[overlay: number, network: Network][]} networks that the worker has not got yet
 * @property {[overlay: number, carried: number][]} woven overlays of which it has made the network itself
 * @property {number[]} overlays that are still there
 * @property {InkLayer[]} layers
 * @property {Sheet} [sheet]
 *
 * @typedef {{carried: string}} Carried overlays that came with the map, as the text of their documents
 *
 * @typedef {{number: number, bitmap: ImageBitmap, ink: Uint8Array}} InkAnswer
 *
 * @typedef {object} WorkerScope of a worker, what is used of it
 * @property {((event: {data: InkJob | Carried}) => void) | null} onmessage
 * @property {(answer: InkAnswer, transferred: Transferable[]) => void} postMessage
 */

geoApp.share((geoApp) => {
  'use strict';

  const SLICE = 20; // milliseconds between two looks at whether something else is asked for

  /**
   * @template T
   * @param {Generator<void, T>} steps
   * @param {() => boolean} isWanted
   * @returns {Promise<T | null>} null once it is not wanted any more
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
    /** @type {Promise<(Network | null)[]>} */
    let carried = Promise.resolve([]);
    let latest = 0;
    const weaveCarried = async (/** @type {string} */ text) => {
      const found = [];
      for (const document of /** @type {PackedDocument[]} */ (JSON.parse(text))) {
        const { columns } = document;
        found.push(columns ? await run(geoApp.weave(geoApp.unpackShapes(columns)), () => true) : null);
      }
      return found;
    };
    const answer = async (/** @type {InkJob} */ { number, networks: more, woven, overlays, layers, sheet }) => {
      latest = number;
      more.forEach(([overlay, network]) => networks.set(overlay, network));
      for (const [overlay, index] of woven) networks.set(overlay, /** @type {Network} */ ((await carried)[index]));
      networks.forEach((_, overlay) => { if (!overlays.includes(overlay)) networks.delete(overlay); });
      if (!sheet || latest !== number) return;
      const picture = await run(geoApp.drawLayers(memory, networks, layers, sheet), () => latest === number);
      if (!picture?.image) return;
      const ink = opacities(picture.image);
      const bitmap = await createImageBitmap(picture.image);
      scope.postMessage({ number, bitmap, ink }, [bitmap, ink.buffer]);
    };
    // Whatever goes wrong is to reach the page, which then draws by itself; a promise's error would not.
    const tell = (/** @type {unknown} */ error) => { setTimeout(() => { throw error; }); };
    scope.onmessage = ({ data }) => {
      if ('carried' in data) carried = weaveCarried(data.carried);
      (('carried' in data) ? carried : answer(data)).catch(tell);
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ serveInk }));
});
