/*
 * Layers: the ink of each colour is kept as long as it can be of use: another colour is a matter of
 * milliseconds then, and where the map has only been moved, the margins alone are inked anew.
 */

/**
 * @typedef {InkLayer & {raster: Raster, sheet: Sheet}} InkedLayer
 * @typedef {Pick<Raster, 'ink' | 'stride' | 'pad'>} Inked
 *
 * @typedef {object} Picture
 * @property {ImageData} [image]
 * @property {ImageBitmap} [bitmap] the same, of one that is made elsewhere; it can be shown once
 * @property {InkLayer[]} layers
 * @property {Inked[]} rasters in which a pixel without ink has none in the picture
 * @property {Sheet} sheet
 *
 * @typedef {InkedLayer[]} InkMemory layers that are finished, the last one first
 */

geoApp.share((geoApp) => {
  'use strict';

  const MOST_BYTES = 96e6; // of ink that is kept

  /**
   * @param {Sheet} one
   * @param {Sheet} other
   */
  const isSameSheet = (one, other) => one.scale === other.scale && one.density === other.density && one.left === other.left
    && one.top === other.top && one.width === other.width && one.height === other.height;

  /**
   * @param {InkLayer} one
   * @param {InkLayer} other
   * @returns {boolean} its ink is the other's too, whatever their colours
   */
  function isAlike(one, other) {
    return one.strength === other.strength && one.parts.length === other.parts.length && one.parts.every(({ overlay, items, width, dashes }, index) => {
      const part = other.parts[index];
      return overlay === part.overlay && width === part.width && String(dashes) === String(part.dashes)
        && (items === part.items || (items.length === part.items.length && items.every((item, at) => item === part.items[at])));
    });
  }

  /**
   * @param {InkLayer[]} some
   * @param {InkLayer[]} others
   * @returns {boolean} they make the same picture
   */
  function areSame(some, others) {
    return some.length === others.length
      && some.every((layer, index) => String(layer.colour) === String(others[index].colour) && isAlike(layer, others[index]));
  }

  /** @param {Sheet} sheet in pixels of the screen */
  const sizeOf = ({ width, height, density }) => [Math.floor(width * density), Math.floor(height * density)];

  /**
   * @param {InkedLayer} kept
   * @param {Sheet} sheet
   * @returns {Box | null} what of the sheet it shows, in pixels of the screen
   */
  function sharedPart({ sheet: held }, sheet) {
    const { scale, density } = sheet;
    const [x, y] = [(held.left - sheet.left) * density, (held.top - sheet.top) * density];
    if (held.scale !== scale || held.density !== density || x % 1 || y % 1) return null;
    const [[wide, high], [width, height]] = [sizeOf(held), sizeOf(sheet)];
    const shared = {
      left: Math.max(0, x), top: Math.max(0, y), right: Math.min(width, x + wide), bottom: Math.min(height, y + high),
    };
    return shared.left < shared.right && shared.top < shared.bottom ? shared : null;
  }

  /**
   * @param {Raster} from
   * @param {Box} part of it, in pixels of the screen
   * @param {Raster} to
   * @param {Box} at where the part's corner comes to lie
   */
  function copyInk(from, { left, top, right, bottom }, to, at) {
    for (let row = 0; row < bottom - top; row += 1) {
      const start = (top + row + from.pad) * from.stride + left + from.pad;
      to.ink.set(from.ink.subarray(start, start + right - left), (at.top + row + to.pad) * to.stride + at.left + to.pad);
    }
  }

  /**
   * @param {InkLayer} layer
   * @param {Map<number, Network>} networks
   * @param {Sheet} sheet
   * @param {InkedLayer} kept which shows a part of it
   * @param {Box} shared that part
   * @returns {Generator<void, Raster>} the same as if all of it were inked
   */
  function* extendInk(layer, networks, sheet, kept, shared) {
    const raster = geoApp.rasterFor(layer, sheet);
    const { density } = sheet;
    const [x, y] = [(sheet.left - kept.sheet.left) * density, (sheet.top - kept.sheet.top) * density];
    const { left, top, right, bottom } = shared;
    copyInk(kept.raster, { left: left + x, top: top + y, right: right + x, bottom: bottom + y }, raster, shared);
    const [width, height] = sizeOf(sheet);
    const margins = [
      { left: 0, top: 0, right: width, bottom: top }, { left: 0, top: bottom, right: width, bottom: height },
      { left: 0, top, right: left, bottom }, { left: right, top, right: width, bottom },
    ];
    for (const margin of margins) {
      const [wide, high] = [margin.right - margin.left, margin.bottom - margin.top];
      if (!wide || !high) continue;
      const strip = yield* geoApp.inkLayer(layer, networks, {
        ...sheet, left: sheet.left + margin.left / density, top: sheet.top + margin.top / density,
        width: wide / density, height: high / density,
      });
      copyInk(strip, { left: 0, top: 0, right: wide, bottom: high }, raster, margin);
    }
    return raster;
  }

  /**
   * @param {InkMemory} memory
   * @param {Map<number, Network>} networks
   * @param {InkLayer} layer
   * @param {Sheet} sheet
   * @returns {Generator<void, InkedLayer>}
   */
  function* inkOf(memory, networks, layer, sheet) {
    const alike = memory.filter((each) => isAlike(each, layer));
    const same = alike.find((each) => isSameSheet(each.sheet, sheet));
    if (same) return { ...layer, sheet, raster: same.raster };
    // Dashes would not go on where they had ended.
    const isDashed = layer.parts.some(({ dashes }) => dashes.length);
    const extent = (/** @type {Box} */ { left, top, right, bottom }) => (right - left) * (bottom - top);
    const [best] = alike.flatMap((kept) => {
      const shared = isDashed ? null : sharedPart(kept, sheet);
      return shared ? [{ kept, shared }] : [];
    }).sort((one, other) => extent(other.shared) - extent(one.shared));
    const raster = best
      ? yield* extendInk(layer, networks, sheet, best.kept, best.shared) : yield* geoApp.inkLayer(layer, networks, sheet);
    return { ...layer, sheet, raster };
  }

  /**
   * @param {InkMemory} memory
   * @param {InkedLayer} layer that is kept, and what is too much then is not
   */
  function keep(memory, layer) {
    const rest = memory.filter(({ raster }) => raster !== layer.raster);
    let bytes = 0;
    memory.splice(0, memory.length, ...[layer, ...rest].filter(({ raster: { ink } }) => {
      bytes += ink.length;
      return bytes <= MOST_BYTES;
    }));
  }

  /**
   * @param {InkMemory} memory
   * @param {Map<number, Network>} networks
   * @param {InkLayer[]} layers from the bottom to the top
   * @param {Sheet} sheet
   * @returns {Generator<void, Picture>}
   */
  function* drawLayers(memory, networks, layers, sheet) {
    const [width, height] = sizeOf(sheet);
    const image = new ImageData(width, height);
    /** @type {InkedLayer[]} */
    const inked = [];
    for (const layer of layers) {
      inked.push(yield* inkOf(memory, networks, layer, sheet));
      keep(memory, inked[inked.length - 1]);
    }
    yield* geoApp.mixInks(image, inked);
    return { image, layers, rasters: inked.map(({ raster }) => raster), sheet };
  }

  /**
   * @param {Picture} picture
   * @param {L.Point} point in pixels of the world as the map shows it
   * @param {number} reach
   * @returns {boolean} there is ink around it: told without looking at any line
   */
  function hasInk({ rasters, sheet }, { x, y }, reach) {
    const { left, top, density } = sheet;
    const [width, height] = sizeOf(sheet);
    const [west, east] = [x - reach, x + reach].map((each) => Math.max(0, Math.min(width, Math.round((each - left) * density))));
    const [north, south] = [y - reach, y + reach].map((each) => Math.max(0, Math.min(height, Math.round((each - top) * density))));
    return rasters.some(({ ink, stride, pad }) => {
      for (let row = north + pad; row < south + pad; row += 1) {
        if (ink.subarray(row * stride + west + pad, row * stride + east + pad).some(Boolean)) return true;
      }
      return false;
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ areSame, drawLayers, hasInk, isSameSheet }));
});
