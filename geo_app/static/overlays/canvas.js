/* The canvas on which all overlays are drawn: it moves and zooms with the map, and rests when that does. */

/**
 * @typedef {object} OverlayPaint how an item looks
 * @property {number | string} color of the palette, 1 to 8, or a colour of CSS
 * @property {number} width in pixels
 * @property {'solid' | 'dashed' | 'dotted'} dash
 * @property {boolean} shown
 *
 * @typedef {{paint: OverlayPaint, items: OverlayItem[]}} Alike items that look alike
 *
 * @typedef {object} OverlayCanvas
 * @property {HTMLCanvasElement} element
 * @property {CanvasRenderingContext2D} pen
 * @property {L.LatLng} corner of the map that lies at its top left
 * @property {number} zoom at which it was drawn
 * @property {boolean} zooming it is stretched meanwhile
 * @property {Alike[] | null} groups null: to be made anew
 * @property {Grid<Chunk> | null} grid of what is shown; null: to be made anew
 * @property {() => void} drawSoon
 */

(function () {
  'use strict';

  const PADDING = 0.25;
  const CASING = 2.4;
  /* Of more lines than these in one drawing none has a casing: they would be nothing but casings. */
  const MANY = 4000;

  /**
   * @param {View} view
   * @returns {OverlayCanvas}
   */
  function makeCanvas(view) {
    const { map } = view;
    map.createPane('overlays').style.zIndex = '415';
    const element = geoApp.html('canvas', { class: 'overlay-canvas leaflet-zoom-animated', 'aria-hidden': 'true' });
    /** @type {HTMLElement} */ (map.getPane('overlays')).append(element);
    const pen = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    /** @type {OverlayCanvas} */
    const canvas = {
      element, pen, corner: map.getCenter(), zoom: map.getZoom(), zooming: false, groups: null, grid: null,
      drawSoon: geoApp.oncePerFrame(() => draw(view, canvas)),
    };
    watch(view, canvas);
    geoApp.answerPointer(view);
    return canvas;
  }

  /**
   * It moves with its pane, is stretched while the map zooms, and is drawn anew when that comes to rest.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   */
  function watch({ map }, canvas) {
    const { element } = canvas;
    const stretch = (/** @type {L.Point} */ point, /** @type {number} */ zoom) => {
      canvas.zooming = true;
      L.DomUtil.setTransform(element, point, map.getZoomScale(zoom, canvas.zoom));
    };
    map.on('zoomanim', ({ center, zoom }) => stretch(map._latLngToNewLayerPoint(canvas.corner, zoom, center), zoom));
    map.on('zoom', () => stretch(map.latLngToLayerPoint(canvas.corner), map.getZoom()));
    map.on('moveend', () => {
      canvas.zooming = false;
      draw(geoApp.viewOf(map), canvas);
    });
    map.on('popupopen popupclose resize', canvas.drawSoon);
    new MutationObserver(canvas.drawSoon).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    ['(prefers-color-scheme: dark)', 'print'].forEach((query) =>
      window.matchMedia(query).addEventListener('change', () => draw(geoApp.viewOf(map), canvas)));
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {Frame} what it shows now; it is put there, and empty
   */
  function place({ map }, canvas) {
    const { element, pen } = canvas;
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    const [width, height] = [size.x, size.y].map((each) => Math.ceil(each * (1 + 2 * PADDING)));
    const density = Math.min(2, window.devicePixelRatio || 1);
    Object.assign(element, { width: width * density, height: height * density });
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
    L.DomUtil.setTransform(element, corner, 1);
    pen.setTransform(density, 0, 0, density, 0, 0);
    Object.assign(canvas, { corner: map.layerPointToLatLng(corner), zoom: map.getZoom() });
    const { x: left, y: top } = map.getPixelOrigin().add(corner);
    return { scale: map.getZoomScale(map.getZoom(), 0), left, top, width, height };
  }

  /**
   * @param {View} view
   * @returns {Alike[]} what is shown, from the bottom to the top
   */
  function groupItems({ overlays }) {
    /** @type {Map<string, Alike>} */
    const groups = new Map();
    overlays.forEach((overlay) => overlay.items.forEach((item) => {
      const paint = overlay.paint(item);
      if (!paint.shown) return;
      const key = [overlay.id, paint.color, paint.width, paint.dash].join();
      const group = groups.get(key);
      if (group) group.items.push(item);
      else groups.set(key, { paint, items: [item] });
    }));
    return [...groups.values()];
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   */
  function draw(view, canvas) {
    if (canvas.zooming) return;
    canvas.groups = canvas.groups || groupItems(view);
    const { groups, pen } = canvas;
    const frame = place(view, canvas);
    const style = getComputedStyle(document.documentElement);
    const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const colour = (/** @type {Alike} */ { paint: { color } }) => (typeof color === 'number' ? token(`--overlay-${color}`) : color);
    const casing = token('--casing');
    const count = groups.reduce((sum, { items }) => sum + items.length, 0);
    Object.assign(pen, { lineJoin: 'round' });
    groups.forEach((group) => geoApp.fillAreas(pen, group, frame, colour(group)));
    if (count < MANY) groups.forEach((group) => geoApp.strokeLines(pen, group, frame, casing, CASING));
    const item = view.openedItem;
    const open = item && { items: [item], paint: item.overlay.paint(item) };
    groups.forEach((group) => geoApp.strokeLines(pen, group, frame, colour(group)));
    if (open) geoApp.strokeLines(pen, open, frame, token('--focus'), 2 * CASING);
    if (open) geoApp.strokeLines(pen, open, frame, colour(open));
    groups.forEach((group) => geoApp.dotPoints(pen, group, frame, casing, CASING));
    if (open) geoApp.dotPoints(pen, open, frame, token('--focus'), 2 * CASING);
    groups.forEach((group) => geoApp.dotPoints(pen, group, frame, colour(group)));
  }

  /** @param {View} view after anything about them has changed */
  function redrawOverlays(view) {
    view.overlayCanvas = view.overlayCanvas || makeCanvas(view);
    Object.assign(view.overlayCanvas, { groups: null, grid: null });
    view.overlayCanvas.drawSoon();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ redrawOverlays }));
})();
