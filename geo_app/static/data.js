/*
 * The map's script, whose files are loaded in the order of `render/bundles.py`.
 * This file: the one global object, the data block, what a map is remembered by, DOM helpers.
 */
/** @type {GeoApp} */
// biome-ignore lint/suspicious/noVar: only `var` makes it a property of the window
var geoApp = window.geoApp || {};

/**
 * West, south, east, north in degrees.
 * @typedef {[west: number, south: number, east: number, north: number]} Bounds
 */

/**
 * @typedef {object} Settings
 * @property {Bounds} [home] the first view
 * @property {Bounds} [whole] the whole corridor
 * @property {number} [min_zoom]
 * @property {number} [max_zoom]
 * @property {string[]} [layers] ids of those that are on at first
 * @property {string} [overlays_post] where the server reads files of routes; a file has no server
 * @property {string} [leaflet_link] what the link to Leaflet says
 */

/**
 * The data block, which `render/contents.py` writes; every part of it may be absent.
 * @typedef {object} Data
 * @property {Settings} [map]
 * @property {string} [attribution]
 * @property {Record<string, string>} [words] of the interface
 * @property {Record<string, LayerSpec>} [layers] by id
 * @property {Record<string, GeometryFile>} [files] by name
 * @property {Record<string, ChapterSpec>} [chapters] by id
 * @property {SearchNames} [search]
 * @property {Record<string, string>} [resources] addresses of what the page fetches at need, by name
 */

/**
 * What `render/search.py` writes: names that the page does not say, one a language; 0 is the name
 * before it in the second language's spelling, and a name alone is a row in which the rest is 0.
 * @typedef {string | (string | 0)[]} NameRow
 *
 * @typedef {object} SearchNames
 * @property {string[]} [languages]
 * @property {string} [spelling] a character, its replacement, and so on
 * @property {Record<string, NameRow>} [subjects] by id
 * @property {NameRow[]} [figures] as the panel's rows
 * @property {NameRow[]} [chapters] as the panel's
 */

/**
 * What the map does at a chapter.
 * @typedef {object} ChapterSpec
 * @property {Bounds} view
 * @property {string[]} lit ids of what stands out
 * @property {string[]} layers that are on meanwhile, beside those of what is lit
 */

/**
 * @typedef {object} Switching
 * @property {boolean} [shown] on at first, which is what it is where nothing is said
 * @property {boolean} [switch] the reader can turn it
 * @property {string} [title]
 *
 * @typedef {{file: string, objects?: string[]}} FromFile
 * @typedef {Switching & FromFile & {kind: 'land' | 'water' | 'boundaries'}} GroundSpec
 * @typedef {Switching & {kind: 'relief', image?: string, finer?: string, bounds?: Bounds | null}} ReliefSpec
 * @typedef {Switching & FromFile & {kind: 'countries', features?: CountryProperties[]}} CountriesSpec
 * @typedef {Switching & {kind: 'roads', features?: {features?: RoadFeature[]}}} RoadsSpec
 * @typedef {Switching & {kind: 'routes' | 'places', features?: {features?: DrawnFeature[]}}} DrawnSpec
 * @typedef {GroundSpec | ReliefSpec | CountriesSpec | RoadsSpec | DrawnSpec} LayerSpec
 */

/**
 * A layer as it is drawn.
 * @typedef {{id: string, spec: LayerSpec, group: L.LayerGroup}} Layer
 */

/**
 * What can have a card: it is opened from the map, from a link and by the keyboard.
 * @typedef {Place | TouchedRoute | NamedCountry} MapFeature
 */

/**
 * What can have the keyboard's focus.
 * @typedef {HTMLElement | SVGElement} Focusable
 */

/**
 * What the script remembers of a map.
 * @typedef {object} View
 * @property {L.Map} map
 * @property {Data} data the whole data block
 * @property {Record<string, string>} words
 * @property {Settings} settings
 * @property {Record<string, L.SVG>} renderers by pane
 * @property {Map<string, Layer>} layers drawn layers by id
 * @property {Map<string, MapFeature>} features what has a card, by card id
 * @property {Map<string, HTMLElement>} cards
 * @property {Place[]} places marks on the map
 * @property {Route[]} routes
 * @property {Road[]} roads
 * @property {Country[]} countries
 * @property {Label[]} labels
 * @property {Edge[]} edges
 * @property {Opened | null} opened what the open popup shows
 * @property {MapFeature} [revealed] what was asked for last
 * @property {(() => Iterable<void>)[]} drawings what draws the layers, one by one
 * @property {L.LatLngBounds} ground what may be seen of it
 * @property {{ground: L.LatLngBounds, whole: Bounds}} [widened] what may be seen instead, and at once
 * @property {Promise<L.LayerGroup>} [world] the land of the world, once it was needed
 * @property {Cut[]} [cuts] where countries were cut, once that can be seen
 * @property {boolean} [started] everything is drawn, and may be arranged
 * @property {() => void} [arrangeSoon] arrange in the next frame
 * @property {number} arrangements how often that was begun
 * @property {boolean} [folded] the panel is folded away
 * @property {Stop} stop where the sheet stands
 * @property {boolean} [dragged] the sheet was dragged: the click that follows is no press
 * @property {Set<string>} lit ids of what stands out, as long as a chapter tells of it
 * @property {MapFeature | null} focused what has the keyboard's focus
 * @property {Set<string>} lent ids of the layers that are on for a chapter only
 * @property {Set<string>} needed ids of the layers that the chapter is told with
 * @property {Chapter | null} chapter that is open
 * @property {{center: L.LatLng, zoom: number} | null} chapterView what the map shows at the chapter
 * @property {Measuring | null} measure what is being measured
 * @property {HTMLElement | null} notices where they stand
 * @property {TableState} table
 * @property {AddressPart[]} addressParts all of them, in their order
 * @property {string} firstView as the address writes it
 * @property {string[]} firstLayers ids of the layers that were on at first
 * @property {string} firstTab
 * @property {string | null} fragment that was written last; null: it has to be written again
 * @property {number} [addressTimer]
 * @property {Promise<void>} [overlayTool] settled once what draws overlays is there
 * @property {string | null} [crossing] overlays that a page in another language handed over
 * @property {Promise<PackedDocument[]>} [carried] overlays that came with the map
 * @property {Painter | null} [painter] that has these already, as long as nothing is drawn
 * @property {OverlayCanvas} [overlayCanvas] on which they are drawn
 * @property {OverlayItem | null} [openedItem] of an overlay, whose card is open
 * @property {Overlay[]} overlays from the bottom to the top, once that is there
 */

/** @typedef {Record<string, string | number>} Attributes of an element */

(function () {
  'use strict';

  /** @type {WeakMap<L.Map, View>} */
  const views = new WeakMap();
  /** @type {Data | null} */
  let block = null;

  /** @returns {Data} the data block, read once; empty where there is none. */
  function readData() {
    if (!block) {
      const element = document.getElementById('corridor-data');
      block = /** @type {Data} */ (element ? JSON.parse(element.textContent) : {});
    }
    return block;
  }

  /**
   * @param {L.Map} map
   * @returns {View}
   */
  function makeView(map) {
    const data = readData();
    // What is missing is set before it is read: by makePanes, by startPanel.
    const view = /** @type {View} */ (/** @type {Partial<View>} */ ({
      map, data, words: data.words || {}, settings: data.map || {},
      layers: new Map(), features: new Map(), cards: new Map(),
      places: [], routes: [], roads: [], countries: [], labels: [], edges: [], opened: null,
      lit: new Set(), focused: null, lent: new Set(), needed: new Set(), chapter: null, chapterView: null,
      measure: null, notices: null, drawings: [], arrangements: 0,
      table: { name: '', column: '', direction: '', words: '', opener: null, chapter: null },
    }));
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
    return text.includes('%s') ? text.replace('%s', () => geoApp.apart(value)) : value;
  }

  /**
   * @template {Element} E
   * @param {E} element
   * @param {Attributes} [attributes]
   * @returns {E}
   */
  function setAttributes(element, attributes) {
    Object.entries(attributes || {}).forEach(([name, value]) =>
      element.setAttribute(name, /** @type {string} */ (value)));
    return element;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Attributes} [attributes]
   * @param {string} [text]
   * @returns {HTMLElementTagNameMap[T]}
   */
  function html(tag, attributes, text) {
    const element = setAttributes(document.createElement(tag), attributes);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /**
   * @template {keyof SVGElementTagNameMap} T
   * @param {T} tag
   * @param {Attributes} [attributes]
   * @param {Element[]} [children]
   * @returns {SVGElementTagNameMap[T]}
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

  /** @returns {boolean} the sheet's window is too low for a sheet that stands half way. */
  function isLow() {
    return window.matchMedia('(max-width: 720px) and (max-height: 480px)').matches;
  }

  /** @returns {string[]} who writes numbers as the page does; English where the browser lacks its language */
  function numerals() {
    return [document.documentElement.lang, 'en'];
  }

  /** @returns {boolean} the page runs from right to left. */
  function isRightToLeft() {
    return document.documentElement.dir === 'rtl';
  }

  /**
   * @param {() => void} action
   * @returns {() => void} runs `action` once in the next frame, however often it is called.
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

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({
    viewOf, word, html, svg, setAttributes, prefersStillness, isPhone, isLow, isRightToLeft, numerals,
    oncePerFrame, isShown,
  }));
})();
