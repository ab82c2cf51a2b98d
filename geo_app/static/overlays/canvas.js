/* The canvas on which all overlays are drawn: it moves and zooms with the map, and rests when that does. */

/**
 * @typedef {object} OverlayPaint how an item looks
 * @property {number | string} color of the palette, 1 to 8, or a colour of CSS
 * @property {number} width in pixels
 * @property {'solid' | 'dashed' | 'dotted'} dash
 * @property {boolean} shown
 *
 * @typedef {{corner: L.Point, zoom: number, sheet: Sheet}} Lie where it lies, in pixels of its pane
 *
 * @typedef {object} OverlayCanvas
 * @property {HTMLCanvasElement} element
 * @property {CanvasRenderingContext2D} pen
 * @property {L.LatLng} corner of the map that lies at its top left
 * @property {number} zoom at which it was drawn
 * @property {boolean} zooming it is stretched meanwhile
 * @property {Alike[] | null} groups null: to be made anew
 * @property {Grid<Chunk> | null} grid of what is shown; null: to be made anew
 * @property {InkMemory} memory of what was drawn in slices
 * @property {boolean} isMuch more than the pen can draw between two frames
 * @property {Picture | null} picture what was drawn in slices last
 * @property {Slices<void> | null} drawing that is under way
 * @property {() => void} drawSoon
 */

(function () {
  'use strict';

  const PADDING = 0.25;
  const NARROW = 0.02;
  const REST = 250; // milliseconds
  const CASING = 2.4;
  /* The class of the map while not all of its overlays that is to be seen is drawn. */
  const DRAWING = 'is-drawing';

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
      memory: [], isMuch: false, picture: null, drawing: null,
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
    // What is drawn in slices would come too late now, and make the movement jerk.
    map.on('movestart', () => canvas.drawing?.stop());
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
   * @param {number} padding part of the map that is drawn beyond each of its sides
   * @returns {Lie} where the canvas has to lie for what is seen now
   */
  function findLie({ map }, padding) {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-padding)).round();
    const [width, height] = [size.x, size.y].map((each) => Math.ceil(each * (1 + 2 * padding)));
    const { x: left, y: top } = map.getPixelOrigin().add(corner);
    const density = Math.min(2, window.devicePixelRatio || 1);
    return { corner, zoom: map.getZoom(), sheet: { scale: map.getZoomScale(map.getZoom(), 0), left, top, width, height, density } };
  }

  /**
   * Put the canvas there; it is empty then.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {Lie} lie
   */
  function place({ map }, canvas, { corner, zoom, sheet: { width, height, density } }) {
    const { element, pen } = canvas;
    Object.assign(element, { width: width * density, height: height * density });
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
    L.DomUtil.setTransform(element, corner, 1);
    pen.setTransform(density, 0, 0, density, 0, 0);
    Object.assign(canvas, { corner: map.layerPointToLatLng(corner), zoom });
  }

  /** @returns {(name: string) => string} what a token of the theme is now */
  function readTokens() {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(name).trim();
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {Lie} lie
   * @param {ImageData} [image] the lines, where the pen would take too long for them
   */
  function paint(view, canvas, lie, image) {
    place(view, canvas, lie);
    const { pen, groups } = canvas;
    const all = groups || [];
    const { sheet } = lie;
    const token = readTokens();
    const colour = (/** @type {Alike} */ { paint: { color } }) => (typeof color === 'number' ? token(`--overlay-${color}`) : color);
    const casing = token('--casing');
    const others = image ? geoApp.withoutLines(all) : all;
    Object.assign(pen, { lineJoin: 'round' });
    if (image) pen.putImageData(image, 0, 0);
    pen.globalCompositeOperation = 'destination-over';
    [...others].reverse().forEach((group) => geoApp.fillAreas(pen, group, sheet, colour(group)));
    pen.globalCompositeOperation = 'source-over';
    if (!image && geoApp.hasCasing(all)) all.forEach((group) => geoApp.strokeLines(pen, group, sheet, casing, CASING));
    const item = view.openedItem;
    const open = item && { items: [item], paint: item.overlay.paint(item) };
    if (!image) all.forEach((group) => geoApp.strokeLines(pen, group, sheet, colour(group)));
    if (open && !image) geoApp.strokeLines(pen, open, sheet, token('--focus'), 2 * CASING);
    if (open && !image) geoApp.strokeLines(pen, open, sheet, colour(open));
    others.forEach((group) => geoApp.dotPoints(pen, group, sheet, casing, CASING));
    if (open) geoApp.dotPoints(pen, open, sheet, token('--focus'), 2 * CASING);
    others.forEach((group) => geoApp.dotPoints(pen, group, sheet, colour(group)));
  }

  /** @returns {boolean} it is drawn for paper, which does not wait */
  function isForPaper() {
    return document.documentElement.classList.contains('is-printing') || window.matchMedia('print').matches;
  }

  /**
   * What is seen comes first; what lies around it, once the map has rested.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {Generator<number | void, void>}
   */
  function* drawMuch(view, canvas) {
    const layers = geoApp.inkLayers(canvas.groups || [], readTokens(), CASING, view.openedItem);
    const [seen, around] = [NARROW, PADDING].map((padding) => findLie(view, padding));
    const show = (/** @type {Lie} */ lie, /** @type {Picture} */ picture) => {
      canvas.picture = picture;
      paint(view, canvas, lie, picture.image);
    };
    show(seen, yield* geoApp.drawLayers(canvas.memory, layers, seen.sheet));
    view.map.getContainer().classList.remove(DRAWING);
    yield REST;
    show(around, yield* geoApp.drawLayers(canvas.memory, layers, around.sheet));
  }

  /**
   * What was drawn before stays until the new drawing is finished.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   */
  function drawInSlices(view, canvas) {
    const { map } = view;
    L.DomUtil.setTransform(
      canvas.element, map.latLngToLayerPoint(canvas.corner), map.getZoomScale(map.getZoom(), canvas.zoom));
    canvas.drawing = geoApp.inSlices(drawMuch(view, canvas), () => { canvas.drawing = null; });
    if (isForPaper()) canvas.drawing.finish();
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   */
  function draw(view, canvas) {
    if (canvas.zooming) return;
    canvas.drawing?.stop();
    canvas.drawing = null;
    canvas.groups = canvas.groups || geoApp.groupItems(view);
    canvas.isMuch = geoApp.isMuch(canvas.groups);
    if (!canvas.isMuch) Object.assign(canvas, { memory: [], picture: null });
    view.map.getContainer().classList.toggle(DRAWING, canvas.isMuch);
    if (canvas.isMuch) drawInSlices(view, canvas);
    else paint(view, canvas, findLie(view, PADDING));
  }

  /** @param {View} view after anything about them has changed */
  function redrawOverlays(view) {
    view.overlayCanvas = view.overlayCanvas || makeCanvas(view);
    Object.assign(view.overlayCanvas, { groups: null, grid: null });
    view.overlayCanvas.drawSoon();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ redrawOverlays }));
})();
