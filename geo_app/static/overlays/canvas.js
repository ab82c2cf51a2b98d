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
 * @property {HTMLCanvasElement} element the one of the two below that is shown
 * @property {HTMLCanvasElement} drawn
 * @property {CanvasRenderingContext2D} pen of it
 * @property {HTMLCanvasElement} [laid] for pictures that nothing is drawn on; a frame of the map costs it nothing
 * @property {L.LatLng} corner of the map that lies at its top left
 * @property {number} zoom at which it was drawn
 * @property {boolean} zooming it is stretched meanwhile
 * @property {Alike[] | null} groups null: to be made anew
 * @property {Grid<Chunk> | null} grid of what is shown; null: to be made anew
 * @property {InkMemory} memory of what was drawn in slices
 * @property {boolean} isMuch more than the pen can draw between two frames
 * @property {Picture | null} picture what was drawn so last
 * @property {string} casing its colour
 * @property {Painter | null} painter
 * @property {boolean} isAlone there can be no painter
 * @property {{stop: () => void} | null} drawing that is under way
 * @property {Ahead | null} ahead what is being drawn for the end of a zoom
 * @property {() => void} drawSoon
 */

(function () {
  'use strict';

  const PADDING = 0.25;
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
    const element = geoApp.makeFace();
    /** @type {HTMLElement} */ (map.getPane('overlays')).append(element);
    const pen = /** @type {CanvasRenderingContext2D} */ (element.getContext('2d'));
    /** @type {OverlayCanvas} */
    const canvas = {
      element, drawn: element, pen, corner: map.getCenter(), zoom: map.getZoom(), zooming: false, groups: null, grid: null,
      memory: [], isMuch: false, picture: null, casing: '', painter: null, isAlone: false, drawing: null, ahead: null,
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
  function watch(view, canvas) {
    const { map } = view;
    const stretch = (/** @type {L.Point} */ point, /** @type {number} */ zoom) => {
      canvas.zooming = true;
      L.DomUtil.setTransform(canvas.element, point, map.getZoomScale(zoom, canvas.zoom));
    };
    map.on('zoomanim', ({ center, zoom }) => {
      stretch(map._latLngToNewLayerPoint(canvas.corner, zoom, center), zoom);
      if (canvas.isMuch && !isForPaper()) geoApp.drawAhead(view, canvas, layersOf(view, canvas), center, zoom);
    });
    map.on('zoom', () => stretch(map.latLngToLayerPoint(canvas.corner), map.getZoom()));
    // What is drawn in slices would come too late now, and make the movement jerk.
    map.on('movestart', () => {
      stop(canvas);
      canvas.drawing = null;
    });
    map.on('moveend', () => {
      canvas.zooming = false;
      draw(view, canvas);
    });
    map.on('popupopen popupclose resize', canvas.drawSoon);
    new MutationObserver(canvas.drawSoon).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    ['(prefers-color-scheme: dark)', 'print'].forEach((query) =>
      window.matchMedia(query).addEventListener('change', () => draw(view, canvas)));
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
   * @param {Picture} [image] the lines, where the pen would take too long for them
   */
  function paint(view, canvas, lie, image) {
    const { pen, drawn, groups } = canvas;
    const all = groups || [];
    const { sheet } = lie;
    drawn.width = 0; // what it shows now, and how its pen was set
    geoApp.placeFace(view, canvas, lie, drawn);
    pen.setTransform(sheet.density, 0, 0, sheet.density, 0, 0);
    const token = readTokens();
    const colour = (/** @type {Alike} */ { paint: { color } }) => (typeof color === 'number' ? token(`--overlay-${color}`) : color);
    const casing = token('--casing');
    const others = image ? geoApp.withoutLines(all) : all;
    Object.assign(pen, { lineJoin: 'round' });
    if (image) geoApp.putPicture(pen, image);
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
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {Alike[]} all that is shown, and what is open
   */
  function allOf({ openedItem: open }, { groups }) {
    return [...groups || [], ...open ? [{ paint: open.overlay.paint(open), items: [open] }] : []];
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {Lie} lie
   * @param {Picture} picture of it
   */
  function show(view, canvas, lie, picture) {
    const { bitmap } = picture;
    Object.assign(canvas, { picture, casing: readTokens()('--casing') });
    const isAll = geoApp.withoutLines(allOf(view, canvas)).every(({ items }) => !items.length);
    if (bitmap && isAll) geoApp.layPicture(view, canvas, lie, bitmap);
    else paint(view, canvas, lie, picture);
  }

  /**
   * @param {OverlayCanvas} canvas
   * @param {InkLayer[]} layers
   * @param {Sheet} sheet
   * @returns {boolean} it shows just that already, where it was only moved
   */
  function isShown({ picture, casing }, layers, { scale, density, left, top, width, height }) {
    if (!picture) return false;
    const held = picture.sheet;
    return held.scale === scale && held.density === density && held.left <= left && held.top <= top
      && held.left + held.width >= left + width && held.top + held.height >= top + height
      && casing === readTokens()('--casing') && geoApp.areSame(picture.layers, layers);
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {InkLayer[]}
   */
  function layersOf({ openedItem }, { groups }) {
    return geoApp.inkLayers(groups || [], readTokens(), CASING, openedItem);
  }

  /**
   * What is seen comes first; what lies around it, once the map has rested.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {Generator<number | Promise<unknown> | void, void>}
   */
  function* drawMuch(view, canvas) {
    const painter = isForPaper() ? null : painterOf(view, canvas);
    const layers = layersOf(view, canvas);
    const [seen, around] = [geoApp.seenMargin, PADDING].map((padding) => geoApp.findLie(view, padding));
    const all = allOf(view, canvas);
    const networks = yield* geoApp.networksOf(all.filter(({ items: [{ overlay }] }) => !painter?.weaves(overlay)));
    const draw = function* (/** @type {Lie} */ lie) {
      /** @type {Picture | null} */
      let picture = null;
      if (painter) yield geoApp.pictureFrom(canvas, painter, networks, layers, lie.sheet).then((made) => { picture = made; });
      else picture = yield* geoApp.drawLayers(canvas.memory, networks, layers, lie.sheet);
      if (picture) show(view, canvas, lie, picture);
    };
    if (isForPaper() || !isShown(canvas, layers, seen.sheet)) yield* draw(seen);
    view.map.getContainer().classList.remove(DRAWING);
    yield* geoApp.networksOf(all); // for the pointer, which asks for them here
    yield REST;
    yield* draw(around);
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @returns {Painter | null} null where all must be made here
   */
  function painterOf(view, canvas) {
    const failed = () => {
      canvas.isAlone = true;
      stop(canvas);
      closePainter(view, canvas);
      canvas.drawSoon();
    };
    const foreseen = view.painter?.hasFailed ? null : view.painter;
    canvas.painter = canvas.painter || (canvas.isAlone ? null : foreseen || geoApp.makePainter(view));
    view.painter = null;
    canvas.isAlone = !canvas.painter;
    if (canvas.painter) canvas.painter.failed = failed;
    if (canvas.painter) canvas.memory = [];
    return canvas.painter;
  }

  /** @param {View} view @param {OverlayCanvas} canvas */
  function closePainter(view, canvas) {
    canvas.painter?.close();
    Object.assign(canvas, { painter: null, ahead: null });
    geoApp.dismissPainter(view);
  }

  /** @param {OverlayCanvas} canvas goes no further with what is under way */
  function stop({ drawing, painter }) {
    drawing?.stop();
    if (drawing) painter?.rest();
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
    const drawing = geoApp.inSlices(drawMuch(view, canvas), () => { canvas.drawing = null; });
    canvas.drawing = drawing;
    if (isForPaper()) drawing.finish();
  }

  /**
   * @param {View} view
   * @param {OverlayCanvas} canvas
   */
  function draw(view, canvas) {
    if (canvas.zooming) return;
    stop(canvas);
    canvas.drawing = null;
    canvas.groups = canvas.groups || geoApp.groupItems(view);
    canvas.isMuch = geoApp.isMuch(canvas.groups);
    if (!canvas.isMuch) {
      closePainter(view, canvas);
      Object.assign(canvas, { memory: [], picture: null });
    }
    view.map.getContainer().classList.toggle(DRAWING, canvas.isMuch);
    if (canvas.isMuch) drawInSlices(view, canvas);
    else paint(view, canvas, geoApp.findLie(view, PADDING));
  }

  /** @param {View} view after anything about them has changed */
  function redrawOverlays(view) {
    view.overlayCanvas = view.overlayCanvas || makeCanvas(view);
    Object.assign(view.overlayCanvas, { groups: null, grid: null });
    view.overlayCanvas.drawSoon();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ redrawOverlays }));
})();
