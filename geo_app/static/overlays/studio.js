/* The studio: a worker in which pictures of very many lines are made, while the page answers its reader. */

/**
 * @typedef {object} InkJob
 * @property {number} number the last one that was asked for is the one to do; 0: none is
 * @property {[overlay: number, network: Network][]} networks that the worker has not got yet
 * @property {[overlay: number, text: number, index: number][]} woven overlays of which it makes the network itself:
 *     of which of the texts that it was told each is which document
 * @property {number[]} overlays that are still there
 * @property {InkLayer[]} layers
 * @property {Sheet} [sheet]
 *
 * @typedef {{text: string, number: number}} Told what documents are made of, as it came
 *
 * @typedef {{number: number, bitmap: ImageBitmap, ink: Uint8Array}} InkAnswer
 *
 * @typedef {object} WorkerScope of a worker, what is used of it
 * @property {((event: {data: InkJob | Told}) => void) | null} onmessage
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
    /** @type {Map<number, Promise<(Network | null)[]>>} */
    const told = new Map();
    let woven = Promise.resolve();
    let latest = 0;
    const weaveAll = async (/** @type {string} */ text) => {
      const found = [];
      for (const { columns } of geoApp.documentsIn(JSON.parse(text))) {
        found.push(columns ? await run(geoApp.weave(geoApp.unpackShapes(columns)), () => true) : null);
      }
      return found;
    };
    const take = async (/** @type {InkJob['woven']} */ wanted) => {
      for (const [overlay, text, index] of wanted) {
        const made = (await told.get(text))?.[index];
        if (made) networks.set(overlay, made);
      }
      wanted.forEach(([, text]) => told.delete(text));
    };
    const answer = async (/** @type {InkJob} */ { number, networks: more, woven: wanted, overlays, layers, sheet }) => {
      latest = number;
      more.forEach(([overlay, network]) => networks.set(overlay, network));
      woven = woven.then(() => take(wanted));
      await woven; // also what an earlier job wants: this one may draw it
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
      if (!('text' in data)) {
        answer(data).catch(tell);
        return;
      }
      const weaving = weaveAll(data.text);
      weaving.catch(() => {}); // it is told where what it makes is asked for: the page refuses such a text by itself
      told.set(data.number, weaving);
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ serveInk }));
});
