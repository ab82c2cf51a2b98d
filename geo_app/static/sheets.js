/*
 * Sheets: the SVG in which the paths of a pane are drawn reaches beyond the map. As long as the map is moved
 * within it, nothing is drawn anew; Leaflet would draw all of it after each movement.
 */

/**
 * What a sheet has of its own and of Leaflet's.
 * @typedef {object} Sheeted
 * @property {L.Map} _map
 * @property {L.Bounds} [_bounds] what it shows, in pixels of the map's layers
 * @property {number} _zoom
 * @property {{size: L.Point, origin: L.Point}} [drawnAt]
 */

(function () {
  'use strict';

  const PADDING = 0.4;
  const BESIDE = 8; // pixels beside the map, from where the broadest line is seen

  /**
   * @param {Sheeted} sheet
   * @returns {boolean} it shows all that is to be seen, and where it has to
   */
  function isEnough({ _map: map, _bounds: bounds, _zoom: zoom, drawnAt }) {
    if (!bounds || !drawnAt || zoom !== map.getZoom()) return false;
    const size = map.getSize();
    if (!size.equals(drawnAt.size) || !map.getPixelOrigin().equals(drawnAt.origin)) return false;
    return bounds.contains(L.bounds(
      map.containerPointToLayerPoint([-BESIDE, -BESIDE]), map.containerPointToLayerPoint(size.add([BESIDE, BESIDE]))));
  }

  const { _update: update } = /** @type {{_update: () => void}} */ (/** @type {unknown} */ (L.SVG.prototype));
  const Sheet = /** @type {new (options: L.RendererOptions) => L.SVG} */ (/** @type {unknown} */ (
    L.SVG.extend(/** @type {ThisType<Sheeted>} */ ({
      _update() {
        if (isEnough(this)) return;
        const before = this._bounds;
        update.call(this);
        // While a zoom is animated, it leaves all as it is.
        if (this._bounds !== before) this.drawnAt = { size: this._map.getSize(), origin: this._map.getPixelOrigin() };
      },
    }))));

  /**
   * @param {string} pane
   * @returns {L.SVG}
   */
  const makeSheet = (pane) => new Sheet({ pane, padding: PADDING });

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeSheet }));
})();
