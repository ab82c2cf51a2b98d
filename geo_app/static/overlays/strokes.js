/*
 * Strokes: how items that look alike are drawn, in each copy of the world that is in view. Nothing is
 * made for a point: what is projected stays so, and a hundred lines of a group are one path.
 */

/**
 * What a drawing shows: pixels of the world times `scale`, less `left` and `top`.
 * @typedef {{scale: number, left: number, top: number, width: number, height: number}} Frame
 */

(function () {
  'use strict';

  const AT_ONCE = 100;
  const WORLD = 256;
  /* Pixels that a line may be off, so that what is small has few points. */
  const NEAR = 0.6;
  /* Beside the canvas by this much, nothing is seen of the broadest line. */
  const AIR = 12;
  const DASHES = { solid: [], dashed: [9, 5], dotted: [0.1, 2.2] };
  /* The same where strokes have no round ends that would make dots of them. */
  const SQUARE = { solid: [], dashed: [9, 5], dotted: [1.1, 1.2] };

  /**
   * @param {OverlayPaint} paint
   * @param {boolean} [isSquare] strokes end where they end, without a cap
   * @returns {number[]} lengths of strokes and gaps in pixels
   */
  function dashesOf({ dash, width }, isSquare = false) {
    const lengths = (isSquare ? SQUARE : DASHES)[dash];
    return dash === 'dotted' ? lengths.map((each) => each * width) : lengths;
  }

  /**
   * Call `act` for each copy of each item that meets the frame.
   * @param {OverlayItem[]} items
   * @param {Frame} frame
   * @param {(shape: OverlayShape, dx: number) => void} act is given how far right its pixels are moved
   */
  function eachInView(items, { scale, left, top, width, height }, act) {
    const world = WORLD * scale;
    items.forEach(({ shape }) => {
      const { box } = shape;
      if (box.bottom * scale - top < -AIR || box.top * scale - top > height + AIR) return;
      const last = Math.floor((left + width + AIR - box.left * scale) / world);
      for (let copy = Math.ceil((left - AIR - box.right * scale) / world); copy <= last; copy += 1) {
        act(shape, copy * world - left);
      }
    });
  }

  /**
   * Add a line to the path; pieces that lie wholly on one side of the frame are left out.
   * @param {CanvasRenderingContext2D} pen
   * @param {Float64Array} pixels
   * @param {Frame} frame
   * @param {number} dx
   */
  function traceLine(pen, pixels, { scale, top, width, height }, dx) {
    let [fromX, fromY, drawing] = [pixels[0] * scale + dx, pixels[1] * scale - top, false];
    for (let at = 2; at < pixels.length; at += 2) {
      const x = pixels[at] * scale + dx;
      const y = pixels[at + 1] * scale - top;
      if (at < pixels.length - 2 && Math.abs(x - fromX) < NEAR && Math.abs(y - fromY) < NEAR) continue;
      const isBeside = (x < -AIR && fromX < -AIR) || (x > width + AIR && fromX > width + AIR)
        || (y < -AIR && fromY < -AIR) || (y > height + AIR && fromY > height + AIR);
      if (!isBeside) {
        if (!drawing) pen.moveTo(fromX, fromY);
        pen.lineTo(x, y);
      }
      drawing = !isBeside;
      fromX = x;
      fromY = y;
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Float64Array} pixels
   * @param {Frame} frame
   * @param {number} dx
   */
  function traceRing(pen, pixels, { scale, top }, dx) {
    for (let at = 0; at < pixels.length; at += 2) {
      pen.lineTo(pixels[at] * scale + dx, pixels[at + 1] * scale - top);
    }
    pen.closePath();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Alike} group
   * @param {Frame} frame
   * @param {string} colour
   */
  function fillAreas(pen, { items }, frame, colour) {
    pen.fillStyle = colour;
    pen.globalAlpha = 0.16;
    eachInView(items, frame, ({ rings }, dx) => {
      if (!rings.length) return;
      pen.beginPath();
      rings.forEach((ring) => traceRing(pen, ring, frame, dx));
      pen.fill('evenodd');
    });
    pen.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Alike} group
   * @param {Frame} frame
   * @param {string} colour
   * @param {number} [more] width
   */
  function strokeLines(pen, { items, paint }, frame, colour, more = 0) {
    const width = paint.width + more;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineCap = paint.dash === 'dashed' ? 'butt' : 'round';
    pen.setLineDash(more ? [] : dashesOf(paint));
    let traced = 0;
    pen.beginPath();
    eachInView(items, frame, ({ lines, rings }, dx) => {
      [...lines, ...rings].forEach((line) => {
        traceLine(pen, line, frame, dx);
        traced += 1;
        // A path of a hundred thousand lines that cross takes minutes: its time grows with their square.
        if (traced % AT_ONCE) return;
        pen.stroke();
        pen.beginPath();
      });
    });
    pen.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Alike} group
   * @param {Frame} frame
   * @param {string} colour
   * @param {number} [more] width
   */
  function dotPoints(pen, { items, paint }, frame, colour, more = 0) {
    const radius = paint.width + 1.5 + more / 2;
    pen.fillStyle = colour;
    pen.beginPath();
    eachInView(items, frame, ({ points }, dx) => points.forEach((point) => {
      const x = point[0] * frame.scale + dx;
      const y = point[1] * frame.scale - frame.top;
      pen.moveTo(x + radius, y);
      pen.arc(x, y, radius, 0, 2 * Math.PI);
    }));
    pen.fill();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ dashesOf, dotPoints, fillAreas, strokeLines }));
})();
