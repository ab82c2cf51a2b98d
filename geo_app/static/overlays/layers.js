/*
 * Layers: lines of one colour as ink, kept as long as they lie where they were drawn: another colour is then
 * a matter of milliseconds. Everything goes step by step, so that the map answers meanwhile.
 */

/**
 * @typedef {object} InkLayer
 * @property {string} colour of CSS
 * @property {{items: OverlayItem[], width: number, dashes: number[]}[]} parts widths in pixels of CSS
 * @property {Raster} [raster]
 *
 * @typedef {Frame & {density: number}} Sheet and how many pixels of the screen one of CSS has
 *
 * @typedef {object} InkMemory
 * @property {Sheet | null} sheet on which the layers are drawn
 * @property {InkLayer[]} layers that are finished, the last one first
 */

(function () {
  'use strict';

  const WORLD = 256;
  /* Pixels of the screen by which a line's points are apart at least. */
  const NEAR = 0.9;
  const AT_ONCE = 100;
  const ROWS = 64;
  /* So many layers are kept; more would take more memory than they save time. */
  const MOST_KEPT = 12;
  const scratch = new Float64Array(2048);

  /**
   * @param {Sheet} one
   * @param {Sheet | null} other
   */
  const isSame = (one, other) => Boolean(other)
    && Object.entries(one).every(([name, value]) => /** @type {Record<string, number>} */ (/** @type {unknown} */ (other))[name] === value);

  /**
   * @param {InkLayer} one
   * @param {InkLayer} other
   * @returns {boolean} its ink is the other's too, whatever their colours
   */
  function isAlike(one, other) {
    return one.parts.length === other.parts.length && one.parts.every(({ items, width, dashes }, index) => {
      const part = other.parts[index];
      return width === part.width && String(dashes) === String(part.dashes) && items.length === part.items.length
        && items.every((item, at) => item === part.items[at]);
    });
  }

  /**
   * @param {Network} network
   * @param {number} line
   * @param {Sheet} sheet
   * @param {Raster} raster
   * @param {number} dx pixels of CSS by which this copy of the world is moved
   */
  function strokeLine({ points, from, to, arcs, goesOn, rows }, line, sheet, raster, dx) {
    const { scale, top, density, width, height } = sheet;
    const [grow, right, down] = [scale * density, dx * density, -top * density];
    const [wide, high] = [width * density, height * density];
    const arc = arcs[line];
    const finer = arc < 0 ? 1 : geoApp.finerPieces(Math.log2(scale));
    const slack = finer > 1 ? geoApp.arcSlack * grow + NEAR : NEAR;
    const pieces = to[line] - from[line] - 1;
    let at = 2 * from[line];
    let [x0, y0, follows] = [points[at] * grow + right, points[at + 1] * grow + down, Boolean(goesOn[line])];
    for (let piece = 0; piece < pieces; piece += 1) {
      at += 2;
      const x1 = points[at] * grow + right;
      const y1 = points[at + 1] * grow + down;
      if (piece < pieces - 1 && Math.abs(x1 - x0) < NEAR && Math.abs(y1 - y0) < NEAR) continue;
      const isBeside = (x0 < -slack && x1 < -slack) || (x0 > wide + slack && x1 > wide + slack)
        || (y0 < -slack && y1 < -slack) || (y0 > high + slack && y1 > high + slack);
      if (finer === 1) {
        if (!isBeside) raster.stroke(x0, y0, x1, y1, follows);
      } else if (!isBeside) {
        geoApp.writeArc(rows, arc, piece / pieces, (piece + 1) / pieces, finer, scratch);
        for (let each = 2; each <= 2 * finer; each += 2) {
          raster.stroke(
            scratch[each - 2] * grow + right, scratch[each - 1] * grow + down,
            scratch[each] * grow + right, scratch[each + 1] * grow + down, follows || each > 2);
        }
      }
      [x0, y0, follows] = [x1, y1, true];
    }
  }

  /**
   * @param {Network} network
   * @param {number} line
   * @param {Sheet} sheet
   * @param {Raster} raster
   */
  function strokeCopies(network, line, sheet, raster) {
    const { scale, left, top, width, height } = sheet;
    const { boxes } = network;
    const slack = geoApp.arcSlack * scale + raster.pad;
    if (boxes[4 * line + 3] * scale - top < -slack || boxes[4 * line + 1] * scale - top > height + slack) return;
    const world = WORLD * scale;
    const last = Math.floor((left + width + slack - boxes[4 * line] * scale) / world);
    for (let copy = Math.ceil((left - slack - boxes[4 * line + 2] * scale) / world); copy <= last; copy += 1) {
      strokeLine(network, line, sheet, raster, copy * world - left);
    }
  }

  /**
   * @param {InkLayer} layer
   * @param {Sheet} sheet
   * @returns {Generator<void, Raster>}
   */
  function* inkLayer({ parts }, sheet) {
    const { scale, top, density, width, height } = sheet;
    const broadest = density * parts.reduce((most, part) => Math.max(most, part.width), 0);
    const world = { top: -top * density, bottom: (WORLD * scale - top) * density };
    const raster = geoApp.makeRaster(Math.floor(width * density), Math.floor(height * density), broadest, world);
    let count = 0;
    for (const { items, width: brush, dashes } of parts) {
      raster.take(brush * density, dashes.map((each) => each * density));
      /** @type {Set<number>} */
      let seen = new Set();
      /** @type {Overlay | null} */
      let overlay = null;
      /** @type {Network | null} */
      let network = null;
      for (const item of items) {
        if (item.overlay !== overlay) {
          overlay = item.overlay;
          network = yield* geoApp.networkOf(overlay);
          seen = new Set();
        }
        const { starts, lines } = /** @type {Network} */ (network);
        for (let at = starts[item.index]; at < starts[item.index + 1]; at += 1) {
          if (seen.has(lines[at])) continue;
          seen.add(lines[at]);
          strokeCopies(/** @type {Network} */ (network), lines[at], sheet, raster);
          count += 1;
          if (count % AT_ONCE === 0) yield;
        }
      }
    }
    return raster;
  }

  /**
   * @param {string} colour of CSS
   * @returns {[red: number, green: number, blue: number]}
   */
  function channels(colour) {
    const pen = /** @type {CanvasRenderingContext2D} */ (geoApp.html('canvas', { width: 1, height: 1 }).getContext('2d'));
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  }

  /**
   * Lay a layer over the picture.
   * @param {ImageData} image
   * @param {Raster} raster
   * @param {string} colour
   */
  function* colourInk({ data, width, height }, { ink, stride, pad }, colour) {
    const own = channels(colour);
    const pixels = new Uint32Array(data.buffer);
    const [red, green, blue] = own;
    const opaque = new Uint32Array(new Uint8ClampedArray([red, green, blue, 0]).buffer)[0];
    for (let row = 0; row < height; row += 1) {
      if (row % ROWS === ROWS - 1) yield;
      let from = (row + pad) * stride + pad;
      const end = (row + 1) * width;
      for (let at = row * width; at < end; at += 1, from += 1) {
        const cover = ink[from];
        if (!cover) continue;
        const below = data[4 * at + 3];
        if (cover === 255 || !below) {
          pixels[at] = opaque;
          data[4 * at + 3] = cover;
          continue;
        }
        const rest = below * (255 - cover) / 255;
        for (let channel = 0; channel < 3; channel += 1) {
          data[4 * at + channel] = (own[channel] * cover + data[4 * at + channel] * rest) / (cover + rest);
        }
        data[4 * at + 3] = cover + rest;
      }
    }
  }

  /**
   * @param {InkMemory} memory
   * @param {InkLayer[]} layers from the bottom to the top
   * @param {Sheet} sheet
   * @returns {Generator<void, ImageData>} the picture
   */
  function* drawLayers(memory, layers, sheet) {
    const kept = isSame(sheet, memory.sheet) ? memory.layers : [];
    Object.assign(memory, { sheet, layers: kept });
    const image = new ImageData(Math.floor(sheet.width * sheet.density), Math.floor(sheet.height * sheet.density));
    for (const layer of layers) {
      const raster = kept.find((each) => isAlike(each, layer))?.raster || (yield* inkLayer(layer, sheet));
      memory.layers = [{ ...layer, raster }, ...memory.layers.filter((each) => each.raster !== raster)].slice(0, MOST_KEPT);
      yield* colourInk(image, raster, layer.colour);
    }
    return image;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ drawLayers }));
})();
