/* Ink: the lines of a layer become ink on a raster, step by step, in each copy of the world that is in view. */

/**
 * What lies where on the map, and how many pixels of the screen one of CSS has.
 * @typedef {Frame & {density: number}} Sheet
 *
 * @typedef {object} InkLayer
 * @property {[red: number, green: number, blue: number]} colour
 * @property {number} strength part of a free pixel that one line takes; less than 1 where many of them cross
 * @property {{overlay: number, items: Uint32Array, width: number, dashes: number[]}[]} parts numbers of items in their
 *     overlay, widths in pixels of CSS
 */

geoApp.share((geoApp) => {
  'use strict';

  const WORLD = 256;
  const AT_ONCE = 100;
  const scratch = new Float64Array(2048);

  /** @typedef {{raster: Raster, sheet: Sheet, finer: number}} InkPen and into how many it parts pieces of geodesics */

  /**
   * @param {Network} network
   * @param {number} line
   * @param {InkPen} pen
   * @param {number} dx pixels of CSS by which this copy of the world is moved
   */
  function strokeLine({ points, from, to, arcs, goesOn, rows }, line, { raster, sheet, finer: finest }, dx) {
    const { scale, top, density, width, height } = sheet;
    const [grow, right, down] = [scale * density, dx * density, -top * density];
    const arc = arcs[line];
    const finer = arc < 0 ? 1 : finest;
    if (finer === 1 && raster.isSolid()) {
      raster.trace(points, from[line], to[line], grow, right, down);
      return;
    }
    const [wide, high] = [width * density, height * density];
    const near = geoApp.inkApart;
    const slack = finer > 1 ? geoApp.arcSlack * grow + near : near;
    const pieces = to[line] - from[line] - 1;
    let at = 2 * from[line];
    let [x0, y0, follows] = [points[at] * grow + right, points[at + 1] * grow + down, Boolean(goesOn[line])];
    for (let piece = 0; piece < pieces; piece += 1) {
      at += 2;
      const x1 = points[at] * grow + right;
      const y1 = points[at + 1] * grow + down;
      if (piece < pieces - 1 && Math.abs(x1 - x0) < near && Math.abs(y1 - y0) < near) continue;
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
      x0 = x1;
      y0 = y1;
      follows = true;
    }
  }

  /**
   * @param {Network} network
   * @param {number} line
   * @param {InkPen} pen
   */
  function strokeCopies(network, line, pen) {
    const { raster, sheet } = pen;
    const { scale, left, top, width, height } = sheet;
    const { boxes } = network;
    const slack = geoApp.arcSlack * scale + raster.pad;
    if (boxes[4 * line + 3] * scale - top < -slack || boxes[4 * line + 1] * scale - top > height + slack) return;
    const world = WORLD * scale;
    const last = Math.floor((left + width + slack - boxes[4 * line] * scale) / world);
    for (let copy = Math.ceil((left - slack - boxes[4 * line + 2] * scale) / world); copy <= last; copy += 1) {
      strokeLine(network, line, pen, copy * world - left);
    }
  }

  /**
   * @param {Pick<InkLayer, 'parts' | 'strength'>} layer
   * @param {Sheet} sheet
   * @returns {Raster} without any ink
   */
  function rasterFor({ parts, strength }, { scale, top, density, width, height }) {
    const broadest = density * parts.reduce((most, part) => Math.max(most, part.width), 0);
    const world = { top: -top * density, bottom: (WORLD * scale - top) * density };
    return geoApp.makeRaster(Math.floor(width * density), Math.floor(height * density), broadest, strength, world);
  }

  /**
   * @param {InkLayer} layer
   * @param {Map<number, Network>} networks of all overlays that it draws
   * @param {Sheet} sheet
   * @returns {Generator<void, Raster>}
   */
  function* inkLayer({ parts, strength }, networks, sheet) {
    const raster = rasterFor({ parts, strength }, sheet);
    const { density } = sheet;
    const pen = { raster, sheet, finer: geoApp.finerPieces(Math.log2(sheet.scale)) };
    let count = 0;
    for (const { overlay, items, width: brush, dashes } of parts) {
      raster.take(brush * density, dashes.map((each) => each * density));
      const network = /** @type {Network} */ (networks.get(overlay));
      const { starts, lines, from } = network;
      const seen = new Uint8Array(from.length);
      for (const item of items) {
        for (let at = starts[item]; at < starts[item + 1]; at += 1) {
          if (seen[lines[at]]) continue;
          seen[lines[at]] = 1;
          strokeCopies(network, lines[at], pen);
          count += 1;
          if (count % AT_ONCE === 0) yield;
        }
      }
    }
    return raster;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ inkLayer, rasterFor }));
});
