/*
 * Raster: very many lines become ink in an array of bytes, one a pixel; each line takes the same part of what
 * is left free there. The pen of a canvas strokes a quarter of a million pieces a second, which a hundred
 * thousand routes exceed at each movement of the map; here a piece costs what its pixels cost.
 */

/**
 * @typedef {object} Raster
 * @property {Uint8Array} ink row by row, 255 where nothing is free
 * @property {number} stride pixels of a row
 *     each row of what is seen begins with a word of four
 * @property {number} pad pixels around what is seen, so that nothing need look where the rows end
 * @property {(width: number, dashes: number[]) => void} take a brush, in pixels: stroke and gap by turns, or none
 * @property {(x0: number, y0: number, x1: number, y1: number, goesOn: boolean) => void} stroke a piece of a
 *     line, in pixels from the corner of what is seen
 * @property {() => boolean} isSolid the brush leaves no gaps
 * @property {(points: Float64Array, from: number, to: number, grow: number, right: number, down: number) => void} trace
 *     stroke the line of the points from number `from` up to `to`, each times `grow`, and moved; with a solid brush
 */

geoApp.share((geoApp) => {
  'use strict';

  const AIR = 2;
  /* Pixels by which a line's points are apart at least. */
  const NEAR = 0.9;
  const FULL = 256;
  const ONE = 65536; // pixels are counted in so small parts where a piece is followed
  /* How a brush covers a column is looked up: by the slope of the piece, and where in a pixel it begins. */
  const SLOPES = 32;
  const PARTS = 64;
  /* So broad a brush is round where lines bend and end: of finer ones that cannot be seen. */
  const BROAD = 2.2;
  const HAIR = 1.5;

  /** @param {number} bytes @returns {number} so many that they begin and end with a word, of four */
  const inWords = (bytes) => 4 * Math.ceil(bytes / 4);

  /**
   * Many lines that are hardly more than a pixel wide are drawn a pixel wide along the shorter axis, which is
   * half the work, and cannot be told from what they were.
   * @param {number} brush
   * @param {number} strength
   */
  const isHair = (brush, strength) => strength < 1 && brush < HAIR;

  /**
   * @param {number} brush its width in pixels
   * @param {number} strength
   * @returns {{rows: number, covers: Uint16Array}} how much of so many pixels it takes, for each slope and part
   */
  function coversOf(brush, strength) {
    const isThin = isHair(brush, strength);
    const rows = isThin ? 2 : Math.ceil(brush * Math.SQRT2) + 1;
    const covers = new Uint16Array((SLOPES + 1) * PARTS * rows);
    for (let at = 0; at < covers.length; at += 1) {
      const [row, part, slope] = [at % rows, Math.floor(at / rows) % PARTS, Math.floor(at / rows / PARTS)];
      const from = (part + 0.5) / PARTS;
      const to = from + (isThin ? 1 : brush * Math.sqrt(1 + slope / SLOPES));
      covers[at] = Math.round(FULL * strength * Math.max(0, Math.min(to, row + 1) - Math.max(from, row)));
    }
    return { rows, covers };
  }

  /**
   * @param {number} width in pixels
   * @param {number} height
   * @param {number} broadest brush
   * @param {number} strength part of a free pixel that one line takes
   * @param {{top: number, bottom: number}} world pixels between which there is a map
   * @returns {Raster} without any ink
   */
  function makeRaster(width, height, broadest, strength, world) {
    const pad = inWords(Math.ceil(broadest * Math.SQRT1_2) + 2 * AIR + 2);
    const stride = inWords(width) + 2 * pad;
    const ink = new Uint8Array(stride * (height + 2 * pad));
    const [left, right] = [pad - AIR, pad + width + AIR];
    const full = Math.round(FULL * strength);
    const top = Math.max(pad - AIR, Math.min(world.top + pad, pad + height));
    const bottom = Math.min(pad + height + AIR, Math.max(world.bottom + pad, pad));
    let half = 0.5;
    let { rows, covers } = coversOf(1, strength);
    let isThin = isHair(1, strength);
    /** @type {number[]} */
    let dashes = [];
    let [dash, gone] = [0, 0];
    let [from, to] = [0, 1];

    /* From column to column, or from row to row: along the axis on which the piece is longer. */
    const sweep = (
      /** @type {number} */ a0, /** @type {number} */ b0, /** @type {number} */ a1, /** @type {number} */ b1,
      /** @type {number} */ along, /** @type {number} */ across,
    ) => {
      // Held here, they need not be looked up for each pixel.
      const held = ink;
      const table = covers;
      const count = rows;
      const slope = (b1 - b0) / (a1 - a0);
      const square = slope * slope;
      const first = Math.ceil(a0 - 0.5);
      const stop = Math.max(first + 1, Math.ceil(a1 - 0.5)) * along;
      const step = slope * ONE | 0;
      const base = (square * SLOPES | 0) * PARTS;
      const reach = isThin ? 0.5 : half * Math.sqrt(1 + square);
      let near = (b0 + slope * (first + 0.5 - a0) - reach) * ONE | 0;
      for (let column = first * along; column < stop; column += along, near += step) {
        let at = column + (near >> 16) * across;
        const cover = (base + (near >> 10 & 63)) * count;
        // There are two at least; a loop over both would take half as long again.
        let before = held[at];
        held[at] = before + ((255 - before) * table[cover] + 128 >> 8);
        at += across;
        before = held[at];
        held[at] = before + ((255 - before) * table[cover + 1] + 128 >> 8);
        for (let row = 2; row < count; row += 1) {
          at += across;
          before = held[at];
          held[at] = before + ((255 - before) * table[cover + row] + 128 >> 8);
        }
      }
    };

    /* The same for a hair, of which each column takes two pixels, and whose cover is told without a table. */
    const sweepHair = (
      /** @type {number} */ a0, /** @type {number} */ b0, /** @type {number} */ a1, /** @type {number} */ b1,
      /** @type {number} */ along, /** @type {number} */ across,
    ) => {
      const held = ink;
      const both = full;
      const slope = (b1 - b0) / (a1 - a0);
      const first = Math.ceil(a0 - 0.5);
      const stop = Math.max(first + 1, Math.ceil(a1 - 0.5)) * along;
      const step = slope * ONE | 0;
      let near = (b0 + slope * (first + 0.5 - a0) - 0.5) * ONE | 0;
      for (let column = first * along; column < stop; column += along, near += step) {
        const at = column + Math.imul(near >> 16, across);
        const next = (near & 65535) * both + 32768 >> 16;
        const one = held[at];
        const other = held[at + across];
        held[at] = one + ((255 - one) * (both - next) + 128 >> 8);
        held[at + across] = other + ((255 - other) * next + 128 >> 8);
      }
    };

    const dot = (/** @type {number} */ x, /** @type {number} */ y) => {
      for (let row = Math.ceil(y - half - 0.5); row < y + half; row += 1) {
        const reach = half * half - (row + 0.5 - y) ** 2;
        if (reach <= 0) continue;
        const [from, to] = [x - Math.sqrt(reach), x + Math.sqrt(reach)];
        for (let column = Math.floor(from); column < to; column += 1) {
          const at = row * stride + column;
          ink[at] = Math.max(ink[at], 255 * strength * (Math.min(to, column + 1) - Math.max(from, column)));
        }
      }
    };

    const plot = (
      /** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ x1, /** @type {number} */ y1,
    ) => {
      const dx = x1 - x0;
      const dy = y1 - y0;
      const isFlat = Math.abs(dx) >= Math.abs(dy);
      // Which of them is called is not to be looked up: they are called millions of times.
      if (isThin) {
        if (!isFlat) {
          if (dy > 0) sweepHair(y0, x0, y1, x1, stride, 1);
          else sweepHair(y1, x1, y0, x0, stride, 1);
        } else if (dx > 0) sweepHair(x0, y0, x1, y1, 1, stride);
        else if (dx < 0) sweepHair(x1, y1, x0, y0, 1, stride);
      } else if (!isFlat) {
        if (dy > 0) sweep(y0, x0, y1, x1, stride, 1);
        else sweep(y1, x1, y0, x0, stride, 1);
      } else if (dx > 0) sweep(x0, y0, x1, y1, 1, stride);
      else if (dx < 0) sweep(x1, y1, x0, y0, 1, stride);
    };

    /* What of a piece lies on the raster: `from` a part of it `to` another, by Liang and Barsky. */
    const cut = (/** @type {number} */ toward, /** @type {number} */ room) => {
      if (toward < 0) from = Math.max(from, room / toward);
      else if (toward > 0) to = Math.min(to, room / toward);
      else if (room < 0) to = 0;
    };
    const clip = (
      /** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ dx, /** @type {number} */ dy,
    ) => {
      from = 0;
      to = 1;
      cut(-dx, x0 - left);
      cut(dx, right - x0);
      cut(-dy, y0 - top);
      cut(dy, bottom - y0);
      return from < to;
    };

    const isIn = (/** @type {number} */ x, /** @type {number} */ y) => x >= left && x <= right && y >= top && y <= bottom;

    const solid = (
      /** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ x1, /** @type {number} */ y1,
      /** @type {boolean} */ begins, /** @type {boolean} */ ends,
    ) => {
      const dx = x1 - x0;
      const dy = y1 - y0;
      if (begins && ends) plot(x0, y0, x1, y1);
      else if (clip(x0, y0, dx, dy)) plot(x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy);
      if (half < BROAD / 2) return;
      if (begins) dot(x0, y0);
      if (ends) dot(x1, y1);
    };

    const isBeside = (
      /** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ x1, /** @type {number} */ y1,
    ) => (x0 < left && x1 < left) || (x0 > right && x1 > right) || (y0 < top && y1 < top) || (y0 > bottom && y1 > bottom);

    const trace = (
      /** @type {Float64Array} */ points, /** @type {number} */ begin, /** @type {number} */ end,
      /** @type {number} */ grow, /** @type {number} */ east, /** @type {number} */ south,
    ) => {
      const last = 2 * end - 2;
      let x0 = points[2 * begin] * grow + east + pad;
      let y0 = points[2 * begin + 1] * grow + south + pad;
      let begins = isIn(x0, y0);
      for (let at = 2 * begin + 2; at <= last; at += 2) {
        const x1 = points[at] * grow + east + pad;
        const y1 = points[at + 1] * grow + south + pad;
        if (at < last && Math.abs(x1 - x0) < NEAR && Math.abs(y1 - y0) < NEAR) continue;
        const ends = isIn(x1, y1);
        if (begins || ends || !isBeside(x0, y0, x1, y1)) solid(x0, y0, x1, y1, begins, ends);
        x0 = x1;
        y0 = y1;
        begins = ends;
      }
    };

    const go = (/** @type {number} */ way) => {
      gone += way;
      while (gone >= dashes[dash] - 1e-6) [dash, gone] = [(dash + 1) % dashes.length, Math.max(0, gone - dashes[dash])];
    };

    const dashed = (
      /** @type {number} */ x0, /** @type {number} */ y0, /** @type {number} */ x1, /** @type {number} */ y1,
    ) => {
      const [dx, dy] = [x1 - x0, y1 - y0];
      const length = Math.sqrt(dx * dx + dy * dy);
      const period = dashes.reduce((sum, each) => sum + each, 0);
      if (!clip(x0, y0, dx, dy)) {
        go(length % period);
        return;
      }
      const end = to;
      let at = from;
      go(at * length % period);
      while (at < end) {
        const next = Math.min(end, at + (dashes[dash] - gone) / length);
        if (dash % 2 === 0) plot(x0 + at * dx, y0 + at * dy, x0 + next * dx, y0 + next * dy);
        go((next - at) * length);
        at = next;
      }
      go((1 - end) * length % period);
    };

    return {
      ink, stride, pad, trace,
      isSolid: () => !dashes.length,
      take: (brush, pattern) => {
        half = brush / 2;
        ({ rows, covers } = coversOf(brush, strength));
        isThin = isHair(brush, strength);
        dashes = pattern;
      },
      stroke: (x0, y0, x1, y1, goesOn) => {
        if (!dashes.length) {
          const [a0, b0, a1, b1] = [x0 + pad, y0 + pad, x1 + pad, y1 + pad];
          solid(a0, b0, a1, b1, isIn(a0, b0), isIn(a1, b1));
          return;
        }
        if (!goesOn) [dash, gone] = [0, 0];
        dashed(x0 + pad, y0 + pad, x1 + pad, y1 + pad);
      },
    };
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ inkApart: NEAR, makeRaster }));
});
