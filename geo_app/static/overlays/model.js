/* The model: a document of routes becomes an overlay with items, which are measured and drawn at need. */

(function () {
  'use strict';

  const COLOURS = 8;
  const WORLD = 256;
  /* Of so many the lines are thinner. */
  const MANY = 100;
  let made = 0;

  /**
   * A route, a track, a point or an area; what takes time is found when it is asked for.
   * @implements {OverlayItem}
   */
  class Item {
    /**
     * @param {Overlay} overlay
     * @param {OverlayFeature} feature
     * @param {number} index
     */
    constructor(overlay, feature, index) {
      this.overlay = overlay;
      this.feature = feature;
      this.index = index;
      /** @type {OverlayShape | undefined} */
      this.drawn = undefined;
    }

    get shape() {
      this.drawn = this.drawn || geoApp.shapeOf(this.feature);
      return this.drawn;
    }

    /** @returns {string} */
    get title() { return titleOf(this); }

    get metres() { return geoApp.featureMetres(this.feature); }

    get lines() { return geoApp.featureLines(this.feature); }

    get points() { return geoApp.featurePoints(this.feature); }

    get bounds() { return geoApp.boundsOfBox(this.shape.box); }
  }

  /**
   * @param {OverlayItem} item
   * @param {'kind' | 'name'} role
   * @returns {string} what the file says of that, if anything
   */
  function propertyOf({ overlay, feature }, role) {
    const { roles = {} } = overlay.document;
    const value = (feature.properties || {})[roles[role] || role];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  }

  /**
   * @param {OverlayFeature} feature
   * @returns {OverlayStop[]} those that were found for it; a file may call anything of its own so
   */
  function stopsOf({ stops }) {
    return Array.isArray(stops) ? stops.filter((stop) => typeof stop?.text === 'string') : [];
  }

  /**
   * @param {OverlayItem} item
   * @returns {string} its name, else its ends, else its number in its overlay
   */
  function titleOf(item) {
    const { overlay, feature, index } = item;
    const stops = stopsOf(feature);
    const ends = stops.length > 1 ? [stops[0], stops[stops.length - 1]] : stops;
    return propertyOf(item, 'name') || ends.map(({ text, name }) => text || name || '').join(' – ')
      || `${overlay.name} ${index + 1}`;
  }

  /**
   * How an item looks as long as nobody says otherwise; style.js does.
   * @param {Overlay} overlay
   * @param {OverlayItem} [item]
   * @returns {OverlayPaint}
   */
  function paintOf({ shown, style, items }, item) {
    return { color: style.color || 1, width: style.width || (items.length < MANY ? 2 : 1.25), dash: style.line || 'solid', shown };
  }

  /**
   * @param {OverlayItem[]} items
   * @returns {Box} around all of them, once around the world at most
   */
  function boxOf(items) {
    const { box } = geoApp.gather(geoApp.isLarge(items) ? geoApp.roughBoxes(items) : items.map(({ shape }) => shape.box));
    return box.right - box.left < WORLD ? box : { ...box, left: 0, right: WORLD };
  }

  /**
   * @param {View} view
   * @returns {number} the first colour that no overlay has; then they begin again
   */
  function freeColour({ overlays }) {
    const taken = overlays.map(({ style }) => style.color);
    const colours = Array.from({ length: COLOURS }, (_, index) => index + 1);
    return colours.find((each) => !taken.includes(each)) || overlays.length % COLOURS + 1;
  }

  /**
   * @param {View} view
   * @param {OverlayDocument} document
   * @returns {Overlay}
   */
  function addOverlay(view, document) {
    const style = { color: freeColour(view), ...document.style };
    made += 1;
    /** @type {L.LatLngBounds | null | undefined} found when they are asked for */
    let bounds;
    /** @type {Overlay} */
    const overlay = {
      id: made, document, name: document.name, shown: style.shown !== false, style, items: [],
      get bounds() {
        if (bounds === undefined) bounds = geoApp.boundsOfBox(boxOf(overlay.items));
        return bounds;
      },
      paint: (item) => geoApp.paintOf(overlay, item),
    };
    overlay.items = document.data.features.map((feature, index) => new Item(overlay, feature, index));
    view.overlays.push(overlay);
    keepGround(view);
    geoApp.redrawOverlays(view);
    return overlay;
  }

  /**
   * @param {View} view
   * @param {Overlay} overlay
   */
  function removeOverlay(view, overlay) {
    view.overlays = view.overlays.filter((each) => each !== overlay);
    if (view.openedItem && view.openedItem.overlay === overlay) geoApp.closeCard(view);
    keepGround(view);
    geoApp.redrawOverlays(view);
  }

  /** @param {View} view the whole world can be seen as long as some overlay reaches beyond the ground */
  function keepGround(view) {
    const goesBeyond = view.overlays.some((overlay) => geoApp.reachesBeyond(overlay, view.ground));
    if (goesBeyond) geoApp.widenToWorld?.(view);
    else geoApp.narrowToGround?.(view);
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ addOverlay, paintOf, propertyOf, removeOverlay, stopsOf }));
})();
