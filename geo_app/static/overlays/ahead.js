/* Ahead: while the map glides to another zoom, the studio draws what will be seen there. */

/**
 * @typedef {{sheet: Sheet, layers: InkLayer[], made: Promise<Picture | null>}} Ahead
 */

(function () {
  'use strict';

  /* Part of the map that is drawn beyond each of its sides, before what lies around it is. */
  const MARGIN = 0.02;

  /**
   * Nothing that is not drawn yet: the studio may not have got it.
   * @param {View} view
   * @param {OverlayCanvas} canvas
   * @param {InkLayer[]} layers
   * @param {L.LatLng} center of the map at the end of the zoom
   * @param {number} zoom
   */
  function drawAhead(view, canvas, layers, center, zoom) {
    const { painter, picture } = canvas;
    canvas.ahead = null;
    if (!painter || !picture || !geoApp.areSame(picture.layers, layers)) return;
    const { sheet } = geoApp.findLie(view, MARGIN, view.map._getNewPixelOrigin(center, zoom), zoom);
    canvas.ahead = { sheet, layers, made: painter.draw(new Map(), layers, sheet) };
  }

  /**
   * @param {OverlayCanvas} canvas
   * @param {Painter} painter
   * @param {Map<number, Network>} networks
   * @param {InkLayer[]} layers
   * @param {Sheet} sheet
   * @returns {Promise<Picture | null>} the one that was drawn ahead, if it is that
   */
  async function pictureFrom(canvas, painter, networks, layers, sheet) {
    const { ahead, drawing } = canvas;
    canvas.ahead = null;
    const isThat = ahead && geoApp.isSameSheet(ahead.sheet, sheet) && geoApp.areSame(ahead.layers, layers);
    const made = isThat ? await ahead.made : null;
    // Whoever stopped it meanwhile asks for another picture.
    return made || (isThat && canvas.drawing !== drawing ? null : painter.draw(networks, layers, sheet));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ drawAhead, pictureFrom, seenMargin: MARGIN }));
})();
