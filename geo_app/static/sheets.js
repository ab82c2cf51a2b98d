/*
 * Sheets: the SVG in which the paths of a pane are drawn reaches beyond the map. As long as the map is moved
 * within it, nothing is drawn anew; Leaflet would draw all of it after each movement.
 *
 * A stack is a pane of panes that a zoom moves as one, while what is in them stands still: one surface for
 * all of them, where Leaflet has a browser put together one for each, in every frame.
 */

/**
 * What a sheet has of its own and of Leaflet's.
 * @typedef {object} Sheeted
 * @property {L.Map} _map
 * @property {L.Bounds} [_bounds] what it shows, in pixels of the map's layers
 * @property {number} _zoom
 * @property {{size: L.Point, origin: L.Point}} [drawnAt]
 *
 * What stands still in a stack, of Leaflet's.
 * @typedef {object} Standing
 * @property {boolean} _zoomAnimated
 * @property {SVGElement} _container
 * @property {HTMLElement} _image
 * @property {() => void} _reset
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
  const Sheet = /** @type {typeof L.SVG} */ (L.SVG.extend(/** @type {ThisType<Sheeted>} */ ({
    _update() {
      if (isEnough(this)) return;
      const before = this._bounds;
      update.call(this);
      // While a zoom is animated, it leaves all as it is.
      if (this._bounds !== before) this.drawnAt = { size: this._map.getSize(), origin: this._map.getPixelOrigin() };
    },
  })));

  /** @param {HTMLElement | SVGElement} element is where Leaflet put it, without a surface of its own */
  function flatten(element) {
    const { x, y } = L.DomUtil.getPosition(/** @type {HTMLElement} */ (element));
    element.style.transform = `translate(${x}px,${y}px)`;
  }

  const { onAdd: addSheet } = Sheet.prototype;
  const { _update: updateSheet } = /** @type {{_update: () => void}} */ (/** @type {unknown} */ (Sheet.prototype));
  const StandingSheet = /** @type {typeof L.SVG} */ (Sheet.extend(/** @type {ThisType<Standing & L.SVG>} */ ({
    /** @param {L.Map} map */
    onAdd(map) {
      this._zoomAnimated = false;
      return addSheet.call(this, map);
    },
    _update() {
      updateSheet.call(this);
      flatten(this._container);
    },
    _updateTransform() {
      // Its stack is moved.
    },
  })));

  const { onAdd: addImage } = L.ImageOverlay.prototype;
  const { _reset: placeImage } = /** @type {Standing} */ (/** @type {unknown} */ (L.ImageOverlay.prototype));
  const StandingImage = /** @type {typeof L.ImageOverlay} */ (L.ImageOverlay.extend(
    /** @type {ThisType<Standing & L.ImageOverlay>} */ ({
      /** @param {L.Map} map */
      onAdd(map) {
        this._zoomAnimated = false;
        return addImage.call(this, map);
      },
      getEvents() {
        return { viewreset: this._reset, zoomend: this._reset };
      },
      _reset() {
        placeImage.call(this);
        flatten(this._image);
      },
    })));

  /**
   * @param {L.Map} map
   * @param {string} name
   * @param {number} order its z-index
   * @returns {HTMLElement} a pane for panes, in which makeSheet's and makeImage's stand still
   */
  function makeStack(map, name, order) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    pane.classList.add('stack', 'leaflet-zoom-animated');
    /** @type {{zoom: number, origin: L.Point} | undefined} of what is drawn */
    let drawn;
    /** @param {L.LatLng} center @param {number} zoom */
    const move = (center, zoom) => {
      if (!drawn) return;
      const scale = map.getZoomScale(zoom, drawn.zoom);
      L.DomUtil.setTransform(pane, drawn.origin.multiplyBy(scale).subtract(map._getNewPixelOrigin(center, zoom)), scale);
    };
    const settle = () => {
      const [zoom, origin] = [map.getZoom(), map.getPixelOrigin()];
      if (drawn?.zoom === zoom && drawn.origin.equals(origin)) return;
      drawn = { zoom, origin };
      L.DomUtil.setTransform(pane, L.point(0, 0), 1);
    };
    map.whenReady(settle).on({
      viewreset: settle,
      moveend: settle,
      zoom: () => move(map.getCenter(), map.getZoom()),
      zoomanim: ({ center, zoom }) => move(center, zoom),
    });
    return pane;
  }

  /**
   * @param {string} pane
   * @param {boolean} [inStack]
   * @returns {L.SVG}
   */
  const makeSheet = (pane, inStack = false) => new (inStack ? StandingSheet : Sheet)({ pane, padding: PADDING });

  /**
   * @param {string} address
   * @param {L.LatLngBounds} bounds
   * @param {L.ImageOverlayOptions} options its pane is in a stack
   * @returns {L.ImageOverlay}
   */
  const makeImage = (address, bounds, options) => new StandingImage(address, bounds, options);

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ makeImage, makeSheet, makeStack }));
})();
