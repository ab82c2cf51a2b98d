/*
 * The map's script. Load order:
 *   data.js, geometry.js, frame.js, grid.js, ground.js, marks.js, nudge.js, mark_layout.js,
 *   lines.js, label_spots.js, country_labels.js, label_layout.js, labels.js, edges.js,
 *   popups.js, reveal.js, notices.js, geodesic.js, measure.js, tools.js, controls.js, panel.js,
 *   sheet.js, switches.js, address_parts.js, address.js, start.js
 * This file: the one global object, the data block, what a map is remembered by, DOM helpers.
 */
var geoApp = window.geoApp || {};
document.documentElement.classList.add('js');

(function () {
  'use strict';

  /**
   * What the script remembers of a map.
   * @typedef {object} View
   * @property {L.Map} map
   * @property {object} data the whole data block
   * @property {Object<string, string>} words
   * @property {Map<string, object>} layers drawn layers by id: {id, spec, group}
   * @property {Map<string, object>} features what has a card, by card id
   * @property {Map<string, HTMLElement>} cards
   * @property {object[]} places marks on the map
   * @property {object[]} routes
   * @property {object[]} roads
   * @property {object[]} labels
   * @property {?object} opened what the open popup shows
   */

  /** @type {WeakMap<L.Map, View>} */
  const views = new WeakMap();
  let block = null;

  /** @returns {object} the data block, read once; empty where there is none. */
  function readData() {
    if (!block) {
      const element = document.getElementById('corridor-data');
      block = element ? JSON.parse(element.textContent) : {};
    }
    return block;
  }

  /**
   * @param {L.Map} map
   * @returns {View}
   */
  function makeView(map) {
    const data = readData();
    const view = {
      map, data, words: data.words || {}, settings: data.map || {},
      layers: new Map(), features: new Map(), cards: new Map(),
      places: [], routes: [], roads: [], labels: [], edges: [], opened: null,
    };
    views.set(map, view);
    return view;
  }

  /**
   * @param {L.Map} map
   * @returns {View}
   */
  function viewOf(map) {
    return views.get(map) || makeView(map);
  }

  /**
   * @param {View} view
   * @param {string} name
   * @param {string} [value] takes the place of %s
   * @returns {string} the interface's word
   */
  function word(view, name, value) {
    const text = view.words[name] || '';
    if (value === undefined) return text;
    return text.includes('%s') ? text.replace('%s', () => value) : value;
  }

  /**
   * @param {Element} element
   * @param {Object<string, string|number>} attributes
   * @returns {Element}
   */
  function setAttributes(element, attributes) {
    Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  /**
   * @param {string} tag
   * @param {Object<string, string>} [attributes]
   * @param {string} [text]
   * @returns {HTMLElement}
   */
  function html(tag, attributes, text) {
    const element = setAttributes(document.createElement(tag), attributes);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /**
   * @param {string} tag
   * @param {Object<string, string|number>} [attributes]
   * @param {Element[]} [children]
   * @returns {SVGElement}
   */
  function svg(tag, attributes, children) {
    const element = setAttributes(
      document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
    (children || []).forEach((child) => element.appendChild(child));
    return element;
  }

  /** @returns {boolean} the reader asked for less movement. */
  function prefersStillness() {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** @returns {boolean} the panel is a sheet over the map. */
  function isPhone() {
    return window.matchMedia('(max-width: 720px)').matches;
  }

  /** @returns {boolean} the page runs from right to left. */
  function isRightToLeft() {
    return document.documentElement.dir === 'rtl';
  }

  /**
   * @param {Function} action
   * @returns {Function} runs `action` once in the next frame, however often it is called.
   */
  function oncePerFrame(action) {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        action();
      });
    };
  }

  /**
   * @param {View} view
   * @param {string} layerId
   * @returns {boolean} the layer is drawn and switched on.
   */
  function isShown(view, layerId) {
    const layer = view.layers.get(layerId);
    return Boolean(layer && view.map.hasLayer(layer.group));
  }

  Object.assign(geoApp, {
    viewOf, word, html, svg, setAttributes, prefersStillness, isPhone, isRightToLeft,
    oncePerFrame, isShown,
  });
})();
