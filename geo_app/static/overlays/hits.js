/* Hits: which item lies under the pointer, and what a click on it does. */

/**
 * A stretch of a line, a ring or a point, or with `rings` an area; found by where it lies.
 * @typedef {Box & {item: OverlayItem, pixels: Float64Array, from: number, to: number, rings?: Float64Array[]}} Chunk
 *
 * @typedef {{item: OverlayItem | null, square: number}} Hit and how far away, squared
 */

(function () {
  'use strict';

  const WORLD = 256;
  /* The grid is made for the screen: so it has 64 columns around the world. */
  const FINE = 16;
  const CHUNK = 32; // numbers of a line that lie in one box
  const REACH = 8;
  const TOUCH_REACH = 14;

  /** @param {Box} box in pixels of the world */
  const finer = ({ left, top, right, bottom }) => (
    { left: left * FINE, top: top * FINE, right: right * FINE, bottom: bottom * FINE });

  /**
   * @param {OverlayItem} item
   * @returns {Chunk[]} areas first
   */
  function chunksOf(item) {
    const { lines, rings, points } = item.shape;
    /** @type {Chunk[]} */
    const found = rings.length ? [{ ...finer(item.shape.box), item, rings, pixels: rings[0], from: 0, to: 0 }] : [];
    [...lines, ...rings, ...points].forEach((pixels) => {
      for (let from = 0; from === 0 || from < pixels.length - 2; from += CHUNK) {
        const to = Math.min(from + CHUNK + 2, pixels.length);
        found.push({ ...finer(geoApp.boxAround(pixels, from, to)), item, pixels, from, to });
      }
    });
    return found;
  }

  /**
   * @param {OverlayCanvas} canvas that has its groups
   * @returns {Grid<Chunk>}
   */
  function gridOf(canvas) {
    if (!canvas.grid) {
      canvas.grid = geoApp.makeGrid();
      const { add } = canvas.grid;
      const groups = canvas.groups || [];
      (canvas.isMuch ? geoApp.withoutLines(groups) : groups)
        .forEach(({ items }) => items.forEach((item) => chunksOf(item).forEach(add)));
    }
    return canvas.grid;
  }

  /**
   * @param {Chunk} chunk
   * @param {number} x
   * @param {number} y
   * @returns {number} how far its line runs from the point, squared
   */
  function squareTo({ pixels, from, to }, x, y) {
    let least = (x - pixels[from]) ** 2 + (y - pixels[from + 1]) ** 2;
    for (let at = from; at < to - 2; at += 2) least = Math.min(least, geoApp.squareToPiece(pixels, at, x, y));
    return least;
  }

  /**
   * @param {Float64Array[]} rings
   * @param {number} x
   * @param {number} y
   * @returns {boolean} the point lies within, and in no hole
   */
  function isInside(rings, x, y) {
    let inside = false;
    rings.forEach((ring) => {
      for (let at = 0, last = ring.length - 2; at < ring.length; last = at, at += 2) {
        const [y1, y2] = [ring[at + 1], ring[last + 1]];
        if ((y1 > y) !== (y2 > y) && x < (ring[last] - ring[at]) * (y - y1) / (y2 - y1) + ring[at]) inside = !inside;
      }
    });
    return inside;
  }

  /**
   * What is nearest; lines and points before areas, and what lies above before what lies below.
   * @param {Grid<Chunk>} grid
   * @param {number} x in pixels of the world
   * @param {number} y
   * @param {number} reach
   * @returns {Hit}
   */
  function nearest(grid, x, y, reach) {
    /** @type {Hit} */
    const best = { item: null, square: Infinity };
    const around = finer({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
    grid.some(around, (chunk) => {
      const { item, rings } = chunk;
      if (!geoApp.overlaps(chunk, around)) return false;
      const found = rings ? isInside(rings, x, y) && reach ** 2 : squareTo(chunk, x, y);
      if (found !== false && found <= reach ** 2 && found <= best.square) Object.assign(best, { item, square: found });
      return false;
    });
    return best;
  }

  /**
   * @param {Pick<View, 'map' | 'overlayCanvas'>} view
   * @param {L.Point} point of the map's container
   * @param {number} reach in pixels
   * @returns {boolean | null} no line of very many runs there; null where that cannot be told by what is drawn
   */
  function isInkless({ map, overlayCanvas }, point, reach) {
    const picture = overlayCanvas?.picture;
    const isDrawn = picture && !overlayCanvas.drawing && picture.sheet.scale === map.getZoomScale(map.getZoom(), 0);
    return isDrawn ? !geoApp.hasInk(picture, map.containerPointToLayerPoint(point).add(map.getPixelOrigin()), reach) : null;
  }

  /**
   * @param {View} view
   * @param {L.Point} point of the map's container
   * @param {number} [reach] in pixels
   * @returns {OverlayItem | null}
   */
  function overlayItemAt({ map, overlayCanvas }, point, reach = REACH) {
    if (!overlayCanvas || !overlayCanvas.groups) return null;
    // Where nothing is drawn of so many lines, none need be looked at; while they are being drawn, nobody knows.
    const isBare = isInkless({ map, overlayCanvas }, point, reach);
    const grid = gridOf(overlayCanvas);
    const { x, y } = map.project(map.containerPointToLatLng(point), 0);
    const here = x - WORLD * Math.floor(x / WORLD);
    const far = reach / map.getZoomScale(map.getZoom(), 0);
    const copies = [here, here - WORLD, here + WORLD];
    const found = copies.map((each) => nearest(grid, each, y, far));
    if (overlayCanvas.isMuch && !isBare) found.push(geoApp.nearestLine(overlayCanvas.groups, copies, y, far, map.getZoom()));
    return found.reduce((best, each) => (each.square < best.square ? each : best)).item;
  }

  /**
   * Marks, routes of the map and whatever else answers by itself is left alone.
   * @param {View} view
   * @param {MouseEvent} event
   * @returns {boolean} it is meant for the map, where overlays are
   */
  function isForMap({ map, measure }, event) {
    const target = /** @type {Element} */ (event.target);
    return !measure && (target === map.getContainer() || target.matches('.country'));
  }

  /**
   * @param {View} view
   * @param {MouseEvent} event
   * @returns {OverlayItem | null}
   */
  function itemUnder(view, event) {
    const { map } = view;
    if (!isForMap(view, event)) return null;
    const { pointerType } = /** @type {PointerEvent} */ (event);
    const isTouch = pointerType ? pointerType === 'touch' : window.matchMedia('(pointer: coarse)').matches;
    return overlayItemAt(view, map.mouseEventToContainerPoint(event), isTouch ? TOUCH_REACH : REACH);
  }

  /**
   * @param {View} view
   * @param {MouseEvent} event
   * @returns {boolean} a click would open something; of very many lines their ink tells that, in no time
   */
  function isOver(view, event) {
    const isBare = isForMap(view, event) ? isInkless(view, view.map.mouseEventToContainerPoint(event), REACH) : true;
    return isBare === false || Boolean(itemUnder(view, event));
  }

  /** @param {View} view caught before Leaflet hears of it, which would open a country's card */
  function answerPointer(view) {
    const { map } = view;
    const container = map.getContainer();
    container.addEventListener('click', (event) => {
      // A click without a pointer is meant for what has the focus; one that ends a drag, for nothing.
      if (!event.detail || /** @type {{moved(): boolean}} */ (/** @type {unknown} */ (map.dragging)).moved()) return;
      const item = itemUnder(view, event);
      if (!item) return;
      event.stopPropagation();
      geoApp.openOverlayItem(view, item, { latLng: map.mouseEventToLatLng(event) });
    }, true);
    /** @type {MouseEvent} */
    let last;
    const point = geoApp.oncePerFrame(() => container.classList.toggle('is-over-overlay', isOver(view, last)));
    container.addEventListener('mousemove', (event) => {
      last = event;
      if (!event.buttons) point();
    });
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ answerPointer, overlayItemAt }));
})();
