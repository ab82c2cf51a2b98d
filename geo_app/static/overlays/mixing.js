/* Mixing: the ink of all layers becomes the colours of a picture, row by row. */
geoApp.share((geoApp) => {
  'use strict';

  const ROWS = 64;
  const SAMPLE = 61; // one of so many pixels tells how dense they are
  const FAINTEST = 0.55;
  const FAINTER = 0.2; // each time that twice as many lines cross
  const EVEN = Uint8Array.from({ length: 256 }, (_, each) => each);

  /**
   * @typedef {Pick<InkedLayer, 'colour' | 'raster'> & {tones: Uint8Array}} ToneLayer and how opaque a pixel is, by its ink
   * @typedef {Omit<ToneLayer, 'tones'> & {tones: Uint16Array, words: Uint32Array}} PaleLayer of 256, and its ink by fours, as the bytes of a computer with the least first
   */

  /**
   * Where very many lines cross, one alone is fainter than many: else all of them were one patch of colour.
   * @param {Raster} raster
   * @param {number} strength
   * @returns {Uint8Array} how opaque a pixel is, by its ink
   */
  function tonesOf({ ink }, strength) {
    const counts = new Uint32Array(256);
    for (let at = 0; at < ink.length; at += SAMPLE) counts[ink[at]] += 1;
    const lines = (/** @type {number} */ each) => Math.log(1 - Math.min(each, 254.5) / 255) / Math.log(1 - Math.min(strength, 0.999));
    const inked = counts.reduce((sum, count, each) => (lines(each) < 1 ? sum : sum + count), 0);
    let [dense, left] = [255, inked / 100];
    while (dense > 0 && left > counts[dense]) {
      left -= counts[dense];
      dense -= 1;
    }
    const most = Math.max(1, lines(dense));
    const alone = Math.max(FAINTEST, 1 - FAINTER * Math.log2(most));
    return Uint8Array.from(counts, (_, each) => {
      const count = lines(each);
      const tone = count <= 1 || most <= 1 ? alone : alone + (1 - alone) * Math.log(count) / Math.log(most);
      return Math.round(255 * Math.min(1, tone) * Math.min(1, count));
    });
  }

  /**
   * The picture of one layer alone.
   * @param {ImageData} image without colours
   * @param {ToneLayer} layer
   * @returns {Generator<void, void>}
   */
  function* colourAlone({ data, width, height }, { colour, raster: { ink, stride, pad }, tones }) {
    const pixels = new Uint32Array(data.buffer);
    const palette = new Uint32Array(Uint8Array.from({ length: 4 * tones.length }, (_, at) => [...colour, tones[at >> 2]][at % 4]).buffer);
    for (let row = 0; row < height; row += 1) {
      if (row % ROWS === ROWS - 1) yield;
      const from = (row + pad) * stride + pad;
      const to = row * width;
      for (let at = 0; at < width; at += 1) {
        const held = ink[from + at];
        if (held) pixels[to + at] = palette[held];
      }
    }
  }

  /**
   * One row of pixels of all layers, and what is taken of each by those above. Two sums stand in each number, 16
   * bits for each: so a pixel of a layer costs half as much.
   * @typedef {{takenGreen: Uint32Array, blueRed: Uint32Array}} MixedRow
   */

  const TAKEN = 1 << 16;
  const PARTS = Uint32Array.from({ length: 256 }, (_, taken) => (taken ? Math.round(65536 / taken) : 0));

  /**
   * @param {MixedRow} row
   * @param {number} at
   * @param {number} tone up to 256
   * @param {number} green and what is taken, of ink without a gap
   * @param {number} red and blue
   */
  function addPixel({ takenGreen, blueRed }, at, tone, green, red) {
    const before = takenGreen[at];
    const taken = (255 - (before >>> 16)) * tone + 128 >> 8;
    takenGreen[at] = before + Math.imul(taken, green);
    blueRed[at] += Math.imul(taken, red);
  }

  /**
   * @param {MixedRow} row
   * @param {PaleLayer} layer that lies below those that are there
   * @param {number} from where its row begins
   * @param {number} width
   */
  function addInk(row, { colour, tones, words }, from, width) {
    const green = TAKEN | colour[1];
    const red = colour[2] << 16 | colour[0];
    const end = from + width + 3 >> 2;
    for (let word = from >> 2, at = 0; word < end; word += 1, at += 4) {
      const four = words[word];
      // Most of a layer is empty; of four pixels that are not all empty, each is added without a look at it.
      if (!four) continue;
      addPixel(row, at, tones[four & 255], green, red);
      addPixel(row, at + 1, tones[four >>> 8 & 255], green, red);
      addPixel(row, at + 2, tones[four >>> 16 & 255], green, red);
      addPixel(row, at + 3, tones[four >>> 24], green, red);
    }
  }

  /**
   * @param {MixedRow} row is empty afterwards
   * @param {Uint32Array} pixels
   * @param {number} to
   * @param {number} width
   */
  function writeRow({ takenGreen, blueRed }, pixels, to, width) {
    for (let at = 0; at < width; at += 1) {
      const sum = takenGreen[at];
      if (!sum) continue;
      const taken = sum >>> 16;
      const part = PARTS[taken];
      const both = blueRed[at];
      const blue = Math.imul(both >>> 16, part) + 32768 >>> 16;
      const green = Math.imul(sum & 65535, part) + 32768 >>> 16;
      const red = Math.imul(both & 65535, part) + 32768 >>> 16;
      pixels[to + at] = taken << 24 | blue << 16 | green << 8 | red;
      takenGreen[at] = blueRed[at] = 0;
    }
  }

  /**
   * From the top: of what lies below, as much is seen as is left free.
   * @param {ImageData} image without colours
   * @param {ToneLayer[]} layers from the top to the bottom
   * @returns {Generator<void, void>}
   */
  function* colourAll({ data, width, height }, layers) {
    const pixels = new Uint32Array(data.buffer);
    const mixed = { takenGreen: new Uint32Array(width + 3), blueRed: new Uint32Array(width + 3) };
    const pale = layers.map(({ tones, ...layer }) => ({
      ...layer, words: new Uint32Array(layer.raster.ink.buffer),
      tones: Uint16Array.from(tones, (tone) => tone + (tone >> 7)), // 256 takes all
    }));
    for (let row = 0; row < height; row += 1) {
      if (row % ROWS === ROWS - 1) yield;
      for (const layer of pale) addInk(mixed, layer, (row + layer.raster.pad) * layer.raster.stride + layer.raster.pad, width);
      writeRow(mixed, pixels, row * width, width);
    }
  }

  /**
   * Colour the picture.
   * @param {ImageData} image without colours
   * @param {InkedLayer[]} layers from the bottom to the top
   * @returns {Generator<void, void>}
   */
  function* mixInks(image, layers) {
    const toned = layers.map(({ colour, raster, strength }) => (
      { colour, raster, tones: strength === 1 ? EVEN : tonesOf(raster, strength) })).reverse();
    if (toned.length === 1) yield* colourAlone(image, toned[0]);
    else yield* colourAll(image, toned);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ mixInks }));
});
