/*
 * Faces: the canvas that the map shows is one of two. One is drawn on; on the other a finished picture is laid as it
 * is: Chromium without a GPU copies all pixels of what is drawn on for each frame, even if it was only moved.
 */
(function () {
  'use strict';

  /** @returns {HTMLCanvasElement} */
  function makeFace() {
    return geoApp.html('canvas', { class: 'overlay-canvas leaflet-zoom-animated', 'aria-hidden': 'true' });
  }

  /**
   * @param {View} view
   * @param {number} padding part of the map that is drawn beyond each of its sides
   * @param {L.Point} [origin] where the pixels of its pane begin
   * @param {number} [zoom]
   * @returns {Lie} where the canvas has to lie for what is seen then, or now
   */
  function findLie({ map }, padding, origin = map.getPixelOrigin(), zoom = map.getZoom()) {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-padding)).round();
    const [width, height] = [size.x, size.y].map((each) => Math.ceil(each * (1 + 2 * padding)));
    const { x: left, y: top } = origin.add(corner);
    const density = Math.min(2, window.devicePixelRatio || 1);
    return { corner, zoom, sheet: { scale: map.getZoomScale(zoom, 0), left, top, width, height, density } };
  }

  /**
   * Put one of the two canvases there instead of what is shown.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {Lie} lie
   * @param {HTMLCanvasElement} element is empty then, unless it has that size already
   */
  function placeFace({ map }, canvas, { corner, zoom, sheet: { width, height, density } }, element) {
    const size = { width: Math.floor(width * density), height: Math.floor(height * density) };
    if (element.width !== size.width || element.height !== size.height) Object.assign(element, size);
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
    L.DomUtil.setTransform(element, corner, 1);
    const before = canvas.element;
    Object.assign(canvas, { element, corner: map.layerPointToLatLng(corner), zoom });
    if (before === element) return;
    before.replaceWith(element);
    Object.assign(before, { width: 0, height: 0 }); // it keeps no pixels
  }

  /**
   * Show a picture as it is.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {Lie} lie
   * @param {ImageBitmap} bitmap
   */
  function layPicture(view, canvas, lie, bitmap) {
    const element = canvas.laid || makeFace();
    canvas.laid = element;
    placeFace(view, canvas, lie, element);
    /** @type {ImageBitmapRenderingContext} */ (element.getContext('bitmaprenderer')).transferFromImageBitmap(bitmap);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Picture} picture
   */
  function putPicture(pen, { image, bitmap }) {
    if (image) pen.putImageData(image, 0, 0);
    if (!bitmap) return;
    pen.save();
    pen.resetTransform();
    pen.drawImage(bitmap, 0, 0);
    pen.restore();
    bitmap.close();
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    findLie, layPicture, makeFace, placeFace, putPicture,
  }));
})();
