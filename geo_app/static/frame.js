/* The frame: which part of the map is free of panel, sheet, controls and notes. */

/**
 * A rectangle in pixels of the map's container.
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

(function () {
  'use strict';

  const FURNITURE = ['leaflet-control', 'boundary-note', 'panel', 'panel-handle', 'notice'];
  const FOOT = ['boundary-note', 'leaflet-control-attribution', 'leaflet-control-scale', 'notice'];
  const BARS = ['map-tools', 'leaflet-control-zoom', 'panel-handle'];
  const EDGE = 12;
  const AIR = 3;

  /**
   * @param {Box} one
   * @param {Box} other
   * @returns {boolean}
   */
  function overlaps(one, other) {
    return one.left < other.right && other.left < one.right
      && one.top < other.bottom && other.top < one.bottom;
  }

  /**
   * @param {Box} inner
   * @param {Box} outer
   * @returns {boolean}
   */
  function isInside(inner, outer) {
    return inner.left >= outer.left && inner.right <= outer.right
      && inner.top >= outer.top && inner.bottom <= outer.bottom;
  }

  /**
   * @param {L.Map} map
   * @returns {Box} the whole map
   */
  function mapBox(map) {
    const size = map.getSize();
    return { left: 0, top: 0, right: size.x, bottom: size.y };
  }

  /**
   * @param {L.Map} map
   * @param {Element} element
   * @returns {Box}
   */
  function boxOf(map, element) {
    const origin = map.getContainer().getBoundingClientRect();
    const rect = element.getBoundingClientRect();
    return {
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      right: rect.right - origin.left,
      bottom: rect.bottom - origin.top,
    };
  }

  /**
   * Boxes of what has one of `classes`; browsers remember elements by class, and not by selector.
   * @param {L.Map} map
   * @param {string[]} classes
   * @returns {Box[]}
   */
  function boxesOf(map, classes) {
    return classes.flatMap((name) =>
      Array.from(document.getElementsByClassName(name), (each) => boxOf(map, each)));
  }

  /**
   * @param {View} view
   * @returns {Box[]} what lies over the map
   */
  function furniture(view) {
    const whole = mapBox(view.map);
    return boxesOf(view.map, FURNITURE)
      .filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1)
      .filter((box) => overlaps(box, whole))
      .map(({ left, top, right, bottom }) => (
        { left: left - AIR, top: top - AIR, right: right + AIR, bottom: bottom + AIR }));
  }

  /** @returns {number} how much of the map's foot the sheet covers. */
  function sheetHeight() {
    const panel = document.getElementById('panel');
    return panel && geoApp.isPhone() ? panel.getBoundingClientRect().height : 0;
  }

  /**
   * @param {L.Map} map
   * @returns {number} how far the foot's furniture reaches up
   */
  function footHeight(map) {
    const bottom = map.getSize().y;
    const tops = boxesOf(map, FOOT).map((box) => box.top);
    // Over a sheet that stands half way, the foot is above the middle.
    return Math.max(0, ...tops.filter((top) => top > bottom * 0.3).map((top) => bottom - top));
  }

  /**
   * @param {L.Map} map
   * @returns {number} how far notices at the head reach down
   */
  function headHeight(map) {
    return Math.max(0, ...boxesOf(map, ['notice']).map((box) => box.bottom).filter((low) => low < map.getSize().y * 0.3));
  }

  /**
   * @param {View} view
   * @returns {Box} what a view must keep free
   */
  function margins(view) {
    const map = view.map;
    const width = map.getSize().x;
    const foot = footHeight(map);
    const aside = geoApp.isPhone() ? [] : boxesOf(map, BARS);
    const right = Math.max(0, ...aside.map((box) => (box.left > width / 2 ? width - box.left : 0)));
    const left = Math.max(0, ...aside.map((box) => (box.right < width / 2 ? box.right : 0)));
    return {
      top: headHeight(map) + EDGE,
      right: Math.max(EDGE, right + 8),
      bottom: Math.max(foot, sheetHeight()) + EDGE,
      left: Math.max(EDGE, left + 8),
    };
  }

  /**
   * @param {View} view
   * @param {number} [extra] more room on each side
   * @returns {Box} the free part of the map
   */
  function freeBox(view, extra) {
    const size = view.map.getSize();
    const margin = margins(view);
    const more = extra || 0;
    return {
      left: margin.left + more,
      top: margin.top + more,
      right: size.x - margin.right - more,
      bottom: size.y - margin.bottom - more,
    };
  }

  /**
   * Two paddings that together leave at least a third of the room.
   * @param {number} before
   * @param {number} after
   * @param {number} room
   * @returns {[number, number]}
   */
  function clampPair(before, after, room) {
    const most = Math.max(0, room) * 0.66;
    const scale = before + after > most ? most / (before + after) : 1;
    return [before * scale, after * scale];
  }

  /**
   * What a view leaves free on its sides for the furniture.
   * @param {View} view
   * @param {number} extra
   * @returns {{before: L.Point, after: L.Point}} left and top, right and bottom
   */
  function padding(view, extra) {
    const size = view.map.getSize();
    const margin = margins(view);
    const [left, right] = clampPair(margin.left + extra, margin.right + extra, size.x);
    const [top, bottom] = clampPair(margin.top + extra, margin.bottom + extra, size.y);
    return { before: L.point(left, top), after: L.point(right, bottom) };
  }

  /**
   * @param {Bounds} box
   * @returns {L.LatLngBounds}
   */
  function boundsOf(box) {
    return L.latLngBounds([box[1], box[0]], [box[3], box[2]]);
  }

  /**
   * @param {View} view
   * @returns {number} the air around what is fitted
   */
  function fitMargin(view) {
    return Math.min(28, view.map.getSize().x / 24);
  }

  /**
   * Show `box` in the free part of the map.
   * @param {View} view
   * @param {Bounds} box
   * @param {boolean} [animate]
   */
  function fit(view, box, animate) {
    const { center, zoom } = frameOf(view, box, fitMargin(view));
    view.map.setView(center, zoom, { animate: Boolean(animate) && !geoApp.prefersStillness() });
  }

  /**
   * The view that shows `box` in the free part of the map, as Leaflet's fitBounds would.
   * @param {View} view
   * @param {Bounds} box
   * @param {number} extra
   * @returns {{center: L.LatLng, zoom: number}}
   */
  function frameOf(view, box, extra) {
    const { map } = view;
    const bounds = boundsOf(box);
    const { before, after } = padding(view, extra);
    const zoom = map.getBoundsZoom(bounds, false, before.add(after));
    const middle = map.project(bounds.getSouthWest(), zoom)
      .add(map.project(bounds.getNorthEast(), zoom)).divideBy(2);
    return { center: map.unproject(middle.add(after.subtract(before).divideBy(2)), zoom), zoom };
  }

  /**
   * Show exactly this view, at once.
   * @param {View} view
   * @param {L.LatLngExpression} center
   * @param {number} zoom
   */
  function jumpTo(view, center, zoom) {
    // Without a reset Leaflet would pan a short way by whole pixels, and miss the point.
    view.map.setView(center, zoom, /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true }));
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    overlaps, isInside, mapBox, boxOf, furniture, margins, freeBox, boundsOf, fit, fitMargin, frameOf,
    jumpTo, sheetHeight,
  }));
})();
